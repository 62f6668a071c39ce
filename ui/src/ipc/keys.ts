// What is signed with a password: accounts, admission, keys. And what the login may.
import { failureWords, asFailure, type Context } from './failure'
import type { AccountsView } from './generated/AccountsView'
import type { Compartment } from './generated/Compartment'
import type { KeysAct } from './generated/KeysAct'
import type { KeysReceipt } from './generated/KeysReceipt'
import type { Needs } from './generated/Needs'
import type { Right } from './generated/Right'
import type { Signer } from './generated/Signer'
import { invoke } from './invoke'
import { useHeader } from './shared'

export const keys = (signer: Signer, act: KeysAct) => invoke<KeysReceipt>('keys', { order: { signer, act } })
export const accounts = () => invoke<AccountsView>('view', { query: { kind: 'accounts' } })

export const COMPARTMENTS: readonly Compartment[] = ['office', 'general', 'clue']

const OF_THE_PASSWORD: readonly Needs['kind'][] = ['password', 'rightPassword', 'patience']

/** Where a refused signature is said: beside the password, or in the banner of the act. */
export function signProblem(reason: unknown, context: Context = {}): { password?: string; whole?: string } {
  const failure = asFailure(reason)
  const words = failureWords(failure, context)
  const ofPassword = failure.kind === 'denied' && OF_THE_PASSWORD.includes(failure.needs.kind)
  return ofPassword ? { password: words } : { whole: words }
}

/** Whether the login may: reactive, and false until the header is there. What it may not is left out of the window. */
export function useMay(): (right: Right) => boolean {
  const { data } = useHeader()
  return right => data.value?.me.rights.includes(right) ?? false
}

/** Only the real house asks for a password. */
export function usePasswordless(): () => boolean {
  const { data } = useHeader()
  return () => data.value !== undefined && data.value.house !== 'real'
}
