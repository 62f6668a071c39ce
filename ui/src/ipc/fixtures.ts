// A fictitious house for tests and for the preview page: people, places and numbers are invented, numbers begin with
// 100. Not part of the product: only *.test.ts and src/testing import it.
import type { DirectoryView } from './generated/DirectoryView'
import type { FiguresView } from './generated/FiguresView'
import type { HeaderView } from './generated/HeaderView'
import type { HistoryView } from './generated/HistoryView'
import type { LiveCall } from './generated/LiveCall'
import type { MeSeen } from './generated/MeSeen'
import type { OwnRecord } from './generated/OwnRecord'
import type { QueueView } from './generated/QueueView'
import type { RehearsalState } from './generated/RehearsalState'
import type { Right } from './generated/Right'
import type { RoomView } from './generated/RoomView'
import type { SessionRow } from './generated/SessionRow'
import type { StartView } from './generated/StartView'
import type { Tally } from './generated/Tally'

/** 1 December 2026, 9:49:18 in Shanghai. */
export const NOW = Date.parse('2026-12-01T09:49:18+08:00')
const at = (time: string, day = '2026-12-01'): number => Date.parse(`${day}T${time}:00+08:00`)

/** Readable ids that look like the wire's. */
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const LEADER = id(11)
export const RECORDER = id(12)
export const HEAD = id(13)
export const MARKET = id(21)
export const HOUSING = id(22)
export const PLATFORM = id(23)
export const DISTRICT = id(24)
export const LIFT = id(33)
export const COMPOUND = id(43)
export const SESSION = id(51)
export const CALL = id(61)

export const directoryView: DirectoryView = {
  version: 7,
  names: { activity: '“一把手”走进12345热线', district: '南湖区' },
  units: [
    unit(MARKET, '区市场监管局', HEAD, '江临', 1),
    unit(HOUSING, '区住建局', id(14), '韩越', 2),
    { ...unit(PLATFORM, '市 12345 平台', null, '', 3), kind: 'cityPlatform' },
    { ...unit(DISTRICT, '其他旗县区', null, '', 4), kind: 'otherDistrict' },
  ],
  people: [
    { id: LEADER, name: '林远', title: '书记', unit: null, phone: null },
    { id: RECORDER, name: '李敏', title: '记录员', unit: null, phone: null },
    { id: HEAD, name: '江临', title: '局长', unit: MARKET, phone: '1004000001' },
    { id: id(14), name: '韩越', title: '局长', unit: HOUSING, phone: '1004000002' },
  ],
  categories: [
    category(id(31), '物业管理', null, 'wygl', false, '物业管理'),
    category(id(32), '电梯', id(31), 'dt', false, '物业管理 / 电梯'),
    { ...category(LIFT, '停运', id(32), 'ty', true, '物业管理 / 电梯 / 停运'), unit: MARKET },
    { ...category(id(34), '路面塌陷', null, 'lmtx', true, '城市治理 / 道路 / 路面塌陷'), unit: HOUSING },
  ],
  places: [
    { id: id(41), name: '南湖区', initials: 'nhq', above: null, path: '南湖区' },
    { id: id(42), name: '长桥街道', initials: 'cqjd', above: id(41), path: '南湖区 · 长桥街道' },
    { id: COMPOUND, name: '春晓苑', initials: 'cxy', above: id(42), path: '南湖区 · 长桥街道 · 春晓苑' },
  ],
  templates: [
    { name: '电梯停运', matter: '电梯停运', category: LIFT, hazard: false },
    { name: '路面塌陷', matter: '路面塌陷', category: id(34), hazard: true },
    { name: '水管漏水', matter: '水管漏水', category: null, hazard: false },
    { name: '暖气不热', matter: '暖气不热', category: null, hazard: false },
    { name: '红绿灯缺失', matter: '红绿灯缺失', category: null, hazard: false },
  ],
  vague: ['尽快', '研究研究', '抓紧', '适时', '马上'],
  deadlines: { rules: {}, hours: { spans: [] }, closeOfDay: '17:30:00', version: 1 },
  undecided: { days: 1, time: '17:00:00' },
  timetable: { opening: 2, oneByOne: 24, byUnit: 24, absent: 4, closing: 3, secondsACase: 75 },
  calendar: [
    {
      year: 2026,
      known: true,
      off: ['2026-10-01'],
      work: ['2026-10-10'],
      named: [],
      source: '国务院办公厅通知',
      updated: null,
    },
  ],
}

function unit(of: string, name: string, head: string | null, headName: string, order: number) {
  return {
    id: of,
    name,
    kind: 'bureau' as const,
    head,
    headName,
    deputies: [],
    above: null,
    plans: [],
    order,
  }
}

function category(
  of: string,
  name: string,
  above: string | null,
  initials: string,
  leaf: boolean,
  path: string,
) {
  return { id: of, name, initials, above, unit: null, class: 'general' as const, path, leaf }
}

export const tally: Tally = {
  answered: 58,
  resolvedOnCall: 2,
  sameDay: 4,
  transferred: 43,
  noCase: 0,
  unsorted: 9,
  live: 8,
  missed: 0,
  waiting: 2,
  transferredCases: 45,
}

/** A login that may everything but the clue desk, as a small house begins: most screens are looked at by it. */
export const RIGHTS: Right[] = [
  ...(['prepareSession', 'runSession', 'sealSession', 'takeCalls', 'ringBack', 'tidyCases'] as const),
  ...([
    'runMeeting',
    'nameOwner',
    'checkDueDate',
    'importCases',
    'changeSettings',
    'changeRota',
    'seeHouse',
  ] as const),
  ...(['seeSession', 'seeSeat', 'seeHistory', 'seeMeeting', 'seeCases', 'seeFigures', 'seeDrafts'] as const),
  ...(['seeRoom', 'seeAccounts', 'seeTrail', 'seeCaseTrail', 'seeErasures', 'seeBackups'] as const),
  ...(['attachEvidence', 'openEvidence'] as const),
  ...(['revealNumber', 'printMasked', 'exportFull', 'manageAccounts', 'admit', 'turnKeys'] as const),
  ...(['waiveSeparation', 'ownPassword', 'proposeErasure', 'confirmErasure', 'makeBackup'] as const),
  ...(['confirmSeal', 'proveRecord', 'takeOver'] as const),
]

export const meSeen: MeSeen = {
  person: RECORDER,
  name: '李敏',
  staffNo: '1',
  roles: ['recorder', 'floorManager', 'secretary', 'administrator', 'auditor'],
  rights: RIGHTS,
  fingerprint: 'K7QM-2XRD-9HTA',
  waitingFor: [],
  pin: false,
}

export const headerView: HeaderView = {
  house: 'real',
  names: directoryView.names,
  me: meSeen,
  now: NOW,
  speed: 1,
  session: {
    id: SESSION,
    version: 4,
    stage: 'open',
    plan: {
      number: 8,
      day: '2026-12-01',
      starts: '09:00:00',
      minutes: 90,
      seats: [
        { seat: 1, leader: LEADER, recorder: RECORDER },
        { seat: 2, leader: HEAD, recorder: null },
      ],
      units: [MARKET, HOUSING],
      chair: LEADER,
      secretary: RECORDER,
    },
    startsAt: at('09:00'),
    openedAt: at('09:00'),
    endsAt: at('09:00') + 90 * 60_000 + 16_000,
    linesClosedAt: null,
    seats: [
      { seat: 1, leader: LEADER, leaderName: '林远书记' },
      { seat: 2, leader: HEAD, leaderName: '江临局长' },
    ],
    arrived: [
      { person: LEADER, at: at('08:38') },
      { person: HEAD, at: at('08:41') },
    ],
    shut: [],
    seal: null,
  },
  meeting: null,
  tally,
}

export const liveCall: LiveCall = {
  call: CALL,
  version: 2,
  stage: 'live',
  number: '10047206621',
  leader: '林远书记',
  answeredAt: NOW - 271_000,
  endedAt: null,
  cases: [],
  nextNumber: '1201-01-07',
  nextSpoken: '0107',
  script: null,
}

const record = (n: number, name: string, title: string, time: string): OwnRecord => ({
  call: id(600 + n),
  callVersion: 4,
  callStage: 'logged',
  outcome: { kind: 'disposed', code: 'transferred' },
  case: id(700 + n),
  caseVersion: 2,
  number: `1201-01-0${n}`,
  caller: name,
  title,
  at: at(time),
  stage: { kind: 'pendingTriage' },
  missing: [],
  sentBack: null,
})

export const records: OwnRecord[] = [
  {
    ...record(6, '陆先生', '桂花里污水井塌陷', '09:38'),
    callStage: 'wrapUp',
    callVersion: 3,
    caseVersion: 1,
    outcome: null,
    stage: { kind: 'recording' },
    missing: ['promise'],
  },
  record(5, '王女士', '柳堤路停车位被占', '09:31'),
  {
    ...record(4, '郭女士', '望湖小区路灯不亮', '09:24'),
    outcome: { kind: 'disposed', code: 'sameDay' },
    stage: { kind: 'assigned' },
  },
  {
    ...record(3, '赵先生', '公租房申请条件', '09:17'),
    outcome: { kind: 'disposed', code: 'resolvedOnCall' },
    stage: { kind: 'closed', how: 'onSpot' },
  },
]

export const queueView: QueueView = {
  waiting: 2,
  longestSince: NOW - 108_000,
  next: { call: id(62), version: 1, rangAt: NOW - 108_000 },
  live: liveCall,
  records,
  unfinished: 1,
  missed: 0,
}

/** The leader's window has proposed nothing yet. */
export const roomView: RoomView = {
  seat: 1,
  call: CALL,
  proposed: null,
  asked: [],
  camera: false,
  black: false,
  hidden: false,
}

export const historyView: HistoryView = {
  times: 2,
  firstAt: at('10:05', '2026-11-23'),
  entries: [
    {
      case: id(81),
      number: '1127-03-04',
      at: at('15:20', '2026-11-27'),
      title: '催问电梯停运',
      shielded: false,
      stage: { kind: 'merged', master: id(82) },
      unitName: '',
      due: null,
      overdue: false,
    },
    {
      case: id(82),
      number: '1124-02-11',
      at: at('10:05', '2026-11-24'),
      title: '春晓苑 7 号楼电梯停运',
      shielded: false,
      stage: { kind: 'assigned' },
      unitName: '区市场监管局',
      due: at('17:30', '2026-11-27'),
      overdue: true,
    },
  ],
}

export const sessionRows: SessionRow[] = [
  { id: SESSION, number: 8, day: '2026-12-01', stage: 'open', tally, seal: null },
]

export const figuresView: FiguresView = {
  session: SESSION,
  number: 8,
  day: '2026-12-01',
  stage: 'open',
  asOf: NOW,
  tally,
  reconciles: true,
  noCase: [['wrongNumber', 1]],
  cases: 51,
  settled: 0,
  merged: 0,
  undecided: 0,
  unsettled: 45,
  categories: [{ category: LIFT, name: '物业管理 / 电梯 / 停运', cases: 17 }],
  units: [{ unit: MARKET, name: '区市场监管局', assigned: 0, sameDay: 4 }],
  seal: null,
}

export const rehearsalState: RehearsalState = {
  running: true,
  paused: false,
  speed: 1,
  mine: 1,
  now: NOW,
  finished: false,
}

export const startView: StartView = {
  open: null,
  locked: null,
  real: { kind: 'absent' },
  rehearsal: { kind: 'absent' },
}
