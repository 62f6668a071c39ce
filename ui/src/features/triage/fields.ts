// A refusal inside a small form: the sentence stands beside the field that it names, else below the form.
import { computed, shallowRef } from 'vue'
import { failureWords, fieldOf } from '@/ipc'
import type { Failure } from '@/ipc/generated/Failure'
import type { Field } from '@/ipc/generated/Field'
import type { UOption } from '@/kit'
import { nameOf, unitOf, type Room } from './room'

export function useRefusal(fields: readonly Field[], words: (failure: Failure) => string = failureWords) {
  const failure = shallowRef<Failure>()
  const on = (field: Field): string | undefined =>
    failure.value && fieldOf(failure.value) === field ? words(failure.value) : undefined
  const elsewhere = computed(() => {
    if (!failure.value) return undefined
    const field = fieldOf(failure.value)
    return field && fields.includes(field) ? undefined : words(failure.value)
  })
  return { failure, on, elsewhere }
}

export const peopleOptions = (room: Room): UOption[] =>
  room.directory.people.map(person => ({
    value: person.id,
    label: nameOf(room, person.id),
    hint: unitOf(room, person.unit)?.name,
  }))

export const unitOptions = (room: Room): UOption[] =>
  room.directory.units.map(unit => ({ value: unit.id, label: unit.name, hint: unit.headName }))
