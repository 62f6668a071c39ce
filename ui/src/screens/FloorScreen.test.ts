// The floor as the one in charge of the shift sees it: every seat, who waits, who was missed, what is unfinished.
import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, headerView, id } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import { PASSWORD, answerKeys, headerWith } from '@/testing/accounts'
import { fakeHouse, sent, type Views } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { floorView } from '@/testing/sharing'
import FloorScreen from './FloorScreen.vue'

vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => void setLocale('zh-CN'))

async function open(views: Views = {}) {
  fakeHouse({ floor: floorView, ...views })
  const state = answerKeys()
  const view = await mountScreen(FloorScreen)
  await settle(20)
  return { ...view, state }
}

const grid = () => screen.getByRole('grid', { name: '坐席一览' })
const rows = () => within(grid()).getAllByRole('row').slice(1)
const cells = (row: HTMLElement | undefined) =>
  [...(row?.children ?? [])].map(cell => cell.textContent?.trim())

describe('the seats', () => {
  it('say leader, recorder, state with its time, figures and workstation', async () => {
    await open()
    const [first, second] = rows()
    expect(cells(first).slice(0, 2)).toEqual(['1 号席', expect.stringMatching(/^通话中00:3[1-3]$/)])
    expect(cells(first).slice(2, 8)).toEqual(['林远 书记', '李敏', '9', '8', '0', '1 号'])
    expect(cells(second)[1]).toMatch(/^话后整理01:0/)
    expect(rows().map(row => row.querySelector('b')?.textContent)).toEqual([
      '通话中',
      '话后整理',
      '空闲',
      '未开席',
      '已停用',
      '失联',
      '通话中',
      '通话中',
      '空闲',
    ])
    expect(rows().every(row => row.querySelector('.seat-shape'))).toBe(true)
    expect(cells(rows()[3])[7]).toBe('还没有')
    expect(cells(rows()[5])[7]).toBe('6 号 · 截至 9:42')
  })

  it('tick once a second', async () => {
    await open()
    const timer = within(grid()).getByRole('timer', { name: '1 号席 通话中 已' })
    const before = timer.textContent
    await settle(1100)
    expect(timer.textContent).not.toBe(before)
  })

  it('the counters say whose figures are missing', async () => {
    const { unmount } = await open()
    expect(screen.getByText('11/12 席实时；1 席截至 9:42，件数不含它此后的')).toBeTruthy()
    expect(
      within(screen.getByLabelText('本场'))
        .getAllByRole('definition')
        .map(d => d.textContent),
    ).toEqual(['58', '3', '1', '2', '9'])
    unmount()
    await open({ floor: { ...floorView, reach: { live: 12, total: 12, oldest: null } } })
    expect(screen.getByText('12 席实时')).toBeTruthy()
  })
})

describe('taking over', () => {
  it('by the menu of a seat that is away: a reason, a password, and the workstation is named', async () => {
    const { user, state } = await open()
    await user.click(screen.getByRole('button', { name: '6 号席 可办…' }))
    await expectAccessible()
    await user.click(screen.getByRole('menuitem', { name: /接管…/ }))
    const dialog = await screen.findByRole('dialog', { name: '接管 6 号席' })
    expect(dialog.textContent).toContain('截至 今天 9:42')
    await expectAccessible()
    await user.type(within(dialog).getByLabelText(/密码/), PASSWORD)
    await user.click(within(dialog).getByRole('button', { name: '接管' }))
    expect(within(dialog).getByText('请选一个。')).toBeTruthy()
    expect(state.orders).toEqual([])
    await user.click(within(dialog).getByRole('radio', { name: '网络断了' }))
    await user.click(within(dialog).getByRole('button', { name: '接管' }))
    await settle(20)
    expect(state.orders).toEqual([
      {
        signer: { staffNo: null, password: PASSWORD },
        act: { kind: 'takeOver', of: { station: id(506), why: 'cutOff' } },
      },
    ])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('by the keyboard: arrows to the seat, T', async () => {
    const { user } = await open()
    grid().focus()
    await settle(5)
    await user.keyboard('t')
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.keyboard('{ArrowDown>5/}{/ArrowDown}')
    await user.keyboard('t')
    expect(await screen.findByRole('dialog', { name: '接管 6 号席' })).toBeTruthy()
  })

  it('not while the workstation is there, with the sentence', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '1 号席 可办…' }))
    const item = screen.getByRole('menuitem', { name: '接管：工作站在线，不能接管' })
    expect(item.getAttribute('aria-disabled')).toBe('true')
  })

  it('says the number of the workstation that came back meanwhile', async () => {
    const { user, state } = await open()
    state.refuse = { kind: 'refused', rejection: { kind: 'seatThere', ordinal: 6 }, field: null }
    await user.click(screen.getByRole('button', { name: '6 号席 可办…' }))
    await user.click(screen.getByRole('menuitem', { name: /接管…/ }))
    const dialog = await screen.findByRole('dialog')
    await user.click(within(dialog).getByRole('radio', { name: '机器坏了' }))
    await user.type(within(dialog).getByLabelText(/密码/), PASSWORD)
    await user.click(within(dialog).getByRole('button', { name: '接管' }))
    expect(await within(dialog).findByText('6 号工作站在线，不能接管。')).toBeTruthy()
  })

  it('is signed by a floor manager beside whoever is none', async () => {
    const { user } = await open({ header: headerWith(['runSession', 'seeSession', 'seeSeat']) })
    await user.click(screen.getByRole('button', { name: '6 号席 可办…' }))
    await user.click(screen.getByRole('menuitem', { name: /接管…/ }))
    expect(within(await screen.findByRole('dialog')).getByLabelText(/工号/)).toBeTruthy()
  })
})

describe('shutting a seat', () => {
  const shut = (seat: number, on: boolean) => [
    {
      stream: floorView.session,
      version: 4,
      draft: null,
      command: { about: 'session', kind: 'shutSeat', seat, shut: on },
    },
  ]

  it('and reopening it, from its menu', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '1 号席 可办…' }))
    await user.click(screen.getByRole('menuitem', { name: '停用这一席' }))
    await settle(20)
    await user.click(screen.getByRole('button', { name: '5 号席 可办…' }))
    await user.click(screen.getByRole('menuitem', { name: '恢复这一席' }))
    await settle(20)
    expect(sent()).toEqual([shut(1, true), shut(5, false)])
    expect(screen.getAllByText('5 号席已恢复').length).toBeGreaterThan(0)
  })

  it('says why it was refused', async () => {
    const { user } = await open()
    fake.answer('act', () => [{ kind: 'failed', failure: { kind: 'stale', by: '赵敏', at: NOW } }])
    await user.click(screen.getByRole('button', { name: '1 号席 可办…' }))
    await user.click(screen.getByRole('menuitem', { name: '停用这一席' }))
    expect((await screen.findAllByText(/赵敏在今天 9:49先改了这一条/)).length).toBeGreaterThan(0)
  })
})

describe('calls', () => {
  it('that ring show how long they wait; those missed are rung back with a note', async () => {
    const { user } = await open()
    expect(screen.getByRole('timer', { name: '100****8833 已等' }).textContent).toMatch(/^00:4/)
    await user.click(screen.getByRole('button', { name: '登记回拨 100****6621' }))
    const dialog = await screen.findByRole('dialog', { name: '登记回拨' })
    await expectAccessible()
    await user.type(within(dialog).getByLabelText(/说明/), '下午再打')
    await user.click(within(dialog).getByRole('button', { name: '登记' }))
    expect(within(dialog).getByText('请选一个。')).toBeTruthy()
    await user.click(within(dialog).getByRole('radio', { name: '没有接通' }))
    await user.click(within(dialog).getByRole('button', { name: '登记' }))
    await settle(20)
    expect(sent()).toEqual([
      [
        {
          stream: id(621),
          version: 2,
          draft: null,
          command: { about: 'call', kind: 'ringBack', reached: false, note: '下午再打' },
        },
      ],
    ])
  })

  it('are not rung back by whoever may not', async () => {
    await open({ header: headerWith(['runSession', 'seeSession', 'seeSeat']) })
    expect(screen.getByText('100****6621')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /登记回拨/ })).toBeNull()
  })

  it('a refused ring back keeps what was typed', async () => {
    const { user } = await open()
    fake.answer('act', () => [{ kind: 'failed', failure: { kind: 'stale', by: '赵敏', at: NOW } }])
    await user.click(screen.getByRole('button', { name: '登记回拨 100****6621' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText(/说明/), '占线')
    await user.click(within(dialog).getByRole('radio', { name: '没有接通' }))
    await user.click(within(dialog).getByRole('button', { name: '登记' }))
    expect(await within(dialog).findByText(/赵敏在今天 9:49先改了这一条/)).toBeTruthy()
    expect(within(dialog).getByLabelText<HTMLTextAreaElement>(/说明/).value).toBe('占线')
  })
})

it('opens the case of an unfinished record', async () => {
  const { user, router } = await open()
  expect(screen.getByText('还没有记录诉求')).toBeTruthy()
  await user.click(screen.getByRole('link', { name: '1201-02-06 吴先生' }))
  await settle(5)
  expect(router.currentRoute.value.fullPath).toBe(`/case/${id(700)}`)
})

describe('states', () => {
  it('no session, no seats, nothing waiting', async () => {
    const first = await open({ header: { ...headerView, session: null } })
    expect(screen.getByText('还没有场次')).toBeTruthy()
    await expectAccessible()
    first.unmount()
    await open({ floor: { ...floorView, seats: [], ringing: [], missed: [], unfinished: [] } })
    for (const words of ['这一场还没有排坐席', '没有等待的来电。', '没有漏接。', '没有待补录的。'])
      expect(screen.getByText(words)).toBeTruthy()
    await expectAccessible()
  })

  it('loading, unreadable, and unreadable after it had been read', async () => {
    const away = () => {
      throw { kind: 'away', what: { kind: 'damaged' } }
    }
    const first = await open({ floor: () => new Promise(() => {}) })
    await settle(350)
    expect(screen.getByText('正在读取各席…')).toBeTruthy()
    first.unmount()
    const second = await open({ floor: away })
    expect(screen.getByText(/数据文件已损坏/)).toBeTruthy()
    await expectAccessible()
    second.unmount()
    await open()
    fakeHouse({ floor: away })
    fake.emit('changed', ['sharing'])
    await settle(20)
    expect(screen.getByText(/读不到最新的各席情况/)).toBeTruthy()
    expect(rows().length).toBe(9)
  })
})

it('has no critical and no serious axe finding, in both languages', async () => {
  await open()
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  expect(screen.getByRole('grid', { name: 'All seats' })).toBeTruthy()
  await expectAccessible()
})
