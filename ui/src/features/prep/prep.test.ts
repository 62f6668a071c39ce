import { describe, expect, it } from 'vitest'
import { breakView, busyBreak, directoryView, plan } from '@/testing/prep'
import { checkOf, checkWords, dayLine, isWeekend } from './day'
import { movePeople } from './order'
import { pressLine } from './press'
import { meetingMinutes, timesOf } from './times'

const NOW = Date.parse('2026-11-24T09:00:00+08:00')
const { calendar } = directoryView
const words = (day: string) => checkWords(checkOf(day, calendar))

describe('the holiday check', () => {
  it.each([
    ['2026-12-01', '工作日'],
    ['2026-10-01', '国庆节，放假：建议改期'],
    ['2026-10-10', '国庆节调休，上班'],
    ['2026-12-05', '休息日：建议改期'],
    ['2027-02-16', '放假：建议改期'],
    ['2027-02-20', '调休上班'],
    ['2028-01-04', '工作日 · 放假安排未出，暂定'],
    ['2031-01-07', '工作日 · 放假安排未出，暂定'],
  ])('%s: %s', (day, expected) => expect(words(day)).toBe(expected))

  it('names the weekday with it', () => {
    expect(dayLine('2026-12-01', calendar, NOW)).toBe('12 月 1 日 周二 · 工作日')
  })

  it('says the same of a day of the rota, which brings only its name', () => {
    const weekend = isWeekend('2027-02-09')
    expect(checkWords({ working: false, name: '春节', known: true, weekend })).toBe('春节，放假：建议改期')
  })
})

describe('the timetable of the day', () => {
  it('is counted from the beginning of the calls; the meeting is as long as its parts', () => {
    expect(timesOf(plan, directoryView.timetable)).toEqual([
      { at: '8:30', what: '设备联调' },
      { at: '8:35', what: '签到' },
      { at: '8:45', what: '说明会' },
      { at: '9:00', what: '接听 90 分钟' },
      { at: '10:30', what: '停止进线' },
      { at: '10:40', what: '会商 57 分钟' },
    ])
    expect(meetingMinutes({ ...directoryView.timetable, oneByOne: 30 })).toBe(63)
  })

  it('moves with another beginning and length', () => {
    const later = timesOf({ ...plan, starts: '14:30:00', minutes: 60 }, directoryView.timetable)
    expect(later.map(({ at }) => at)).toEqual(['14:00', '14:05', '14:15', '14:30', '15:30', '15:40'])
  })
})

describe('the press line', () => {
  it('adds up to the calls answered', () => {
    expect(pressLine(breakView)).toBe(
      '90 分钟接听 123 个来电：在线直办 3 件、当天办理 7 件、转办 113 件，涉及物业、房产、城市治理等。',
    )
  })

  it('says how many are unsorted while it does not, so that the parts still add up', () => {
    const line = pressLine(busyBreak)
    expect(line).toBe(
      '90 分钟接听 123 个来电：在线直办 3 件、当天办理 7 件、转办 108 件、未归类 5 个，涉及物业、房产、城市治理等。',
    )
    const [, answered, ...parts] = [...line.matchAll(/\d+/g)].map(([n]) => Number(n))
    expect(parts.reduce((sum, n) => sum + n, 0)).toBe(answered)
  })

  it('counts calls without a case, and says nothing of categories when there are none', () => {
    const tally = { ...breakView.tally, transferred: 111, noCase: 2 }
    expect(pressLine({ ...breakView, tally, categories: [] })).toBe(
      '90 分钟接听 123 个来电：在线直办 3 件、当天办理 7 件、转办 111 件、无诉求 2 个。',
    )
  })
})

describe('the order of leaders', () => {
  const of = (
    seats: readonly { leader: string; recorder: string | null; seat: number; extension?: string }[],
  ) => seats.map(({ seat, leader, recorder, extension }) => [seat, leader, recorder, extension])

  it('moves the people; seats and telephones stay', () => {
    const seats = [
      { seat: 1, leader: 'a', recorder: 'x', extension: '8001' },
      { seat: 2, leader: 'b', recorder: null, extension: '8002' },
      { seat: 3, leader: 'c', recorder: 'z', extension: '8003' },
    ]
    expect(of(movePeople(seats, 1, -1))).toEqual([
      [1, 'b', null, '8001'],
      [2, 'a', 'x', '8002'],
      [3, 'c', 'z', '8003'],
    ])
    expect(movePeople(movePeople(seats, 1, 1), 1, 1)).toEqual(seats)
    expect(movePeople(seats, 0, -1)).toEqual(seats)
    expect(movePeople(seats, 2, 1)).toEqual(seats)
  })
})
