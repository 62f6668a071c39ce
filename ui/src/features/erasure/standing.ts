// An erasure in words, and which one of a case stands: one that lapsed or was taken back is only history.
import { civilDay, civilOf, momentOf, t } from '@/i18n'
import type { ErasureReason } from '@/ipc/generated/ErasureReason'
import type { ErasureSeen } from '@/ipc/generated/ErasureSeen'
import type { Stage } from '@/ipc/generated/Stage'

export const ERASURE_REASONS: readonly ErasureReason[] = [
  'purposeServed',
  'periodOver',
  'consentWithdrawn',
  'unlawfullyProcessed',
  'otherLaw',
]

/** Newest first. */
export const standingOf = (erasures: readonly ErasureSeen[], id: string): ErasureSeen | undefined =>
  erasures.find(one => one.case === id && (one.state.kind === 'waiting' || one.state.kind === 'confirmed'))

/** Nothing more is done about it: only then may its text be destroyed. */
export function isOver(stage: Stage): boolean {
  switch (stage.kind) {
    case 'closed':
    case 'merged':
    case 'redirected':
    case 'voided':
      return true
    case 'recording':
    case 'pendingTriage':
    case 'assigned':
    case 'inProgress':
    case 'replied':
    case 'pendingCallback':
    case 'listed':
      return false
  }
}

export const proposedWords = ({ proposedAt, proposedBy }: ErasureSeen, now: number): string =>
  t('erasure.proposed', { at: momentOf(proposedAt, now), by: proposedBy })

/** What became of it, a sentence each: the second name, and both dates. */
export function stateWords({ state }: ErasureSeen, now: number): string[] {
  switch (state.kind) {
    case 'waiting':
      return [t('erasure.state.waiting', { until: momentOf(state.until, now) })]
    case 'lapsed':
      return [t('erasure.state.lapsed')]
    case 'dropped':
      return [t('erasure.state.dropped', { at: momentOf(state.at, now), by: state.by })]
    case 'confirmed':
      return [
        t('erasure.state.confirmed', { at: momentOf(state.at, now), by: state.by }),
        state.doneAt === null
          ? t('erasure.state.notDone')
          : t('erasure.state.done', { at: momentOf(state.doneAt, now) }),
        state.completeOn === null
          ? t('erasure.state.notComplete')
          : t('erasure.state.complete', { day: civilDay(civilOf(state.completeOn), now) }),
      ]
  }
}
