// The plan as it is typed: from a plan, from the last one, and what can't be sent yet.
import { newId } from '@/ipc'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { HostKind } from '@/ipc/generated/HostKind'
import type { Plan } from '@/ipc/generated/Plan'
import type { RotaDay } from '@/ipc/generated/RotaDay'

/** Somebody of the directory (`id`), or a new one as written. */
export interface PersonPick {
  id: string | null
  name: string
  title: string
}

export interface SeatForm {
  key: string
  leader: PersonPick
  recorder: PersonPick
  extension: string
}

export interface UnitForm {
  key: string
  id: string | null
  name: string
  head: PersonPick
  /** Who comes; nobody named: the head. */
  comes: PersonPick
  row: string
  place: string
}

export interface PlanForm {
  number: string
  cityNumber: string
  hostKind: HostKind
  hostName: string
  day: string
  starts: string
  minutes: string
  chair: PersonPick
  secretary: PersonPick
  seats: SeatForm[]
  units: UnitForm[]
}

export const MOST_SEATS = 12
/** Rows of a hall, and places of a row. */
export const MOST_PLACES = 30

const nobody = (): PersonPick => ({ id: null, name: '', title: '' })
export const isNamed = (pick: PersonPick): boolean => pick.id !== null || pick.name.trim() !== ''

export function pickOf(id: string | null | undefined, directory: DirectoryView | undefined): PersonPick {
  const person = directory?.people.find(candidate => candidate.id === id)
  return person ? { id: person.id, name: person.name, title: person.title } : nobody()
}

export const newSeat = (): SeatForm => ({
  key: newId(),
  leader: nobody(),
  recorder: nobody(),
  extension: '',
})
export const newUnit = (): UnitForm => ({
  key: newId(),
  id: null,
  name: '',
  head: nobody(),
  comes: nobody(),
  row: '',
  place: '',
})

const digits = (n: number | null | undefined): string => (n ? String(n) : '')
/** A whole number as typed, full width too. */
export const narrow = (text: string): string => text.normalize('NFKC').trim()

/** The next Tuesday: the sessions are held on that day unless the rota says otherwise. */
function nextTuesday(now: number): string {
  const shanghai = new Date(now + 8 * 3_600_000)
  const ahead = (2 - shanghai.getUTCDay() + 7) % 7 || 7
  return new Date(shanghai.getTime() + ahead * 86_400_000).toISOString().slice(0, 10)
}

/** What a copy takes over: the people and their places, never the day or the numbers. */
export function roomOf(plan: Plan, directory: DirectoryView) {
  const pick = (id: string | null | undefined) => pickOf(id, directory)
  return {
    seats: plan.seats.map(seat => ({
      key: newId(),
      leader: pick(seat.leader),
      recorder: pick(seat.recorder),
      extension: seat.extension ?? '',
    })),
    units: plan.units.flatMap(id => {
      const unit = directory.units.find(candidate => candidate.id === id)
      const hall = plan.hall?.find(seat => seat.unit === id)
      if (!unit) return []
      const { name, head } = unit
      const [row, place] = [digits(hall?.row), digits(hall?.place)]
      return [{ key: newId(), id, name, head: pick(head), comes: pick(hall?.person), row, place }]
    }),
    chair: pick(plan.chair),
    secretary: pick(plan.secretary),
  }
}

/** A plan that is to be changed. */
export const formOf = (plan: Plan, directory: DirectoryView): PlanForm => ({
  number: String(plan.number),
  cityNumber: digits(plan.cityNumber),
  hostKind: plan.host?.kind ?? 'district',
  hostName: plan.host?.name ?? directory.names.district,
  day: plan.day,
  starts: plan.starts.slice(0, 5),
  minutes: String(plan.minutes),
  ...roomOf(plan, directory),
})

/** What a day of the rota says: the day itself, its host and the numbers that the host would get. */
export const dayOf = (day: RotaDay, directory: DirectoryView) => ({
  day: day.day,
  hostKind: day.host?.kind ?? ('district' as const),
  hostName: day.host?.name ?? directory.names.district,
  number: String(day.number),
  cityNumber: digits(day.cityNumber),
})

/** A new one, on a day of the rota where there is one. */
export function newForm(
  directory: DirectoryView,
  context: { me: string; number: number; now: number; day: RotaDay | null },
): PlanForm {
  const { day, me, number, now } = context
  return {
    number: String(number),
    cityNumber: '',
    hostKind: 'district',
    hostName: directory.names.district,
    day: nextTuesday(now),
    ...(day ? dayOf(day, directory) : {}),
    starts: '09:00',
    minutes: '90',
    seats: [newSeat()],
    units: [],
    chair: pickOf(me, directory),
    secretary: pickOf(me, directory),
  }
}

export type PlanGap =
  'needNumber' | 'needDay' | 'needTime' | 'needPerson' | 'needUnit' | 'needPlace' | 'takenPlace' | 'twice'

const isWhole = (text: string): boolean => /^[1-9]\d{0,4}$/.test(narrow(text))
const isPlace = (text: string): boolean => isWhole(text) && Number(narrow(text)) <= MOST_PLACES

/** Where a unit's place in the hall stands on the form. */
export const hallKey = (unit: UnitForm): string => `${unit.key}:hall`

/** What can't be sent, by the place on the form. */
export function gapsOf(form: PlanForm): Map<string, PlanGap> {
  const gaps = new Map<string, PlanGap>()
  if (!isWhole(form.number)) gaps.set('number', 'needNumber')
  if (form.cityNumber.trim() && !isWhole(form.cityNumber)) gaps.set('cityNumber', 'needNumber')
  if (!isWhole(form.minutes)) gaps.set('minutes', 'needNumber')
  if (!form.day) gaps.set('day', 'needDay')
  if (!form.starts) gaps.set('starts', 'needTime')
  if (!isNamed(form.chair)) gaps.set('chair', 'needPerson')
  if (!isNamed(form.secretary)) gaps.set('secretary', 'needPerson')

  const leaders = new Set<string>()
  for (const { key, leader } of form.seats) {
    if (!isNamed(leader)) gaps.set(key, 'needPerson')
    else if (leader.id && leaders.has(leader.id)) gaps.set(key, 'twice')
    if (leader.id) leaders.add(leader.id)
  }

  const places = new Set<string>()
  for (const unit of form.units) {
    if (!unit.id && !unit.name.trim()) gaps.set(unit.key, 'needUnit')
    const { row, place } = unit
    if (!row.trim() && !place.trim()) continue
    const at = `${narrow(row)}-${narrow(place)}`
    if (!isPlace(row) || !isPlace(place)) gaps.set(hallKey(unit), 'needPlace')
    else if (places.has(at)) gaps.set(hallKey(unit), 'takenPlace')
    places.add(at)
  }
  return gaps
}
