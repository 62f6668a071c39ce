import { afterEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { NOW } from '@/ipc/fixtures'
import type { LeaderCall } from '@/ipc/generated/LeaderCall'
import type { LeaderSay } from '@/ipc/generated/LeaderSay'
import { leaderCall, leaderSeat, unbegun } from '@/testing/leader'
import { cue, greeting, historyWords, matterAlone, sentence, spanOf } from './words'

const MINUTE = 60_000
const at = (text: string): number => Date.parse(`${text}:00+08:00`)
const saying = (say: Partial<LeaderSay>, call: Partial<LeaderCall> = {}): LeaderCall => ({
  ...leaderCall,
  ...call,
  say: { ...leaderCall.say, ...say },
})
const said = (say: Partial<LeaderSay>, call: Partial<LeaderCall> = {}, hidden = false): string =>
  sentence(saying(say, call), hidden, NOW)

afterEach(() => setLocale('zh-CN'))

describe('the greeting', () => {
  it('has the full title and the name', () => {
    expect(greeting(leaderSeat)).toBe('“你好，我是南湖区委书记林远，请讲！”')
    expect(greeting({ ...leaderSeat, title: '' })).toBe('“你好，我是林远，请讲！”')
    expect(greeting({ ...leaderSeat, title: '', name: '' })).toBe('“你好，我是＿＿，请讲！”')
  })

  it('is English in an English window', async () => {
    await setLocale('en')
    expect(greeting(leaderSeat)).toBe('“Hello, this is 林远, 南湖区委书记. Please go ahead!”')
  })
})

describe('the sentence to read aloud', () => {
  it('before anything is chosen promises what the recorder has written', () => {
    expect(said({})).toBe(
      '“周女士，您反映的是春晓苑电梯停运 9 天，今天 17:30 前由区市场监管局给您办好，结果我们打电话告诉您，受理号后四位 0107。”',
    )
  })

  it('shows a blank for each part that is not known, and invents none', () => {
    expect(said({ due: null, unit: '', spoken: '' }, { caller: '', place: '', title: '' })).toBe(
      '“＿＿，您反映的是＿＿，＿＿ 前由＿＿给您办好，结果我们打电话告诉您，受理号后四位 ＿＿。”',
    )
    expect(said({ how: 'transferred' })).toContain('，＿＿ 前打电话告诉您，')
    expect(said({ how: 'resolvedOnCall' })).toContain('我现在答复您：＿＿。您看这样行不行？')
    expect(said({}, { title: '' })).toContain('您反映的是春晓苑＿＿，')
  })

  it('同日办理 says the promise, 转办 the day of telling, 在线直办 the answer', () => {
    expect(said({ how: 'sameDay', due: at('2026-12-01T16:00') })).toContain(
      '今天 16:00 前由区市场监管局给您办好',
    )
    expect(said({ how: 'transferred', toldBy: at('2026-12-02T17:30') })).toBe(
      '“周女士，您反映的是春晓苑电梯停运 9 天，这件事要几家一起办，今天会商定下单位和日期，明天 周三 17:30 前打电话告诉您，受理号后四位 0107。”',
    )
    expect(said({ how: 'resolvedOnCall', answer: '带身份证到二楼办' })).toBe(
      '“周女士，您反映的是春晓苑电梯停运 9 天，我现在答复您：带身份证到二楼办。您看这样行不行？受理号后四位 0107。”',
    )
  })

  it('does not say the place twice', () => {
    expect(said({}, { title: '春晓苑电梯停运' })).toContain('您反映的是春晓苑电梯停运，')
    expect(matterAlone({ ...leaderCall, title: '春晓苑电梯停运' })).toBe('电梯停运')
  })

  it('under 镜头模式 leaves the matter and the answer out, without blanks in their place', () => {
    const masked = { title: '', quote: '' }
    expect(said({}, masked, true)).toBe(
      '“周女士，今天 17:30 前由区市场监管局给您办好，结果我们打电话告诉您，受理号后四位 0107。”',
    )
    expect(said({ how: 'resolvedOnCall' }, masked, true)).toBe(
      '“周女士，刚才答复您的，您看这样行不行？受理号后四位 0107。”',
    )
  })

  it('stays short enough to be read: a long answer ends in …', () => {
    const words = said({ how: 'resolvedOnCall', answer: '好'.repeat(200) })
    expect(words).toContain('好…')
    expect([...words].length).toBeLessThan(120)
    expect(words).toContain('受理号后四位 0107')
  })

  it('is whole in English', async () => {
    await setLocale('en')
    for (const how of ['resolvedOnCall', 'sameDay', 'transferred', null] as const) {
      expect(said({ how, answer: 'Bring your card.' })).not.toMatch(/[，。您]/)
      expect(said({ how })).toContain('0107')
    }
  })
})

describe('history in plain words', () => {
  it.each([
    [8, '8 天'],
    [30, '30 天'],
    [31, '1 个月'],
    [160, '5 个月'],
    [364, '11 个月'],
    [365, '1 年'],
    [440, '1 年 2 个月'],
    [729, '1 年 11 个月'],
  ])('%i days are %s', (days, words) => expect(spanOf(days)).toBe(words))

  it('says how often, the date that was missed, and who had it', () => {
    expect(leaderCall.history && historyWords(leaderCall.history)).toBe(
      '8 天内第 3 次来电。上次区市场监管局应于 11 月 27 日办完，没有办完。曾转长桥街道、区市场监管局。',
    )
  })

  it('says nothing that is not known', () => {
    expect(historyWords({ times: 3, days: 0, units: [], missed: null })).toBe('')
    expect(historyWords({ times: 1, days: 0, units: ['社区', '住建'], missed: null })).toBe(
      '曾转社区、住建。',
    )
  })
})

describe('one hint at a time', () => {
  const call = { ...leaderCall, answeredAt: NOW }

  it('calms first, asks who and when after three minutes', () => {
    expect(cue(call, NOW)).toBe('“你慢点，不要着急。”')
    expect(cue(call, NOW + 3 * MINUTE - 1)).toBe('“你慢点，不要着急。”')
    expect(cue(call, NOW + 3 * MINUTE)).toBe('问清谁来办、哪天办好。')
  })

  it('speaks of after the meeting once 转办 is meant', () => {
    expect(cue(saying({ how: 'transferred' }), NOW)).toBe('说明会后怎么办、哪天告诉他。')
    expect(cue({ ...unbegun, say: { ...unbegun.say, how: 'sameDay' } }, NOW)).toBe('“你慢点，不要着急。”')
  })
})
