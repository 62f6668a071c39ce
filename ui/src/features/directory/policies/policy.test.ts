import { describe, expect, it } from 'vitest'
import { deadlines, settingsDirectory } from '@/testing/settingsDirectory'
import {
  deadlinesChanged,
  formOf,
  minutesOf,
  policyOf,
  problems,
  ruleWords,
  timetableOf,
  undecidedOf,
  whole,
  type PolicyForm,
} from './policy'

const form = (change: Partial<PolicyForm> = {}): PolicyForm => ({
  ...formOf(deadlines, settingsDirectory()),
  ...change,
})
const wrong = (change: Partial<PolicyForm>): string[] => [...problems(form(change)).keys()]
const general = (change: object) => ({ general: { ...form().general, ...change } })

describe('the form of the time limits', () => {
  it('says what it was made of', () => {
    expect(problems(form()).size).toBe(0)
    expect(policyOf(form(), 3)).toEqual({ ...deadlines, version: 3 })
    expect(timetableOf(form())).toEqual(settingsDirectory().timetable)
    expect(undecidedOf(form())).toEqual(settingsDirectory().undecided)
    expect(minutesOf(form())).toBe(57)
  })

  it('takes numbers as people type them, within the range of the record', () => {
    expect(whole('７', 'workingDays')).toBe(7)
    expect(whole(' 24 ', 'wallClockHours')).toBe(24)
    for (const text of ['', '0', '251', '7.5', '-1', '七']) expect(whole(text, 'workingDays')).toBeUndefined()
    expect(whole('0', 'undecidedDays')).toBe(0)
  })

  it.each([
    ['general', general({ value: '' })],
    ['general', general({ source: ' ' })],
    ['general', general({ kind: 'todayAt', value: '08:00' })],
    ['hours', { hours: [] }],
    ['hours', { hours: [{ from: '12:00', to: '08:30' }] }],
    ['hours', { hours: [{ from: '08:30', to: '' }] }],
    [
      'hours',
      {
        hours: [
          { from: '08:30', to: '12:00' },
          { from: '11:00', to: '17:30' },
        ],
      },
    ],
    ['closeOfDay', { closeOfDay: '08:00' }],
    ['closing', { byUnit: '180', oneByOne: '180' }],
    ['secondsACase', { secondsACase: '5' }],
    ['undecidedDays', { undecidedDays: '31' }],
    ['undecidedTime', { undecidedTime: '' }],
  ] as [keyof PolicyForm, Partial<PolicyForm>][])('%s is wrong in %o', (key, change) => {
    expect(wrong(change)).toEqual([key])
    if (['general', 'hours', 'closeOfDay'].includes(key)) expect(policyOf(form(change), 3)).toBeUndefined()
  })

  it('hours may touch', () => {
    const hours = [
      { from: '08:30', to: '12:00' },
      { from: '12:00', to: '17:30' },
    ]
    expect(wrong({ hours })).toEqual([])
  })

  it('another timetable is no new version of the limits', () => {
    expect(deadlinesChanged(form({ opening: '5' }), form())).toBe(false)
    expect(deadlinesChanged(form(general({ value: '5' })), form())).toBe(true)
  })

  it('says a limit in words', () => {
    expect(ruleWords(deadlines.rules.general)).toBe('7 个工作日')
    expect(ruleWords(deadlines.rules.hazard)).toBe('2 小时')
    expect(ruleWords(deadlines.rules.sameDay)).toBe('当天 17:30')
    expect(ruleWords(undefined)).toBe('还没有定时限')
  })
})
