// Days and places as they are said in the hall.
import { dayOf, deadlineOf, t, timeOfDay } from '@/i18n'
import type { Reach } from '@/ipc/generated/Reach'

/** A promise for a day says the day; with an hour it says the hour too. */
export const dueWords = (at: number, now: number): string =>
  timeOfDay(at) === '0:00' ? dayOf(at, now) : deadlineOf(at, now)

/** The last part of a category's path: 供热 / 室温不达标 → 室温不达标. */
export const leafOf = (category: string): string => category.split('/').at(-1)?.trim() ?? ''

/** Its first part: 供热. */
export const rootOf = (category: string): string => category.split('/')[0]?.trim() ?? ''

/** How wide words are, in widths of a 汉字. */
export const emsOf = (words: string): number =>
  [...words].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 0x300 ? 0.55 : 1), 0)

/** What follows the first `most`, to be said in one line. */
export function cut<T>(list: readonly T[], most: number): { shown: readonly T[]; more: readonly T[] } {
  return list.length <= most
    ? { shown: list, more: [] }
    : { shown: list.slice(0, most - 1), more: list.slice(most - 1) }
}

/** Which workstations' figures are as of when; empty: all are in. */
export function reachWords(reach: Reach | null): string {
  const n = reach ? reach.total - reach.live : 0
  if (!reach || n <= 0) return ''
  return reach.oldest === null
    ? t('hall.reachNever', { n })
    : t('hall.reach', { n, at: timeOfDay(reach.oldest) })
}
