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
const follow = kindsOf('FollowEvent')

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
  expect(follow.length).toBeGreaterThanOrEqual(27)
})

describe.each([...calls, ...cases, ...follow])('%s', kind => {
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

  it('belongs to exactly one part of the timeline', () => {
    const parts = (['call', 'handling', 'supervision'] as const).filter(part => belongsTo(line(kind), part))
    expect(parts).toHaveLength(1)
    expect(parts[0] === 'call').toBe(calls.includes(kind))
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

it('says every code of the follow-up in both languages, and what was said besides', async () => {
  const source = readFileSync(
    resolve(process.cwd(), '../src-tauri/crates/domain/src/case/follow/facts.rs'),
    'utf8',
  )
  const of = (name: string): string[] => {
    const body = new RegExp(`    ${name} \\{([^}]*)\\}`).exec(source)?.[1] ?? ''
    const codes = body.replace(/\/\/\/.*/g, '').match(/\b[A-Z]\w*/g) ?? []
    return codes.map(code => code[0]!.toLowerCase() + code.slice(1))
  }
  const enums = {
    hard: 'HardWhy',
    extension: 'ExtensionReason',
    about: 'NoticeAbout',
    how: 'ContactHow',
    missed: 'NotReached',
    solved: 'Solved',
    satisfied: 'Satisfaction',
    reopen: 'ReopenWhy',
    reasonableness: 'Reasonableness',
    level: 'Level',
    trigger: 'Trigger',
    office: 'Office',
    platform: 'PlatformStatus',
  }
  for (const locale of ['zh-CN', 'en'] as const) {
    await setLocale(locale)
    for (const [prefix, name] of Object.entries(enums)) {
      expect(of(name).length).toBeGreaterThan(1)
      for (const code of of(name))
        expect(isMessageKey(`case.code.${prefix}.${code}`), `${name} ${code}`).toBe(true)
    }
  }
  await setLocale('zh-CN')
  const entry = line('ProgressNoted', { words: '主板已到货', more: '下午试运行', codes: [] })
  expect(bodyOf(entry, NOW)).toBe('责任单位报告进展；主板已到货；下一步：下午试运行')
  const asked = line('CallbackMade', {
    words: '又停了',
    codes: ['how.phone', 'solved.no', 'satisfied.none', 'new.code'],
  })
  expect(bodyOf(asked, NOW)).toBe('联系诉求人回访；电话、未解决、未评价；又停了')
})

it.each([
  ['Reminded', 'supervision'],
  ['EscalationSigned', 'supervision'],
  ['CaseReplied', 'handling'],
] as const)('%s is looked for under %s', (kind, part) => {
  expect(belongsTo(line(kind), part)).toBe(true)
})
