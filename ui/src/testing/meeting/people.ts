// A fictitious district: units, people, policy. People and places are invented; numbers start with 100.
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { DueOption } from '@/ipc/generated/DueOption'
import type { Group } from '@/ipc/generated/Group'
import type { ItemState } from '@/ipc/generated/ItemState'

/** Shanghai. */
export const at = (text: string): number => Date.parse(`${text}:00+08:00`)
export const NOW = at('2026-12-01T11:02')

interface UnitSeed {
  id: string
  name: string
  head: string
  deputy: string
  plans: string[]
  here: boolean
}

export const UNITS: UnitSeed[] = [
  {
    id: 'u-build',
    name: '区住建局',
    head: '韩越',
    deputy: '白帆',
    plans: ['抢修庭院管网，先恢复供热', '明确管护单位并公示'],
    here: true,
  },
  {
    id: 'u-city',
    name: '区城管执法局',
    head: '贺川',
    deputy: '钟岚',
    plans: ['夜间巡查，超时施工立案'],
    here: true,
  },
  {
    id: 'u-market',
    name: '区市场监管局',
    head: '江临',
    deputy: '吴桐',
    plans: ['约谈维保单位，更换主板'],
    here: true,
  },
  {
    id: 'u-street',
    name: '石桥街道',
    head: '方舟',
    deputy: '杜若',
    plans: ['上门核实，登记造册'],
    here: true,
  },
  { id: 'u-water', name: '滨河供水公司', head: '陆鸣', deputy: '程野', plans: ['换管并冲洗'], here: false },
]

export const TITLES: Record<string, string> = {
  'u-build': '局长',
  'u-city': '局长',
  'u-market': '局长',
  'u-street': '主任',
  'u-water': '经理',
}

export const head = (unit: string): string => `${unit}-head`
export const deputy = (unit: string): string => `${unit}-deputy`

export interface CaseSeed {
  id: string
  group: Group
  title: string
  unit: string
  state?: ItemState
  repeats?: number
  promised?: number
  reported?: string
  merged?: string
  hazard?: boolean
  /** 已核对脱敏; not said: yes. */
  checked?: boolean
}

/** A small session: two hazards, a repeat with a hop chain, a dispute, two units in the room, one that is not. */
export const SEEDS: CaseSeed[] = [
  { id: 'c1', group: 'hazard', title: '污水井塌陷外溢', unit: 'u-build', hazard: true, state: 'settled' },
  { id: 'c2', group: 'sameDay', title: '春晓苑电梯停运', unit: 'u-market', state: 'sameDay' },
  {
    id: 'c3',
    group: 'repeat',
    title: '青松里暖气不热',
    unit: 'u-build',
    repeats: 1,
    promised: at('2026-12-04T17:30'),
  },
  { id: 'c4', group: 'disputed', title: '兰溪路工地夜间噪声', unit: 'u-city', reported: 'u-street' },
  { id: 'c5', group: 'byUnit', title: '望湖小区路灯不亮', unit: 'u-build' },
  { id: 'c6', group: 'byUnit', title: '育才路绿化带枯死', unit: 'u-build' },
  { id: 'c7', group: 'byUnit', title: '东塘市场占道经营', unit: 'u-city', promised: at('2026-12-02T17:30') },
  { id: 'c8', group: 'absent', title: '柳堤路水压不足', unit: 'u-water' },
  { id: 'c9', group: 'absent', title: '枫叶园水质发黄', unit: 'u-water' },
]

const people: DirectoryView['people'] = [
  { id: 'p-chair', name: '林远', title: '南湖区委书记', unit: null, phone: null },
  { id: 'p-mayor', name: '沈一帆', title: '南湖区区长', unit: null, phone: null },
  { id: 'p-me', name: '方可', title: '会商秘书', unit: null, phone: '10055000001' },
  ...UNITS.flatMap(unit => [
    { id: head(unit.id), name: unit.head, title: TITLES[unit.id] ?? '', unit: unit.id, phone: '10055000117' },
    {
      id: deputy(unit.id),
      name: unit.deputy,
      title: `副${TITLES[unit.id] ?? ''}`,
      unit: unit.id,
      phone: null,
    },
  ]),
]
export const titled = (id: string | null): string => {
  const person = people.find(known => known.id === id)
  return person ? `${person.name}${person.title}` : ''
}
export const unitName = (id: string | null): string => UNITS.find(unit => unit.id === id)?.name ?? ''

export const directoryView = (): DirectoryView => ({
  version: 1,
  names: { activity: '“一把手”走进12345热线', district: '南湖区' },
  units: UNITS.map((unit, order) => ({
    id: unit.id,
    name: unit.name,
    kind: unit.id === 'u-water' ? 'company' : 'bureau',
    head: head(unit.id),
    headName: titled(head(unit.id)),
    deputies: [deputy(unit.id)],
    above: unit.id === 'u-street' ? 'u-city' : null,
    plans: unit.plans,
    order,
  })),
  people,
  categories: [],
  places: [],
  templates: [],
  vague: ['尽快'],
  deadlines: {
    rules: {
      hazard: { span: { kind: 'wallClockHours', value: 2 }, source: '演练' },
      general: { span: { kind: 'workingDays', value: 7 }, source: '演练' },
    },
    hours: {
      spans: [
        { from: '08:30:00', to: '12:00:00' },
        { from: '13:30:00', to: '17:30:00' },
      ],
    },
    closeOfDay: '17:30:00',
    version: 1,
  },
  undecided: { days: 1, time: '17:00:00' },
  timetable: { opening: 2, oneByOne: 24, byUnit: 24, absent: 4, closing: 3, secondsACase: 75 },
  calendar: [
    { year: 2026, known: true, off: [], work: [], named: [], source: '演练', updated: null },
    { year: 2027, known: false, off: [], work: [], named: [], source: '', updated: null },
  ],
})

export const DAYS: [string, number, string][] = [
  ['0', 0, '2026-12-01'],
  ['1', 1, '2026-12-02'],
  ['3', 3, '2026-12-04'],
  ['5', 5, '2026-12-08'],
  ['7', 7, '2026-12-10'],
  ['F', 15, '2026-12-22'],
]

export const dueOptions = (promised: number | undefined): DueOption[] =>
  DAYS.map(([key, workingDays, day]) => ({
    key,
    workingDays,
    due: {
      at: at(`${day}T17:30`),
      provisional: null,
      basis: {
        class: null,
        span: { kind: 'workingDays', value: workingDays },
        source: '',
        countedFrom: '2026-12-01',
        policyVersion: 1,
      },
    },
    laterThanPromised: promised !== undefined && at(`${day}T17:30`) > promised,
    isPromisedDay: promised === at(`${day}T17:30`),
  }))
