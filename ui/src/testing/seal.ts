// Seats of a session that is to be sealed, one of them cut off; and a seal that says so.
import { NOW, id, tally } from '@/ipc/fixtures'
import type { Seal } from '@/ipc/generated/Seal'
import type { SittingSeen } from '@/ipc/generated/SittingSeen'
import type { SittingsView } from '@/ipc/generated/SittingsView'

const MINUTE = 60_000

export const sitting = (seat: number, change: Partial<SittingSeen> = {}): SittingSeen => ({
  stream: id(940 + seat),
  version: 2,
  seat,
  station: id(960 + seat),
  here: seat === 1,
  person: '赵敏',
  openedAt: NOW - 90 * MINUTE,
  closedAt: NOW - 5 * MINUTE,
  left: false,
  calls: 14,
  cases: 15,
  asOf: NOW - 6 * MINUTE,
  said: { calls: 14, cases: 15 },
  ...change,
})

export const away = sitting(3, { person: '周楠', closedAt: null, said: null, calls: 12, cases: 11 })

export const sittingsView = (change: Partial<SittingsView> = {}): SittingsView => ({
  sittings: [sitting(1), sitting(2)],
  proposal: null,
  late: false,
  ...change,
})

export const proposal = (mine: boolean): SittingsView['proposal'] => ({
  what: { kind: 'seal', absent: [3], why: 'cutOff' },
  at: NOW - MINUTE,
  by: '李敏',
  mine,
  until: NOW + 7 * 24 * 60 * MINUTE,
})

export const seal = (change: Partial<Seal> = {}): Seal => ({
  at: NOW,
  by: id(5),
  tally: { ...tally, answered: 40 },
  settled: 30,
  undecided: 2,
  seats: [{ seat: 1, station: id(961), calls: 28, cases: 29 }],
  absent: [{ seat: 3, station: id(963), calls: 12, cases: 11, asOf: NOW - 6 * MINUTE }],
  why: 'cutOff',
  proposedBy: id(6),
  pos: null,
  hash: null,
  supplements: [],
  ...change,
})
