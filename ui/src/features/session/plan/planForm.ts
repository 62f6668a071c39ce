// The plan as it is typed, and the orders that put it on record: new people and units first, then the plan.
import { directoryOrder, newId, sessionOrder } from '@/ipc'
import type { Answer } from '@/ipc/generated/Answer'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Failure } from '@/ipc/generated/Failure'
import type { Order } from '@/ipc/generated/Order'
import type { Person } from '@/ipc/generated/Person'
import type { Plan } from '@/ipc/generated/Plan'
import type { Unit } from '@/ipc/generated/Unit'

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
}

export interface UnitForm {
  key: string
  id: string | null
  name: string
  head: PersonPick
}

export interface PlanForm {
  number: string
  day: string
  starts: string
  minutes: string
  chair: PersonPick
  secretary: PersonPick
  seats: SeatForm[]
  units: UnitForm[]
}

export const MOST_SEATS = 12

export const nobody = (): PersonPick => ({ id: null, name: '', title: '' })

export function pickOf(id: string | null | undefined, directory: DirectoryView | undefined): PersonPick {
  const person = directory?.people.find(candidate => candidate.id === id)
  return person ? { id: person.id, name: person.name, title: person.title } : nobody()
}

export const newSeat = (): SeatForm => ({ key: newId(), leader: nobody(), recorder: nobody() })
export const newUnit = (): UnitForm => ({ key: newId(), id: null, name: '', head: nobody() })

/** The next Tuesday: the sessions are held on that day. */
function nextTuesday(now: number): string {
  const shanghai = new Date(now + 8 * 3_600_000)
  const ahead = (2 - shanghai.getUTCDay() + 7) % 7 || 7
  return new Date(shanghai.getTime() + ahead * 86_400_000).toISOString().slice(0, 10)
}

/** From a plan to be changed, or the last one as the pattern of the next. */
export function formOf(
  plan: Plan | undefined,
  directory: DirectoryView | undefined,
  context: { me: string; number: number; now: number; again: boolean },
): PlanForm {
  const pick = (id: string | null | undefined) => pickOf(id, directory)
  const units = (plan?.units ?? []).flatMap(id => {
    const unit = directory?.units.find(candidate => candidate.id === id)
    return unit ? [{ key: newId(), id, name: unit.name, head: pick(unit.head) }] : []
  })
  return {
    number: String(context.number),
    day: plan && context.again ? plan.day : nextTuesday(context.now),
    starts: (plan?.starts ?? '09:00').slice(0, 5),
    minutes: String(plan?.minutes ?? 90),
    chair: pick(plan?.chair ?? context.me),
    secretary: pick(plan?.secretary ?? context.me),
    seats: plan?.seats.map(seat => ({
      key: newId(),
      leader: pick(seat.leader),
      recorder: pick(seat.recorder),
    })) ?? [newSeat()],
    units,
  }
}

export interface PlanOrders {
  orders: Order[]
  /** Called with the answers: what is on disk gets its ids, so that a second try makes nobody twice. */
  book: (answers: readonly Answer[]) => Failure | undefined
}

export function planOrders(
  form: PlanForm,
  directory: DirectoryView,
  session: { id: string; version: number },
): PlanOrders {
  const people: Person[] = []
  const fresh = new Map<string, Person>()
  const named: [PersonPick, string][] = []

  function person(pick: PersonPick, unit: string | null): string {
    if (pick.id) return pick.id
    const key = `${pick.name.trim()}\n${pick.title.trim()}`
    let found = fresh.get(key)
    if (!found) {
      found = { id: newId(), name: pick.name.trim(), title: pick.title.trim(), unit, phone: null }
      fresh.set(key, found)
      people.push(found)
    }
    found.unit ??= unit
    named.push([pick, found.id])
    return found.id
  }

  const units: Unit[] = []
  const namedUnits: [UnitForm, string][] = []
  let order = Math.max(0, ...directory.units.map(unit => unit.order))
  const present = form.units.map(row => {
    const known = directory.units.find(unit => unit.id === row.id)
    const id = row.id ?? newId()
    const head = row.head.id || row.head.name.trim() ? person(row.head, id) : null
    if (!known) {
      units.push({
        id,
        name: row.name.trim(),
        kind: 'bureau',
        head,
        deputies: [],
        above: null,
        plans: [],
        order: ++order,
      })
      namedUnits.push([row, id])
    } else if (known.head !== head) {
      const { id: of, name, kind, deputies, above, plans, order: place } = known
      units.push({ id: of, name, kind, head, deputies, above, plans, order: place })
    }
    return id
  })

  const plan: Plan = {
    number: Number(form.number.normalize('NFKC')),
    day: form.day,
    starts: `${form.starts.padStart(5, '0')}:00`,
    minutes: Number(form.minutes.normalize('NFKC')),
    seats: form.seats.map((seat, i) => ({
      seat: i + 1,
      leader: person(seat.leader, null),
      recorder: seat.recorder.id || seat.recorder.name.trim() ? person(seat.recorder, null) : null,
    })),
    units: present,
    chair: person(form.chair, null),
    secretary: person(form.secretary, null),
  }

  const orders: Order[] = []
  let version: number | null = directory.version
  const onDirectory = (command: Parameters<typeof directoryOrder>[1]): number => {
    orders.push(directoryOrder(version, command))
    version = null
    return orders.length - 1
  }
  const peopleAt = people.length ? onDirectory({ kind: 'changePeople', set: people, gone: [] }) : -1
  const unitsAt = units.length ? onDirectory({ kind: 'changeUnits', set: units, gone: [] }) : -1
  orders.push(sessionOrder(session.id, session.version, { kind: 'planSession', plan }))

  return {
    orders,
    book(answers) {
      if (answers[peopleAt]?.kind === 'done') for (const [pick, id] of named) pick.id = id
      if (answers[unitsAt]?.kind === 'done') for (const [row, id] of namedUnits) row.id = id
      const failed = answers.find(answer => answer.kind === 'failed')
      return failed?.kind === 'failed' ? failed.failure : undefined
    },
  }
}

export type PlanGap = 'needNumber' | 'needDay' | 'needTime' | 'needPerson' | 'needUnit'

/** What can't be sent, by the place on the form. */
export function gapsOf(form: PlanForm): Map<string, PlanGap> {
  const gaps = new Map<string, PlanGap>()
  const whole = (text: string) => /^[1-9]\d{0,4}$/.test(text.normalize('NFKC').trim())
  const named = (pick: PersonPick) => pick.id !== null || pick.name.trim() !== ''
  if (!whole(form.number)) gaps.set('number', 'needNumber')
  if (!whole(form.minutes)) gaps.set('minutes', 'needNumber')
  if (!form.day) gaps.set('day', 'needDay')
  if (!form.starts) gaps.set('starts', 'needTime')
  if (!named(form.chair)) gaps.set('chair', 'needPerson')
  if (!named(form.secretary)) gaps.set('secretary', 'needPerson')
  for (const seat of form.seats) if (!named(seat.leader)) gaps.set(seat.key, 'needPerson')
  for (const unit of form.units) if (!unit.id && !unit.name.trim()) gaps.set(unit.key, 'needUnit')
  return gaps
}
