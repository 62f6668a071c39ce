import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { closeToast } from '@/kit'
import { expectAccessible } from '@/testing/mount'
import { press, settle } from '@/testing/screen'
import { openSettings } from '@/testing/settingsScreen'

// Whole screens on a shared machine.
vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
})

const input = (label: string | RegExp) => screen.getByLabelText(label) as HTMLInputElement
const vague = () => screen.getByRole('region', { name: '含糊用语' })
const saveButton = () => screen.getByRole('button', { name: /^保存/ }) as HTMLButtonElement

it('vague words are added and removed, each once; only they are sent', async () => {
  const { user, house } = await openSettings('words')
  expect(within(vague()).getByText('35 个')).toBeTruthy()
  await user.type(within(vague()).getByRole('textbox'), '差不多、尽快，改天{Enter}')
  await user.click(within(vague()).getByRole('button', { name: '去掉“马上”' }))
  expect(within(vague()).getByText('36 个')).toBeTruthy()
  await user.click(saveButton())
  await settle(10)
  const order = house.last() as { vague: string[] }
  expect(order).toMatchObject({ kind: 'changeWords', names: null, templates: null })
  expect(order.vague.slice(-2)).toEqual(['差不多', '改天'])
  expect(order.vague).not.toContain('马上')
  expect(order.vague.filter(word => word === '尽快').length).toBe(1)
})

it('a word that is still in its field is saved too', async () => {
  const { user, house } = await openSettings('words')
  await user.type(within(vague()).getByRole('textbox'), '改天')
  await user.type(input(/主场地区/), '新')
  await user.type(within(vague()).getByRole('textbox'), '再等等')
  press('s', { ctrlKey: true })
  await settle(10)
  expect((house.last() as { vague: string[] }).vague.slice(-2)).toEqual(['改天', '再等等'])
  expect(house.last()).toMatchObject({ names: { district: '南湖区新' } })
})

it('templates are ordered, added and emptied; an empty row goes by itself', async () => {
  const { user, house } = await openSettings('words')
  await user.click(screen.getByRole('button', { name: '事项 2 上移' }))
  await user.click(screen.getByRole('button', { name: '去掉事项 5' }))
  await user.click(screen.getByRole('button', { name: '加一个事项' }))
  await settle(5)
  expect(document.activeElement).toBe(input('事项 5 的名称'))
  await user.keyboard('井盖丢失')
  await user.click(screen.getByRole('checkbox', { name: '事项 5 有安全隐患' }))
  await user.type(input('事项 5 的分类'), '010102')
  await user.keyboard('{Enter}')
  expect(input('事项 5 的分类').value).toBe('物业管理 / 电梯 / 破损')
  await user.click(screen.getByRole('button', { name: '加一个事项' }))
  await user.click(saveButton())
  await settle(10)
  expect(house.last()).toMatchObject({
    names: null,
    vague: null,
    templates: [
      { name: '路面塌陷' },
      { name: '电梯停运' },
      { name: '水管漏水' },
      { name: '暖气不热' },
      { name: '井盖丢失', matter: '井盖丢失', category: 'c-010102', hazard: true },
    ],
  })
  expect(saveButton().disabled).toBe(true)
})

it('two of one name are refused before they are sent', async () => {
  const { user, house } = await openSettings('words')
  await user.clear(input('事项 3 的名称'))
  await user.type(input('事项 3 的名称'), '电梯停运')
  await user.click(saveButton())
  await settle(5)
  expect(screen.getByText('第 3 个“电梯停运”和前面的重名。')).toBeTruthy()
  expect(document.activeElement).toBe(input('事项 3 的名称'))
  expect(house.state.orders).toEqual([])
  await expectAccessible()
})

it('the activity has a name; a refusal stands beside it', async () => {
  const { user, house } = await openSettings('words')
  await user.clear(input(/活动名称/))
  await user.click(saveButton())
  await settle(5)
  expect(input(/活动名称/).getAttribute('aria-invalid')).toBe('true')
  expect(house.state.orders).toEqual([])
  await user.type(input(/活动名称/), '面对面')
  await user.click(saveButton())
  await settle(10)
  expect(house.last()).toMatchObject({ names: { activity: '面对面', district: '南湖区' }, vague: null })
})

it('what somebody else changed stands beside mine', async () => {
  const { user, house } = await openSettings('words')
  await user.type(input(/主场地区/), '甲')
  const names = { ...house.state.directory.names, district: '北山区' }
  house.elsewhere({ kind: 'changeWords', names, vague: ['只有一个'], templates: null })
  await settle(10)
  expect(screen.getByText('别人刚改成：北山区')).toBeTruthy()
  expect(within(vague()).getByText('1 个')).toBeTruthy()
  expect(input(/主场地区/).value).toBe('南湖区甲')
})

it('is accessible in both languages', async () => {
  await openSettings('words')
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  await expectAccessible()
})
