// The line under a paper's title: 第 8 场（全市第 31 场） · 2026年12月1日（星期二）.
import { t } from '@/i18n'
import type { Plan } from '@/ipc/generated/Plan'
import { dateOnPaper } from './dates'

export function subtitleOf({ number, cityNumber, day }: Plan): string {
  const date = dateOnPaper(day)
  return cityNumber
    ? t('print.subtitleCity', { number, city: cityNumber, date })
    : t('print.subtitle', { number, date })
}
