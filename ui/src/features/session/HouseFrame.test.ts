import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, headerView, rehearsalState, tally } from '@/ipc/fixtures'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import { paletteOpen } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { fakeHouse, type Views } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import HouseFrame from './HouseFrame.vue'

const push = vi.fn()
const replace = vi.fn()
vi.mock('vue-router', () => ({
  useRouter: () => ({ push, replace }),
  useRoute: () => ({ name: 'recorder' }),
}))

beforeEach(() => {
  fake.reset()
  push.mockReset()
  replace.mockReset()
  void setLocale('zh-CN')
})

async function open(views: Views = {}) {
  fakeHouse(views)
  const view = mount(() => h(HouseFrame, null, () => h('main', '屏幕')))
  await screen.findByText('第 8 场 · 南湖区 · 12 月 1 日 周二')
  return view
}

const counts = () =>
  within(screen.getByLabelText('本场件数'))
    .getAllByRole('definition')
    .map(count => Number(count.textContent))

describe('the header', () => {
  it('counts what adds up to 已接, 无诉求 once there is one', async () => {
    const { unmount } = await open()
    const [answered, ...terms] = counts()
    expect(answered).toBe(58)
    expect(terms.reduce((sum, n) => sum + n, 0)).toBe(58)
    expect(screen.queryByText('无诉求')).toBeNull()
    unmount()
    await open({ header: { ...headerView, tally: { ...tally, noCase: 2, unsorted: 7 } } })
    await screen.findByText('无诉求')
    expect(
      counts()
        .slice(1)
        .reduce((sum, n) => sum + n, 0),
    ).toBe(58)
  })

  it('runs on the clock of the desk and says 超时 after the end', async () => {
    const { unmount } = await open()
    expect(screen.getByRole('timer', { name: '距接听结束' }).textContent).toBe('40:58')
    unmount()
    const session = headerView.session && { ...headerView.session, endsAt: NOW - 130_000 }
    await open({ header: { ...headerView, session } })
    expect(screen.getByRole('timer', { name: '距接听结束' }).textContent).toMatch(/^超时 02:1/)
    expect(screen.getByText('进入收尾')).toBeTruthy()
  })

  it('puts activity, session and mode into the title of the window', async () => {
    await open({ header: { ...headerView, house: 'evaluation' } })
    await waitFor(() => expect(document.title).toBe('“一把手”走进12345热线 · 第 8 场 · 评估 · 不作正式记录'))
    expect(screen.getByText('评估 · 不作正式记录')).toBeTruthy()
  })
})

describe('navigation', () => {
  it('goes by Alt and a digit, and by the palette', async () => {
    const { user } = await open()
    await user.keyboard('{Alt>}4{/Alt}')
    expect(push).toHaveBeenCalledWith({ name: 'ledger' })
    await user.click(screen.getByRole('button', { name: /搜索、命令/ }))
    expect(paletteOpen.value).toBe(true)
    await user.type(await screen.findByRole('combobox'), '组件')
    await user.keyboard('{Enter}')
    expect(push).toHaveBeenCalledWith({ name: 'gallery' })
  })

  it('speaks English when asked', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: 'English' }))
    expect(await screen.findByText('Session 8 · 南湖区 · Tue 1 Dec')).toBeTruthy()
  })
})

describe('a login with fewer rights', () => {
  const nav = () =>
    within(screen.getByRole('navigation', { name: '导航' }))
      .getAllByRole('button')
      .map(button => button.firstChild?.textContent?.trim())
  const show = (header: HeaderView) => {
    fakeHouse({ header })
    return mount(() => h(HouseFrame, null, () => h('main', '屏幕')))
  }

  it('finds only its own screens, in the navigation, by key, in the palette and in the help', async () => {
    const { user } = show(headerWith(['seeHouse', 'ownPassword', 'seeSession', 'seeSeat']))
    await screen.findByText('屏幕')
    expect(nav()).toEqual(['场次', '接听', '设置'])
    await user.keyboard('{Alt>}4{/Alt}')
    expect(push).not.toHaveBeenCalled()
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox'), '到')
    const offered = screen.getAllByRole('option').map(option => option.textContent)
    expect(offered.some(words => words?.includes('到场次'))).toBe(true)
    expect(offered.filter(words => /到台账|到会商|问题线索|查看记录/.test(words ?? ''))).toEqual([])
    await user.keyboard('{Escape}{F1}')
    expect(await screen.findByRole('dialog', { name: '按键一览' })).toBeTruthy()
    expect(document.body.textContent).not.toMatch(/问题线索|到台账/)
  })

  it('is led from a screen that is not its own to its first one, and sees nothing of it meanwhile', async () => {
    show(headerWith(['seeHouse', 'ownPassword', 'seeTrail'], { roles: ['auditor'] }))
    await waitFor(() => expect(replace).toHaveBeenCalledWith({ name: 'trail' }))
    expect(screen.queryByText('屏幕')).toBeNull()
    expect(nav()).toEqual(['设置', '查看记录'])
  })

  it('waits for admission before it sees a case', async () => {
    show(headerWith(['seeHouse', 'ownPassword'], { roles: ['recorder'], waitingFor: ['general'] }))
    await waitFor(() => expect(replace).toHaveBeenCalledWith({ name: 'waiting' }))
    expect(screen.queryByText('屏幕')).toBeNull()
  })

  it('to no session has no counts and no session in the header', async () => {
    show(headerWith(['seeHouse', 'ownPassword', 'seeSeat'], { roles: ['administrator'] }))
    await screen.findByText('屏幕')
    expect(screen.queryByLabelText('本场件数')).toBeNull()
    expect(screen.queryByRole('timer')).toBeNull()
    expect(screen.getByText('南湖区')).toBeTruthy()
  })

  it('is written in the row, with the lock and one’s own page behind it', async () => {
    const { user } = show(headerView)
    await user.click(await screen.findByRole('button', { name: '李敏（1）' }))
    await expectAccessible()
    await user.click(screen.getByRole('menuitem', { name: '本人的密码和 PIN' }))
    expect(push).toHaveBeenCalledWith({ name: 'settings', params: { part: 'own' } })
  })
})

describe('a rehearsal', () => {
  const views: Views = { header: { ...headerView, house: 'rehearsal' } }
  const wishes = () => fake.calls('rehearsal').map(({ args }) => args.wish)

  it('is marked on every screen, and has its speed, pause and another call', async () => {
    const { user } = await open(views)
    expect(screen.getByText('演练 · 人和事都是虚构的')).toBeTruthy()
    await user.click(await screen.findByRole('radio', { name: '60 倍' }))
    await user.click(screen.getByRole('button', { name: '暂停' }))
    await user.click(screen.getByRole('button', { name: '再来一个电话' }))
    expect(wishes()).toEqual(
      expect.arrayContaining([{ kind: 'speed', speed: 60 }, { kind: 'pause' }, { kind: 'ring' }]),
    )
    await expectAccessible()
  })

  it('skips the wait for the start, and goes on as fast as before', async () => {
    let stage: 'planned' | 'open' = 'planned'
    const header = () => ({
      ...headerView,
      house: 'rehearsal',
      session: headerView.session && { ...headerView.session, stage },
    })
    const { user } = await open({ header })
    await user.click(await screen.findByRole('button', { name: '快进到开始' }))
    await waitFor(() => expect(wishes()).toContainEqual({ kind: 'speed', speed: 60 }))
    expect(screen.queryByRole('button', { name: '再来一个电话' })).toBeNull()
    stage = 'open'
    fake.emit('changed', ['session'])
    await waitFor(() => expect(wishes()).toContainEqual({ kind: 'speed', speed: 1 }))
    expect(await screen.findByRole('button', { name: '再来一个电话' })).toBeTruthy()
  })

  it('keeps its controls as long as the visitor works, and says when the session is sealed', async () => {
    let stage: 'linesClosed' | 'sealed' = 'linesClosed'
    const header = () => ({
      ...headerView,
      house: 'rehearsal',
      session: headerView.session && { ...headerView.session, stage },
    })
    await open({ header })
    expect(await screen.findByRole('radio', { name: '60 倍' })).toBeTruthy()
    expect(screen.queryByText('演练已演完')).toBeNull()
    stage = 'sealed'
    fake.emit('changed', ['session'])
    expect(await screen.findByText('演练已演完')).toBeTruthy()
    expect(screen.queryByRole('radio', { name: '60 倍' })).toBeNull()
  })

  it('says when it has ended', async () => {
    fakeHouse(views)
    fake.answer('rehearsal', () => ({ ...rehearsalState, finished: true }))
    mount(() => h(HouseFrame))
    expect(await screen.findByText('演练已演完')).toBeTruthy()
  })
})

it('says in one neutral line that the data can not be read, and tries again', async () => {
  const { user } = await open()
  fake.answer('view', () => {
    throw { kind: 'away', what: { kind: 'inUse' } }
  })
  fake.emit('changed', ['calls'])
  expect(await screen.findByText(/显示的是上一次的内容，已写的内容还在/)).toBeTruthy()
  fakeHouse()
  await user.click(screen.getByRole('button', { name: '再试一次' }))
  await waitFor(() => expect(screen.queryByText(/显示的是上一次的内容/)).toBeNull())
})

it('has no critical and no serious axe finding', async () => {
  await open()
  await expectAccessible()
})
