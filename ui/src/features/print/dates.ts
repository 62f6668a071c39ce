// Dates as they stand on official paper (GB/T 9704): 2026年12月1日（星期二）, without the spaces of the screen.
import { civilOf, t } from '@/i18n'

type Month = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12'
type Weekday = '1' | '2' | '3' | '4' | '5' | '6' | '7'

function partsOf(day: string) {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const weekday = String(new Date(`${day}T00:00Z`).getUTCDay() || 7) as Weekday
  return { year, month: String(month) as Month, day: date, weekday }
}

export function dateOnPaper(day: string): string {
  const { year, month, day: date, weekday } = partsOf(day)
  return t('print.date', {
    year,
    month: t(`print.month.${month}`),
    day: date,
    weekday: t(`print.weekday.${weekday}`),
  })
}

/** 12月4日, of a moment: short enough for a column. */
export function dayOnPaper(ms: number): string {
  const { month, day } = partsOf(civilOf(ms))
  return t('print.dayShort', { month: t(`time.monthName.${month}`).replace(' ', ''), day })
}
