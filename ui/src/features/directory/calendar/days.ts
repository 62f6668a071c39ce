// Civil days of a year as strings ('2026-10-01'): weeks of a month, what a weekday says, what the calendar says.
// All by the calendar's own arithmetic; the machine's zone plays no part.
import { civilDay, t } from '@/i18n'
import type { CalendarYear } from '@/ipc/generated/CalendarYear'
import type { DayEntry } from '@/ipc/generated/DayEntry'
import { CalendarDate, fromCivil, toCivil } from '@/kit'
import { same } from '../edits'

export const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

export type DayChoice = 'off' | 'work' | 'weekday'

export interface DayForm {
  choice: DayChoice
  name: string
}

export const NO_ENTRY: DayForm = { choice: 'weekday', name: '' }

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  const days = Date.parse(`${day}T00:00Z`) / 86_400_000
  return ((((days + 3) % 7) + 7) % 7) + 1
}

export const isWeekend = (day: string): boolean => weekdayOf(day) > 5

export const shift = (day: string, days: number): string => toCivil(fromCivil(day).add({ days }))

export function shiftMonth(day: string, months: number): string {
  return toCivil(fromCivil(day).add({ months }))
}

/** Monday first; null where the week reaches into another month. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new CalendarDate(year, month, 1)
  const length = first.calendar.getDaysInMonth(first)
  const days: (string | null)[] = Array.from({ length: weekdayOf(toCivil(first)) - 1 }, () => null)
  for (let day = 0; day < length; day++) days.push(toCivil(first.add({ days: day })))
  while (days.length % 7) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

export const daysOfYear = (year: number): string[] =>
  MONTHS.flatMap(month => weeksOf(year, month).flat()).filter(day => day !== null)

/** Every day of the year that has an entry. */
export function entriesOf(year: CalendarYear): Map<string, DayForm> {
  const names = new Map(year.named)
  const entry = (choice: DayChoice) => (day: string) => [day, { choice, name: names.get(day) ?? '' }] as const
  return new Map([...year.off.map(entry('off')), ...year.work.map(entry('work'))])
}

export const toEntry = (form: DayForm): DayEntry | null =>
  form.choice === 'weekday' ? null : { kind: form.choice, name: form.name.trim() }

export const isWorking = (day: string, form: DayForm): boolean =>
  form.choice === 'weekday' ? !isWeekend(day) : form.choice === 'work'

export const changed = (a: DayForm, b: DayForm): boolean => !same(toEntry(a), toEntry(b))

/** What a day is, in a word: 休, 调休上班, 周末, 工作日. */
export function stateWords(day: string, form: DayForm): string {
  if (form.choice === 'off') return t('directory.calendar.state.off')
  if (form.choice === 'work') return t(`directory.calendar.state.${isWeekend(day) ? 'shifted' : 'work'}`)
  return t(`directory.calendar.state.${isWeekend(day) ? 'weekend' : 'weekday'}`)
}

export interface NamedDays {
  name: string
  /** First and last of each stretch. */
  off: [string, string][]
  work: string[]
}

/** The days that have a name, holiday by holiday, as they stand in a notice. */
export function namedDays(entries: ReadonlyMap<string, DayForm>): NamedDays[] {
  const found = new Map<string, NamedDays>()
  for (const day of [...entries.keys()].sort()) {
    const { choice, name } = entries.get(day) ?? NO_ENTRY
    if (choice === 'weekday') continue
    let group = found.get(name)
    if (!group) found.set(name, (group = { name, off: [], work: [] }))
    const last = group.off.at(-1)
    if (choice === 'work') group.work.push(day)
    else if (last && shift(last[1], 1) === day) last[1] = day
    else group.off.push([day, day])
  }
  const first = ({ off, work }: NamedDays): string => off[0]?.[0] ?? work[0] ?? ''
  return [...found.values()].sort((a, b) => first(a).localeCompare(first(b)))
}

/** `10 月 1 日 周四 – 10 月 7 日 周三` */
export const stretchWords = ([from, to]: [string, string], now: number): string =>
  from === to
    ? civilDay(from, now)
    : t('directory.calendar.stretch', { from: civilDay(from, now), to: civilDay(to, now) })

/** The old one when nothing in it changed: what is drawn from it isn't drawn again. */
export const steady = <T extends ReadonlyMap<string, unknown> | ReadonlySet<string>>(
  old: T | undefined,
  next: T,
): T => (old && same([...old], [...next]) ? old : next)
