// Twelve workstations of the fictitious house: the line in the frame, the floor, what has to be checked. For tests and
// for preview.html.
import { CALL, NOW, SESSION, id } from '@/ipc/fixtures'
import type { DisplacedSeen } from '@/ipc/generated/DisplacedSeen'
import type { DueToCheck } from '@/ipc/generated/DueToCheck'
import type { FloorSeat } from '@/ipc/generated/FloorSeat'
import type { FloorState } from '@/ipc/generated/FloorState'
import type { FloorView } from '@/ipc/generated/FloorView'
import type { SharingView } from '@/ipc/generated/SharingView'
import type { StationView } from '@/ipc/generated/StationView'

const MINUTE = 60_000

/** One workstation that shares with nobody. */
export const alone: SharingView = {
  shared: false,
  connected: null,
  since: null,
  why: null,
  waiting: 0,
  toCheck: 0,
  stations: [],
  doubt: null,
  clockBehind: 0,
}

export const station = (ordinal: number, change: Partial<StationView> = {}): StationView => ({
  station: id(500 + ordinal),
  ordinal,
  me: ordinal === 1,
  there: true,
  seen: NOW,
  person: ordinal === 3 ? '赵敏' : `记录员${ordinal}`,
  edits: null,
  ...change,
})

export const shared = (change: Partial<SharingView> = {}): SharingView => ({
  ...alone,
  shared: true,
  connected: true,
  since: NOW - 60 * MINUTE,
  stations: Array.from({ length: 12 }, (_, i) => station(i + 1)),
  clockBehind: 0,
  ...change,
})

/** Workstation 3 is typing on this stream. */
export const editing = (stream: string): SharingView =>
  shared({ stations: [station(1), station(2), station(3, { edits: stream })] })

const STATES: readonly FloorState[] = [
  'live',
  'wrapUp',
  'free',
  'unopened',
  'shut',
  'away',
  'live',
  'live',
  'free',
]

const seat = (state: FloorState, i: number): FloorSeat => ({
  seat: i + 1,
  leader: i === 0 ? '林远 书记' : `领导${i + 1}`,
  recorder: i === 0 ? '李敏' : `记录员${i + 1}`,
  state,
  since: state === 'unopened' ? null : NOW - (i + 1) * 31_000,
  calls: state === 'unopened' ? 0 : 9 - i,
  cases: state === 'unopened' ? 0 : Math.max(8 - i, 0),
  unfinished: i === 1 ? 2 : 0,
  station: state === 'unopened' ? null : id(501 + i),
  ordinal: state === 'unopened' ? null : i + 1,
  there: state !== 'away' && state !== 'unopened',
  seen: state === 'away' ? NOW - 7 * MINUTE : NOW,
})

export const floorView: FloorView = {
  session: SESSION,
  version: 4,
  stage: 'open',
  tally: {
    answered: 58,
    resolvedOnCall: 2,
    sameDay: 4,
    transferred: 43,
    noCase: 0,
    unsorted: 9,
    live: 3,
    missed: 2,
    waiting: 1,
    transferredCases: 45,
  },
  seats: STATES.map(seat),
  ringing: [{ call: id(620), version: 1, rangAt: NOW - 42_000, number: '100****8833', ordinal: 4 }],
  missed: [
    { call: id(621), version: 2, rangAt: NOW - 20 * MINUTE, number: '100****6621', ordinal: 2 },
    { call: id(622), version: 2, rangAt: NOW - 9 * MINUTE, number: '', ordinal: null },
  ],
  unfinished: [
    {
      call: CALL,
      case: id(700),
      seat: 2,
      recorder: '赵敏',
      number: '1201-02-06',
      caller: '吴先生',
      at: NOW - 12 * MINUTE,
    },
    { call: id(623), case: null, seat: 2, recorder: '赵敏', number: '', caller: '', at: NOW - 3 * MINUTE },
  ],
  reach: { live: 11, total: 12, oldest: NOW - 7 * MINUTE },
}

/** A due date that a clock 200 s ahead gave. */
export const dueToCheck = (change: Partial<DueToCheck> = {}): DueToCheck => ({
  case: id(710),
  version: 6,
  number: '1201-05-02',
  unit: '区住建局',
  givenAt: NOW - 20 * MINUTE,
  givenBy: '方可',
  due: Date.parse('2026-12-04T17:30+08:00'),
  clockOut: -200,
  ...change,
})

export const displaced = (change: Partial<DisplacedSeen> = {}): DisplacedSeen => ({
  stream: id(700),
  version: 9,
  first: id(801),
  number: '1201-03-04',
  case: id(700),
  ordinal: 3,
  foundAt: NOW - 5 * MINUTE,
  rows: 2,
  lines: [
    {
      at: NOW - 30 * MINUTE,
      by: '赵敏',
      kind: 'CaseAmended',
      who: '',
      unit: '',
      due: null,
      words: '三天内修好路灯',
      erased: false,
    },
    {
      at: NOW - 29 * MINUTE,
      by: '赵敏',
      kind: 'HandedOver',
      who: '',
      unit: '',
      due: null,
      words: '',
      erased: false,
    },
  ],
  ...change,
})
