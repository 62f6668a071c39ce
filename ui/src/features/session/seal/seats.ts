// Which seal is to be signed now, and its words.
import { momentOf, t } from '@/i18n'
import type { SittingSeen } from '@/ipc/generated/SittingSeen'
import type { SittingsView } from '@/ipc/generated/SittingsView'
import type { TakenWhy } from '@/ipc/generated/TakenWhy'

/** 封存，提请缺席封存，确认，提请补充，确认补充 */
export type SealStep = 'seal' | 'propose' | 'confirm' | 'proposeMore' | 'confirmMore'

export const WHYS: readonly TakenWhy[] = ['broken', 'cutOff', 'left']

/** `sealed`: what can still be signed is a supplement. */
export function stepOf(view: SittingsView, sealed: boolean): SealStep {
  const waits = view.proposal?.what.kind
  if (sealed) return waits === 'supplement' ? 'confirmMore' : 'proposeMore'
  if (!open(view).length) return 'seal'
  return waits === 'seal' ? 'confirm' : 'propose'
}

export const open = (view: SittingsView): SittingSeen[] =>
  view.sittings.filter(({ closedAt }) => closedAt === null)

export const seatList = (seats: readonly number[]): string =>
  [...new Set(seats)].join(t('failure.word.listSeparator'))

/** Who proposed it, when, and until when it waits. */
export function proposedWords({ proposal }: SittingsView, now: number): string {
  if (!proposal) return ''
  const { what, by, at, until } = proposal
  return t('session.seal.proposed', {
    by,
    what: what.kind === 'seal' ? t(`session.seal.whyOf.${what.why}`) : t('session.seal.whole'),
    at: momentOf(at, now),
    until: momentOf(until, now),
  })
}
