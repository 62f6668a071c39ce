// A look in words.
import { t } from '@/i18n'
import type { LookKind } from '@/ipc/generated/LookKind'
import type { LookSeen } from '@/ipc/generated/LookSeen'

/** Only these count cases; the others count wrong passwords and PINs. */
const COUNT_CASES: readonly LookKind[] = ['printed', 'exported']

/** What was looked at, and how many cases are on the paper; at a login the wrong passwords before it. */
export function whatWords({ what, count }: LookSeen): string {
  const kind = t(`keys.lookKind.${what}`)
  if (!count) return kind
  return t(COUNT_CASES.includes(what) ? 'trail.counted' : 'trail.afterWrong', { kind, n: count })
}

export const reasonWords = ({ reason }: LookSeen): string => (reason ? t(`keys.lookReason.${reason}`) : '')
