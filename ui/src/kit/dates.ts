// Civil dates on their way between the wire ('2026-12-04') and the calendar (CalendarDate). Never a Date:
// on a machine in UTC its getDay() calls Monday a weekend.
import { CalendarDate, parseDate } from '@internationalized/date'
import { civilDay, civilOf } from '@/i18n'

export { CalendarDate }

export const fromCivil = (iso: string): CalendarDate => parseDate(iso)
export const toCivil = (date: CalendarDate): string => date.toString()

/** Today in Asia/Shanghai. */
export const todayAt = (now: number): CalendarDate => parseDate(civilOf(now))

/** `12 月 4 日 周五` */
export const wordsOfDate = (date: CalendarDate, now: number): string => civilDay(toCivil(date), now)
