import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { Right } from '@/ipc/generated/Right'
import { closeToast } from '@/kit'
import { SEEDS, at } from '@/testing/meeting'
import { chosen, open, step, title } from '@/testing/meeting/open'
import { expectAccessible } from '@/testing/mount'
import { ctrlEnter, press, settle } from '@/testing/screen'
import { editing } from '@/testing/sharing'

beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 200; id++) closeToast(id)
  void setLocale('zh-CN')
})

describe('a case that policy can settle', () => {
  it('takes Ctrl+Enter alone, and the next open item is there with the focus on its step', async () => {
    const { last } = await open()
    expect(title()).toContain('青松里暖气不热')
    ctrlEnter()
    await settle(5)
    expect(last()).toEqual({
      stream: 'c3',
      version: 3,
      draft: null,
      command: {
        about: 'case',
        kind: 'assignCase',
        lead: 'u-build',
        assisting: [],
        owner: 'u-build-head',
        due: { kind: 'workingDays', days: 3 },
        plan: '抢修庭院管网，先恢复供热',
        lateReason: '',
        gap: '',
        settlement: { kind: 'claimed', by: 'u-build-head' },
      },
    })
    expect(title()).toContain('兰溪路工地夜间噪声')
    expect(document.activeElement?.getAttribute('data-step')).toBe('lead')
    expect(screen.getByText(/已定：3 青松里暖气不热/)).toBeTruthy()
  })

  it('is claimed by another with Y and his number, in three keys', async () => {
    const { last } = await open()
    press('y')
    await settle()
    press('2')
    ctrlEnter()
    await settle(5)
    expect(last().command).toMatchObject({ settlement: { kind: 'claimed', by: 'u-build-deputy' } })
  })

  it('walks the steps with Enter; digits choose the numbered option of the step', async () => {
    const { last } = await open()
    press('2') // 责任单位: 区城管执法局
    press('Enter')
    await settle()
    press('1') // 办结时限: 1 working day
    press('Enter')
    await settle()
    press('1')
    press('Enter')
    await settle()
    press('2') // 责任人: the deputy
    ctrlEnter()
    await settle(5)
    expect(last().command).toMatchObject({
      lead: 'u-city',
      due: { kind: 'workingDays', days: 1 },
      plan: '夜间巡查，超时施工立案',
      owner: 'u-city-deputy',
    })
  })

  it('adds assisting units with C, never the lead itself', async () => {
    const { last } = await open()
    press('c')
    await settle()
    press('1')
    press('2')
    ctrlEnter()
    await settle(5)
    expect(last().command).toMatchObject({ lead: 'u-build', assisting: ['u-city'] })
  })

  it('letters and digits stay in a text field, and nothing acts while an input method composes', async () => {
    const { orders, user } = await open()
    press('g')
    await settle()
    expect((document.activeElement as HTMLElement).tagName).toBe('INPUT')
    await user.keyboard('没有到场 3 次s')
    press('1', { isComposing: true })
    press('Enter', { isComposing: true, ctrlKey: true })
    await settle(5)
    expect(orders()).toEqual([])
    press('Escape')
    ctrlEnter()
    await settle(5)
    expect(orders()[0]?.command).toMatchObject({ gap: '没有到场 3 次s' })
  })

  it('a hazard is preset in hours', async () => {
    const { last } = await open([
      { id: 'h', group: 'hazard', title: '污水井塌陷', unit: 'u-build', hazard: true },
    ])
    expect(chosen('办结时限')).toContain('2 小时内')
    ctrlEnter()
    await settle(5)
    expect(last().command).toMatchObject({ due: { kind: 'at', at: at('2026-12-01T13:02') } })
  })
})

describe('what is refused', () => {
  it('a later date asks for a reason in place, and goes through with it', async () => {
    const { house, last, user } = await open()
    press('t')
    await settle()
    press('5')
    await settle(5)
    const reason = screen.getByLabelText(/晚于承诺的原因/)
    expect(document.activeElement).toBe(reason)
    ctrlEnter()
    await settle(5)
    expect(within(step('办结时限')).getByText(/晚于承诺日期/)).toBeTruthy()
    expect(document.activeElement).toBe(reason)
    await user.type(reason, '配件要从外地调')
    ctrlEnter()
    await settle(5)
    expect(last().command).toMatchObject({
      due: { kind: 'workingDays', days: 5 },
      lateReason: '配件要从外地调',
    })
    expect(house.byId('c3').state).toBe('settled')
  })

  it('somebody settled it first: his beside mine, and mine can be settled after his is taken back', async () => {
    const { house, last, user } = await open()
    press('p')
    await settle()
    press('e')
    await settle(5)
    await user.clear(screen.getByLabelText('解决方案文字'))
    await user.type(screen.getByLabelText('解决方案文字'), '今天先送电暖器，周三通管')
    Object.assign(house.byId('c3'), {
      version: 7,
      state: 'settled',
      given: {
        lead: 'u-city',
        owner: 'u-city-head',
        plan: '夜间巡查',
        due: at('2026-12-02T17:30'),
        said: 'u-city-head',
        late: '',
      },
    })
    ctrlEnter()
    await settle(20)
    const both = await screen.findByRole('region', { name: '别人先定了这一件' })
    const plan = within(both).getByRole('row', { name: /^解决方案/ })
    expect([...plan.children].slice(1, 3).map(cell => cell.textContent)).toEqual([
      '夜间巡查',
      '今天先送电暖器，周三通管',
    ])
    expect(within(both).getByRole('row', { name: /^责任单位/ }).textContent).toContain('区住建局')
    await expectAccessible()
    await user.click(screen.getByRole('button', { name: '撤销' }))
    await settle(20)
    expect(screen.getByLabelText<HTMLTextAreaElement>('解决方案文字').value).toBe('今天先送电暖器，周三通管')
    ctrlEnter()
    await settle(20)
    expect(last().command).toMatchObject({ kind: 'assignCase', plan: '今天先送电暖器，周三通管' })
    expect(screen.queryByRole('region', { name: /别人先/ })).toBeNull()
  })

  it('an item that another workstation is typing on says so, on the agenda and on the card', async () => {
    const { house } = await open()
    house.answers.sharing = () => editing('c3')
    fake.emit('changed', ['sharing'])
    await settle(5)
    expect(screen.getByText('3 号站在填').title).toBe('3 号工作站 赵敏 正在填写')
    const card = screen.getByRole('region', { name: '正在会商' })
    expect(within(card).getByText('3 号工作站 赵敏 正在填写')).toBeTruthy()
  })

  it('stands beside its step, takes the focus there, and nothing typed is lost', async () => {
    const { house, user } = await open()
    press('p')
    await settle()
    press('e')
    await settle(5)
    const plan = screen.getByLabelText('解决方案文字')
    await user.clear(plan)
    await user.type(plan, '尽快处理')
    ctrlEnter()
    await settle(5)
    const own = step('解决方案')
    expect(within(own).getByText(/“尽快”说得含糊/)).toBeTruthy()
    expect(own.contains(document.activeElement)).toBe(true)
    expect((plan as HTMLTextAreaElement).value).toBe('尽快处理')
    expect(house.byId('c3').state).toBe('open')
  })

  it('says what is missing beside each step without asking Rust', async () => {
    const { orders, user } = await open()
    press('p')
    await settle()
    press('e')
    await settle(5)
    await user.clear(screen.getByLabelText('解决方案文字'))
    ctrlEnter()
    await settle(5)
    expect(within(step('解决方案')).getByText(/还缺：解决方案/)).toBeTruthy()
    expect(orders()).toEqual([])
  })

  it('the reported unit can not be chosen and says why', async () => {
    await open()
    press('ArrowDown')
    await settle(5)
    const reported = within(step('责任单位')).getByRole('button', { name: /石桥街道.*被反映单位/ })
    expect((reported as HTMLButtonElement).disabled).toBe(true)
    expect(within(step('责任单位')).getByRole('button', { name: /区城管执法局.*上级/ })).toBeTruthy()
  })

  it('somebody was first: the sentence says who, and the form stays', async () => {
    const { house } = await open()
    press('c')
    await settle()
    press('3')
    house.byId('c3').version = 7
    ctrlEnter()
    await settle(5)
    const card = screen.getByRole('region', { name: '正在会商' })
    expect(within(card).getByText(/白帆在今天 11:02先改了这一条/)).toBeTruthy()
    expect(within(step('协办单位')).getByRole('button', { name: /区市场监管局/, pressed: true })).toBeTruthy()
    ctrlEnter()
    await settle(5)
    expect(house.byId('c3').state).toBe('settled')
  })
})

describe('objection, putting off, merging', () => {
  it('an objection makes the chair decide, with the unit that was named', async () => {
    const { last, user } = await open()
    press('n')
    await settle(20)
    const dialog = screen.getByRole('dialog', { name: '异议和裁定' })
    await user.type(within(dialog).getByLabelText(/异议依据/), '管网没有移交')
    await user.type(within(dialog).getByRole('combobox', { name: '认为应属单位' }), '城管')
    await user.keyboard('{Enter}')
    await user.type(within(dialog).getByLabelText(/裁定依据/), '三定方案')
    await user.click(within(dialog).getByRole('button', { name: '按裁定填写' }))
    await settle(20)
    ctrlEnter()
    await settle(5)
    expect(last().command).toMatchObject({
      kind: 'assignCase',
      lead: 'u-city',
      settlement: {
        kind: 'decided',
        by: 'p-chair',
        basis: '三定方案',
        dissent: '管网没有移交',
        objection: { unit: 'u-build', saidBy: 'u-build-head', belongsTo: 'u-city' },
      },
    })
  })

  it('W leaves it undecided with the secretary as owner of the list', async () => {
    const { house, last, user } = await open()
    press('w')
    await settle(20)
    const dialog = screen.getByRole('dialog', { name: '列入未决清单' })
    expect((within(dialog).getByRole('combobox') as HTMLInputElement).value).toBe('方可 会商秘书')
    await user.type(within(dialog).getByLabelText(/为什么未决/), '等供热公司')
    await user.click(within(dialog).getByRole('button', { name: '列入未决清单' }))
    await settle(20)
    expect(last().command).toEqual({
      about: 'meeting',
      kind: 'leaveUndecided',
      case: 'c3',
      owner: 'p-me',
      reason: '等供热公司',
    })
    expect(house.byId('c3').state).toBe('undecided')
    expect(title()).toContain('兰溪路')
  })

  it('M merges into a case of this session that is searched for', async () => {
    const { last, user } = await open()
    press('m')
    await settle(20)
    const dialog = screen.getByRole('dialog', { name: '并单' })
    await user.type(within(dialog).getByRole('combobox', { name: /^原工单/ }), '望湖')
    await settle(300)
    await user.keyboard('{Enter}')
    await user.type(within(dialog).getByLabelText(/为什么是同一件事/), '同一小区')
    await user.click(within(dialog).getByRole('button', { name: '并单' }))
    await settle(20)
    expect(last()).toMatchObject({
      stream: 'c3',
      command: { kind: 'mergeCase', master: 'c5', reason: '同一小区' },
    })
    const searched = fake.calls('view').map(({ args }) => args.query as { kind: string; filter?: object })
    expect(searched.findLast(({ kind }) => kind === 'ledger')?.filter).toMatchObject({
      session: 's8',
      words: '望湖',
    })
  })

  it('S puts off and R sends back with what is missing', async () => {
    const { orders, user, house } = await open()
    press('s')
    await settle(5)
    expect(house.byId('c3').state).toBe('deferred')
    press('r')
    await settle(20)
    await user.type(screen.getByLabelText(/缺什么/), '缺楼号')
    await user.keyboard('{Enter}')
    await settle(20)
    expect(orders().map(({ command }) => command.kind)).toEqual(['deferItem', 'sendBackCase'])
    expect(orders()[1]).toMatchObject({ stream: 'c4', command: { missing: '缺楼号' } })
  })

  it('E outside the steps edits the words and leaves the promise alone', async () => {
    const { last, user } = await open()
    for (let i = 0; i < 4; i++) {
      press('Enter')
      await settle()
    }
    press('e')
    await settle(20)
    const field = screen.getByLabelText('标题')
    await user.clear(field)
    await user.type(field, '青松里 3 号楼暖气不热')
    await user.click(screen.getByRole('button', { name: '保存文字' }))
    await settle(20)
    expect(last()).toMatchObject({
      stream: 'c3',
      command: {
        kind: 'amendCase',
        form: { promise: '', text: { title: '青松里 3 号楼暖气不热', number: '10047203358' } },
      },
    })
  })
})

it('what was filled in stays when the item is put off', async () => {
  const { user } = await open()
  press('c')
  await settle()
  press('2')
  press('s')
  await settle(5)
  expect(title()).toContain('兰溪路')
  const agenda = screen.getByRole('navigation', { name: '会商次序' })
  await user.click(within(agenda).getByRole('button', { name: /青松里暖气不热/ }))
  await settle(5)
  expect(within(step('责任单位')).getByRole('button', { name: /区城管执法局/ })).toBeTruthy()
})

describe('whoever only looks on', () => {
  const rights: Right[] = ['seeHouse', 'seeSession', 'seeMeeting', 'seeCases', 'seeDrafts']

  it('sees the agenda and an item, and changes neither the record nor what the hall sees', async () => {
    const { orders } = await open(SEEDS, { rights })
    expect(title()).toContain('青松里暖气不热')
    ctrlEnter()
    for (const key of ['y', 'n', 's', 'w', 'm', 'r', 'x', 'l', '1']) press(key)
    await settle(20)
    expect(orders()).toEqual([])
    expect(fake.calls('act')).toEqual([])
    for (const name of [/结束会商/, /重排次序/, /定下/])
      expect(screen.queryByRole('button', { name })).toBeNull()
  })

  it('does not convene it', async () => {
    await open(SEEDS, { rights, convened: false })
    expect(screen.queryByRole('button', { name: /开始会商/ })).toBeNull()
  })
})
