import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { closeToast } from '@/kit'
import { at, meetingHouse, SEEDS } from '@/testing/meeting'
import { open, step, title } from '@/testing/meeting/open'
import { expectAccessible } from '@/testing/mount'
import { ctrlEnter, mountScreen, press, settle } from '@/testing/screen'
import MeetingScreen from './MeetingScreen.vue'

beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 200; id++) closeToast(id)
  void setLocale('zh-CN')
})

describe('taking back', () => {
  it('Ctrl+Z takes the last decision back with the inverse act', async () => {
    const { house, last } = await open()
    ctrlEnter()
    await settle(5)
    press('z', { ctrlKey: true })
    await settle(5)
    expect(last()).toMatchObject({ stream: 'c3', version: 4, command: { kind: 'undoDecision' } })
    expect(house.byId('c3').state).toBe('open')
    expect(title()).toContain('青松里')
  })

  it('a settled item has its own 撤销 until the meeting closes', async () => {
    const { house, last, user } = await open()
    await user.click(screen.getByRole('button', { name: /^安全隐患/ }))
    await user.click(screen.getByRole('button', { name: /污水井塌陷外溢/ }))
    await settle(5)
    expect(screen.getByText('韩越局长 · 方可记录')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '撤销' }))
    await settle(5)
    expect(last()).toMatchObject({ stream: 'c1', command: { kind: 'undoDecision' } })
    expect(house.byId('c1').state).toBe('open')
  })
})

describe('several at once', () => {
  it('X picks, Ctrl+Enter sends one list, and what was refused is said item by item', async () => {
    const { house, user } = await open()
    press('ArrowDown')
    await settle(5)
    press('ArrowDown')
    await settle(5)
    expect(title()).toContain('望湖小区路灯不亮')
    press('x')
    press('ArrowDown')
    await settle(5)
    press('x')
    press('ArrowDown')
    await settle(5)
    press('x') // 东塘市场 is promised for the 2nd: seven working days are too late
    press('ArrowUp')
    await settle(5)
    expect(screen.getByText('已选 3 件')).toBeTruthy()
    house.state.orders.length = 0
    ctrlEnter()
    await settle(10)
    const list = house.state.orders.find(sent => sent.length > 1)
    expect(list?.map(({ stream }) => stream)).toEqual(['c5', 'c6', 'c7'])
    expect(new Set(list?.map(({ command }) => (command.kind === 'assignCase' ? command.lead : '')))).toEqual(
      new Set(['u-build']),
    )
    expect(screen.getByText('1 件没有定')).toBeTruthy()
    const bar = screen.getByRole('region', { name: '多选和结果' })
    expect(within(bar).getByText(/晚于承诺日期/)).toBeTruthy()
    expect(house.byId('c5').state).toBe('settled')
    expect(house.byId('c7').state).toBe('open')
    await user.click(within(bar).getByRole('button', { name: /东塘市场/ }))
    await settle(5)
    expect(title()).toContain('东塘市场')
    press('z', { ctrlKey: true })
    await settle(5)
    expect(house.byId('c5').state).toBe('open')
    expect(house.byId('c6').state).toBe('open')
  })

  it('the chair settles the absent units in one confirmed batch, each with its own preset', async () => {
    const { house, user } = await open()
    await user.click(screen.getByRole('button', { name: /^未到场单位/ }))
    await user.click(screen.getByRole('button', { name: '未到场单位一次确认…' }))
    await settle(20)
    const dialog = screen.getByRole('dialog', { name: '未到场单位一次确认' })
    const basis = within(dialog).getByLabelText(/裁定依据/)
    await user.clear(basis)
    await user.type(basis, '供水条例')
    house.state.orders.length = 0
    await user.click(within(dialog).getByRole('button', { name: '确定 2 件' }))
    await settle(20)
    expect(house.state.orders.find(sent => sent.length > 1)).toMatchObject(
      ['c8', 'c9'].map(stream => ({
        stream,
        command: {
          lead: 'u-water',
          settlement: { kind: 'decided', by: 'p-chair', basis: '供水条例', objection: null },
        },
      })),
    )
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('a head claims all that is his, without what he objects to', async () => {
    const { orders, user } = await open()
    const agenda = screen.getByRole('navigation', { name: '会商次序' })
    await user.click(within(agenda).getByRole('button', { name: /^区住建局/ }))
    await user.click(screen.getByRole('button', { name: '全部认领 2 件…' }))
    await settle(20)
    await user.click(screen.getByRole('checkbox', { name: /育才路绿化带枯死/ }))
    await user.click(screen.getByRole('button', { name: '确定 1 件' }))
    await settle(20)
    expect(orders()).toMatchObject([
      { stream: 'c5', command: { settlement: { kind: 'claimed', by: 'u-build-head' } } },
    ])
  })
})

describe('the meeting', () => {
  it('is convened when the lines are closed', async () => {
    const { house, user, last } = await open(SEEDS, { convened: false })
    await user.click(screen.getByRole('button', { name: '开始会商' }))
    await settle(5)
    expect(last()).toMatchObject({ version: 0, command: { kind: 'convene', session: 's8' } })
    expect(last().stream).toMatch(/^[0-9a-f-]{36}$/)
    expect(house.state.convened).toBe(true)
    expect(title()).toContain('青松里')
  })

  it.each([
    ['open', '还在接听'],
    ['planned', '活动还没有开始'],
    ['sealed', '这一场没有会商'],
  ] as const)('of a session that is %s says %s', async (stage, words) => {
    await open(SEEDS, { convened: false, stage })
    expect(screen.getByText(words)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '开始会商' })).toBeNull()
  })

  it('shows counts, passes and pace', async () => {
    await open()
    expect(screen.getByText('会商 · 第 8 场 · 南湖区')).toBeTruthy()
    const strip = screen.getByRole('region', { name: '会商时间表' })
    expect(within(strip).getByText('逐件 24 分 · 1 / 4 件').getAttribute('aria-current')).toBe('step')
    expect(within(strip).getByText(/每件 12\d\d 秒（计划 75）/)).toBeTruthy()
    expect(within(strip).getByText('慢 3 件')).toBeTruthy()
  })

  it('L moves on, puts off what is open in the pass, and can be taken back', async () => {
    const { house } = await open()
    house.state.orders.length = 0
    press('l')
    await settle(5)
    expect(
      house.state.orders
        .find(sent => sent.length > 1)
        ?.map(({ command, version }) => [command.kind, version]),
    ).toEqual([
      ['startPass', 4],
      ['deferItem', null],
      ['deferItem', null],
    ])
    expect(house.state.pass).toBe('byUnit')
    expect([...document.querySelectorAll('.u-toast-text')].at(-1)?.textContent).toBe('转入逐单位，暂缓 2 件')
    expect(title()).toContain('望湖小区路灯不亮')
    press('z', { ctrlKey: true })
    await settle(5)
    expect(house.state.pass).toBe('oneByOne')
    expect(house.byId('c3').state).toBe('open')
  })

  it('says nothing of 暂缓 when the pass has nothing left', async () => {
    await open(SEEDS.map(seed => ({ ...seed, state: 'settled' })))
    press('l')
    await settle(5)
    expect([...document.querySelectorAll('.u-toast-text')].at(-1)?.textContent).toBe('转入逐单位')
  })

  it('does not close while something is unsettled, and leads there', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '结束会商' }))
    await settle(20)
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '结束会商' }))
    await settle(20)
    const head = screen.getByRole('banner', { name: '会商进度' })
    expect(within(head).getByText(/还有 7 件转办诉求没有定/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '去看还没有定的' })).toBeTruthy()
  })

  it('sorts late records in', async () => {
    const house = meetingHouse()
    house.state.late = 2
    const { user } = await mountScreen(MeetingScreen)
    await settle(5)
    await user.click(screen.getByRole('button', { name: '重排次序：新增 2 件' }))
    await settle(5)
    expect(house.state.orders.flat().map(({ command }) => command.kind)).toContain('sortAgenda')
    expect(screen.queryByRole('button', { name: /重排次序/ })).toBeNull()
  })

  it('after it has closed only the chair rules, on the undecided list', async () => {
    const house = meetingHouse([{ ...SEEDS[2]!, state: 'undecided' }, SEEDS[0]!])
    house.state.adjournedAt = at('2026-12-01T11:40')
    await mountScreen(MeetingScreen)
    await settle(5)
    expect(screen.getByText(/会商已结束/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: '撤销' })).toBeNull()
    expect(within(step('裁定')).getByLabelText(/裁定依据/)).toBeTruthy()
    press('s')
    await settle(5)
    expect(house.state.orders).toEqual([])
  })
})

it('what was typed and not settled comes back after a crash, and the act consumes its draft', async () => {
  const first = await open()
  press('c')
  await settle()
  press('2')
  await settle(700)
  const { draft } = fake.calls('draft').at(-1)!.args as {
    draft: { draft: string; stream: string; body: unknown }
  }
  expect(draft).toMatchObject({
    stream: 'c3',
    body: { screen: 'triage', case: 'c3', form: { assisting: ['u-city'] } },
  })
  first.unmount()
  fake.reset()
  const house = meetingHouse()
  house.state.drafts = [{ ...draft, savedAt: 1, doneAt: null }]
  await mountScreen(MeetingScreen)
  await settle(5)
  expect(screen.getByText(/已恢复上次没有确定的内容/)).toBeTruthy()
  ctrlEnter()
  await settle(5)
  expect(house.state.orders.flat().at(-1)).toMatchObject({
    draft: draft.draft,
    command: { assisting: ['u-city'] },
  })
})

describe('accessibility', () => {
  it('at rest, in both languages', async () => {
    await open()
    await expectAccessible()
    await setLocale('en')
    await settle(5)
    await expectAccessible()
  })

  it.each(['n', 'w', 'm', 'r'])('with the dialog of %s open', async key => {
    await open()
    press(key)
    await settle(30)
    expect(screen.getByRole('dialog')).toBeTruthy()
    await expectAccessible()
  })
})
