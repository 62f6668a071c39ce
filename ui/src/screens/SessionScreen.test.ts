import { screen, waitFor, within } from '@testing-library/vue'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { fake } from '@/ipc'
import { HEAD, LEADER, NOW, RECORDER, SESSION, directoryView, headerView, id } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import type { Order } from '@/ipc/generated/Order'
import type { Query } from '@/ipc/generated/Query'
import type { Right } from '@/ipc/generated/Right'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { headerWith } from '@/testing/accounts'
import { giveReason } from '@/testing/dialog'
import { done, fakeHouse, sent, type Views } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import { settle } from '@/testing/screen'
import SessionScreen from './SessionScreen.vue'

const push = vi.fn()
vi.mock('vue-router', () => ({ useRouter: () => ({ push }) }))

// Fetched when it is first drawn; on a busy machine that takes longer than a query waits.
beforeAll(() => import('@/features/prep/late'))
beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
  push.mockReset()
})

const at = (stage: SessionStage): Views => ({
  header: { ...headerView, session: headerView.session && { ...headerView.session, stage } },
})

async function open(views: Views = {}, act?: Parameters<typeof fakeHouse>[1]) {
  fakeHouse(views, act)
  const view = mount(SessionScreen)
  await screen.findByRole('main', { name: '场次' })
  await screen.findByRole('heading', { level: 2 })
  return view
}
const kinds = (orders: Order[] | undefined) => orders?.map(({ command }) => command.kind)

describe('a first session in a new house', () => {
  const none: Views = {
    header: { ...headerView, session: null },
    sessions: [],
    directory: {
      ...directoryView,
      units: [],
      people: directoryView.people.filter(person => person.id === RECORDER),
    },
  }

  it('adds the people and units that are written, then the plan, in one act', async () => {
    const { user } = await open(none)
    await user.type(await screen.findByRole('combobox', { name: /^接听领导/ }), '林远')
    await user.type(screen.getByLabelText('接听领导职务'), '书记')
    await user.click(screen.getByRole('button', { name: '加一个单位' }))
    await user.type(screen.getByRole('combobox', { name: /^单位/ }), '区住建局')
    await user.type(screen.getByRole('combobox', { name: '负责人' }), '韩越')
    await user.type(screen.getByLabelText('负责人职务'), '局长')
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['changePeople', 'changeUnits', 'planSession']))
    const [people, units, plan] = sent()[0] ?? []
    expect([people?.version, units?.version, plan?.version]).toEqual([7, null, 0])
    if (people?.command.kind !== 'changePeople' || units?.command.kind !== 'changeUnits') throw new Error()
    if (plan?.command.kind !== 'planSession') throw new Error()
    const [head, leader] = people.command.set
    expect([head?.name, leader?.name]).toEqual(['韩越', '林远'])
    expect(units.command.set[0]).toMatchObject({ name: '区住建局', head: head?.id, kind: 'bureau' })
    expect(head?.unit).toBe(units.command.set[0]?.id)
    expect(plan.command.plan).toMatchObject({
      number: 1,
      day: '2026-12-08',
      starts: '09:00:00',
      minutes: 90,
      seats: [{ seat: 1, leader: leader?.id, recorder: null }],
      units: [units.command.set[0]?.id],
      chair: RECORDER,
    })
  })

  it('says what is missing beside its field', async () => {
    const { user } = await open(none)
    await screen.findByRole('combobox', { name: /^接听领导/ })
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    expect(screen.getByText('有 1 处要改')).toBeTruthy()
    expect(screen.getByText('要写姓名')).toBeTruthy()
    expect(sent()).toEqual([])
    await expectAccessible()
  })

  it('a refused plan can be sent again without making anybody twice', async () => {
    let refuse = true
    const { user } = await open(none, orders => {
      const answers = done(orders)
      if (refuse) {
        const failure = { kind: 'refused', rejection: { kind: 'unknownPerson' }, field: 'owner' } as const
        answers[answers.length - 1] = { kind: 'failed', failure }
      }
      return answers
    })
    await user.type(await screen.findByRole('combobox', { name: /^接听领导/ }), '林远')
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    expect(await screen.findByText(/人员名录里没有这个人/)).toBeTruthy()
    refuse = false
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    await waitFor(() => expect(kinds(sent()[1])).toEqual(['planSession']))
  })
})

describe('the day', () => {
  it.each([
    ['planned', '开始活动', 'openSession'],
    ['open', '停止进线', 'closeLines'],
  ] as const)('%s: %s', async (stage, button, command) => {
    const { user } = await open(at(stage))
    await user.click(await screen.findByRole('button', { name: button }))
    await waitFor(() =>
      expect(sent()[0]?.[0]).toMatchObject({ stream: SESSION, version: 4, command: { kind: command } }),
    )
  })

  it('seals with a signature, and says in place why it is refused', async () => {
    const { user } = await open(at('linesClosed'))
    fake.answer('keys', () => {
      throw {
        kind: 'refused',
        rejection: { kind: 'callsUnfinished', live: 1, unsorted: 2 },
        field: null,
      }
    })
    await user.click(await screen.findByRole('button', { name: '封存本场' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.type(dialog.getByLabelText(/密码/), 'correct horse')
    await user.click(dialog.getByRole('button', { name: '封存本场' }))
    expect(await screen.findByText(/还有 1 个来电在通话，2 个未归类/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: '取消' }))
    await user.click(screen.getByRole('button', { name: '去会商' }))
    expect(push).toHaveBeenCalledWith({ name: 'meeting' })
  })

  it('cancels with a reason, which is asked for beside its field', async () => {
    const { user } = await open(at('planned'), orders =>
      orders[0]?.command.kind === 'cancelSession' && orders[0].command.reason
        ? done(orders)
        : [
            {
              kind: 'failed',
              failure: {
                kind: 'refused',
                rejection: { kind: 'missing', fields: ['reason'] },
                field: 'reason',
              },
            },
          ],
    )
    await user.click(await screen.findByRole('button', { name: '取消本场…' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: '取消本场' }))
    expect(await dialog.findByText('还缺：原因。补上后再办。')).toBeTruthy()
    await user.type(dialog.getByLabelText(/^原因/), '停电')
    await user.click(dialog.getByRole('button', { name: '取消本场' }))
    await waitFor(() =>
      expect(sent()[1]?.[0]?.command).toMatchObject({ kind: 'cancelSession', reason: '停电' }),
    )
  })

  it('ticks who has come, at the time that is written', async () => {
    const { user } = await open(at('planned'))
    // What is on record stands beside the name, whenever the window was opened.
    const row = (name: string) => screen.getByRole('checkbox', { name }).closest('td')?.textContent
    await screen.findByRole('checkbox', { name: '江临 局长' })
    expect(row('江临 局长')).toContain('到场 8:41')
    expect(row('韩越 局长')).not.toContain('到场 ')
    await user.type(await screen.findByLabelText('到场时间'), '8:41')
    await user.click(screen.getByRole('checkbox', { name: '韩越 局长' }))
    await waitFor(() =>
      expect(sent()[0]?.[0]?.command).toMatchObject({
        kind: 'takeAttendance',
        person: id(14),
        arrived: Date.parse('2026-12-01T08:41:00+08:00'),
      }),
    )
    await user.click(screen.getByRole('checkbox', { name: '江临 局长' }))
    await waitFor(() => expect(sent()[1]?.[0]?.command).toMatchObject({ person: HEAD, arrived: null }))
  })

  it('changes the plan with who is known already', async () => {
    const { user } = await open(at('planned'))
    await user.click(await screen.findByRole('button', { name: '修改安排' }))
    await user.click(screen.getByRole('button', { name: '去掉 2 号席' }))
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['planSession']))
    expect(sent()[0]?.[0]).toMatchObject({
      version: 4,
      command: { plan: { seats: [{ seat: 1, leader: LEADER, recorder: RECORDER }], day: '2026-12-01' } },
    })
  })
})

describe('the brief', () => {
  it('adds up in one line', async () => {
    await open()
    expect(await screen.findByText('直办 2 + 当天 4 + 转办 43 + 无诉求 0 + 未归类 9 = 已接 58')).toBeTruthy()
    expect(screen.getByText('对得上')).toBeTruthy()
  })

  it('exports the ledger masked unless it is ticked', async () => {
    const { user } = await open()
    fake.answer('choose_file', () => '/tmp/a.xlsx')
    fake.answer('export', () => ({ path: '/tmp/a.xlsx', rows: 51 }))
    await user.click(await screen.findByRole('button', { name: '导出 xlsx…' }))
    await giveReason(user, '存档', '导出台账')
    expect(await screen.findByText('已存 51 行：/tmp/a.xlsx')).toBeTruthy()
    expect(fake.calls('choose_file')[0]?.args).toEqual({ name: '第8场台账-已脱敏.xlsx' })
    expect(fake.calls('export')[0]?.args.paper).toEqual({
      kind: 'ledger',
      session: SESSION,
      full: false,
      path: '/tmp/a.xlsx',
      language: 'zh-CN',
      reason: 'archive',
    })
  })

  it('a file that is not chosen is not written', async () => {
    const { user } = await open()
    fake.answer('choose_file', () => null)
    await user.click(await screen.findByRole('button', { name: '导出 xlsx…' }))
    await giveReason(user, '存档', '导出台账')
    await waitFor(() => expect(fake.calls('choose_file').length).toBe(1))
    expect(fake.calls('export')).toEqual([])
  })
})

it('says when nothing can be read', async () => {
  fakeHouse()
  fake.answer('view', () => {
    throw { kind: 'away', what: { kind: 'damaged' } }
  })
  mount(SessionScreen)
  expect(await screen.findByText(/数据文件已损坏，原样保留/)).toBeTruthy()
})

it('has no critical and no serious axe finding', async () => {
  await open()
  await screen.findByText('对得上')
  await expectAccessible()
})

describe('whoever may not, finds no button for it', () => {
  const RECORDER_RIGHTS: Right[] = ['seeHouse', 'seeSession', 'seeSeat', 'seeMeeting', 'seeFigures']
  const as = (rights: Right[], stage: SessionStage | null): Views => ({
    header: {
      ...headerWith(rights),
      session: stage && headerView.session && { ...headerView.session, stage },
    },
    prep: { items: [], ready: 0, all: 0, rows: [], unfinished: 0, tried: [], last: null },
    rota: { rule: { weekday: 2, starts: '09:00:00', minutes: 90 }, days: [], hosts: [] },
  })
  const buttons = () =>
    within(screen.getByRole('main', { name: '场次' }))
      .queryAllByRole('button')
      .map(button => button.textContent?.trim())

  it.each<[SessionStage, RegExp]>([
    ['planned', /取消本场|推迟|修改安排|从上场复制|开始活动/],
    ['open', /停止进线/],
    ['linesClosed', /封存/],
    ['sealed', /安排下一场|从上场复制/],
  ])('a recorder at %s', async (stage, forbidden) => {
    await open(as(RECORDER_RIGHTS, stage))
    await settle(20)
    expect(buttons().filter(words => forbidden.test(words ?? ''))).toEqual([])
    if (stage === 'open') expect(buttons()).toContain('去接听')
  })

  it('a recorder without a session is told who plans it', async () => {
    await open({ ...as(RECORDER_RIGHTS, null), sessions: [] })
    expect(screen.getByText('场次由受理中心安排，排好就显示在这里。')).toBeTruthy()
    expect(screen.queryByRole('region', { name: '安排一场' })).toBeNull()
  })

  it('a callback agent has no figures and no export', async () => {
    await open(as(['seeHouse', 'seeSession'], 'sealed'))
    expect(screen.queryByRole('region', { name: '场次简报' })).toBeNull()
    expect(fake.calls('view').filter(({ args }) => (args.query as Query).kind === 'figures')).toEqual([])
  })
})
