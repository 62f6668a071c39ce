// What the windows of the hall show of the fictitious day: for their tests and for room-preview.html.
import { fake } from '@/ipc'
import { HOUSING, MARKET, NOW, id, roomView, tally } from '@/ipc/fixtures'
import type { BoardSession } from '@/ipc/generated/BoardSession'
import type { BoardView } from '@/ipc/generated/BoardView'
import type { Closing } from '@/ipc/generated/Closing'
import type { MeetingHead } from '@/ipc/generated/MeetingHead'
import type { ProjectorItem } from '@/ipc/generated/ProjectorItem'
import type { ProjectorView } from '@/ipc/generated/ProjectorView'
import type { Reach } from '@/ipc/generated/Reach'
import type { Scene } from '@/ipc/generated/Scene'
import type { Show } from '@/ipc/generated/Show'
import type { WindowWish } from '@/ipc/generated/WindowWish'
import type { WindowsView } from '@/ipc/generated/WindowsView'

/** Shanghai. */
const at = (time: string, day = '2026-12-01'): number => Date.parse(`${day}T${time}:00+08:00`)
export const MEETING_NOW = at('11:02')

const UNITS = [
  '区住建局',
  '区城管执法局',
  '区市场监管局',
  '区教育局',
  '区民政局',
  '区水务局',
  '市供热公司南湖分公司',
]

export const boardSession: BoardSession = {
  number: 8,
  host: '滨河市南湖区',
  stage: 'open',
  startsAt: at('09:00'),
  openedAt: at('09:00'),
  endsAt: at('10:30') + 16_000,
  linesClosedAt: null,
  tally,
  reconciles: true,
  pace: { perMinute: 1.2, fives: [3, 5, 7, 6, 8, 7, 5, 6, 7, 4] },
  categories: [
    { category: id(31), name: '物业管理', cases: 17 },
    { category: id(32), name: '房产', cases: 11 },
    { category: id(33), name: '城市治理', cases: 9 },
    { category: id(34), name: '供热', cases: 6 },
    { category: id(35), name: '教育', cases: 3 },
    { category: id(36), name: '公共交通', cases: 1 },
  ],
  units: UNITS.map((name, i) => ({
    unit: [HOUSING, id(71), MARKET][i] ?? id(71 + i),
    name,
    cases: [7, 6, 5, 0, 2, 3, 4][i] ?? 0,
  })),
  latest: { place: '望湖小区', category: '路灯不亮', disposition: 'sameDay' },
  busy: 8,
  seats: 9,
  absent: [],
  reach: null,
}

export const boardView = (
  session: Partial<BoardSession> | null = {},
  view: Partial<BoardView> = {},
): BoardView => ({
  house: 'real',
  now: NOW,
  speed: 1,
  activity: '“一把手”走进12345热线',
  session: session && { ...boardSession, ...session },
  ...view,
})

export const meetingHead: MeetingHead = {
  house: 'real',
  number: 8,
  host: '滨河市南湖区',
  pass: 'oneByOne',
  items: 20,
  done: 15,
  count: { total: 113, settled: 38, merged: 30, undecided: 0, deferred: 0, open: 75, sameDay: 7 },
  reach: null,
}

/** Three workstations are silent, the longest since 9:42. */
export const reach: Reach = { live: 9, total: 12, oldest: at('09:42') }

export const projectorItem: ProjectorItem = {
  case: id(81),
  placeOnAgenda: 16,
  group: 'repeat',
  number: '1201-02-06',
  state: 'open',
  category: '供热 / 室温不达标',
  place: '青松里',
  hazard: false,
  repeats: 1,
  text: {
    title: '青松里暖气不热',
    matter: '室温只有 14 度，约 40 户，老人多。找过物业、供热公司和街道，都说庭院管网不归自己管。',
    promise: '这个星期五以前让家里热起来。',
  },
  promisedBy: '沈一帆区长',
  promisedDue: at('00:00', '2026-12-04'),
  lead: '区住建局',
  assisting: ['滨河供热公司', '石桥街道'],
  due: at('17:30', '2026-12-04'),
  provisional: false,
  plan: '',
  planned: false,
  owner: '',
  step: 'due',
  hops: [
    { unit: '石桥街道', from: at('10:20', '2026-11-24'), hours: 26, why: 'notItsDuty' },
    { unit: '区住建局', from: at('12:20', '2026-11-25'), hours: 52, why: 'belongsToCompany' },
    { unit: '滨河供热公司', from: at('16:20', '2026-11-27'), hours: 90, why: 'notHandedOver' },
  ],
  alike: [],
  next: '兰溪路工地夜间噪声',
  hidden: false,
}

export const closing: Closing = {
  tally: {
    ...tally,
    answered: 123,
    resolvedOnCall: 3,
    sameDay: 7,
    transferred: 113,
    unsorted: 0,
    live: 0,
    waiting: 0,
  },
  units: UNITS.map((name, i) => ({
    unit: id(71 + i),
    name,
    assigned: [34, 26, 19, 8, 6, 12, 5][i] ?? 0,
    sameDay: [2, 3, 1, 0, 0, 1, 0][i] ?? 0,
  })),
  rulingBy: at('17:00', '2026-12-02'),
  toldBy: at('17:30', '2026-12-02'),
  firstDue: at('17:30'),
  lastDue: at('17:30', '2026-12-22'),
  absent: [],
}

export const scenes = {
  black: { kind: 'black' },
  calls: { kind: 'calls', board: boardView() },
  agenda: { kind: 'agenda', head: { ...meetingHead, pass: 'opening', items: 0, done: 0 } },
  item: { kind: 'item', head: meetingHead, item: projectorItem },
  closing: {
    kind: 'closing',
    head: {
      ...meetingHead,
      pass: 'closing',
      items: 0,
      done: 0,
      count: { ...meetingHead.count, settled: 110, undecided: 3, open: 0 },
    },
    closing,
  },
} satisfies Record<Scene['kind'], Scene>

export const projectorView = (scene: Scene): ProjectorView => ({
  now: scene.kind === 'calls' ? NOW : MEETING_NOW,
  speed: 1,
  scene,
})

export const itemScene = (item: Partial<ProjectorItem>): Scene => ({
  ...scenes.item,
  item: { ...projectorItem, ...item },
})

export const windowsView: WindowsView = {
  displays: [
    { name: 'DP-1', width: 1920, height: 1080, main: true },
    { name: 'HDMI-1', width: 1920, height: 1080, main: false },
  ],
  open: [],
  awake: true,
  printer: true,
  zoom: 1,
}

/** The shell's side: windows that open and close, and what is on show. `displays`: how many there are. */
export function fakeShell(displays = 2) {
  const state = {
    windows: { ...windowsView, displays: windowsView.displays.slice(0, displays) },
    room: { ...roomView },
  }
  fake.answer('windows', ({ wish }) => {
    const asked = wish as WindowWish
    const open = state.windows.open.filter(({ window }) => !('window' in asked) || window !== asked.window)
    if (asked.kind === 'open') {
      const free = state.windows.displays.find(({ main }) => !main) ?? state.windows.displays[0]
      open.push({ window: asked.window, display: asked.display ?? free?.name ?? '' })
    }
    if (asked.kind === 'open' || asked.kind === 'close') state.windows = { ...state.windows, open }
    if (asked.kind === 'stayAwake') state.windows = { ...state.windows, awake: asked.on }
    if (asked.kind === 'zoom') state.windows = { ...state.windows, zoom: asked.factor }
    if (asked.kind !== 'state') queueMicrotask(() => fake.emit('changed', ['room']))
    return { ...state.windows }
  })
  fake.answer('show', ({ show }) => {
    const shown = show as Show
    if (shown.kind === 'projector') Object.assign(state.room, { black: shown.black, hidden: shown.hidden })
    queueMicrotask(() => fake.emit('changed', ['room']))
    return null
  })
  return state
}

/** The wishes that the window sent, besides its looking. */
export const wishes = (): WindowWish[] =>
  fake
    .calls('windows')
    .map(({ args }) => args.wish as WindowWish)
    .filter(({ kind }) => kind !== 'state')

export const shows = (): Show[] => fake.calls('show').map(({ args }) => args.show as Show)

/** What must not be seen: in every object of a view, beside what the window is to show. */
export const SECRET = '周女士 10047206621 7 号楼 2 单元 501'

export function planted<T>(view: T): T {
  if (Array.isArray(view)) return view.map(planted) as T
  if (typeof view !== 'object' || view === null) return view
  const inner = Object.entries(view).map(([key, value]) => [key, planted(value)])
  return { ...Object.fromEntries(inner), caller: SECRET, number2: SECRET, address: SECRET } as T
}
