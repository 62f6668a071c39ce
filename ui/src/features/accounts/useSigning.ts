// One signed act of the accounts: what the dialog of a signature needs, and where a refusal is said.
import { computed, shallowRef } from 'vue'
import { t } from '@/i18n'
import { asFailure, failureWords, fieldOf, keys, signProblem, useHeader, usePasswordless } from '@/ipc'
import type { Failure } from '@/ipc/generated/Failure'
import type { Field } from '@/ipc/generated/Field'
import type { KeysAct } from '@/ipc/generated/KeysAct'
import type { KeysReceipt } from '@/ipc/generated/KeysReceipt'
import { useMinute, type USigner, type USignProblem } from '@/kit'

/** `shown`: the fields of the record that have a place in the dialog. */
export function useSigning(shown: readonly Field[] = []) {
  const { data: header } = useHeader()
  const minute = useMinute()
  const passwordless = usePasswordless()
  const failure = shallowRef<Failure>()
  const words = (of: Failure): string => failureWords(of, { now: minute.value })

  /** What a signature's dialog is told of the login. */
  const login = computed(() => {
    const me = header.value?.me
    return {
      me: me ? t('accounts.person', { name: me.name, staffNo: me.staffNo }) : '',
      passwordless: passwordless(),
    }
  })

  /** The sentence beside a field of the dialog. */
  function on(...fields: Field[]): string | undefined {
    const field = failure.value && fieldOf(failure.value)
    return failure.value && field && fields.includes(field) ? words(failure.value) : undefined
  }

  async function sign(
    signer: USigner,
    act: KeysAct,
    done: (receipt: KeysReceipt) => void = () => {},
  ): Promise<USignProblem | undefined> {
    try {
      done(await keys(signer, act))
      failure.value = undefined
      return undefined
    } catch (reason) {
      failure.value = asFailure(reason)
      const field = fieldOf(reason)
      return field && shown.includes(field) ? {} : signProblem(reason, { now: minute.value })
    }
  }

  return { login, failure, on, sign }
}
