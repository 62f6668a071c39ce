import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { t } from '@/i18n'
import { fake } from '@/ipc'
import { headerView, meSeen } from '@/ipc/fixtures'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { MeSeen } from '@/ipc/generated/MeSeen'
import { clearToasts } from '@/kit'
import { PASSWORD, accountsHouse } from '@/testing/accounts'
import { expectAccessible, mount } from '@/testing/mount'
import { settle } from '@/testing/screen'
import OwnPart from './OwnPart.vue'
import WaitingPage from './WaitingPage.vue'

beforeEach(() => fake.reset())
afterEach(clearToasts)

const entries = () => fake.calls('enter').map(({ args }) => args.entry)
const dialog = () => within(screen.getByRole('dialog'))
const button = (name: string) => screen.getByRole('button', { name })

async function open(header: HeaderView | (() => HeaderView) = headerView) {
  const house = accountsHouse({ header })
  const view = mount(() => h('main', [h(OwnPart)]))
  await screen.findByRole('region', { name: '密码和 PIN' })
  return { ...view, house }
}

describe('one’s own page', () => {
  it('changes the password, signed with the one that holds', async () => {
    const { user, house } = await open()
    await user.click(button('修改本人密码'))
    await user.type(dialog().getByLabelText(/^新密码/), 'my-new-password')
    await user.type(dialog().getByLabelText(/^再写一遍密码/), 'my-new-password')
    await user.type(dialog().getByLabelText(/^本人的密码/), PASSWORD)
    await expectAccessible()
    await user.click(dialog().getByRole('button', { name: '改密码' }))
    await settle(5)
    expect(house.last()).toEqual({
      signer: { staffNo: null, password: PASSWORD },
      act: { kind: 'changePassword', password: 'my-new-password' },
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('sets a PIN of four to eight digits, written twice, and takes it away', async () => {
    let pin = false
    const { user } = await open(() => ({ ...headerView, me: { ...meSeen, pin } }))
    await user.click(button('设置 PIN'))
    await user.type(dialog().getByLabelText(/^PIN/), '12a')
    await user.type(dialog().getByLabelText(/^再写一遍 PIN/), '123')
    await user.click(dialog().getByRole('button', { name: '设置' }))
    expect(dialog().getByText('写 4 到 8 位数字。')).toBeTruthy()
    expect(dialog().getByText('两遍写得不一样')).toBeTruthy()
    expect(entries()).toEqual([])
    for (const field of [/^PIN/, /^再写一遍 PIN/]) {
      await user.clear(dialog().getByLabelText(field))
      await user.type(dialog().getByLabelText(field), '2468')
    }
    pin = true
    await user.click(dialog().getByRole('button', { name: '设置' }))
    await settle(10)
    expect(entries()).toEqual([{ kind: 'setPin', pin: '2468' }])
    await user.click(button('取消 PIN'))
    expect(entries().at(-1)).toEqual({ kind: 'setPin', pin: '' })
  })

  it('shows the fingerprint, and what one waits for', async () => {
    await open({ ...headerView, me: { ...meSeen, waitingFor: ['clue'] } })
    expect(screen.getByRole('group', { name: '核对码' }).textContent).toBe('K7QM2XRD9HTA')
    expect(screen.getByText(`待准入：${t('keys.compartment.clue')}`)).toBeTruthy()
  })
})

describe('a login that nobody has admitted', () => {
  it('finds the fingerprint, what it waits for and how, and the way to log in again', async () => {
    accountsHouse()
    const again = vi.fn()
    const me: MeSeen = { ...meSeen, waitingFor: ['general'] }
    const { user } = mount(() => h(WaitingPage, { me, onAgain: again }))
    expect(screen.getByRole('heading', { name: '登录成功，等待准入' })).toBeTruthy()
    expect(screen.getByRole('group', { name: '核对码' }).textContent).toBe('K7QM2XRD9HTA')
    expect(screen.getByText(`待准入：${t('keys.compartment.general')}`)).toBeTruthy()
    expect(screen.getByText(/请持有人核对核对码后准入/)).toBeTruthy()
    await expectAccessible()
    await user.click(button('重新登录'))
    expect(again).toHaveBeenCalledOnce()
  })

  it('is told that it has been admitted', () => {
    mount(() => h(WaitingPage, { me: meSeen }))
    expect(screen.getByText('已准入。请重新登录。')).toBeTruthy()
  })
})
