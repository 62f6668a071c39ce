// A unit as a form, and its place in lists.
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Unit } from '@/ipc/generated/Unit'
import type { UnitKind } from '@/ipc/generated/UnitKind'
import type { UnitSeen } from '@/ipc/generated/UnitSeen'
import type { EntryPlan } from '../useEntries'

export const UNIT_KINDS: readonly UnitKind[] = [
  'bureau',
  'street',
  'company',
  'cityPlatform',
  'otherDistrict',
]

export interface UnitForm {
  name: string
  kind: UnitKind
  aliases: string[]
  head: string | null
  deputies: string[]
  above: string | null
  dutyPhone: string
  plans: string[]
}

export const formOf = (unit: UnitSeen): UnitForm => ({
  name: unit.name,
  kind: unit.kind,
  aliases: unit.aliases ?? [],
  head: unit.head,
  deputies: unit.deputies,
  above: unit.above,
  dutyPhone: unit.dutyPhone ?? '',
  plans: unit.plans,
})

const filled = (lines: readonly string[]): string[] => lines.map(line => line.trim()).filter(Boolean)

export function write(
  id: string,
  form: UnitForm,
  unit: UnitSeen | undefined,
  directory: DirectoryView,
): Unit {
  const last = Math.max(0, ...directory.units.map(({ order }) => order))
  const aliases = filled(form.aliases)
  return {
    id,
    name: form.name.trim(),
    kind: form.kind,
    head: form.head,
    deputies: form.deputies.filter(person => person !== form.head),
    above: form.above,
    plans: filled(form.plans),
    order: unit?.order ?? last + 1,
    ...(aliases.length ? { aliases } : {}),
    ...(form.dutyPhone.trim() ? { dutyPhone: form.dutyPhone.trim() } : {}),
  }
}

/** A unit and what is below it: none of them can be above it. */
export function withBelow(id: string, units: readonly UnitSeen[]): ReadonlySet<string> {
  const found = new Set([id])
  for (const one of found) for (const unit of units) if (unit.above === one) found.add(unit.id)
  return found
}

/** The units whose place changes when one goes up (-1) or down (1). */
export function moved(id: string, step: 1 | -1, directory: DirectoryView): Unit[] {
  const from = directory.units.findIndex(unit => unit.id === id)
  const unit = directory.units[from]
  const to = from + step
  if (!unit || to < 0 || to >= directory.units.length) return []
  const next = directory.units.toSpliced(from, 1).toSpliced(to, 0, unit)
  return next.flatMap((one, i) =>
    one.order === i + 1 ? [] : [{ ...write(one.id, formOf(one), one, directory), order: i + 1 }],
  )
}

export function fits(
  unit: { name: string; aliases?: readonly string[]; headName?: string },
  words: string,
): boolean {
  const q = words.trim().toLowerCase()
  const names = [unit.name, unit.headName ?? '', ...(unit.aliases ?? [])]
  return !q || names.some(name => name.toLowerCase().includes(q))
}

export const unitPlan: EntryPlan<UnitSeen, UnitForm, Unit> = {
  part: 'units',
  records: directory => directory.units,
  formOf,
  blank: () => ({
    name: '',
    kind: 'bureau',
    aliases: [],
    head: null,
    deputies: [],
    above: null,
    dutyPhone: '',
    plans: [],
  }),
  write,
  change: (set, gone) => ({ kind: 'changeUnits', set, gone }),
  fields: {
    name: ['name'],
    above: ['lead'],
    head: ['owner'],
    aliases: ['aliases'],
    dutyPhone: ['dutyPhone'],
    plans: ['plan'],
  },
}
