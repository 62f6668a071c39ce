// The views of one case, made from its seed as the desk makes them from the record.
import type { AgendaItem } from '@/ipc/generated/AgendaItem'
import type { CaseFull } from '@/ipc/generated/CaseFull'
import type { CaseRow } from '@/ipc/generated/CaseRow'
import type { Group } from '@/ipc/generated/Group'
import type { ItemState } from '@/ipc/generated/ItemState'
import type { ItemView } from '@/ipc/generated/ItemView'
import type { Pass } from '@/ipc/generated/Pass'
import { NOW, UNITS, at, deputy, dueOptions, head, titled, unitName, type CaseSeed } from './people'

export interface Kept extends CaseSeed {
  number: string
  version: number
  state: ItemState
  given?: { lead: string; owner: string; plan: string; due: number; said: string; late: string }
  list?: { owner: string; until: number }
}

export const passOf = (group: Group): Pass =>
  group === 'byUnit' ? 'byUnit' : group === 'absent' ? 'absent' : 'oneByOne'
export const isDone = (state: ItemState): boolean => state !== 'open' && state !== 'deferred'

export const agendaItem = (one: Kept, i: number): AgendaItem => ({
  case: one.id,
  version: one.version,
  place: i + 1,
  number: one.number,
  title: one.title,
  unit: one.unit,
  unitName: unitName(one.unit),
  state: one.state,
  repeats: one.repeats ?? 0,
  sentBack: false,
  hazard: one.hazard ?? false,
})

export const caseFull = (one: Kept): CaseFull => ({
  id: one.id,
  version: one.version,
  number: one.number,
  spoken: one.number.replace(/^.*-(\d\d)-(\d\d)$/, '$1$2'),
  stage:
    one.state === 'merged'
      ? { kind: 'merged', master: one.merged ?? 'c1' }
      : { kind: one.given ? 'assigned' : 'pendingTriage' },
  session: 's8',
  call: `call-${one.id}`,
  seat: 2,
  leader: titled('p-mayor'),
  recordedAt: at('2026-12-01T10:20'),
  calledAt: at('2026-12-01T10:20'),
  recordedBy: '赵敏',
  matter: {
    request: 'help',
    category: null,
    place: null,
    party: 'person',
    anonymous: false,
    hazard: one.hazard ?? false,
    confidential: false,
    vulnerable: true,
    film: true,
    publish: false,
    checked: one.checked ?? true,
    households: 40,
    days: 9,
    stops: [],
    reported: one.reported ?? null,
    candidate: one.unit,
    repeatOf: null,
    askedBefore: one.repeats ?? 0,
    outside: null,
  },
  text: {
    title: one.title,
    matter: `${one.title}，约 40 户，老人多。找过物业、供热公司和街道，都说不归自己管。`,
    caller: '吴先生',
    number: '100****3358',
    place: '南湖区 · 青松里 3 号楼',
    asked: '物业、街道',
    reported: '',
    thirdParty: '',
    enterprise: '',
  },
  category: '供热 / 室温不达标',
  place: '南湖区 · 青松里 3 号楼',
  candidate: unitName(one.unit),
  reported: unitName(one.reported ?? null),
  promise:
    one.promised === undefined
      ? { kind: 'nothing' }
      : {
          kind: 'made',
          by: titled('p-mayor'),
          at: at('2026-12-01T10:22'),
          due: one.promised,
          words: '这个星期五以前让家里热起来。',
        },
  readBack: true,
  evidence: [],
  disposition: one.group === 'sameDay' ? 'sameDay' : 'transferred',
  answer: '',
  dispatches: [],
  hops: one.repeats
    ? [
        { unit: '石桥街道', from: at('2026-11-24T10:20'), hours: 26, why: 'notItsDuty' },
        { unit: '区住建局', from: at('2026-11-25T12:20'), hours: 52, why: 'belongsToCompany' },
        { unit: '滨河供热公司', from: at('2026-11-27T16:20'), hours: 90, why: 'notHandedOver' },
      ]
    : [],
  sentBack: null,
  claimedBy: '',
  gap: '',
  adjudication: null,
  assignment: one.given
    ? {
        at: NOW,
        lead: one.given.lead,
        leadName: unitName(one.given.lead),
        assisting: [],
        owner: one.given.owner,
        ownerName: titled(one.given.owner),
        ownerPhone: '10055000117',
        plan: one.given.plan,
        due: one.given.due,
        provisional: null,
        workingDays: 3,
        sameDay: one.group === 'sameDay',
        saidBy: titled(one.given.said),
        recordedBy: '方可',
        laterThanPromised: one.given.late !== '',
        lateReason: one.given.late,
        clockOut: null,
      }
    : null,
  missing: [],
  shielded: false,
  erased: false,
})

export function itemView(one: Kept, place: number): ItemView {
  const due = dueOptions(one.promised)
  const fits = due.filter(option => option.workingDays <= 7 && !option.laterThanPromised).at(-1)
  return {
    case: caseFull(one),
    group: one.group,
    place,
    state: one.state,
    deferral: one.list
      ? { kind: 'undecided', ...one.list }
      : one.state === 'deferred'
        ? { kind: 'later' }
        : null,
    units: [...UNITS]
      .sort((a, b) => Number(b.id === one.unit) - Number(a.id === one.unit))
      .map(unit => ({
        unit: unit.id,
        name: unit.name,
        head: head(unit.id),
        headName: titled(head(unit.id)),
        present: unit.here,
        reported: unit.id === one.reported,
      })),
    due,
    plans: UNITS.find(unit => unit.id === one.unit)?.plans ?? [],
    owners: UNITS.flatMap(unit => [
      { person: head(unit.id), name: titled(head(unit.id)), unit: unit.id, head: true },
      { person: deputy(unit.id), name: titled(deputy(unit.id)), unit: unit.id, head: false },
    ]),
    class: one.hazard ? 'hazard' : 'general',
    preset: {
      lead: one.unit,
      owner: head(one.unit),
      due: fits?.key ?? null,
      plan: UNITS.find(unit => unit.id === one.unit)?.plans[0] ?? null,
    },
    alike: [
      {
        case: 'c1',
        number: '1124-02-11',
        title: '望湖小区暖气不热',
        unitName: '区住建局',
        workingDays: 3,
        why: null,
      },
      {
        case: 'c2',
        number: '1124-02-12',
        title: '枫叶园暖气不热',
        unitName: '滨河供热公司',
        workingDays: 5,
        why: null,
      },
    ],
    loads: UNITS.filter(unit => unit.here).map((unit, i) => ({
      unit: unit.id,
      name: unit.name,
      session: 14 - 3 * i,
      open: 22 - 5 * i,
      overdue: i === 2 ? 2 : 0,
    })),
  }
}

export const rowOf = (one: Kept): CaseRow => ({
  id: one.id,
  version: one.version,
  number: one.number,
  recordedAt: at('2026-12-01T10:20'),
  calledAt: at('2026-12-01T10:20'),
  seat: 2,
  leader: titled('p-mayor'),
  caller: '吴先生',
  place: '南湖区 · 青松里',
  category: '供热',
  title: one.title,
  disposition: one.group === 'sameDay' ? 'sameDay' : 'transferred',
  stage: caseFull(one).stage,
  promised: one.promised !== undefined,
  promisedDue: one.promised ?? null,
  unit: one.unit,
  unitName: unitName(one.unit),
  owner: one.given ? titled(one.given.owner) : '',
  due: one.given?.due ?? null,
  provisional: null,
  hazard: one.hazard ?? false,
  repeat: (one.repeats ?? 0) > 0,
  shielded: false,
  erased: false,
})
