// One signed act of a dialog: whose name stands there, and where a refusal is said. What the act is, its feature says.
import { computed, shallowRef } from 'vue'
import { t } from '@/i18n'
import { asFailure, failureWords, fieldOf } from './failure'
import type { Failure } from './generated/Failure'
import type { Field } from './generated/Field'
import { signProblem, usePasswordless } from './keys'
import { useHeader } from './shared'

/** `shown`: the fields of the record that have a place in the dialog. */
export function useSignature(shown: readonly Field[] = []) {
  const { data: header } = useHeader()
  const passwordless = usePasswordless()
  const failure = shallowRef<Failure>()
  const now = (): number => header.value?.now ?? Date.now()

  /** What a signature's dialog is told of the login. */
  const login = computed(() => {
    const me = header.value?.me
    return {
      me: me ? t('app.me.button', { name: me.name, staffNo: me.staffNo }) : '',
      passwordless: passwordless(),
    }
  })

  /** The sentence beside a field of the dialog. */
  function on(field: Field): string | undefined {
    const standing = failure.value
    return standing && fieldOf(standing) === field ? failureWords(standing, { now: now() }) : undefined
  }

  /** Undefined: done. Otherwise what was wrong, and beside what it stands. */
  async function sign(act: () => Promise<unknown>): Promise<ReturnType<typeof signProblem> | undefined> {
    try {
      await act()
      failure.value = undefined
      return undefined
    } catch (reason) {
      failure.value = asFailure(reason)
      const field = fieldOf(reason)
      return field && shown.includes(field) ? {} : signProblem(reason, { now: now() })
    }
  }

  /** The dialog was opened anew. */
  const forget = (): void => void (failure.value = undefined)

  return { login, on, sign, forget }
}
