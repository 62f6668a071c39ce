import { describe, expect, it } from 'vitest'
import { NOW } from '@/ipc/fixtures'
import { calendar } from '@/testing/settingsDirectory'
import {
  NO_ENTRY,
  daysOfYear,
  entriesOf,
  isWorking,
  namedDays,
  shift,
  shiftMonth,
  stateWords,
  stretchWords,
  weekdayOf,
  weeksOf,
} from './days'

const year = calendar().find(seen => seen.year === 2026)!
const entries = entriesOf(year)
const working = (day: string) => isWorking(day, entries.get(day) ?? NO_ENTRY)

describe('days', () => {
  it('weeks begin on Monday and reach into no other month', () => {
    expect(weekdayOf('2026-12-01')).toBe(2)
    expect(weeksOf(2026, 2)).toEqual([
      [null, null, null, null, null, null, '2026-02-01'],
      ...[2, 9, 16].map(first =>
        Array.from({ length: 7 }, (_, i) => `2026-02-${String(first + i).padStart(2, '0')}`),
      ),
      ['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', null],
    ])
    expect(daysOfYear(2024).length).toBe(366)
    expect(daysOfYear(2026).length).toBe(365)
  })

  it('step over the ends of months', () => {
    expect(shift('2026-02-28', 1)).toBe('2026-03-01')
    expect(shift('2026-01-01', -1)).toBe('2025-12-31')
    expect(shiftMonth('2026-03-31', -1)).toBe('2026-02-28')
  })

  it('an entry overrides the weekday: shifted weekends are worked, holidays are not', () => {
    for (const day of ['2026-02-28', '2026-05-09', '2026-10-10', '2026-09-20'])
      expect(working(day)).toBe(true)
    for (const day of ['2026-10-01', '2026-02-16', '2026-12-05']) expect(working(day)).toBe(false)
    expect(daysOfYear(2026).filter(working).length).toBe(248)
    expect(stateWords('2026-10-10', entries.get('2026-10-10')!)).toBe('调休上班')
    expect(stateWords('2026-12-05', NO_ENTRY)).toBe('周末，不上班')
  })

  it('are listed holiday by holiday, in stretches', () => {
    const named = namedDays(entries)
    expect(named.map(({ name }) => name)).toEqual([
      '元旦',
      '春节',
      '清明节',
      '劳动节',
      '端午节',
      '中秋节',
      '国庆节',
    ])
    const national = named.find(({ name }) => name === '国庆节')!
    expect(national).toEqual({
      name: '国庆节',
      off: [['2026-10-01', '2026-10-07']],
      work: ['2026-09-20', '2026-10-10'],
    })
    expect(stretchWords(national.off[0]!, NOW)).toBe('10 月 1 日 周四至10 月 7 日 周三')
  })
})
