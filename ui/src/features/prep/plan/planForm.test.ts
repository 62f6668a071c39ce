import { describe, expect, it } from 'vitest'
import type { Order } from '@/ipc/generated/Order'
import { directoryView, head, leader, plan, recorder, rotaView, unitId } from '@/testing/prep'
import { formOf, gapsOf, hallKey, newForm, roomOf, type PlanForm } from './planForm'
import { planOrders } from './planOrders'

const NOW = Date.parse('2026-12-01T09:00:00+08:00')
const session = { id: 's', version: 4 }
const form = (): PlanForm => formOf(plan, directoryView)
const ordersOf = (of: PlanForm): Order[] => planOrders(of, directoryView, session).orders
const planOf = (orders: Order[]) => {
  const { command } = orders.at(-1)!
  if (command.kind !== 'planSession') throw new Error(command.kind)
  return command.plan
}

describe('a plan on the form', () => {
  it('comes out as it went in: host, numbers, extensions, places', () => {
    const orders = ordersOf(form())
    expect(orders.length).toBe(1)
    expect(planOf(orders)).toEqual(plan)
  })

  it('of a new session stands on the day of the rota, with its host and numbers', () => {
    const fresh = newForm(directoryView, { me: leader(1), number: 9, now: NOW, day: rotaView.days[1]! })
    expect(fresh).toMatchObject({
      day: '2026-12-08',
      hostKind: 'bureau',
      hostName: '市住建局',
      number: '2',
      cityNumber: '32',
    })
    const alone = newForm(directoryView, { me: leader(1), number: 9, now: NOW, day: null })
    expect(alone).toMatchObject({ day: '2026-12-08', hostName: '南湖区', number: '9', cityNumber: '' })
  })

  it('copies people, units and places of the last one, never its day or number', () => {
    const fresh = newForm(directoryView, { me: recorder(1), number: 9, now: NOW, day: rotaView.days[2]! })
    Object.assign(fresh, roomOf(plan, directoryView))
    expect(planOf(ordersOf(fresh))).toEqual({
      ...plan,
      number: 9,
      cityNumber: 33,
      day: '2026-12-15',
    })
  })

  it('puts a title right in the directory, once for whoever has two places', () => {
    const of = form()
    of.seats[0]!.leader.title = '中共南湖区委书记'
    const [people, sent] = ordersOf(of)
    expect(people?.command).toEqual({
      about: 'directory',
      kind: 'changePeople',
      set: [{ id: leader(1), name: '林远', title: '中共南湖区委书记', unit: null, phone: null }],
      gone: [],
    })
    expect(sent?.command.kind).toBe('planSession')
  })

  it('keeps what the directory knows of a unit whose head changes', () => {
    const of = form()
    of.units[0]!.head = { id: head(2), name: '韩越', title: '局长' }
    const [units] = ordersOf(of)
    if (units?.command.kind !== 'changeUnits') throw new Error()
    expect(units.command.set).toEqual([
      expect.objectContaining({ id: unitId(1), head: head(2), dutyPhone: '1004000001' }),
    ])
    expect(units.command.set[0]).not.toHaveProperty('headName')
  })
})

describe('what can’t be sent', () => {
  const gaps = (change: (of: PlanForm) => void) => {
    const of = form()
    change(of)
    const found = gapsOf(of)
    const named = new Map<string, string>([
      ...of.seats.map(({ key }, i): [string, string] => [key, `seat ${i + 1}`]),
      ...of.units.map((unit, i): [string, string] => [unit.key, `unit ${i + 1}`]),
      ...of.units.map((unit, i): [string, string] => [hallKey(unit), `hall ${i + 1}`]),
    ])
    return [...found].map(([at, gap]) => `${named.get(at) ?? at}: ${gap}`)
  }

  it('a whole plan can', () => expect(gaps(() => {})).toEqual([]))

  it.each([
    ['no number', of => (of.number = '0'), ['number: needNumber']],
    ['a number in full width is one', of => (of.number = '８'), []],
    ['a city number in words', of => (of.cityNumber = '三十'), ['cityNumber: needNumber']],
    ['no city number is allowed', of => (of.cityNumber = ''), []],
    [
      'no day, no time',
      of => Object.assign(of, { day: '', starts: '' }),
      ['day: needDay', 'starts: needTime'],
    ],
    ['a leader twice', of => (of.seats[2]!.leader = of.seats[0]!.leader), ['seat 3: twice']],
    ['no leader', of => (of.seats[1]!.leader = { id: null, name: ' ', title: '' }), ['seat 2: needPerson']],
    ['a row without a place', of => (of.units[4]!.row = '3'), ['hall 5: needPlace']],
    ['a place beyond the hall', of => (of.units[1]!.place = '31'), ['hall 2: needPlace']],
    ['a place taken', of => (of.units[1]!.place = '1'), ['hall 2: takenPlace']],
    [
      'a unit without a name',
      of => Object.assign(of.units[0]!, { id: null, name: '' }),
      ['unit 1: needUnit'],
    ],
  ] as [string, (of: PlanForm) => unknown, string[]][])('%s', (_, change, expected) =>
    expect(gaps(change)).toEqual(expected),
  )
})
