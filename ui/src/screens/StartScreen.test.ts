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
  localStorage.clear()
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
      {
        kind: 'found',
        name: '李敏',
        title: '值班长',
        district: '南湖区',
        staffNo: '1',
        password: 'eight-characters',
        second: null,
      },
    ])
    expect(await screen.findByText('CCCC DDDD')).toBeTruthy()
    const go = screen.getByRole<HTMLButtonElement>('button', { name: '进入' })
    expect(go.disabled).toBe(true)
    await expectAccessible()
    await user.click(screen.getByRole('checkbox', { name: /已抄存/ }))
    await user.click(go)
    expect(push).toHaveBeenCalledWith({ name: 'session' })
  })

  it('is founded by two people, each with his own number and password', async () => {
    fake.answer('enter', () => ({ house: 'real', sheets: ['AAAA BBBB', 'CCCC DDDD'] }))
    const { user } = await open()
    await user.click(screen.getByRole('radio', { name: '两个人' }))
    const second = within(screen.getByRole('group', { name: /^第二位/ }))
    await user.type(second.getByLabelText(/^姓名/), '方可')
    await user.type(second.getByLabelText(/^工号/), '1')
    await user.type(second.getByLabelText(/^密码/), 'another-password')
    await user.type(second.getByLabelText(/^再写一遍密码/), 'another-password')
    await user.type(screen.getByLabelText(/^地区/), '南湖区')
    const first = within(screen.getByRole('group', { name: /^第一位/ }))
    await user.type(first.getByLabelText(/^姓名/), '李敏')
    await user.type(first.getByLabelText(/^密码/), 'eight-characters')
    await user.type(first.getByLabelText(/^再写一遍密码/), 'eight-characters')
    await user.click(screen.getByRole('button', { name: '建立' }))
    expect(second.getByText('两个人的工号不能一样')).toBeTruthy()
    expect(entries()).toEqual([])
    await expectAccessible()

    await user.clear(second.getByLabelText(/^工号/))
    await user.click(screen.getByRole('button', { name: '建立' }))
    expect(entries()).toEqual([
      {
        kind: 'found',
        name: '李敏',
        title: '',
        district: '南湖区',
        staffNo: '1',
        password: 'eight-characters',
        second: { name: '方可', title: '', staffNo: '2', password: 'another-password' },
      },
    ])
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
    expect(entries()).toEqual([{ kind: 'unlock', staffNo: '', password: 'wrong-password' }])
    expect(push).not.toHaveBeenCalled()
  })

  it('logs in with a staff number, and remembers it at this workstation for the next time', async () => {
    const there: StoreState = { kind: 'present', house: 'real', needsPassword: true }
    const { user, unmount } = await open(there)
    expect(screen.getByText('只有一个账号时可不填')).toBeTruthy()
    await user.type(screen.getByLabelText('工号'), ' 17 ')
    await user.type(screen.getByLabelText('密码'), 'my-own-password')
    await user.click(screen.getByRole('button', { name: '打开' }))
    expect(entries()).toEqual([{ kind: 'unlock', staffNo: '17', password: 'my-own-password' }])
    await waitFor(() => expect(push).toHaveBeenCalledWith({ name: 'session' }))
    unmount()
    await open(there)
    expect(screen.getByLabelText<HTMLInputElement>('工号').value).toBe('17')
    expect(JSON.stringify(localStorage)).not.toContain('my-own-password')
  })

  it('says until when a locked-out login has to wait', async () => {
    const { user } = await open({ kind: 'present', house: 'real', needsPassword: true })
    fake.answer('enter', () => {
      const until = Date.now() + 15 * 60_000
      throw { kind: 'denied', needs: { kind: 'patience', until } }
    })
    await user.type(screen.getByLabelText('密码'), 'wrong-password')
    await user.click(screen.getByRole('button', { name: '打开' }))
    expect(await screen.findByText(/密码错得太多，.+\d+:\d\d 以后再试。/)).toBeTruthy()
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
    expect(entries()).toEqual([
      { kind: 'recover', sheets: ['AAAA BBBB'], staffNo: '', password: 'eight-characters' },
    ])
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

describe('a backup', () => {
  async function fill(user: Awaited<ReturnType<typeof open>>['user']) {
    await user.click(screen.getByRole('button', { name: '从备份恢复' }))
    fake.answer('choose_open', () => '/media/disk/2026-12-01/record.db')
    await user.click(screen.getByRole('button', { name: '选里面的 record.db…' }))
    await user.type(screen.getByLabelText(/^第 1 页/), 'AAAA BBBB')
  }
  const order = { kind: 'restore', backup: '/media/disk/2026-12-01', sheets: ['AAAA BBBB'] }

  it('makes this computer a new workstation, where everybody logs in as before', async () => {
    const { user } = await open()
    await fill(user)
    await expectAccessible()
    fake.answer('start', () => ({
      ...startView,
      real: { kind: 'present', house: 'real', needsPassword: true },
    }))
    await user.click(screen.getByRole('button', { name: '恢复' }))
    expect(entries()).toEqual([{ ...order, withoutErasures: false }])
    expect(await screen.findByText('已恢复。请用原来的工号和密码登录。')).toBeTruthy()
    expect(screen.getByLabelText('工号')).toBeTruthy()
    expect(push).not.toHaveBeenCalled()
  })

  it('without its list of erasures is restored only when a person says so', async () => {
    const { user } = await open()
    await fill(user)
    expect(screen.queryByRole('checkbox', { name: /仍然恢复/ })).toBeNull()
    fake.answer('enter', () => {
      throw { kind: 'denied', needs: { kind: 'erasureList' } }
    })
    await user.click(screen.getByRole('button', { name: '恢复' }))
    const go = await screen.findByRole<HTMLButtonElement>('button', { name: '恢复' })
    await waitFor(() => expect(go.disabled).toBe(true))
    await user.click(screen.getByRole('checkbox', { name: /仍然恢复/ }))
    await user.click(go)
    expect(entries()).toEqual([
      { ...order, withoutErasures: false },
      { ...order, withoutErasures: true },
    ])
  })

  it('asks for the folder and the sheet', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '从备份恢复' }))
    await user.click(screen.getByRole('button', { name: '恢复' }))
    expect(screen.getAllByText('要写')).toHaveLength(2)
    expect(entries()).toEqual([])
  })
})

describe('a join code', () => {
  const code = 'ABCDE '.repeat(18).trim()

  async function fill(user: Awaited<ReturnType<typeof open>>['user'], text = code) {
    await user.click(screen.getByRole('button', { name: '加入坐席组网' }))
    await user.click(await screen.findByLabelText(/^入网码/))
    await user.paste(text)
    await user.type(screen.getByLabelText('工号'), '1003')
    await user.type(screen.getByLabelText(/^密码/), 'his own')
  }
  const join = () => screen.getByRole('button', { name: '加入' })

  it('makes this computer one more workstation of the house', async () => {
    const { user } = await open()
    await fill(user)
    await expectAccessible()
    fake.answer('enter', () => ({ house: 'real', sheets: [] }))
    await user.click(join())
    expect(entries()).toEqual([{ kind: 'join', code, staffNo: '1003', password: 'his own' }])
    await waitFor(() => expect(push).toHaveBeenCalled())
  })

  it('that isn’t whole is not sent', async () => {
    const { user } = await open()
    await fill(user, 'ABCDE')
    await user.click(join())
    expect(screen.getByText('还没写全')).toBeTruthy()
    expect(entries()).toEqual([])
  })

  it('that is wrong says so at the code, a wrong password at the password', async () => {
    const { user } = await open()
    await fill(user)
    for (const [kind, label] of [
      ['newCode', /^入网码/],
      ['rightLogin', /^密码/],
    ] as const) {
      fake.answer('enter', () => {
        throw { kind: 'denied', needs: { kind } }
      })
      await user.click(join())
      await waitFor(() => expect(screen.getByLabelText(label).getAttribute('aria-invalid')).toBe('true'))
    }
    await expectAccessible()
  })
})
