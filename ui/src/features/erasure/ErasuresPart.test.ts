// All erasures in the settings, each with two people and two dates; what waits is confirmed here.
import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, RIGHTS, id } from '@/ipc/fixtures'
import type { ErasureSeen } from '@/ipc/generated/ErasureSeen'
import type { KeysOrder } from '@/ipc/generated/KeysOrder'
import { closeToast, setServerNow } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { dialog, submit } from '@/testing/dialog'
import { fakeHouse } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { erased, erasure } from '@/testing/trail'
import ErasuresPart from './ErasuresPart.vue'

vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => {
  for (let n = 0; n < 100; n++) closeToast(n)
  void setLocale('zh-CN')
})

const others = erasure({
  id: id(903),
  number: '1110-02-03',
  proposedBy: '江临',
  state: { kind: 'waiting', until: NOW + 60_000, mine: false },
})
const ALL: ErasureSeen[] = [
  others,
  erased,
  erasure({ id: id(904), number: '1009-01-01', state: { kind: 'lapsed' } }),
  erasure({ id: id(905), number: '1008-01-01', state: { kind: 'dropped', at: NOW, by: '江临' } }),
]

async function open(erasures: ErasureSeen[] = ALL, rights = RIGHTS) {
  fakeHouse({ header: headerWith(rights), erasures })
  const acts: KeysOrder[] = []
  fake.answer('keys', ({ order }) => {
    acts.push(order as KeysOrder)
    return { topics: ['accounts'], fingerprint: null }
  })
  const view = await mountScreen(ErasuresPart)
  await settle(20)
  return { ...view, acts }
}

const row = (number: string) => within(screen.getByRole('rowheader', { name: number }).closest('tr')!)

it('shows ground, both people and both dates, and what came to nothing', async () => {
  await open()
  const done = row('1103-05-02')
  expect(done.getByText('保存期限已届满')).toBeTruthy()
  expect(done.getByText(/^李敏 .*提出$/)).toBeTruthy()
  expect(done.getByText(/^江临 .*确认$/)).toBeTruthy()
  expect(done.getByText(/^本机 .*删除$/)).toBeTruthy()
  expect(done.getByText('2027 年 1 月 3 日 周日最后一份还含它的备份到期；另存到别处的不算')).toBeTruthy()
  expect(row('1009-01-01').getByText('七天没有确认，已失效')).toBeTruthy()
  expect(row('1008-01-01').getByText(/^江临 .*撤回$/)).toBeTruthy()
  for (const number of ['1103-05-02', '1009-01-01', '1008-01-01']) {
    expect(row(number).queryByRole('button')).toBeNull()
  }
})

it('of another person is confirmed here with one’s own password', async () => {
  const { user, acts } = await open()
  await user.click(row('1110-02-03').getByRole('button', { name: '确认…' }))
  await settle(20)
  await expectAccessible()
  await user.type(dialog().getByLabelText(/本人的密码/), 'a-long-password')
  await submit(user, '确认删除')
  expect(acts).toEqual([
    {
      signer: { staffNo: null, password: 'a-long-password' },
      act: { kind: 'erasure', command: { kind: 'confirm', erasure: others.id } },
    },
  ])
})

it('that is refused says why and stays', async () => {
  const { user } = await open()
  fake.answer('keys', () => {
    throw { kind: 'refused', rejection: { kind: 'samePerson' }, field: 'second' }
  })
  await user.click(row('1110-02-03').getByRole('button', { name: '确认…' }))
  await settle(20)
  await user.type(dialog().getByLabelText(/本人的密码/), 'a-long-password')
  await submit(user, '确认删除')
  expect(dialog().getByRole('alert').textContent).toMatch(/请选另一个人/)
})

it('is taken back before it is confirmed', async () => {
  const { user, acts } = await open([erasure()])
  await user.click(screen.getByRole('button', { name: '撤回…' }))
  await settle(20)
  await user.type(dialog().getByLabelText(/本人的密码/), 'a-long-password')
  await submit(user, '撤回')
  expect(acts.at(-1)).toMatchObject({ act: { command: { kind: 'drop', erasure: id(901) } } })
})

it('is looked at by the auditor, who changes nothing', async () => {
  await open(ALL, ['seeHouse', 'seeErasures'])
  expect(screen.getAllByRole('row').length).toBe(ALL.length + 1)
  expect(screen.queryByRole('button')).toBeNull()
})

it('says when there are none', async () => {
  await open([])
  expect(screen.getByText('还没有依法删除的诉求')).toBeTruthy()
})

it('has no critical and no serious axe finding in both languages', async () => {
  await open()
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  expect(screen.getByText('not confirmed within seven days, lapsed')).toBeTruthy()
  await expectAccessible()
})
