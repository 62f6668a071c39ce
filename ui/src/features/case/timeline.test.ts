import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { isMessageKey, setLocale, t } from '@/i18n'
import type { TimelineEntry } from '@/ipc/generated/TimelineEntry'
import { belongsTo, bodyOf, itemsOf, saidBy, titleOf } from './timeline'

const NOW = Date.parse('2026-12-01T11:02+08:00')

/** The kinds of a stream as Rust lists them. */
function kindsOf(stream: string): string[] {
  const source = readFileSync(resolve(process.cwd(), '../src-tauri/crates/domain/src/event.rs'), 'utf8')
  const list =
    new RegExp(`${stream} \\{([^}]*)\\}`).exec(source.slice(source.lastIndexOf('events! {')))?.[1] ?? ''
  return [...list.matchAll(/(\w+)\(\w+, \w+\)/g)].map(([, kind]) => kind!)
}

const calls = kindsOf('CallEvent')
const cases = kindsOf('CaseEvent')

const line = (kind: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  at: NOW,
  by: '方可',
  kind,
  who: '',
  unit: '',
  due: null,
  words: '',
  erased: false,
  ...more,
})

afterEach(() => setLocale('zh-CN'))

it('the list of kinds is read from Rust', () => {
  expect(calls.length).toBeGreaterThanOrEqual(7)
  expect(cases).toContain('CaseAssigned')
})

describe.each([...calls, ...cases])('%s', kind => {
  it('has a title and a sentence in both languages', async () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      await setLocale(locale)
      expect(isMessageKey(`case.timeline.${kind}`)).toBe(true)
      expect(titleOf(line(kind))).not.toBe(kind)
      const who = bodyOf(line(kind, { who: 'X' }), NOW)
      expect(who).not.toBe('')
      expect(who).not.toMatch(/[{}]|case\./)
    }
  })

  it('says its words, its unit and its date when it has them', () => {
    const full = line(kind, { who: '韩越局长', unit: '区住建局', words: '管网移交', due: NOW })
    const said = `${bodyOf(full, NOW)} ${saidBy(full)}`
    expect(said).toContain('管网移交')
    expect(said).toContain('区住建局')
    expect(said).toContain('今天 11:02')
    expect(said).toContain('方可记录')
  })

  it('belongs to exactly one of the two filters', () => {
    const [one, other] = (['call', 'handling'] as const).map(filter => belongsTo(line(kind), filter))
    expect(one).toBe(!other)
    expect(one).toBe(calls.includes(kind))
  })
})

it('a kind that this window does not know is shown by its own name', () => {
  expect(titleOf(line('CaseTeleported'))).toBe('CaseTeleported')
  expect(bodyOf(line('CaseTeleported', { words: '原话' }), NOW)).toBe('原话')
})

it('what was erased says so', () => {
  expect(bodyOf(line('CaseRecorded', { erased: true }), NOW)).toBe(t('case.erased'))
})

it('the day stands where it is another than that of the line before', () => {
  const items = itemsOf(
    [line('CallRang', { at: NOW - 86_400_000 }), line('CallAnswered'), line('CallEnded')],
    NOW,
  )
  expect(items.map(({ at }) => at)).toEqual(['昨天 11:02', '今天 11:02', '11:02'])
})
