// A person as a form, and people to choose from.
import { t } from '@/i18n'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Person } from '@/ipc/generated/Person'
import type { UOption } from '@/kit'
import { byName } from '../rows'
import type { EntryPlan } from '../useEntries'

export interface PersonForm {
  name: string
  title: string
  address: string
  unit: string | null
  phone: string
}

export const listed = (parts: readonly (string | false)[]): string =>
  parts.filter(Boolean).join(t('directory.separator'))

export const formOf = (person: Person): PersonForm => ({
  name: person.name,
  title: person.title,
  address: person.address ?? '',
  unit: person.unit,
  phone: person.phone ?? '',
})

export const write = (id: string, form: PersonForm): Person => ({
  id,
  name: form.name.trim(),
  title: form.title.trim(),
  ...(form.address.trim() ? { address: form.address.trim() } : {}),
  unit: form.unit,
  phone: form.phone.trim() || null,
})

/** By unit in the order of units, its head first; those without a unit at the end. */
export function inOrder(directory: DirectoryView): Person[] {
  const place = new Map(directory.units.map((unit, i) => [unit.id, i]))
  const heads = new Set(directory.units.map(({ head }) => head))
  const rank = ({ id, unit }: Person): [number, number] => [
    (unit !== null ? place.get(unit) : undefined) ?? directory.units.length,
    heads.has(id) ? 0 : 1,
  ]
  return [...directory.people].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)]
    return x[0] - y[0] || x[1] - y[1] || byName(a, b)
  })
}

/** People to choose from, those of `unit` first. */
export function peopleOptions(directory: DirectoryView, unit?: string): UOption[] {
  const nameOf = new Map(directory.units.map(({ id, name }) => [id, name]))
  const own = (id: string | null) => (unit !== undefined && id === unit ? 0 : 1)
  return inOrder(directory)
    .sort((a, b) => own(a.unit) - own(b.unit))
    .map(person => ({
      value: person.id,
      label: [person.name, person.title].filter(Boolean).join(' '),
      hint: (person.unit !== null && nameOf.get(person.unit)) || '',
    }))
}

export const personPlan: EntryPlan<Person, PersonForm, Person> = {
  part: 'people',
  records: inOrder,
  formOf,
  blank: open => ({ name: '', title: '', address: '', unit: open?.unit ?? null, phone: '' }),
  write,
  change: (set, gone) => ({ kind: 'changePeople', set, gone }),
  fields: { name: ['name'], title: ['post'], address: ['address'], unit: ['lead'], phone: ['phone'] },
}
