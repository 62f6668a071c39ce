import { afterEach, describe, expect, it } from 'vitest'
import {
  civilDay,
  civilOf,
  clock,
  dayOf,
  deadlineOf,
  momentOf,
  monthOf,
  plainTime,
  setLocale,
  shortTime,
  timeOfDay,
  workingTime,
  workingTimeLeft,
} from './index'

/** A moment by the clock of Shanghai. */
const at = (text: string) => Date.parse(`${text}:00+08:00`)
const now = at('2026-12-01T09:00')

afterEach(() => setLocale('zh-CN'))

describe('days and moments, in Shanghai whatever the machine thinks', () => {
  it.each([
    ['2026-12-01T09:44', '今天 9:44'],
    ['2026-11-30T15:20', '昨天 15:20'],
    ['2026-12-02T00:05', '明天 0:05'],
    ['2026-12-04T17:30', '12 月 4 日 周五 17:30'],
    ['2026-11-24T10:05', '11 月 24 日 周二 10:05'],
    ['2027-01-05T09:00', '2027 年 1 月 5 日 周二 9:00'],
  ])('%s → %s', (moment, words) => expect(momentOf(at(moment), now)).toBe(words))

  it('00:30 in Shanghai is the day before in UTC, and still today', () => {
    expect(momentOf(Date.UTC(2026, 10, 30, 16, 30), now)).toBe('今天 0:30')
    expect(civilOf(Date.UTC(2026, 10, 30, 16, 30))).toBe('2026-12-01')
  })

  it.each([
    ['2026-12-01T17:30', '今天 17:30'],
    ['2026-12-02T17:30', '明天 周三 17:30'],
    ['2026-12-04T17:30', '12 月 4 日 周五 17:30'],
  ])('a deadline names the weekday: %s → %s', (moment, words) =>
    expect(deadlineOf(at(moment), now)).toBe(words),
  )

  it('civil dates, times and months', () => {
    expect(civilDay('2026-12-06', now)).toBe('12 月 6 日 周日')
    expect(civilDay('2027-02-28', now)).toBe('2027 年 2 月 28 日 周日')
    expect(dayOf(now, now)).toBe('12 月 1 日 周二')
    expect(timeOfDay(now)).toBe('9:00')
    expect(monthOf(2026, 12)).toBe('2026 年 12 月')
  })

  it('in English', async () => {
    await setLocale('en')
    expect(momentOf(at('2026-12-04T17:30'), now)).toBe('Fri 4 Dec 17:30')
    expect(momentOf(at('2027-01-05T09:00'), now)).toBe('Tue 5 Jan 2027 9:00')
    expect(deadlineOf(at('2026-12-02T17:30'), now)).toBe('Tomorrow Wed 17:30')
    expect(workingTime(3 * 450 + 90)).toBe('3 working days 1 h 30 min')
    expect(workingTimeLeft(-810)).toBe('1 working day 6 h over')
    expect(monthOf(2026, 12)).toBe('Dec 2026')
  })
})

describe('durations', () => {
  it('working time, in days of 7.5 hours', () => {
    expect(workingTime(90)).toBe('1 小时 30 分')
    expect(workingTime(3 * 450 + 90)).toBe('3 个工作日 1 小时 30 分')
    expect(workingTime(450)).toBe('1 个工作日')
    expect(workingTime(0)).toBe('0 分')
    expect(workingTime(480, 480)).toBe('1 个工作日')
    expect(workingTimeLeft(90)).toBe('剩 1 小时 30 分')
    expect(workingTimeLeft(-(450 + 360))).toBe('超 1 个工作日 6 小时')
  })

  it('plain time and running clocks', () => {
    const minute = 60_000
    expect(plainTime(376 * minute)).toBe('6 小时 16 分')
    expect(plainTime(26 * 60 * minute)).toBe('26 小时')
    expect(plainTime(9 * 24 * 60 * minute)).toBe('9 天')
    expect(shortTime(108_000)).toBe('1 分 48 秒')
    expect(shortTime(0)).toBe('0 秒')
    expect(clock(271_000)).toBe('04:31')
    expect(clock(3_871_000)).toBe('1:04:31')
  })
})
