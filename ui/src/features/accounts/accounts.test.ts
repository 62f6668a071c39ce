import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { h } from 'vue'
import { setLocale, t } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, RIGHTS, directoryView, headerView, id } from '@/ipc/fixtures'
import type { Order } from '@/ipc/generated/Order'
import { clearToasts, setServerNow } from '@/kit'
import { NEWCOMER, PASSWORD, accountsHouse, accountsView, headerWith } from '@/testing/accounts'
import { sent, type Views } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import { settle } from '@/testing/screen'
import AccountsPart from './AccountsPart.vue'

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => {
  clearToasts()
  void setLocale('zh-CN')
})

async function open(views: Views = {}) {
  const house = accountsHouse(views)
  const view = mount(() => h('main', [h(AccountsPart)]))
  await screen.findByRole('grid', { name: '账号' })
  await settle(20)
  return { ...view, house }
}
type User = Awaited<ReturnType<typeof open>>['user']

const dialog = () => within(screen.getByRole('dialog'))
const button = (name: string | RegExp) => screen.getByRole('button', { name })
/** Chooses the newcomer with the keyboard: the list, two rows down. */
async function newcomer(user: User) {
  screen.getByRole('grid', { name: '账号' }).focus()
  await settle(5)
  await user.keyboard('{ArrowDown}')
  return within(await screen.findByRole('region', { name: '周宁' }))
}
async function sign(user: User, submit: string, password = PASSWORD) {
  await user.type(dialog().getByLabelText(/^本人的密码/), password)
  await user.click(dialog().getByRole('button', { name: submit }))
  await settle(5)
}

describe('the list', () => {
  it('shows an account’s fingerprint large, what it waits for and who keyed it', async () => {
    const { user } = await open()
    const detail = await newcomer(user)
    expect(detail.getByRole('group', { name: '核对码' }).textContent).toBe('B4TNXX2PQZ7H')
    expect(detail.getByText(/待准入/)).toBeTruthy()
    expect(detail.getByText('钥匙做于 昨天 9:49，李敏办理。')).toBeTruthy()
    await expectAccessible()
  })

  it('has the house’s fingerprint, the key that is to be turned, and whether roles are separate', async () => {
    await open()
    const keys = within(screen.getByRole('region', { name: '钥匙' }))
    expect(keys.getByText('ABCD-EFGH-JKLM-NPQR')).toBeTruthy()
    expect(keys.getAllByText(/待换钥/)).toHaveLength(1)
    expect(keys.getByText(/角色分离：/)).toBeTruthy()
  })

  it('shows how far new locks have come, and that they wait for the session', async () => {
    await open({ accounts: { ...accountsView, rekeying: { done: 30, of: 120, waiting: false } } })
    expect(screen.getByText(/正在换锁：25%/)).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: '本机数据文件换锁' })).toBeTruthy()
    await expectAccessible()
  })

  it('is only to be looked at for an auditor', async () => {
    const { user } = await open({ header: headerWith(['seeHouse', 'seeAccounts', 'seeTrail']) })
    await newcomer(user)
    for (const name of [/新增账号/, /^准入/, /^角色/, /重置密码/, /离岗/, /^换钥/, /兼任/])
      expect(screen.queryByRole('button', { name })).toBeNull()
  })

  it('says why it can not be read, and reads it again', async () => {
    accountsHouse()
    fake.answer('view', () => {
      throw { kind: 'away', what: { kind: 'damaged' } }
    })
    const { user } = mount(() => h(AccountsPart))
    expect(await screen.findByText(/数据文件已损坏/)).toBeTruthy()
    accountsHouse()
    await user.click(button('再试一次'))
    expect(await screen.findByRole('grid', { name: '账号' })).toBeTruthy()
  })
})

describe('a new account', () => {
  async function fill(user: User, again = 'his-own-password') {
    await user.click(button('新增账号'))
    await user.click(dialog().getByRole('checkbox', { name: t('keys.role.recorder') }))
    await user.type(dialog().getByLabelText(/^新密码/), 'his-own-password')
    await user.type(dialog().getByLabelText(/^再写一遍密码/), again)
  }

  it('of somebody in the directory: next number, role, his own password; then the fingerprint to copy', async () => {
    const { user, house } = await open()
    await fill(user)
    await user.type(dialog().getByRole('combobox', { name: /^姓名/ }), '韩越')
    await user.keyboard('{Enter}')
    await sign(user, '开账号')
    expect(house.last()).toEqual({
      signer: { staffNo: null, password: PASSWORD },
      act: {
        kind: 'openAccount',
        person: id(14),
        staffNo: '8',
        roles: ['recorder'],
        password: 'his-own-password',
      },
    })
    expect(sent()).toEqual([])
    expect(screen.getByRole('dialog', { name: '韩越的核对码' })).toBeTruthy()
    expect(dialog().getByRole('group', { name: '核对码' }).textContent).toBe('M2QR77TAPLNX')
    expect(dialog().getByText('由本人抄下，持有人准入时核对。')).toBeTruthy()
  })

  it('of somebody new puts him into the directory first, once', async () => {
    let people = directoryView.people
    const { user, house } = await open({ directory: () => ({ ...directoryView, people }) })
    fake.answer('act', ({ orders }) => {
      const { command, stream } = (orders as Order[])[0]!
      if (command.about === 'directory' && command.kind === 'changePeople')
        people = [...people, ...command.set]
      return [{ kind: 'done', stream, version: 8, topics: [], number: null }]
    })
    await fill(user)
    await user.type(dialog().getByRole('combobox', { name: /^姓名/ }), '周宁')
    await user.keyboard('{Enter}')
    await user.type(dialog().getByLabelText('职务'), '记录员')
    await sign(user, '开账号', 'wrong')
    expect(dialog().getByText('密码不对，还可以试 4 次。')).toBeTruthy()
    await sign(user, '开账号')
    const added = sent().flat()
    expect(added.map(({ command }) => command)).toMatchObject([
      { kind: 'changePeople', set: [{ name: '周宁', title: '记录员' }] },
    ])
    expect(house.last()?.act).toMatchObject({ kind: 'openAccount', person: people.at(-1)!.id })
  })

  it('says beside each field what is missing or wrong, and nothing is signed', async () => {
    const { user, house } = await open()
    await fill(user, 'another')
    await user.click(dialog().getByRole('checkbox', { name: t('keys.role.recorder') }))
    await sign(user, '开账号')
    for (const words of ['选一个人，或写姓名。', '至少勾一个角色。', '两遍写得不一样'])
      expect(dialog().getByText(words)).toBeTruthy()
    expect(house.last()).toBeUndefined()
    await expectAccessible()
  })

  it('keeps who runs the house from reading its cases, and says the rule in words', async () => {
    const { user, house } = await open()
    await fill(user)
    await user.type(dialog().getByRole('combobox', { name: /^姓名/ }), '韩越')
    await user.keyboard('{Enter}')
    await user.click(dialog().getByRole('checkbox', { name: t('keys.role.administrator') }))
    expect(dialog().getByText('管理、审计、办理诉求，要由不同的人担任。')).toBeTruthy()
    expect(dialog().getByText(/请分给不同的人/)).toBeTruthy()
    await sign(user, '开账号')
    expect(house.last()).toBeUndefined()
  })

  it('says a number that is taken beside it', async () => {
    const { user, house } = await open()
    house.state.refuse = {
      kind: 'refused',
      rejection: { kind: 'nameTaken', name: '8' },
      field: 'staffNo',
    }
    await fill(user)
    await user.type(dialog().getByRole('combobox', { name: /^姓名/ }), '韩越')
    await user.keyboard('{Enter}')
    await sign(user, '开账号')
    const number = dialog().getByLabelText(/^工号/)
    expect(number.getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(number)
  })

  it('Escape keeps what was chosen and drops every password', async () => {
    const { user } = await open()
    await fill(user)
    await user.clear(dialog().getByLabelText(/^工号/))
    await user.type(dialog().getByLabelText(/^工号/), '31')
    await user.keyboard('{Escape}')
    await user.click(button('新增账号'))
    expect(dialog().getByLabelText<HTMLInputElement>(/^工号/).value).toBe('31')
    expect(
      dialog()
        .getByRole('checkbox', { name: t('keys.role.recorder') })
        .getAttribute('aria-checked'),
    ).toBe('true')
    expect(dialog().getByLabelText<HTMLInputElement>(/^新密码/).value).toBe('')
  })
})

describe('an admission', () => {
  const what = () => t('keys.compartment.general')

  it('needs the fingerprint compared and ticked, and carries the one that was compared', async () => {
    const { user, house } = await open()
    await newcomer(user)
    await user.click(button(`准入${what()}`))
    expect(dialog().getByRole('group', { name: '核对码' }).textContent).toBe('B4TNXX2PQZ7H')
    await sign(user, '准入')
    expect(dialog().getByText('核对过，打了勾，才能准入。')).toBeTruthy()
    expect(house.last()).toBeUndefined()
    await expectAccessible()
    await user.click(dialog().getByRole('checkbox', { name: /已当面核对/ }))
    await user.click(dialog().getByRole('button', { name: '准入' }))
    await settle(5)
    expect(house.last()).toEqual({
      signer: { staffNo: null, password: PASSWORD },
      act: { kind: 'admit', person: NEWCOMER, compartment: 'general', fingerprint: 'B4TN-XX2P-QZ7H' },
    })
    expect(screen.getAllByText(/已准入周宁/)).toBeTruthy()
  })

  it('is signed by a holder at this window where the login holds nothing itself', async () => {
    const me = accountsView.accounts[0]!
    const compartments = me.compartments.map(one => ({ ...one, held: one.compartment === 'office' }))
    const accounts = {
      ...accountsView,
      accounts: [{ ...me, compartments }, ...accountsView.accounts.slice(1)],
    }
    const { user, house } = await open({ accounts })
    await newcomer(user)
    await user.click(button(`准入${what()}`))
    await user.click(dialog().getByRole('checkbox', { name: /已当面核对/ }))
    await user.type(dialog().getByLabelText(/^签字人的工号/), '12')
    await user.type(dialog().getByLabelText(/^签字人的密码/), PASSWORD)
    await user.click(dialog().getByRole('button', { name: '准入' }))
    await settle(5)
    expect(house.last()?.signer).toEqual({ staffNo: '12', password: PASSWORD })
  })

  it('asks to compare anew when the person has been keyed anew meanwhile', async () => {
    let view = accountsView
    const { user } = await open({ accounts: () => view })
    await newcomer(user)
    await user.click(button(`准入${what()}`))
    const tick = () => dialog().getByRole('checkbox', { name: /已当面核对/ })
    await user.click(tick())
    const accounts = view.accounts.map(one =>
      one.person === NEWCOMER ? { ...one, fingerprint: 'ZZZZ-2222-7777' } : one,
    )
    view = { ...view, accounts }
    fake.emit('changed', ['accounts'])
    await settle(10)
    expect(dialog().getByRole('group', { name: '核对码' }).textContent).toBe('ZZZZ22227777')
    expect(tick().getAttribute('aria-checked')).toBe('false')
  })
})

describe('the other signed acts', () => {
  it('reset a password, and show the new fingerprint', async () => {
    const { user, house } = await open()
    await newcomer(user)
    await user.click(button('重置密码'))
    await user.type(dialog().getByLabelText(/^新密码/), 'his-new-password')
    await user.type(dialog().getByLabelText(/^再写一遍密码/), 'his-new-password')
    await sign(user, '重置')
    expect(house.last()?.act).toEqual({ kind: 'keyAnew', person: NEWCOMER, password: 'his-new-password' })
    expect(screen.getByRole('dialog', { name: '周宁的核对码' })).toBeTruthy()
  })

  it('change roles, beginning with those that stand', async () => {
    const { user, house } = await open()
    await newcomer(user)
    await user.click(button('角色'))
    await user.click(dialog().getByRole('checkbox', { name: t('keys.role.callbackAgent') }))
    await sign(user, '改角色')
    expect(house.last()?.act).toEqual({
      kind: 'giveRoles',
      person: NEWCOMER,
      roles: ['recorder', 'callbackAgent'],
    })
  })

  it('withdraw a person', async () => {
    const { user, house } = await open()
    await newcomer(user)
    await user.click(button('离岗'))
    await sign(user, '办离岗')
    expect(house.last()?.act).toEqual({ kind: 'withdraw', person: NEWCOMER })
  })

  it('turn a key, and say in plain words what that does and what it does not', async () => {
    const { user, house } = await open()
    const what = t('keys.compartment.general')
    await user.click(button(`换钥：${what}`))
    expect(dialog().getByText(/新写的内容用新钥匙封存/)).toBeTruthy()
    expect(dialog().getByText(/以前写的不重新封存/)).toBeTruthy()
    await sign(user, '换钥')
    expect(house.last()?.act).toEqual({ kind: 'turnKey', compartment: 'general' })
  })

  it('waive the separation of roles, and take the waiver back', async () => {
    let waived = false
    const { user, house } = await open({ accounts: () => ({ ...accountsView, waived }) })
    await user.click(button('设为可以兼任'))
    await sign(user, '设为可以兼任')
    expect(house.last()?.act).toEqual({ kind: 'waiveSeparation', waived: true })
    waived = true
    fake.emit('changed', ['accounts'])
    expect(await screen.findByText(/可以兼任：/)).toBeTruthy()
    await user.click(button('改回角色分离'))
    await sign(user, '改回角色分离')
    expect(house.last()?.act).toEqual({ kind: 'waiveSeparation', waived: false })
  })

  it('need no password in a rehearsal', async () => {
    const { user, house } = await open({ header: { ...headerView, house: 'rehearsal' } })
    await newcomer(user)
    await user.click(button('离岗'))
    expect(dialog().queryByLabelText(/密码/)).toBeNull()
    fake.answer('keys', ({ order }) => {
      house.state.orders.push(order as never)
      return { topics: [], fingerprint: null }
    })
    await user.click(dialog().getByRole('button', { name: '办离岗' }))
    await settle(5)
    expect(house.last()?.signer).toEqual({ staffNo: null, password: '' })
  })
})

it('speaks English', async () => {
  await setLocale('en')
  const { user } = await (async () => {
    const house = accountsHouse({ header: headerWith(RIGHTS) })
    const view = mount(() => h('main', [h(AccountsPart)]))
    await screen.findByRole('grid', { name: 'Accounts' })
    return { ...view, house }
  })()
  await user.click(button('New account'))
  expect(dialog().getByText(/Administrator, auditor and those who work on cases/)).toBeTruthy()
  await expectAccessible()
})
