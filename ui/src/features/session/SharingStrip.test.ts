import { render, screen } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { h, nextTick, shallowRef } from 'vue'
import { spoken } from '@/a11y'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW } from '@/ipc/fixtures'
import type { SharingView } from '@/ipc/generated/SharingView'
import { headerWith } from '@/testing/accounts'
import { fakeHouse } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import { settle } from '@/testing/screen'
import { alone, shared, station } from '@/testing/sharing'
import HouseFrame from './HouseFrame.vue'
import SharingStrip from './SharingStrip.vue'

const push = vi.fn()
vi.mock('vue-router', () => ({
  useRouter: () => ({ push, replace: vi.fn() }),
  useRoute: () => ({ name: 'session' }),
}))

beforeEach(() => {
  fake.reset()
  push.mockReset()
  void setLocale('zh-CN')
})

async function open(sharing: Partial<SharingView> = {}) {
  fakeHouse({ sharing: shared(sharing) })
  const view = mount(() => h(HouseFrame, null, () => h('main', '屏幕')))
  await settle(20)
  return view
}
const strip = () => screen.getByRole('region', { name: '各席同步' })
const AWAY = { connected: false, since: NOW - 8 * 60_000, why: { kind: 'hubAway' as const } }

describe('the line of the shared session', () => {
  it('is not there at a workstation that is alone', async () => {
    fakeHouse({ sharing: alone })
    mount(() => h(HouseFrame, null, () => h('main', '屏幕')))
    await screen.findByText('屏幕')
    expect(screen.queryByRole('region', { name: '各席同步' })).toBeNull()
  })

  it('says how many are live, and as of when the silent one is', async () => {
    const first = await open()
    expect(strip().textContent).toBe('12 席实时')
    first.unmount()
    const silent = station(4, { there: false, seen: Date.parse('2026-12-01T09:42:10+08:00') })
    const stations = [...shared().stations.slice(0, 11), silent]
    await open({ stations, waiting: 3 })
    expect(strip().textContent).toContain('11/12 席实时；1 席截至 9:42')
    expect(strip().textContent).toContain('已存本机，待同步 3 条')
    await expectAccessible()
  })

  it('says since when the server is away, what is kept here, and why, without a dialog', async () => {
    await open({ ...AWAY, waiting: 3 })
    expect(strip().textContent).toContain('服务器自 9:41 起连不上；已存本机，待同步 3 条。 来电和诉求照常记录。')
    expect(screen.queryByRole('dialog')).toBeNull()
    await expectAccessible()
  })

  it('says whose checkpoints contradict, and why it stands still when a person has to look', async () => {
    const { unmount } = await open({ doubt: 3 })
    expect(strip().textContent).toContain('核验点与 3 号工作站不一致')
    await expectAccessible()
    unmount()
    await open({ ...AWAY, why: { kind: 'retired' } })
    expect(strip().textContent).toContain('已退出组网')
  })

  it('leads to what has to be checked, for whoever may', async () => {
    const { user, unmount } = await open({ toCheck: 2 })
    await user.click(screen.getByRole('button', { name: '待核 2 件' }))
    expect(push).toHaveBeenCalledWith({ name: 'to-check' })
    unmount()
    fakeHouse({ header: headerWith(['seeHouse', 'seeSession']), sharing: shared({ toCheck: 2 }) })
    mount(() => h(HouseFrame, null, () => h('main', '屏幕')))
    await settle(20)
    expect(strip().textContent).toBe('12 席实时')
  })

  it('follows by its own topic, and speaks English', async () => {
    await open()
    fakeHouse({ sharing: shared({ ...AWAY, waiting: 1 }) })
    fake.emit('changed', ['sharing'])
    await settle(20)
    expect(strip().textContent).toContain('已存本机，待同步 1 条')
    await setLocale('en')
    await settle(5)
    expect(screen.getByRole('region', { name: 'Workstations in step' }).textContent).toContain(
      "The server can't be reached; 1 row kept on this machine, since 9:41.",
    )
  })
})

it('is heard at most once in ten seconds, and then as it stands', async () => {
  vi.useFakeTimers()
  fakeHouse()
  const sharing = shallowRef(shared())
  render({ render: () => h(SharingStrip, { sharing: sharing.value }) })
  const heard = () => spoken.polite.filter(Boolean).at(-1)
  const before = heard()
  const put = async (waiting: number) => {
    sharing.value = shared({ waiting })
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(heard()).toBe(before)
  await put(1)
  expect(heard()).toContain('待同步 1 条')
  await put(2)
  await put(3)
  expect(heard()).toContain('待同步 1 条')
  await vi.advanceTimersByTimeAsync(9000)
  expect(heard()).toContain('待同步 3 条')
})
