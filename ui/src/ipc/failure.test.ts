import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { isMessageKey, setLocale } from '@/i18n'
import { asFailure, failureWords, fieldOf, fieldsOf } from './failure'
import { NOW, MARKET } from './fixtures'
import type { Failure } from './generated/Failure'
import type { Rejection } from './generated/Rejection'

const generated = (name: string): string =>
  readFileSync(join(import.meta.dirname, 'generated', `${name}.ts`), 'utf8')
const kindsOf = (name: string): string[] =>
  [...generated(name).matchAll(/"kind": "(\w+)"/g)].map(found => found[1]!)
const wordsOf = (name: string): string[] =>
  [...generated(name).matchAll(/"(\w+)"(?= ?[|;])/g)].map(found => found[1]!)

const refused = (rejection: Rejection, field: 'due' | null = null): Failure => ({
  kind: 'refused',
  rejection,
  field,
})

afterEach(() => setLocale('zh-CN'))

describe('every code has words', () => {
  it.each([
    ['rejection', kindsOf('Rejection')],
    ['trouble', kindsOf('Trouble')],
    ['needs', kindsOf('Needs')],
    ['input', kindsOf('InputProblem')],
    ['stage', kindsOf('Stage')],
    ['field', wordsOf('Field')],
    ['missing', wordsOf('Missing')],
  ])('failure.%s', (group, kinds) => {
    expect(kinds.length).toBeGreaterThan(1)
    expect(kinds.filter(kind => !isMessageKey(`failure.${group}.${kind}`))).toEqual([])
  })

  it('knows the five failures', () => {
    expect(kindsOf('Failure').sort()).toEqual(['away', 'denied', 'fault', 'refused', 'stale'])
  })
})

describe('a failure in words', () => {
  const context = { now: NOW, unit: (id: string) => (id === MARKET ? '区市场监管局' : undefined) }

  it.each<[Failure, string]>([
    [refused({ kind: 'missing', fields: ['place', 'promise'] }), '还缺：地点、承诺。补上后再办。'],
    [
      refused({ kind: 'input', field: 'matter', problem: { kind: 'tooLong', max: 5000, have: 10000 } }),
      '事项：最多 5000 个字，现在 10000 个。请写短一些。',
    ],
    [
      refused({ kind: 'vague', field: 'plan', word: '尽快', missing: 'date' }),
      '“尽快”说得含糊，还缺哪天、几点前。',
    ],
    [
      refused({ kind: 'nobodyReached', unit: MARKET }),
      '区市场监管局的负责人不在场，也没有叫到。先在现场调度里记下叫到的人，或改用转办。',
    ],
    [
      refused({ kind: 'dueNotToday', latest: Date.parse('2026-12-01T17:30:00+08:00') }),
      '当天办理最晚到今天 17:30。更晚的请用转办。',
    ],
    [refused({ kind: 'leadIsReported', above: null }), '被反映单位不能作责任单位，请改选它的上级单位。'],
    [
      { kind: 'stale', by: '赵敏', at: NOW },
      '赵敏在今天 9:49先改了这一条。请看过新内容再提交；已写的内容还在。',
    ],
    [refused({ kind: 'seatThere', ordinal: 3 }), '3 号工作站在线，不能接管。'],
    [{ kind: 'denied', needs: { kind: 'rightPassword', left: 2 } }, '密码不对，还可以试 2 次。'],
    [
      { kind: 'fault', incident: '7f3a' },
      '程序出错（编号 7f3a），没有写入。请再试一次；仍不行把编号告诉维护人员。',
    ],
  ])('%j', (failure, words) => expect(failureWords(failure, context)).toBe(words))

  it('leaves no brace open, in either language', async () => {
    const failures: Failure[] = [
      refused({ kind: 'callsUnfinished', live: 1, unsorted: 2 }),
      refused({ kind: 'doesNotReconcile', answered: 9, counted: 8 }),
      refused({ kind: 'seatUnknown', seat: 4 }),
      refused({ kind: 'unsettled', count: 3 }),
      refused({ kind: 'stageForbids', stage: { kind: 'assigned' } }),
      refused({ kind: 'laterThanPromised', promised: NOW }),
      refused({ kind: 'leadLocked', unit: MARKET }),
      { kind: 'denied', needs: { kind: 'patience', until: NOW } },
      { kind: 'denied', needs: { kind: 'longerPassword', least: 8 } },
      refused({ kind: 'notYours', right: 'sealSession' }),
      refused({ kind: 'notAHolder', compartment: 'general' }),
      refused({ kind: 'roleForbids', compartment: 'clue' }),
      refused({ kind: 'lastHolder', compartment: 'office' }),
      { kind: 'denied', needs: { kind: 'right', right: 'seeTrail' } },
      { kind: 'denied', needs: { kind: 'admission', compartment: 'general' } },
      { kind: 'denied', needs: { kind: 'rightPin', left: 2 } },
      { kind: 'denied', needs: { kind: 'digits', least: 4, most: 8 } },
    ]
    for (const language of ['zh-CN', 'en'] as const) {
      await setLocale(language)
      for (const failure of failures) expect(failureWords(failure, context)).not.toMatch(/[{}]/)
    }
  })

  it('takes whatever was thrown', () => {
    expect(asFailure(new Error('gone'))).toEqual({ kind: 'fault', incident: '' })
    expect(failureWords(undefined)).toBe('程序没有应答，没有写入。请再试一次。')
    expect(failureWords({ kind: 'refused', rejection: { kind: 'newKind' }, field: null })).toContain(
      'newKind',
    )
  })

  it('names the fields', () => {
    expect(fieldOf(refused({ kind: 'dueInPast' }, 'due'))).toBe('due')
    expect(fieldOf({ kind: 'fault', incident: '' })).toBeUndefined()
    expect(fieldsOf(refused({ kind: 'missing', fields: ['place', 'promise'] }))).toEqual(['place', 'promise'])
  })
})
