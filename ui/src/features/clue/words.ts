// A referral in words: who signed and when, and how far it has come.
import { momentOf, t } from '@/i18n'
import type { ClueSeen } from '@/ipc/generated/ClueSeen'

/** What the list calls it: the number of its paper, else about whom. */
export const nameOf = ({ text }: ClueSeen): string => text.reference || text.about

/** A line each: the two signatures, then what became of it. */
export function signedWords({ drawnUpAt, drawnUpBy, signed, state }: ClueSeen, now: number): string[] {
  const first = t('clue.signed.first', { by: drawnUpBy, at: momentOf(drawnUpAt, now) })
  const both = signed
    ? [first, t('clue.signed.second', { by: signed.by, at: momentOf(signed.at, now) })]
    : [first]
  switch (state.kind) {
    case 'waiting':
      return [first, t('clue.signed.waits', { until: momentOf(state.until, now) })]
    case 'lapsed':
      return [first, t('clue.signed.lapsed')]
    case 'signed':
      return both
    case 'delivered':
      return [
        ...both,
        t('clue.signed.delivered', { by: state.by, at: momentOf(state.at, now) }),
        t('clue.signed.receipt', { receipt: state.receipt }),
      ]
    case 'dropped':
      return [
        ...both,
        t('clue.signed.dropped', { by: state.by, at: momentOf(state.at, now) }),
        t('clue.signed.reason', { reason: state.reason }),
      ]
  }
}
