// Opens a window of the room on a fictitious house, without a shell: `npm run dev`, then
// /room-preview.html?state=open#leader. ?state= one of STATES ?lang=en ?camera. Only for looking at screens.
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { HEAD, NOW } from '@/ipc/fixtures'
import type { LeaderCall } from '@/ipc/generated/LeaderCall'
import type { LeaderView } from '@/ipc/generated/LeaderView'
import './hallPreview'
import { leaderCall, leaderHouse, leaderSeat, leaderView, unbegun } from './leader'

const wish = new URLSearchParams(location.search)

const on = (call: Partial<LeaderCall>): LeaderView => ({ ...leaderView, call: { ...leaderCall, ...call } })
const idle = (
  stage: 'open' | 'planned' | 'linesClosed' | 'sealed' | 'cancelled' | 'postponed',
): LeaderView => ({
  ...leaderView,
  seat: { ...leaderSeat, stage, endsAt: stage === 'open' ? leaderSeat.endsAt : null },
  call: null,
})
const spoken = { ...leaderCall.say, spoken: '0107' }

const STATES = {
  open: on({}),
  greeting: { ...leaderView, call: unbegun },
  idle: idle('open'),
  planned: idle('planned'),
  linesClosed: idle('linesClosed'),
  sealed: idle('sealed'),
  cancelled: idle('cancelled'),
  postponed: idle('postponed'),
  noSeat: { ...leaderView, seat: null, call: null },
  first: on({
    title: '',
    quote: '',
    place: '',
    speech: null,
    history: null,
    heads: [],
    lines: [],
    say: { ...spoken, due: null, unit: '' },
  }),
  proposed: on({ proposed: 'sameDay', say: { ...spoken, how: 'sameDay' } }),
  transferred: on({
    proposed: 'sameDay',
    chosen: 'transferred',
    say: { ...spoken, how: 'transferred', toldBy: Date.parse('2026-12-02T17:30:00+08:00') },
  }),
  answered: on({
    chosen: 'resolvedOnCall',
    say: { ...spoken, how: 'resolvedOnCall', answer: '带身份证到政务大厅二楼 6 号窗口，当天就能办。' },
  }),
  long: {
    ...on({
      answeredAt: NOW - 372_000,
      hazard: true,
      canHangUp: true,
      speech: 'dialect',
      quote: leaderCall.quote.repeat(9),
      history: {
        times: 6,
        days: 160,
        units: ['长桥街道', '区住建局', '供热公司', '区市场监管局'],
        missed: leaderCall.history?.missed ?? null,
      },
      heads: [
        { ...leaderCall.heads[0]!, askedAt: NOW - 300_000 },
        leaderCall.heads[1]!,
        { ...leaderCall.heads[1]!, person: HEAD + '3', name: '白帆', address: '副局长', row: 3, place: null },
      ],
    }),
    seat: { ...leaderSeat, endsAt: NOW + 130_000 },
  },
  over: { ...on({ canHangUp: true }), seat: { ...leaderSeat, endsAt: NOW - 130_000 } },
  ended: on({ stage: 'wrapUp', endedAt: NOW - 5000, chosen: 'sameDay' }),
} satisfies Record<string, LeaderView>

const state = (wish.get('state') ?? 'open') as keyof typeof STATES | 'closed'
const begun = Date.now()
if (state === 'closed') {
  fake.answer('leader', () => {
    throw { kind: 'away', what: { kind: 'notOpen' } }
  })
} else {
  leaderHouse({ ...STATES[state], camera: wish.has('camera') }, () => NOW + Date.now() - begun)
}
if (!location.hash) location.hash = '#leader'
await setLocale(wish.get('lang') === 'en' ? 'en' : 'zh-CN')
void import('@/room')
