// The window while it is locked: nothing of the house in it, nothing asked, and the way back to where one was.
import userEvent from '@testing-library/user-event'
import { render, screen, waitFor } from '@testing-library/vue'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import App from '@/App.vue'
import { installKeys } from '@/a11y'
import { fake, useDraft } from '@/ipc'
import { NOW, headerView, startView } from '@/ipc/fixtures'
import type { Entry } from '@/ipc/generated/Entry'
import type { Failure } from '@/ipc/generated/Failure'
import type { HouseKind } from '@/ipc/generated/HouseKind'
import type { LockSeen } from '@/ipc/generated/LockSeen'
import { paletteOpen, showToast } from '@/kit'
import { fakeHouse } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { press, settle } from '@/testing/screen'

/** A screen with a case on it and something half written. */
const Ledger = defineComponent(() => {
  const words = ref('')
  useDraft(
    () => 'd1',
    () => 's1',
    () => (words.value ? { words: words.value } : null),
  )
  return () => [
    h('p', '春晓苑 7 号楼电梯停运'),
    h('input', {
      'aria-label': '说明',
      onInput: (e: Event) => (words.value = (e.target as HTMLInputElement).value),
    }),
  ]
})
const Nowhere = defineComponent(() => () => h('p', '首页'))

const lockSeen: LockSeen = { name: '李敏', staffNo: '1', pin: false, since: NOW }

/** Answers as the front does: locks, opens with the password or the PIN, leaves. */
async function open(house: HouseKind = 'real', pin = false) {
  const state = {
    open: house as HouseKind | null,
    locked: null as LockSeen | null,
    refuse: undefined as Failure | undefined,
  }
  fakeHouse({ header: { ...headerView, house } })
  fake.answer('start', () => ({ ...startView, open: state.open, locked: state.locked }))
  fake.answer('enter', ({ entry }) => {
    if (state.refuse && (entry as Entry).kind !== 'lock') throw state.refuse
    const { kind } = entry as Entry
    if (kind === 'lock') state.locked = { ...lockSeen, pin }
    else if (kind === 'leave') [state.open, state.locked] = [null, null]
    else state.locked = null
    fake.emit('changed', ['house'])
    return { house: state.open, sheets: [] }
  })
  onTestFinished(installKeys())
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'start', component: Nowhere },
      { path: '/ledger', name: 'ledger', component: Ledger },
      { path: '/settings/:part?', name: 'settings', component: Nowhere },
      { path: '/session', name: 'session', component: Nowhere },
    ],
  })
  await router.push('/ledger')
  render(App, { global: { plugins: [router] } })
  await screen.findByText('春晓苑 7 号楼电梯停运')
  return { user: userEvent.setup(), router, state }
}

const entries = () => fake.calls('enter').map(({ args }) => args.entry as Entry)
const locks = async () => {
  press('F12')
  await screen.findByRole('main', { name: '屏幕已锁' })
}

beforeEach(() => fake.reset())

describe('F12', () => {
  it('takes every word of the house out of the window, and asks nothing while it is locked', async () => {
    const { user } = await open()
    showToast({ text: '已交办：春晓苑 7 号楼电梯停运' })
    await user.keyboard('{Control>}k{/Control}')
    expect(paletteOpen.value).toBe(true)
    await locks()
    expect(document.body.textContent).not.toContain('春晓苑')
    expect(document.title).toBe('热线接听会商台')
    expect(paletteOpen.value).toBe(false)
    const asked = fake.calls('view').length
    fake.emit('changed', ['session', 'cases', 'house'])
    await settle(20)
    expect(fake.calls('view').length).toBe(asked)
    await expectAccessible()
  })

  it('writes first what is half written', async () => {
    const { user } = await open()
    await user.type(screen.getByLabelText('说明'), '再催一次')
    await locks()
    const order = fake.calls().filter(({ command }) => command === 'draft' || command === 'enter')
    expect(order.map(({ command }) => command)).toEqual(['draft', 'enter'])
    expect(order[0]?.args.draft).toMatchObject({ body: { words: '再催一次' } })
  })

  it('locks all the same when that can not be written, and says so', async () => {
    const { user } = await open()
    fake.answer('draft', () => {
      throw { kind: 'away', what: { kind: 'diskFull' } }
    })
    await user.type(screen.getByLabelText('说明'), '再催一次')
    await locks()
    expect(entries()).toEqual([{ kind: 'lock' }])
    expect(await screen.findAllByText(/已锁屏，但有写到一半的内容没能存下/)).toBeTruthy()
    expect(document.body.textContent).not.toContain('春晓苑')
  })

  it('leaves the screen as it is when it is refused', async () => {
    await open()
    fake.answer('enter', () => {
      throw { kind: 'fault', incident: '12' }
    })
    press('F12')
    expect(await screen.findAllByText(/没有锁屏：程序出错/)).toBeTruthy()
    expect(await screen.findByText('春晓苑 7 号楼电梯停运')).toBeTruthy()
  })

  it('does not let the displays sleep: the hall goes on', async () => {
    await open()
    await locks()
    const held = fake
      .calls('windows')
      .flatMap(({ args }) => ((args.wish as { kind: string }).kind === 'stayAwake' ? [args.wish] : []))
    expect(held).toEqual([{ kind: 'stayAwake', on: true }])
  })
})

describe('a locked screen', () => {
  it('says whose it is, opens with the password, and shows the same screen again', async () => {
    const { user, router } = await open()
    await locks()
    expect(screen.getByText('李敏')).toBeTruthy()
    expect(screen.getByText('工号 1')).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('密码'))
    await user.type(screen.getByLabelText('密码'), 'a-long-password{Enter}')
    expect(await screen.findByText('春晓苑 7 号楼电梯停运')).toBeTruthy()
    expect(entries().at(-1)).toEqual({ kind: 'unlock', staffNo: '1', password: 'a-long-password' })
    expect(router.currentRoute.value.name).toBe('ledger')
  })

  it('says a wrong password with the tries that are left, and how long to wait', async () => {
    const { user, state } = await open()
    await locks()
    state.refuse = { kind: 'denied', needs: { kind: 'rightPassword', left: 2 } }
    await user.type(screen.getByLabelText('密码'), 'wrong{Enter}')
    expect(await screen.findByText('密码不对，还可以试 2 次。')).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('密码').value).toBe('')
    state.refuse = { kind: 'denied', needs: { kind: 'patience', until: NOW + 15 * 60_000 } }
    await user.type(screen.getByLabelText('密码'), 'wrong{Enter}')
    expect(await screen.findByText(/10:04.*以后再试/)).toBeTruthy()
    expect(document.body.textContent).not.toContain('春晓苑')
  })

  it('opens with the PIN where one is set; after five wrong ones only with the password', async () => {
    const { user, state } = await open('real', true)
    await locks()
    await user.type(screen.getByLabelText('PIN'), '2468{Enter}')
    await screen.findByText('春晓苑 7 号楼电梯停运')
    expect(entries().at(-1)).toEqual({ kind: 'pin', pin: '2468' })
    await locks()
    state.refuse = { kind: 'denied', needs: { kind: 'password' } }
    state.locked = { ...lockSeen, pin: false }
    await user.type(screen.getByLabelText('PIN'), '1111{Enter}')
    expect(await screen.findByText('PIN 错了五次，只能用密码解锁。')).toBeTruthy()
    expect(screen.queryByLabelText('PIN')).toBeNull()
    expect(screen.getByLabelText('密码')).toBeTruthy()
  })

  it('is taken over by another with his number and password', async () => {
    const { user } = await open()
    await locks()
    await user.click(screen.getByRole('button', { name: '换人登录' }))
    await user.type(screen.getByLabelText(/^工号/), '7')
    await user.type(screen.getByLabelText('密码'), 'another-password')
    await expectAccessible()
    await user.click(screen.getByRole('button', { name: '登录' }))
    await screen.findByText('春晓苑 7 号楼电梯停运')
    expect(entries().at(-1)).toEqual({ kind: 'unlock', staffNo: '7', password: 'another-password' })
  })

  it('is left for the first screen', async () => {
    const { user, router } = await open()
    await locks()
    await user.click(screen.getByRole('button', { name: '退出' }))
    await waitFor(() => expect(router.currentRoute.value.name).toBe('start'))
    expect(entries().at(-1)).toEqual({ kind: 'leave' })
    expect(await screen.findByText('首页')).toBeTruthy()
  })

  it('of a rehearsal needs no password', async () => {
    const { user } = await open('rehearsal')
    await locks()
    expect(screen.queryByLabelText('密码')).toBeNull()
    await user.click(screen.getByRole('button', { name: '解锁' }))
    expect(await screen.findByText('春晓苑 7 号楼电梯停运')).toBeTruthy()
  })
})
