// The board and the projector for room-preview.html: ?show=board|closingSoon|last|over|closed|planned|none|wrong#board and
// ?show=item|unchecked|settled|hidden|plain|long|calls|agenda|closing|many|black|away#projector, &house=rehearsal.
import { fake } from '@/ipc'
import { NOW } from '@/ipc/fixtures'
import type { BoardView } from '@/ipc/generated/BoardView'
import type { HouseKind } from '@/ipc/generated/HouseKind'
import type { Scene } from '@/ipc/generated/Scene'
import {
  boardSession,
  boardView,
  closing,
  itemScene,
  meetingHead,
  projectorItem,
  projectorView,
  scenes,
} from './hall'

const wish = new URLSearchParams(location.search)
const show = wish.get('show') ?? 'board'
const house = { house: (wish.get('house') ?? 'real') as HouseKind }
const MINUTE = 60_000

const BOARDS: Record<string, BoardView> = {
  board: boardView({}, house),
  closingSoon: boardView({ endsAt: NOW + 9 * MINUTE }, house),
  last: boardView(
    { endsAt: NOW + 4.5 * MINUTE, tally: { ...boardSession.tally, noCase: 2, unsorted: 7 } },
    house,
  ),
  over: boardView(
    {
      endsAt: NOW - 2.2 * MINUTE,
      busy: 3,
      tally: closing.tally,
      latest: { place: '青松里', category: '室温不达标', disposition: 'transferred' },
    },
    house,
  ),
  closed: boardView(
    {
      stage: 'linesClosed',
      linesClosedAt: NOW,
      busy: 0,
      tally: closing.tally,
      categories: [...boardSession.categories, { category: null, name: '', cases: 12 }],
      pace: { perMinute: 1.4, fives: [3, 5, 7, 6, 8, 7, 5, 6, 7, 4, 9, 8, 7, 9, 6, 9, 8, 9] },
    },
    house,
  ),
  planned: boardView({ stage: 'planned', openedAt: null, endsAt: null, startsAt: NOW + 30 * MINUTE }, house),
  none: boardView(null, house),
  wrong: boardView(
    {
      reconciles: false,
      units: [...boardSession.units, ...boardSession.units.map(unit => ({ ...unit, unit: `${unit.unit}x` }))],
    },
    house,
  ),
}

const LONG = '九曲花园南区三期地下车库顶板渗水、照明不足并且消防通道被长期占用，业主多次反映没有结果'
const SCENES: Record<string, Scene> = {
  ...scenes,
  unchecked: itemScene({
    text: null,
    hazard: true,
    plan: '',
    planned: true,
    step: 'owner',
    hops: [],
    alike: [
      { number: '1124-02-11', unit: '区住建局', workingDays: 3 },
      { number: '1124-02-12', unit: '滨河供热公司', workingDays: 5 },
      { number: '1117-01-03', unit: '区住建局', workingDays: null },
    ],
  }),
  settled: itemScene({
    step: null,
    state: 'settled',
    plan: '抢修庭院管网，先恢复供热',
    planned: true,
    owner: '韩越局长',
    hops: [...projectorItem.hops, { unit: '区住建局', from: NOW, hours: null, why: null }],
  }),
  hidden: itemScene({ text: null, hidden: true, planned: true, plan: '', step: 'owner' }),
  plain: itemScene({
    hops: [],
    repeats: 0,
    step: null,
    state: 'undecided',
    due: null,
    assisting: [],
    promisedBy: '',
    promisedDue: null,
    next: null,
  }),
  long: itemScene({
    hazard: true,
    category: '物业管理 / 公共设施维护 / 地下车库渗漏水',
    text: {
      title: LONG,
      matter: `${LONG}。从去年夏天开始，每逢下雨车库顶板就漏，地面积水结冰，老人和孩子滑倒过几次；照明坏了一大半，消防通道堆满杂物。业主找过物业、街道和住建部门，都说不归自己管，来回推了五个多月，现在约 400 户受影响，希望明确谁来修、什么时候修好、钱从哪里出。`,
      promise:
        '这件事我负责协调，下个星期五以前拿出维修方案，月底以前先把漏水最重的两处修好，再公布后面的日程。',
    },
    promisedBy: '滨河市南湖区人民政府区长沈一帆',
    lead: '区市场监督管理局九曲花园分局',
    assisting: ['滨河供热公司', '区市场监督管理局', '石桥街道'],
    provisional: true,
    due: Date.parse('2027-01-08T17:30+08:00'),
    plan: '由住建局牵头委托鉴定，先修两处漏点并恢复照明，清出消防通道，再按鉴定结果报维修资金，每周向业主公布一次进度',
    planned: true,
    step: 'plan',
    owner: '韩越 区市场监督管理局九曲花园分局局长',
    hops: [...projectorItem.hops, ...projectorItem.hops.map(hop => ({ ...hop, unit: '区市场监督管理局' }))],
    next: LONG,
  }),
  many: {
    ...scenes.closing,
    head: {
      ...scenes.closing.head,
      count: { ...meetingHead.count, settled: 100, undecided: 9, deferred: 4, open: 0 },
    },
    closing: {
      ...closing,
      tally: { ...closing.tally, answered: 127, noCase: 4 },
      units: [...closing.units, ...closing.units.map(unit => ({ ...unit, unit: `${unit.unit}x` }))],
    },
  },
}

const scene = SCENES[show]
fake.answer('board', () => BOARDS[show] ?? BOARDS.board)
fake.answer('projector', () => {
  if (show === 'away') throw { kind: 'away', what: { kind: 'notOpen' } }
  return projectorView(scene ?? scenes.item)
})
