// The one line for the press, out of figures only: 90 分钟接听 123 个来电：在线直办 3 件、当天办理 7 件、转办 113 件，涉及……
import { t } from '@/i18n'
import type { BreakView } from '@/ipc/generated/BreakView'

/** Always said, the others once there are some: the parts add up to the calls answered. */
const ALWAYS = ['resolvedOnCall', 'sameDay', 'transferred'] as const
const SOMETIMES = ['noCase', 'unsorted'] as const

export function pressLine({ minutes, tally, categories }: BreakView): string {
  const separator = t('prep.press.separator')
  const parts = [...ALWAYS, ...SOMETIMES.filter(part => tally[part] > 0)]
  return t('prep.press.line', {
    minutes,
    answered: tally.answered,
    parts: parts.map(part => t(`prep.press.${part}`, { n: tally[part] })).join(separator),
    about: categories.length ? t('prep.press.about', { categories: categories.join(separator) }) : '',
  })
}
