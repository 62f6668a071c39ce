// The meeting's screen over the fictitious house, and what its tests look at.
import { screen, within } from '@testing-library/vue'
import MeetingScreen from '@/screens/MeetingScreen.vue'
import type { Order } from '@/ipc/generated/Order'
import { mountScreen, settle } from '../screen'
import { meetingHouse, SEEDS, type CaseSeed } from './index'

export async function open(
  seeds: readonly CaseSeed[] = SEEDS,
  options: Parameters<typeof meetingHouse>[1] = {},
) {
  const house = meetingHouse(seeds, options)
  const view = await mountScreen(MeetingScreen)
  await settle(5)
  /** Orders that decide something, without the item that is merely called. */
  const orders = (): Order[] =>
    house.state.orders
      .flat()
      .filter(({ command }) => !(command.about === 'meeting' && command.kind === 'openItem'))
  return { ...view, house, orders, last: () => orders().at(-1)! }
}

export const title = () => screen.getByRole('heading', { level: 1, name: /^\d+ / }).textContent?.trim() ?? ''
export const step = (name: string) => screen.getByRole('group', { name })
export const chosen = (name: string) =>
  within(step(name))
    .getAllByRole('button', { pressed: true })
    .map(button => button.textContent)
    .join()
