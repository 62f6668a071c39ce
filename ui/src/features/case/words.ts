// Words that several parts of the ledger and the case page share.
import { civilDay, civilOf, deadlineOf, t, timeOfDay } from '@/i18n'
import type { Stage } from '@/ipc/generated/Stage'
import type { UStatus } from '@/kit'

/** A promise for a day says the day; with an hour it says the hour too. */
export const promisedWords = (due: number, now: number): string =>
  timeOfDay(due) === '0:00' ? civilDay(civilOf(due), now) : deadlineOf(due, now)

/** ✓ only when it is closed; before the meeting it is open; what left the house has no mark. */
export function statusOf(stage: Stage): UStatus | undefined {
  switch (stage.kind) {
    case 'pendingTriage':
      return 'new'
    case 'assigned':
    case 'inProgress':
    case 'replied':
    case 'pendingCallback':
    case 'listed':
      return 'doing'
    case 'closed':
      return 'done'
    case 'recording':
    case 'merged':
    case 'redirected':
    case 'voided':
      return undefined
  }
}

/** Past its time limit and still somebody's to do. */
export const isOverdue = (stage: Stage, due: number | null, now: number): boolean =>
  due !== null && due < now && (stage.kind === 'assigned' || stage.kind === 'inProgress')

export const stageWords = (stage: Stage): string => t(`case.stage.${stage.kind}`)
