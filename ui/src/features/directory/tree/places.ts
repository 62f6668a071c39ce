// A place as a form: a name in a tree of districts, streets and compounds.
import type { Place } from '@/ipc/generated/Place'
import type { PlaceSeen } from '@/ipc/generated/PlaceSeen'
import type { EntryPlan } from '../useEntries'

export interface PlaceForm {
  name: string
  above: string | null
  initials: string
}

export const formOf = ({ name, above, initials }: PlaceSeen): PlaceForm => ({ name, above, initials })

export const write = (id: string, form: PlaceForm): Place => ({
  id,
  name: form.name.trim(),
  initials: form.initials.trim().toLowerCase(),
  above: form.above,
})

export const placePlan: EntryPlan<PlaceSeen, PlaceForm, Place> = {
  part: 'places',
  records: directory => directory.places,
  formOf,
  blank: (open, below) => ({ name: '', above: below ?? open?.above ?? null, initials: '' }),
  write,
  change: (set, gone) => ({ kind: 'changePlaces', set, gone }),
  fields: { name: ['name'], above: ['place'], initials: ['initials'] },
}
