import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { closeToast } from '@/kit'
import { expectAccessible } from '@/testing/mount'
import { settle } from '@/testing/screen'
import { openSettings } from '@/testing/settingsScreen'

// Whole screens on a shared machine.
vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
})

const list = () => screen.getByRole('listbox', { name: '人员' })
const form = () => screen.getByRole('region', { name: /的内容$/ })
const field = (label: string | RegExp) => within(form()).getByLabelText(label) as HTMLInputElement

async function open(name?: string) {
  const view = await openSettings('people')
  if (name) {
    await view.user.type(screen.getByLabelText('查找'), name)
    await view.user.click(within(list()).getByText(name))
  }
  await settle(5)
  return view
}

it('stands by unit, the head of each first, and says the unit', async () => {
  await open()
  const [first, second] = within(list()).getAllByRole('option')
  expect(first?.textContent).toMatch(/韩越.*区住建局局长$/)
  expect(second?.textContent).toContain('白帆')
  expect(screen.getByText('42 人')).toBeTruthy()
})

it('reads the greeting as it will be said, while it is typed', async () => {
  const { user, house } = await open('林远')
  expect(within(form()).getByText('你好，我是南湖区委书记林远，请讲！')).toBeTruthy()
  expect(within(form()).getByText('您向林远书记反映的问题')).toBeTruthy()
  await user.clear(field('全称'))
  await user.type(field('全称'), '南湖区区长')
  await user.clear(field('称呼'))
  expect(within(form()).getByText('你好，我是南湖区区长林远，请讲！')).toBeTruthy()
  expect(within(form()).getByText('您向林远南湖区区长反映的问题')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: /^保存/ }))
  await settle(10)
  expect(house.last()).toEqual({
    kind: 'changePeople',
    gone: [],
    set: [{ id: 'p-林远', name: '林远', title: '南湖区区长', unit: null, phone: null }],
  })
})

it('a new one begins in the unit that was open', async () => {
  const { user, house } = await open('江临')
  await user.click(screen.getByRole('button', { name: /新增人员/ }))
  await settle(5)
  expect(field('单位').value).toBe('区市场监管局')
  await user.type(field(/姓名/), '宋词')
  await user.type(field('办公电话'), '10040008888')
  await user.click(screen.getByRole('button', { name: /^保存/ }))
  await settle(10)
  expect(house.last()).toMatchObject({ set: [{ name: '宋词', unit: 'u-market', phone: '10040008888' }] })
})

it('a name with a lost character is refused beside the name', async () => {
  const { user, house } = await open('江临')
  await user.type(field(/姓名/), '□')
  house.state.refuse = {
    kind: 'refused',
    rejection: { kind: 'input', field: 'name', problem: { kind: 'unreadable', at: 2 } },
    field: 'name',
  }
  await user.click(screen.getByRole('button', { name: /^保存/ }))
  await settle(10)
  expect(within(form()).getByText(/第 2 个字显示不出来/)).toBeTruthy()
  expect(field(/姓名/).getAttribute('aria-invalid')).toBe('true')
  await expectAccessible()
})

it('discards, and brings it back with undo', async () => {
  const { user } = await open('江临')
  await user.type(field('称呼'), '长')
  await user.click(screen.getByRole('button', { name: '放弃更改' }))
  expect(field('称呼').value).toBe('局长')
  await user.click(screen.getByRole('button', { name: /撤销/ }))
  await settle(5)
  expect(field('称呼').value).toBe('局长长')
})

it('a new one that is discarded is gone, and comes back with undo', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: /新增人员/ }))
  await settle(5)
  await user.type(field(/姓名/), '宋词')
  await user.click(screen.getByRole('button', { name: '放弃更改' }))
  await settle(5)
  expect(screen.queryByText('宋词')).toBeNull()
  await user.click(screen.getByRole('button', { name: /撤销/ }))
  await settle(5)
  expect(field(/姓名/).value).toBe('宋词')
})

it('is accessible in both languages, with the units open', async () => {
  const { user } = await open('江临')
  await expectAccessible()
  await user.click(field('单位'))
  await expectAccessible()
  await user.keyboard('{Escape}')
  await setLocale('en')
  await settle(5)
  expect(screen.getByText(/Hello, this is .*江临\. Please go ahead\./)).toBeTruthy()
  await expectAccessible()
})
