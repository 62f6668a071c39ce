// What the steps need to know besides the item itself: who is in the room, the units, the calendar, the clock.
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { ItemView } from '@/ipc/generated/ItemView'
import type { Person } from '@/ipc/generated/Person'
import type { SessionSeen } from '@/ipc/generated/SessionSeen'
import type { UnitSeen } from '@/ipc/generated/UnitSeen'

export interface Room {
  directory: DirectoryView
  session: SessionSeen
  /** Who decides when nobody claims. */
  chair: string
  /** The meeting is over: only the chair may still rule, on the undecided list. */
  adjourned: boolean
}

export const unitOf = (room: Room, id: string | null): UnitSeen | undefined =>
  room.directory.units.find(unit => unit.id === id)

export const personOf = (room: Room, id: string | null): Person | undefined =>
  room.directory.people.find(person => person.id === id)

export const titled = (person: Pick<Person, 'name' | 'title'>): string =>
  [person.name, person.title].filter(Boolean).join(' ')

export const nameOf = (room: Room, id: string | null): string => {
  const person = personOf(room, id)
  return person ? titled(person) : ''
}

/** Head first, then deputies: who may speak for the unit and who may own a case. */
export const peopleOf = (room: Room, unit: string | null): string[] => {
  const seen = unitOf(room, unit)
  return seen ? [...(seen.head ? [seen.head] : []), ...seen.deputies] : []
}

/** The head (or a deputy) who is in the room. Without attendance the plan's units count as present. */
export function speakerOf(room: Room, unit: string | null): string | null {
  const { arrived, plan } = room.session
  const people = peopleOf(room, unit)
  if (arrived.length === 0) return unit !== null && plan.units.includes(unit) ? (people[0] ?? null) : null
  const here = new Set(arrived.map(arrival => arrival.person))
  return people.find(person => here.has(person)) ?? null
}

/** The unit that the chair has ruled for; it does not change any more. */
export function lockedLead(item: ItemView): string | null {
  return item.case.adjudication?.unit ?? null
}

/** The days on which nobody works in the years that the calendar knows, around `from` (ISO days). */
export function daysOff(room: Room): ReadonlySet<string> {
  const off = new Set<string>()
  for (const year of room.directory.calendar) {
    const work = new Set(year.work)
    for (const day of year.off) off.add(day)
    if (!year.known) continue
    for (let at = Date.UTC(year.year, 0, 1); at < Date.UTC(year.year + 1, 0, 1); at += 86_400_000) {
      const date = new Date(at)
      const iso = date.toISOString().slice(0, 10)
      if ((date.getUTCDay() === 0 || date.getUTCDay() === 6) && !work.has(iso)) off.add(iso)
    }
  }
  return off
}
