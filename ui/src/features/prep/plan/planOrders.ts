// The orders that put a plan on record: new people, changed titles and new units first, then the plan.
import { directoryOrder, newId, sessionOrder } from '@/ipc'
import type { Answer } from '@/ipc/generated/Answer'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Failure } from '@/ipc/generated/Failure'
import type { Order } from '@/ipc/generated/Order'
import type { Person } from '@/ipc/generated/Person'
import type { Plan } from '@/ipc/generated/Plan'
import type { Unit } from '@/ipc/generated/Unit'
import type { UnitSeen } from '@/ipc/generated/UnitSeen'
import { isNamed, narrow, type PersonPick, type PlanForm, type UnitForm } from './planForm'

export interface PlanOrders {
  orders: Order[]
  /** Called with the answers: what is on disk gets its ids, so that a second try makes nobody twice. */
  book: (answers: readonly Answer[]) => Failure | undefined
}

/** What the directory keeps of a unit; the head's name is only shown. */
function kept(unit: UnitSeen): Unit {
  const { id, name, kind, head, deputies, above, plans, order, aliases, dutyPhone } = unit
  return {
    id,
    name,
    kind,
    head,
    deputies,
    above,
    plans,
    order,
    ...(aliases ? { aliases } : {}),
    ...(dutyPhone ? { dutyPhone } : {}),
  }
}

/** People as they are picked: known ones whose title was put right, and new ones. */
function createPeople(directory: DirectoryView) {
  const set = new Map<string, Person>()
  const named: [PersonPick, string][] = []

  function known(pick: PersonPick, id: string): string {
    const person = directory.people.find(candidate => candidate.id === id)
    const title = pick.title.trim()
    if (person && title !== person.title) set.set(id, { ...person, title })
    return id
  }

  function fresh(pick: PersonPick, unit: string | null): string {
    const [name, title] = [pick.name.trim(), pick.title.trim()]
    const key = `${name}\n${title}`
    const found = set.get(key) ?? { id: newId(), name, title, unit, phone: null }
    found.unit ??= unit
    set.set(key, found)
    named.push([pick, found.id])
    return found.id
  }

  return {
    set,
    named,
    of: (pick: PersonPick, unit: string | null = null): string =>
      pick.id ? known(pick, pick.id) : fresh(pick, unit),
  }
}

/** Units as they are picked: known ones that got another head, and new ones. */
function createUnits(directory: DirectoryView) {
  const set: Unit[] = []
  const named: [UnitForm, string][] = []
  let order = Math.max(0, ...directory.units.map(unit => unit.order))

  function put(row: UnitForm, id: string, head: string | null): void {
    const known = directory.units.find(unit => unit.id === row.id)
    if (known) {
      if (known.head !== head) set.push({ ...kept(known), head })
      return
    }
    const name = row.name.trim()
    set.push({ id, name, kind: 'bureau', head, deputies: [], above: null, plans: [], order: ++order })
    named.push([row, id])
  }

  return { set, named, put }
}

export function planOrders(
  form: PlanForm,
  directory: DirectoryView,
  session: { id: string; version: number },
): PlanOrders {
  const people = createPeople(directory)
  const units = createUnits(directory)
  const someone = (pick: PersonPick, unit: string | null = null) =>
    isNamed(pick) ? people.of(pick, unit) : null
  const number = (text: string): number | null => (text.trim() ? Number(narrow(text)) : null)

  const present = form.units.map(row => {
    const unit = row.id ?? newId()
    units.put(row, unit, someone(row.head, unit))
    return { unit, person: someone(row.comes, unit), row: number(row.row), place: number(row.place) }
  })
  const hall = present.filter(seat => seat.person !== null || seat.row !== null)
  const cityNumber = number(form.cityNumber)
  const hostName = form.hostName.trim()

  const plan: Plan = {
    number: Number(narrow(form.number)),
    day: form.day,
    starts: `${form.starts.padStart(5, '0')}:00`,
    minutes: Number(narrow(form.minutes)),
    seats: form.seats.map((seat, i) => ({
      seat: i + 1,
      leader: people.of(seat.leader),
      recorder: someone(seat.recorder),
      ...(seat.extension.trim() ? { extension: seat.extension.trim() } : {}),
    })),
    units: present.map(({ unit }) => unit),
    chair: people.of(form.chair),
    secretary: people.of(form.secretary),
    ...(hostName ? { host: { kind: form.hostKind, name: hostName } } : {}),
    ...(cityNumber ? { cityNumber } : {}),
    ...(hall.length ? { hall } : {}),
  }

  const orders: Order[] = []
  let version: number | null = directory.version
  const onDirectory = (command: Parameters<typeof directoryOrder>[1]): number => {
    orders.push(directoryOrder(version, command))
    version = null
    return orders.length - 1
  }
  const set = [...people.set.values()]
  const peopleAt = set.length ? onDirectory({ kind: 'changePeople', set, gone: [] }) : -1
  const unitsAt = units.set.length ? onDirectory({ kind: 'changeUnits', set: units.set, gone: [] }) : -1
  orders.push(sessionOrder(session.id, session.version, { kind: 'planSession', plan }))

  return {
    orders,
    book(answers) {
      if (answers[peopleAt]?.kind === 'done') for (const [pick, id] of people.named) pick.id = id
      if (answers[unitsAt]?.kind === 'done') for (const [row, id] of units.named) row.id = id
      const failed = answers.find(answer => answer.kind === 'failed')
      return failed?.kind === 'failed' ? failed.failure : undefined
    },
  }
}
