// Sends one change of the directory and keeps what came back: nothing typed is lost by a refusal, and after somebody
// else's change the page shows theirs before mine can go in.
import { computed, nextTick, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { focusFirstError } from '@/a11y'
import { actOne, asFailure, directoryOrder, failureWords, fieldOf } from '@/ipc'
import type { DirectoryCommand } from '@/ipc/generated/DirectoryCommand'
import type { Failure } from '@/ipc/generated/Failure'
import type { Field } from '@/ipc/generated/Field'
import { useMinute } from '@/kit'
import { useSettings } from './settings'

export const missing = (field: Field): Failure => ({
  kind: 'refused',
  rejection: { kind: 'missing', fields: [field] },
  field,
})

export interface Sender {
  busy: Readonly<Ref<boolean>>
  failure: ShallowRef<Failure | undefined>
  /** The sentence beside a field: `fields` are the names that the record has for it. */
  on: (...fields: Field[]) => string | undefined
  /** What concerns none of the fields of the form. */
  elsewhere: Readonly<Ref<string | undefined>>
  /** True when it is on disk and on screen. */
  send: (command: DirectoryCommand) => Promise<boolean>
}

/** `shown`: the fields that have a place on the form. */
export function useSender(shown: readonly Field[] = []): Sender {
  const { view } = useSettings()
  const now = useMinute()
  const busy = ref(false)
  const failure = shallowRef<Failure>()

  const words = (what: Failure): string =>
    failureWords(what, {
      now: now.value,
      unit: id => view.data.value?.units.find(unit => unit.id === id)?.name,
    })

  const on = (...fields: Field[]): string | undefined => {
    const field = failure.value && fieldOf(failure.value)
    return failure.value && field && fields.includes(field) ? words(failure.value) : undefined
  }

  const elsewhere = computed(() => {
    const field = failure.value && fieldOf(failure.value)
    return failure.value && !(field && shown.includes(field)) ? words(failure.value) : undefined
  })

  // Refused: to the first field that says why.
  watch(failure, now => now && void nextTick(() => focusFirstError()), { flush: 'post' })

  async function send(command: DirectoryCommand): Promise<boolean> {
    const version = view.data.value?.version
    if (busy.value || version === undefined) return false
    busy.value = true
    try {
      await actOne(directoryOrder(version, command))
      failure.value = undefined
      await view.refresh()
      return true
    } catch (reason) {
      failure.value = asFailure(reason)
      if (failure.value.kind === 'stale') await view.refresh()
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, failure, on, elsewhere, send }
}
