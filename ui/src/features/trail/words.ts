// A look in words.
import { t } from '@/i18n'
import type { LookSeen } from '@/ipc/generated/LookSeen'

/** What was looked at, and how many cases are on the paper; at a login the wrong passwords before it. */
export function whatWords({ what, count }: LookSeen): string {
  const kind = t(`keys.lookKind.${what}`)
  if (!count) return kind
  return t(what === 'loggedIn' ? 'trail.afterWrong' : 'trail.counted', { kind, n: count })
}

export const reasonWords = ({ reason }: LookSeen): string => (reason ? t(`keys.lookReason.${reason}`) : '')
