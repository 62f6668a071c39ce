// What a leader's window shows in the fictitious house of ipc/fixtures, and a desk that answers its taps as Rust does.
import { fake } from '@/ipc'
import { CALL, HEAD, NOW, id } from '@/ipc/fixtures'
import type { LeaderCall } from '@/ipc/generated/LeaderCall'
import type { LeaderSeat } from '@/ipc/generated/LeaderSeat'
import type { LeaderView } from '@/ipc/generated/LeaderView'
import type { Proposal } from '@/ipc/generated/Proposal'

const at = (text: string): number => Date.parse(`${text}:00+08:00`)

export const leaderSeat: LeaderSeat = {
  seat: 1,
  number: 8,
  stage: 'open',
  title: '南湖区委书记',
  name: '林远',
  endsAt: NOW + (40 * 60 + 58) * 1000,
  recorder: '李敏',
}

export const leaderCall: LeaderCall = {
  call: CALL,
  stage: 'live',
  answeredAt: NOW - 271_000,
  endedAt: null,
  begun: true,
  caller: '周女士',
  place: '春晓苑',
  title: '电梯停运 9 天',
  quote: '楼高 32 层，有老人和孕妇，找物业几次没结果。',
  speech: 'mandarin',
  history: {
    times: 3,
    days: 8,
    units: ['长桥街道', '区市场监管局'],
    missed: { unit: '区市场监管局', due: at('2026-11-27T17:30') },
  },
  heads: [
    {
      person: HEAD,
      name: '江临',
      address: '局长',
      unit: '区市场监督管理局',
      row: 2,
      place: 4,
      askedAt: null,
    },
    {
      person: id(14),
      name: '韩越',
      address: '局长',
      unit: '区住房和城乡建设局',
      row: 2,
      place: 1,
      askedAt: null,
    },
  ],
  lines: ['维保单位 24 小时内查明原因', '换大件可用应急维修资金', '恢复前物业要帮老人出行'],
  say: {
    how: null,
    due: at('2026-12-01T17:30'),
    unit: '区市场监管局',
    answer: '',
    spoken: '0107',
    toldBy: null,
  },
  proposed: null,
  chosen: null,
  hazard: false,
  canHangUp: false,
}

/** As Rust leaves it on the line before the first word. */
export const unbegun: LeaderCall = {
  ...leaderCall,
  answeredAt: NOW - 4000,
  begun: false,
  caller: '',
  place: '',
  title: '',
  quote: '',
  speech: null,
  history: null,
  heads: [],
  lines: [],
  say: { ...leaderCall.say, due: null, unit: '' },
}

export const leaderView: LeaderView = {
  house: 'real',
  now: NOW,
  speed: 1,
  seat: leaderSeat,
  reach: null,
  call: leaderCall,
  camera: false,
}

const masked = (view: LeaderView): LeaderView => ({
  ...view,
  call: view.call && {
    ...view.call,
    title: '',
    quote: '',
    history: null,
    say: { ...view.call.say, answer: '' },
  },
})

/** Answers `leader` and `propose` as the desk does; `show` changes the view and tells the window. */
export function leaderHouse(view: LeaderView = leaderView, clock = () => view.now) {
  let seen = view
  const show = (next: Partial<LeaderView>, call?: Partial<LeaderCall>): void => {
    seen = { ...seen, ...next }
    if (call && seen.call) seen = { ...seen, call: { ...seen.call, ...call } }
    fake.emit('changed', ['room'])
  }

  function take(proposal: Proposal): void {
    if (proposal.kind === 'camera') return show({ camera: proposal.on })
    const { call } = seen
    if (!call) throw { kind: 'refused', rejection: { kind: 'callNotLive' }, field: null }
    switch (proposal.kind) {
      case 'dispose': {
        const proposed = call.proposed === proposal.disposition ? null : proposal.disposition
        return show({}, { proposed, say: { ...call.say, how: call.chosen ?? proposed } })
      }
      case 'ask':
        return show(
          {},
          {
            heads: call.heads.map(head =>
              head.person === proposal.person ? { ...head, askedAt: head.askedAt ?? clock() } : head,
            ),
          },
        )
      case 'hangUp':
        return show({}, { stage: 'wrapUp', endedAt: clock(), canHangUp: false })
    }
  }

  fake.answer('leader', () => ({ ...(seen.camera ? masked(seen) : seen), now: clock() }))
  fake.answer('propose', ({ proposal }) => {
    take(proposal as Proposal)
    return null
  })
  return { show }
}

/** What was proposed, oldest first. */
export const proposals = (): Proposal[] => fake.calls('propose').map(({ args }) => args.proposal as Proposal)
