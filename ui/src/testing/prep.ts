// A fictitious session day for preparation: nine seats, seven units, the rota, what is ready, the ten minutes before the
// meeting and the lists of the units. People and places are invented; numbers start with 100.
import { headerView, directoryView as base, id } from '@/ipc/fixtures'
import type { BreakView } from '@/ipc/generated/BreakView'
import type { CaseRow } from '@/ipc/generated/CaseRow'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { Person } from '@/ipc/generated/Person'
import type { Plan } from '@/ipc/generated/Plan'
import type { PrepView } from '@/ipc/generated/PrepView'
import type { Ready } from '@/ipc/generated/Ready'
import type { RotaDay } from '@/ipc/generated/RotaDay'
import type { RotaView } from '@/ipc/generated/RotaView'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import type { Tally } from '@/ipc/generated/Tally'
import type { UnitLine } from '@/ipc/generated/UnitLine'
import type { UnitSheet } from '@/ipc/generated/UnitSheet'
import type { UnitSeen } from '@/ipc/generated/UnitSeen'
import type { WindowsView } from '@/ipc/generated/WindowsView'

export const at = (time: string, day = '2026-12-01'): number => Date.parse(`${day}T${time}:00+08:00`)
export const SESSION = headerView.session!.id

const LEADERS: [string, string][] = [
  ['林远', '南湖区委书记'],
  ['沈一帆', '南湖区委副书记、区长'],
  ['许言', '南湖区委常委、副区长'],
  ['秦朗', '南湖区副区长'],
  ['罗可', '南湖区副区长'],
  ['陆渊', '南湖区副区长'],
]
const RECORDERS = ['李敏', '赵敏', '周宁', '孙悦', '钱多', '吴桐']
const UNITS: [string, string, string][] = [
  ['区市场监管局', '江临', '局长'],
  ['区住建局', '韩越', '局长'],
  ['区城管执法局', '贺川', '局长'],
  ['区水务局', '方可', '局长'],
  ['石桥街道办事处', '程砚', '主任'],
]

export const leader = (n: number): string => id(100 + n)
export const recorder = (n: number): string => id(200 + n)
export const unitId = (n: number): string => id(300 + n)
export const head = (n: number): string => id(400 + n)
const DEPUTY = id(501)
const SECRETARY = id(502)

const person = (of: string, name: string, title: string, unit: string | null = null): Person => ({
  id: of,
  name,
  title,
  unit,
  phone: null,
})

export const people: Person[] = [
  ...LEADERS.map(([name, title], i) => person(leader(i + 1), name, title)),
  ...RECORDERS.map((name, i) => person(recorder(i + 1), name, '记录员')),
  ...UNITS.map(([, name, title], i) => person(head(i + 1), name, title, unitId(i + 1))),
  person(DEPUTY, '白帆', '副局长', unitId(2)),
  person(SECRETARY, '许宁', '受理中心值班长'),
]

const units: UnitSeen[] = UNITS.map(([name, headName, title], i) => ({
  id: unitId(i + 1),
  name,
  kind: 'bureau',
  head: head(i + 1),
  headName: `${headName}${title}`,
  deputies: i === 1 ? [DEPUTY] : [],
  above: null,
  plans: [],
  order: i + 1,
  dutyPhone: '1004000001',
}))

export const directoryView: DirectoryView = {
  ...base,
  people,
  units,
  calendar: [
    {
      year: 2026,
      known: true,
      off: ['2026-10-01'],
      work: ['2026-10-10'],
      named: [
        ['2026-10-01', '国庆节'],
        ['2026-10-10', '国庆节'],
      ],
      source: '国务院办公厅通知',
      updated: null,
    },
    {
      year: 2027,
      known: true,
      off: ['2027-02-09', '2027-02-16'],
      work: ['2027-02-20'],
      named: [['2027-02-09', '春节']],
      source: '国务院办公厅通知',
      updated: null,
    },
    { year: 2028, known: false, off: [], work: [], named: [], source: '', updated: null },
  ],
}

export const plan: Plan = {
  number: 8,
  cityNumber: 31,
  host: { kind: 'district', name: '南湖区' },
  day: '2026-12-01',
  starts: '09:00:00',
  minutes: 90,
  seats: LEADERS.map((_, i) => ({
    seat: i + 1,
    leader: leader(i + 1),
    recorder: i === 4 ? null : recorder(i + 1),
    extension: `800${i + 1}`,
  })),
  units: units.map(unit => unit.id),
  chair: leader(1),
  secretary: SECRETARY,
  hall: [
    { unit: unitId(1), person: null, row: 2, place: 1 },
    { unit: unitId(2), person: DEPUTY, row: 2, place: 2 },
    { unit: unitId(3), person: null, row: 2, place: 3 },
    { unit: unitId(4), person: null, row: 2, place: 4 },
  ],
}

const nothing: Tally = {
  answered: 0,
  resolvedOnCall: 0,
  sameDay: 0,
  transferred: 0,
  noCase: 0,
  unsorted: 0,
  live: 0,
  missed: 0,
  waiting: 0,
  transferredCases: 0,
}
const done: Tally = {
  ...nothing,
  answered: 123,
  resolvedOnCall: 3,
  sameDay: 7,
  transferred: 113,
  missed: 2,
  transferredCases: 115,
}
const nearly: Tally = { ...done, transferred: 108, unsorted: 5, live: 2 }
const TALLIES: Partial<Record<SessionStage, Tally>> = {
  planned: nothing,
  postponed: nothing,
  linesClosed: nearly,
  sealed: done,
}

export function prepHeader(stage: SessionStage = 'planned', now = at('08:47')): HeaderView {
  const open = stage === 'open' || stage === 'linesClosed' || stage === 'sealed'
  return {
    ...headerView,
    now,
    tally: TALLIES[stage] ?? headerView.tally,
    me: { ...headerView.me, person: SECRETARY, name: '许宁' },
    session: {
      ...headerView.session!,
      stage,
      plan,
      openedAt: open ? at('09:00') : null,
      endsAt: open ? at('10:30') : null,
      linesClosedAt: stage === 'linesClosed' || stage === 'sealed' ? at('10:30') : null,
      seats: LEADERS.map(([name, title], i) => ({
        seat: i + 1,
        leader: leader(i + 1),
        leaderName: `${name}${title}`,
      })),
      arrived: [
        { person: leader(1), at: at('08:38') },
        { person: recorder(1), at: at('08:31') },
        { person: recorder(2), at: at('08:33') },
        { person: head(1), at: at('08:38') },
        { person: DEPUTY, at: at('08:41') },
      ],
    },
  }
}

const item = (what: Ready['what'], done: boolean, have = 0, want = 0): Ready => ({ what, done, have, want })

const row = (n: number, title: string, unitName: string): CaseRow => ({
  id: id(900 + n),
  version: 3,
  number: `1124-0${n}-0${n}`,
  recordedAt: at('09:30', '2026-11-24'),
  calledAt: at('09:30', '2026-11-24'),
  seat: 1,
  leader: '林远书记',
  caller: '周女士',
  place: '南湖区·长桥街道·春晓苑',
  category: '物业管理 / 电梯 / 停运',
  title,
  disposition: 'transferred',
  stage: { kind: 'assigned' },
  promised: true,
  promisedDue: at('17:30', '2026-11-27'),
  unit: unitId(n),
  unitName,
  owner: '',
  due: at('17:30', '2026-11-27'),
  provisional: null,
  hazard: false,
  repeat: false,
  shielded: false,
  erased: false,
})

export const prepView: PrepView = {
  session: SESSION,
  version: 4,
  items: [
    item({ kind: 'day' }, true),
    item({ kind: 'recorders' }, false, 5, 6),
    item({ kind: 'titles' }, true, 6, 6),
    item({ kind: 'hall' }, false, 4, 5),
    item({ kind: 'attendance' }, false, 3, 11),
    item({ kind: 'lines' }, true, 14),
    item({ kind: 'ticked', check: 'notice' }, true),
    item({ kind: 'ticked', check: 'lines' }, false, 5, 6),
    item({ kind: 'ticked', check: 'recording' }, true),
    item({ kind: 'ticked', check: 'printing' }, true),
    item({ kind: 'ticked', check: 'projection' }, true),
    item({ kind: 'ticked', check: 'briefing' }, false),
  ],
  ready: 6,
  all: 11,
  unfinished: 12,
  rows: [
    row(1, '云杉里不动产证办理超一年', '区住建局'),
    row(2, '春晓苑 7 号楼电梯停运', '区市场监管局'),
    row(3, '东塘河道垃圾', '区水务局'),
    row(4, '石桥菜市场通道堵塞', '石桥街道办事处'),
    row(5, '柳堤路积雪未清', '区城管执法局'),
    row(6, '银杏街路面塌陷', '区住建局'),
  ],
  tried: [1, 2, 3, 4, 6],
  last: { ...plan, number: 7, cityNumber: 30, day: '2026-11-24' },
}

const day = (of: string, host: RotaDay['host'], number: number, cityNumber: number): RotaDay => ({
  day: of,
  working: true,
  name: null,
  known: true,
  entered: host !== null,
  host,
  session: null,
  stage: null,
  number,
  cityNumber,
})

export const rotaView: RotaView = {
  rule: { weekday: 2, starts: '09:00:00', minutes: 90 },
  days: [
    {
      ...day('2026-12-01', { kind: 'district', name: '南湖区' }, 8, 31),
      session: SESSION,
      stage: 'planned',
    },
    day('2026-12-08', { kind: 'bureau', name: '市住建局' }, 2, 32),
    day('2026-12-15', { kind: 'district', name: '南湖区' }, 9, 33),
    day('2026-12-22', null, 10, 34),
    { ...day('2026-12-29', null, 11, 35), entered: true },
    day('2027-01-05', { kind: 'bureau', name: '市城管执法局' }, 1, 35),
    { ...day('2027-02-09', null, 11, 36), working: false, name: '春节' },
    { ...day('2028-01-04', null, 11, 36), known: false },
  ],
  hosts: [
    { kind: 'district', name: '南湖区' },
    { kind: 'bureau', name: '市住建局' },
    { kind: 'bureau', name: '市城管执法局' },
  ],
}

export const breakView: BreakView = {
  session: SESSION,
  number: 8,
  minutes: 90,
  linesClosedAt: at('10:30'),
  meetsAt: at('10:40'),
  tally: done,
  reconciles: true,
  live: [],
  unfinished: [],
  categories: ['物业', '房产', '城市治理'],
  units: 5,
}

/** While the last calls are still being finished. */
export const busyBreak: BreakView = {
  ...breakView,
  tally: nearly,
  live: [
    { seat: 2, leader: '沈一帆区长', since: at('10:26') },
    { seat: 5, leader: '罗可副区长', since: at('10:29') },
  ],
  unfinished: [
    unfinished(1, 1, '李敏', '周女士', ['promise', 'place']),
    unfinished(2, 1, '李敏', '吴先生', ['promise']),
    { ...unfinished(3, 3, '周宁', '郭女士', []), case: null, number: '' },
  ],
}

function unfinished(
  n: number,
  seat: number,
  name: string,
  caller: string,
  missing: BreakView['unfinished'][number]['missing'],
): BreakView['unfinished'][number] {
  const number = `1201-0${seat}-1${n}`
  return {
    call: id(600 + n),
    case: id(700 + n),
    seat,
    recorder: name,
    number,
    caller,
    at: at('10:21'),
    missing,
  }
}

const MATTERS: [string, string, string | null][] = [
  ['物业管理 / 电梯', '春晓苑', '电梯停运 9 天'],
  ['城市治理 / 路灯', '望湖小区', '小区路灯不亮'],
  ['供热 / 室温', '青松里', '暖气不热，室温 14 度'],
  ['房产 / 不动产证', '云杉里', null],
  ['城市治理 / 占道', '东塘市场', '市场外占道经营'],
]

const line = (place: number): UnitLine => {
  const [category, placeName, title] = MATTERS[place % MATTERS.length]!
  return {
    place,
    number: `1201-0${(place % 6) + 1}-${String(place).padStart(2, '0')}`,
    at: at(`09:${String(10 + (place % 49)).padStart(2, '0')}`),
    category,
    placeName,
    title,
    hazard: place === 1,
    repeat: place % 7 === 3,
    sameDay: place === 6,
    promisedDue: place % 3 === 0 ? null : at('17:30', '2026-12-04'),
  }
}
const lines = (from: number, count: number): UnitLine[] =>
  Array.from({ length: count }, (_, i) => line(from + i))

export const unitSheets: UnitSheet[] = [
  { unit: unitId(1), name: '区市场监管局', head: '江临局长', lines: lines(1, 9) },
  { unit: unitId(2), name: '区住建局', head: '韩越局长', lines: lines(10, 34) },
  { unit: unitId(3), name: '区城管执法局', head: '贺川局长', lines: lines(44, 6) },
  { unit: null, name: '', head: '', lines: lines(50, 3) },
]

export const windowsView: WindowsView = { displays: [], open: [], awake: true, zoom: 1, printer: true }

/** The views that preparation asks for. */
export const prepViews = {
  directory: directoryView,
  prep: prepView,
  rota: rotaView,
  break: busyBreak,
  unitSheets,
}
