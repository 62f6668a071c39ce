// Who is in the room, in the order of the papers: leaders by rank, the chair, units by their place in the hall, staff.
import { t } from '@/i18n'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { HallSeat } from '@/ipc/generated/HallSeat'
import type { Person } from '@/ipc/generated/Person'
import type { SessionSeen } from '@/ipc/generated/SessionSeen'

export interface Attendee {
  id: string
  name: string
  title: string
  unit: string
  /** Where he sits, in words. */
  seat: string
  arrived: number | undefined
  /** Gets a card on the table. */
  carded: boolean
}

const unplaced = Number.MAX_SAFE_INTEGER
const order = (seat: HallSeat | undefined): number => (seat?.row ?? unplaced) * 100 + (seat?.place ?? 0)

/** Units as they sit, from the first row; units without a place keep the plan's order behind them. */
export function unitsInHall(session: SessionSeen, directory: DirectoryView) {
  const { units, hall } = session.plan
  const seatOf = (unit: string) => hall?.find(seat => seat.unit === unit)
  return units
    .flatMap(id => {
      const unit = directory.units.find(candidate => candidate.id === id)
      const seat = seatOf(id)
      return unit ? [{ unit, seat, comes: seat?.person ?? unit.head }] : []
    })
    .sort((one, other) => order(one.seat) - order(other.seat))
}

export const hallWords = (seat: HallSeat | undefined): string =>
  seat?.row && seat.place ? t('print.seat.hall', { row: seat.row, place: seat.place }) : ''

export function rosterOf(session: SessionSeen, directory: DirectoryView): Attendee[] {
  const { plan } = session
  const arrived = new Map(session.arrived.map(({ person, at }) => [person, at]))
  const known = new Map(directory.people.map(person => [person.id, person]))
  const unitName = ({ unit }: Person) => directory.units.find(candidate => candidate.id === unit)?.name ?? ''
  const attendees = new Map<string, Attendee>()

  function put(id: string | null, seat: string, carded: boolean, unit?: string): void {
    const person = id === null ? undefined : known.get(id)
    if (!person || attendees.has(person.id)) return
    const { name, title } = person
    attendees.set(person.id, {
      id: person.id,
      name,
      title,
      unit: unit ?? unitName(person),
      seat,
      arrived: arrived.get(person.id),
      carded,
    })
  }

  for (const seat of plan.seats) put(seat.leader, t('print.seat.leader', { n: seat.seat }), true)
  put(plan.chair, t('print.seat.chair'), true)
  for (const { unit, seat, comes } of unitsInHall(session, directory)) {
    put(comes, hallWords(seat), true, unit.name)
  }
  put(plan.secretary, t('print.seat.secretary'), true)
  for (const seat of plan.seats) put(seat.recorder, t('print.seat.recorder', { n: seat.seat }), false)
  return [...attendees.values()]
}
