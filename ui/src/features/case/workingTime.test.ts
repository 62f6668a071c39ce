import { expect, it } from 'vitest'
import { minutesADay, workingMinutes, type WorkDays } from './workingTime'

const at = (text: string): number => Date.parse(`${text}:00+08:00`)
const days: WorkDays = {
  years: [
    {
      year: 2026,
      known: true,
      off: ['2026-02-16', '2026-02-17'],
      work: ['2026-02-14'],
      named: [],
      source: '',
      updated: null,
    },
  ],
  hours: [
    { from: '08:30:00', to: '12:00:00' },
    { from: '13:30:00', to: '17:30:00' },
  ],
}

it('a working day has seven and a half hours', () => expect(minutesADay(days)).toBe(450))

it.each([
  ['the same day', '2026-12-01T16:00', '2026-12-01T17:30', 90],
  ['over noon', '2026-12-01T11:00', '2026-12-01T14:00', 90],
  ['overnight', '2026-12-01T17:00', '2026-12-02T09:00', 60],
  ['over a weekend', '2026-12-04T17:00', '2026-12-07T09:00', 60],
  ['a Saturday that is worked (调休)', '2026-02-13T17:30', '2026-02-14T17:30', 450],
  ['holidays in between', '2026-02-14T17:30', '2026-02-18T17:30', 450],
  ['before work begins', '2026-12-01T06:00', '2026-12-01T08:30', 0],
])('%s', (_, from, to, minutes) => {
  expect(workingMinutes(at(from), at(to), days)).toBe(minutes)
  expect(workingMinutes(at(to), at(from), days)).toBe(minutes === 0 ? -0 : -minutes)
})
