import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { h } from 'vue'
import HouseFrame from '@/features/session/HouseFrame.vue'
import { fake } from '@/ipc'
import { headerView, startView } from '@/ipc/fixtures'
import type { StoreState } from '@/ipc/generated/StoreState'
import { fakeHouse } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import StartScreen from './StartScreen.vue'

const push = vi.fn()
vi.mock('vue-router', () => ({ useRouter: () => ({ push }), useRoute: () => ({ name: 'recorder' }) }))

const entries = () => fake.calls('enter').map(({ args }) => args.entry)
const choice = (name: string) => within(screen.getByRole('region', { name }))

async function open(real: StoreState = { kind: 'absent' }, rehearsal: StoreState = { kind: 'absent' }) {
  fake.answer('start', () => ({ ...startView, real, rehearsal }))
  const view = mount(StartScreen)
  await screen.findByRole('region', { name: '演练' })
  return view
}

beforeEach(() => {
  fake.reset()
  push.mockReset()
  fake.answer('enter', () => ({ house: 'rehearsal', sheets: [] }))
})

describe('a rehearsal', () => {
  it('to answer oneself: small and as slow as a real day, at seat 1', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '开始演练' }))
    expect(entries()).toEqual([
      {
        kind: 'rehearse',
        wish: { calls: 12, seats: 3, minutes: 20, units: 7, seed: 1, day: '2026-12-01', speed: 1, mine: 1 },
      },
    ])
    await waitFor(() => expect(push).toHaveBeenCalledWith({ name: 'recorder' }))
  })

  // The script rings seat 1 in the second that the lines open, two rehearsed minutes after the start.
  it('rings two clicks after a fresh start: begin, and wind forward to the opening', async () => {
    const { user, unmount } = await open()
    const clicked: string[] = []
    const count = (e: Event) =>
      clicked.push((e.target as Element).closest('button')?.textContent?.trim() ?? '')
    addEventListener('click', count, true)
    onTestFinished(() => removeEventListener('click', count, true))
    await user.click(screen.getByRole('button', { name: '开始演练' }))
    await waitFor(() => expect(push).toHaveBeenCalledWith({ name: 'recorder' }))
    unmount()

    const speeds = () =>
      fake.calls('rehearsal').flatMap(({ args }) => (args.wish as { speed?: number }).speed ?? [])
    const session = headerView.session && { ...headerView.session, stage: 'planned' }
    fakeHouse({ header: { ...headerView, house: 'rehearsal', session } })
    mount(() => h(HouseFrame, null, () => h('main')))
    await user.click(await screen.findByRole('button', { name: '快进到开始' }))
    await waitFor(() => expect(speeds()).toEqual([60]))
    expect(clicked).toEqual(['开始演练', '快进到开始'])

    // The lines are open: the clock is as slow as a real day again, and the call is the recorder's to take.
    fakeHouse({ header: { ...headerView, house: 'rehearsal' } })
    fake.emit('changed', ['session'])
    await waitFor(() => expect(speeds()).toEqual([60, 1]))
  })

  it('to watch: the whole day, 60 times as fast', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: '看一遍' }))
    await user.click(screen.getByRole('button', { name: '开始演练' }))
    expect(entries()[0]).toMatchObject({ wish: { calls: 123, seats: 9, minutes: 90, speed: 60, mine: null } })
    await waitFor(() => expect(push).toHaveBeenCalledWith({ name: 'session' }))
  })

  it('an impossible number is said beside its field, and nothing begins', async () => {
    const { user } = await open()
    await user.clear(screen.getByLabelText('坐席数'))
    await user.type(screen.getByLabelText('坐席数'), '40')
    await user.click(screen.getByRole('button', { name: '开始演练' }))
    expect(screen.getByText('只能写 1 到 12 的整数')).toBeTruthy()
    expect(entries()).toEqual([])
  })

  it('goes on with the last one, or makes it anew', async () => {
    const { user } = await open(undefined, { kind: 'present', house: 'rehearsal', needsPassword: false })
    await user.click(screen.getByRole('button', { name: '继续上次的演练' }))
    expect(entries()).toEqual([{ kind: 'rehearse', wish: null }])
    expect(screen.getByRole('button', { name: '重新开始一次演练' })).toBeTruthy()
  })
})

describe('real use', () => {
  async function fill(user: Awaited<ReturnType<typeof open>>['user'], again = 'eight-characters') {
    await user.type(screen.getByLabelText(/^姓名/), '李敏')
    await user.type(screen.getByLabelText('职务'), '值班长')
    await user.type(screen.getByLabelText(/^地区/), '南湖区')
    await user.type(screen.getByLabelText(/^密码/), 'eight-characters')
    await user.type(screen.getByLabelText(/^再写一遍密码/), again)
    await user.click(screen.getByRole('button', { name: '建立' }))
  }

  it('shows the recovery sheets once; on only after 已抄存', async () => {
    fake.answer('enter', () => ({ house: 'real', sheets: ['AAAA BBBB', 'CCCC DDDD'] }))
    const { user } = await open()
    await fill(user)
    expect(entries()).toEqual([
      { kind: 'found', name: '李敏', title: '值班长', district: '南湖区', password: 'eight-characters' },
    ])
    expect(await screen.findByText('CCCC DDDD')).toBeTruthy()
    const go = screen.getByRole<HTMLButtonElement>('button', { name: '进入' })
    expect(go.disabled).toBe(true)
    await expectAccessible()
    await user.click(screen.getByRole('checkbox', { name: /已抄存/ }))
    await user.click(go)
    expect(push).toHaveBeenCalledWith({ name: 'session' })
  })

  it('two different passwords are not taken', async () => {
    const { user } = await open()
    await fill(user, 'another')
    expect(screen.getByText('两遍写得不一样')).toBeTruthy()
    expect(entries()).toEqual([])
  })

  it('opens with its password, and says when it is wrong', async () => {
    const { user } = await open({ kind: 'present', house: 'real', needsPassword: true })
    fake.answer('enter', () => {
      throw { kind: 'denied', needs: { kind: 'rightPassword', left: 4 } }
    })
    await user.type(screen.getByLabelText('密码'), 'wrong-password')
    await user.click(screen.getByRole('button', { name: '打开' }))
    expect(await screen.findByText('密码不对，还可以试 4 次。')).toBeTruthy()
    expect(entries()).toEqual([{ kind: 'unlock', password: 'wrong-password' }])
    expect(push).not.toHaveBeenCalled()
  })

  it('says what is wrong with a store, and what to do', async () => {
    await open({ kind: 'trouble', failure: { kind: 'away', what: { kind: 'newerSchema' } } })
    expect(choice('正式使用').getByRole('alert').textContent).toContain('请先更新程序；数据没有改动')
    expect(choice('正式使用').getByRole('button', { name: '再看一次' })).toBeTruthy()
    await expectAccessible()
  })
})

it('has no critical and no serious axe finding', async () => {
  await open()
  await expectAccessible()
})

describe('a forgotten password', () => {
  const there: StoreState = { kind: 'present', house: 'real', needsPassword: true }

  it('is replaced by the recovery sheets and a new one', async () => {
    const { user } = await open(there)
    await user.click(choice('正式使用').getByRole('button', { name: '忘了密码' }))
    await user.type(screen.getByLabelText(/^第 1 页/), 'AAAA BBBB')
    await user.type(screen.getByLabelText(/^新密码/), 'eight-characters')
    await user.type(screen.getByLabelText(/^再写一遍密码/), 'eight-characters')
    await user.click(screen.getByRole('button', { name: '换密码并打开' }))
    expect(entries()).toEqual([{ kind: 'recover', sheets: ['AAAA BBBB'], password: 'eight-characters' }])
  })

  it('is not replaced without a sheet, or by two different ones', async () => {
    const { user } = await open(there)
    await user.click(choice('正式使用').getByRole('button', { name: '忘了密码' }))
    await user.type(screen.getByLabelText(/^新密码/), 'eight-characters')
    await user.type(screen.getByLabelText(/^再写一遍密码/), 'other')
    await user.click(screen.getByRole('button', { name: '换密码并打开' }))
    expect(entries()).toEqual([])
    expect(screen.getByText('两遍写得不一样')).toBeTruthy()
    await expectAccessible()
  })
})
