// Which seat is worked from where; opened, closed and taken over here, shut by who runs the session.
import { screen, within } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import { fake, type View } from '@/ipc'
import { NOW, RIGHTS, SESSION, headerView } from '@/ipc/fixtures'
import type { Right } from '@/ipc/generated/Right'
import type { SittingsView } from '@/ipc/generated/SittingsView'
import { setServerNow } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { fakeHouse, sent } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { away, sitting, sittingsView } from '@/testing/seal'
import SittingsCard from './SittingsCard.vue'

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})

const seats = [1, 2, 3, 4].map(seat => ({ seat, leader: 'x', leaderName: '林远' }))

async function open(rights: Right[] = RIGHTS) {
  const view = sittingsView({
    sittings: [sitting(1, { closedAt: null, said: null }), sitting(2), away],
  })
  fakeHouse({ header: headerWith(rights), sittings: view })
  const sittings = {
    data: shallowRef<SittingsView | null>(view),
    error: shallowRef(),
    loading: shallowRef(false),
    refresh: async () => {},
  } as unknown as View<SittingsView | null>
  const session = { ...headerView.session!, seats, shut: [4] }
  const mounted = await mountScreen(SittingsCard, { session, sittings })
  await settle(20)
  return mounted
}
const row = (seat: number) => within(screen.getByRole('rowheader', { name: String(seat) }).closest('tr')!)
const commands = () => sent().flatMap(orders => orders.map(({ version, command }) => [version, command]))

it('says of each seat whether it is open, and where', async () => {
  await open()
  expect(row(1).getByText(/赵敏在本机/)).toBeTruthy()
  expect(row(2).getByText(/已关席/)).toBeTruthy()
  expect(row(3).getByText(/周楠在另一台/)).toBeTruthy()
  expect(row(4).getByText('停用')).toBeTruthy()
  await expectAccessible()
})

it('closes its own, opens what is free, takes over what is elsewhere', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: '1 号席关席' }))
  await user.click(screen.getByRole('button', { name: '2 号席开席' }))
  await user.click(screen.getByRole('button', { name: '把 3 号席接过来' }))
  expect(row(4).queryByRole('button', { name: /开席/ })).toBeNull()
  await settle(20)
  expect(commands()).toEqual([
    [2, { about: 'seat', kind: 'closeSeat', session: SESSION, seat: 1 }],
    [0, { about: 'seat', kind: 'openSeat', session: SESSION, seat: 2, over: false }],
    [0, { about: 'seat', kind: 'openSeat', session: SESSION, seat: 3, over: true }],
  ])
})

it('is shut and put back by who runs the session, and by nobody else', async () => {
  const { user, unmount } = await open()
  await user.click(screen.getByRole('button', { name: '恢复 4 号席' }))
  await user.click(screen.getByRole('button', { name: '停用 2 号席' }))
  await settle(20)
  expect(commands().map(([, command]) => command)).toEqual([
    { about: 'session', kind: 'shutSeat', seat: 4, shut: false },
    { about: 'session', kind: 'shutSeat', seat: 2, shut: true },
  ])
  unmount()
  await open(['seeHouse', 'seeSession'])
  expect(screen.queryByRole('button')).toBeNull()
})
