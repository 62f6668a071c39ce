// How much working time is left until a due date: the unit's clock. The calendar and the hours are the directory's;
// what counts is civil days in Shanghai, never the machine's zone.
import { civilOf } from '@/i18n'
import type { CalendarYear } from '@/ipc/generated/CalendarYear'
import type { HourSpan } from '@/ipc/generated/HourSpan'

const MINUTE = 60_000
const DAY = 86_400_000
/** Longer than any due date may lie ahead: a broken record must not make the window count for ever. */
const MOST_DAYS = 1200

export interface WorkDays {
  years: readonly CalendarYear[]
  hours: readonly HourSpan[]
}

function isWorking(day: string, { years }: WorkDays): boolean {
  const year = years.find(known => known.year === Number(day.slice(0, 4)))
  if (year?.work.includes(day)) return true
  if (year?.off.includes(day)) return false
  const weekday = new Date(`${day}T00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

const at = (day: string, time: string): number => Date.parse(`${day}T${time.slice(0, 5)}:00+08:00`)

function overlap(day: string, from: number, to: number, { hours }: WorkDays): number {
  return hours.reduce((sum, span) => {
    const start = Math.max(from, at(day, span.from))
    const end = Math.min(to, at(day, span.to))
    return sum + Math.max(0, end - start)
  }, 0)
}

/** Minutes of a whole working day. */
export const minutesADay = ({ hours }: WorkDays): number =>
  hours.reduce((sum, { from, to }) => sum + (at('2026-01-05', to) - at('2026-01-05', from)) / MINUTE, 0)

/** Working minutes from `now` to `due`; negative when it has passed. */
export function workingMinutes(now: number, due: number, days: WorkDays): number {
  const [from, to] = now <= due ? [now, due] : [due, now]
  let sum = 0
  for (
    let n = 0, start = Date.parse(`${civilOf(from)}T00:00+08:00`);
    start <= to && n < MOST_DAYS;
    n++, start += DAY
  ) {
    const day = civilOf(start)
    if (isWorking(day, days)) sum += overlap(day, from, to, days)
  }
  const minutes = Math.floor(sum / MINUTE)
  return now <= due ? minutes : -minutes
}
