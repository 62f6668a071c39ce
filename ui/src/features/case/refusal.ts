// A refusal inside a small form: the sentence stands beside the field that it names, else below the form.
import { computed, shallowRef } from 'vue'
import { asFailure, failureWords, fieldOf } from '@/ipc'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Failure } from '@/ipc/generated/Failure'
import type { Field } from '@/ipc/generated/Field'
import type { UOption } from '@/kit'

export const missing = (field: Field): Failure => ({
  kind: 'refused',
  rejection: { kind: 'missing', fields: [field] },
  field,
})

export function useRefusal(fields: readonly Field[]) {
  const failure = shallowRef<Failure>()
  const on = (field: Field): string | undefined =>
    failure.value && fieldOf(failure.value) === field ? failureWords(failure.value) : undefined
  const elsewhere = computed(() => {
    const field = failure.value && fieldOf(failure.value)
    return failure.value && !(field && fields.includes(field)) ? failureWords(failure.value) : undefined
  })
  /** True when the act went through. */
  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act()
      failure.value = undefined
      return true
    } catch (reason) {
      failure.value = asFailure(reason)
      return false
    }
  }
  return { failure, on, elsewhere, attempt }
}

/** People to choose from, those of `unit` first. */
export function peopleOptions(directory: DirectoryView, unit?: string): UOption[] {
  const name = (id: string | null) => directory.units.find(known => known.id === id)?.name
  const own = (id: string | null) => (unit !== undefined && id === unit ? 0 : 1)
  return [...directory.people]
    .sort((a, b) => own(a.unit) - own(b.unit))
    .map(person => ({
      value: person.id,
      label: [person.name, person.title].filter(Boolean).join(' '),
      hint: name(person.unit),
    }))
}
