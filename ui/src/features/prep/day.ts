// The holiday check of a day, in words: 周二 · 工作日 / 春节，放假：建议改期.
import { civilDay, t } from '@/i18n'
import type { CalendarYear } from '@/ipc/generated/CalendarYear'

export interface DayCheck {
  working: boolean
  /** The holiday, or the one that a shifted day stands for. */
  name: string | null
  weekend: boolean
  /** False: the year's notice is not known yet. */
  known: boolean
}

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay())

export function checkOf(day: string, calendar: readonly CalendarYear[]): DayCheck {
  const year = calendar.find(candidate => candidate.year === Number(day.slice(0, 4)))
  const off = year?.off.includes(day) ?? false
  const work = year?.work.includes(day) ?? false
  const weekend = isWeekend(day)
  return {
    working: work || (!off && !weekend),
    name: year?.named.find(([named]) => named === day)?.[1] ?? null,
    weekend,
    known: year?.known ?? false,
  }
}

function checkWord({ working, name, weekend }: DayCheck): string {
  if (!weekend && working) return t('prep.day.working')
  if (working) return name ? t('prep.day.shiftedNamed', { name }) : t('prep.day.shifted')
  if (weekend && !name) return t('prep.day.weekend')
  return name ? t('prep.day.holidayNamed', { name }) : t('prep.day.holiday')
}

export const checkWords = (check: DayCheck): string =>
  check.known ? checkWord(check) : t('prep.day.line', { day: checkWord(check), check: t('prep.day.unknown') })

/** `12 月 1 日 周二 · 工作日` */
export const dayLine = (day: string, calendar: readonly CalendarYear[], now: number): string =>
  t('prep.day.line', { day: civilDay(day, now), check: checkWords(checkOf(day, calendar)) })
