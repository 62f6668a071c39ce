// The dialog that is open, by the hand of a person: choosing in it, and its button. For tests.
import { screen, within } from '@testing-library/vue'
import type { UserEvent } from '@testing-library/user-event'
import { settle } from './screen'

export const dialog = () => within(screen.getByRole('dialog'))

/** From one of its lists. */
export async function choose(user: UserEvent, label: RegExp, words: string): Promise<void> {
  await user.click(dialog().getByRole('combobox', { name: label }))
  await settle(10)
  await user.click(screen.getByRole('option', { name: words }))
}

export async function submit(user: UserEvent, name: string): Promise<void> {
  await user.click(dialog().getByRole('button', { name }))
  await settle(20)
}

/** The reason that is asked before something is shown, printed or exported. */
export async function giveReason(user: UserEvent, words: string, button: string): Promise<void> {
  await screen.findByRole('dialog')
  await choose(user, /^事由/, words)
  await submit(user, button)
}
