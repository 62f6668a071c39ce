// Search while typing: words of the path, or first letters of the pinyin that the directory knows. Where a
// character has several readings there are several such words (重庆路: zql cql).
import type { CategorySeen } from '@/ipc/generated/CategorySeen'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'

export function fits(path: string, initials: string, query: string): boolean {
  const q = query.trim().toLowerCase()
  const readings = initials.toLowerCase().split(' ')
  return !q || path.toLowerCase().includes(q) || readings.some(reading => reading.startsWith(q))
}

/** Who answers for a category: its own unit, or that of the nearest branch above. */
export function unitOf(id: string | null, categories: readonly CategorySeen[]): string | null {
  let next = id
  for (let step = 0; next && step < 8; step++) {
    const category = categories.find(candidate => candidate.id === next)
    if (category?.unit) return category.unit
    next = category?.above ?? null
  }
  return null
}

export const unitOptions = (directory: DirectoryView | undefined) =>
  (directory?.units ?? []).map(unit => ({ value: unit.id, label: unit.name, hint: unit.headName }))

/** People by unit, those who are in the room first. */
export function peopleOptions(directory: DirectoryView | undefined, arrived: readonly string[] = []) {
  const names = new Map((directory?.units ?? []).map(unit => [unit.id, unit.name]))
  const rank = (id: string) => (arrived.includes(id) ? 0 : 1)
  return (directory?.people ?? [])
    .toSorted((a, b) => rank(a.id) - rank(b.id))
    .map(person => ({
      value: person.id,
      label: `${person.name} ${person.title}`.trim(),
      hint: (person.unit && names.get(person.unit)) || undefined,
    }))
}
