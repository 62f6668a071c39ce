import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { Unit } from '@/ipc/generated/Unit'
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

const list = () => screen.getByRole('listbox', { name: '单位' })
const options = () => within(list()).getAllByRole('option')
const form = () => screen.getByRole('region', { name: /的内容$/ })
const field = (label: string | RegExp) => within(form()).getByLabelText(label) as HTMLInputElement
const save = () => screen.getByRole('button', { name: /^保存/ }) as HTMLButtonElement

async function open(unit?: string, change = {}) {
  const view = await openSettings('units', change)
  if (unit) await view.user.click(within(list()).getByText(unit))
  await settle(5)
  return view
}

describe('units', () => {
  it('stand in their fixed order with their heads, and are found by another name', async () => {
    const { user } = await open()
    expect(screen.getByText('17 个')).toBeTruthy()
    expect(options()[0]?.textContent).toContain('区住建局')
    expect(within(options()[0]!).getByText('韩越局长')).toBeTruthy()
    await user.type(screen.getByLabelText('查找'), '环保')
    expect(options().map(option => option.textContent?.trim())).toEqual([
      expect.stringContaining('区生态环境局'),
    ])
    await user.type(screen.getByLabelText('查找'), '什么')
    expect(screen.getByText('没有符合“环保什么”的')).toBeTruthy()
  })

  it('are walked by keys, and Enter goes into the form', async () => {
    const { user } = await open()
    list().focus()
    await settle(5)
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(field(/单位名称/).value).toBe('区城管执法局')
    await user.keyboard('{Enter}')
    await settle(5)
    expect(document.activeElement).toBe(field(/单位名称/))
  })

  it('are changed: what was typed goes on record with the version that was seen', async () => {
    const { user, house } = await open('区住建局')
    expect(save().disabled).toBe(true)
    await user.clear(field('值班电话'))
    await user.type(field('值班电话'), '10040009999')
    await user.type(field('别名'), '建设局、住房局{Enter}')
    await user.click(within(form()).getByRole('button', { name: '加一条方案' }))
    await user.keyboard('先搭临时便道')
    expect(screen.getAllByText('未保存').length).toBeGreaterThan(1)
    press('s', { ctrlKey: true })
    await settle(20)
    expect(fake.calls('act')[0]?.args.orders).toMatchObject([
      { version: 12, command: { about: 'directory' } },
    ])
    expect(house.last()).toEqual({
      kind: 'changeUnits',
      gone: [],
      set: [
        expect.objectContaining({
          id: 'u-build',
          dutyPhone: '10040009999',
          aliases: ['住建局', '建设局', '住房局'],
          plans: ['组织抢修，修复后由社区签字确认', '明确管护单位并在小区公示', '先搭临时便道'],
          head: 'p-韩越',
          order: 1,
        }),
      ],
    })
    expect(screen.getAllByText('已保存：区住建局').length).toBeGreaterThan(0)
    expect(screen.queryByText('未保存')).toBeNull()
  })

  it('are added at the end of the order', async () => {
    const { user, house } = await open()
    press('n')
    await settle(10)
    expect(document.activeElement).toBe(field(/单位名称/))
    await user.keyboard('区应急局')
    await user.click(save())
    await settle(20)
    expect(house.last()).toMatchObject({ set: [{ name: '区应急局', kind: 'bureau', order: 18 }] })
    expect(screen.getByText('18 个')).toBeTruthy()
    expect(options().at(-1)?.textContent).toContain('区应急局')
  })

  it('without a name are refused beside the name, and nothing is sent', async () => {
    const { user, house } = await open('区住建局')
    await user.clear(field(/单位名称/))
    await user.click(save())
    await settle(5)
    expect(field(/单位名称/).getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(field(/单位名称/))
    expect(within(form()).getByText(/还缺：名称/)).toBeTruthy()
    expect(house.state.orders).toEqual([])
    await expectAccessible()
  })

  it('a refusal of the record stands beside its field, and what was typed stays', async () => {
    const { user, house } = await open('区住建局')
    await user.clear(field('值班电话'))
    await user.type(field('值班电话'), '一二三')
    house.state.refuse = {
      kind: 'refused',
      rejection: { kind: 'input', field: 'dutyPhone', problem: { kind: 'notANumber' } },
      field: 'dutyPhone',
    }
    await user.click(save())
    await settle(10)
    expect(field('值班电话').getAttribute('aria-invalid')).toBe('true')
    expect(within(form()).getByText(/不是电话号码/)).toBeTruthy()
    expect(field('值班电话').value).toBe('一二三')
  })

  it('cannot stand above themselves or below what is below them', async () => {
    const { user } = await open('区住建局')
    await user.click(field('上级单位'))
    const names = within(screen.getByRole('listbox', { name: '上级单位' }))
      .getAllByRole('option')
      .map(option => option.textContent)
    expect(names.some(name => name?.includes('区住建局'))).toBe(false)
    expect(names.some(name => name?.includes('滨河供热公司'))).toBe(false)
    expect(names.some(name => name?.includes('区水务局'))).toBe(true)
    await expectAccessible()
  })

  it('get deputies, never the head', async () => {
    const { user, house } = await open('区住建局')
    await user.click(field('副职'))
    const names = within(screen.getByRole('listbox', { name: '副职' })).getAllByRole('option')
    expect(names.some(({ textContent }) => textContent?.includes('韩越'))).toBe(false)
    await user.type(field('副职'), '秦岚')
    await user.keyboard('{Enter}')
    await settle(5)
    expect(field('副职').value).toBe('')
    await user.click(within(form()).getByRole('button', { name: '去掉“白帆 区住建局副局长”' }))
    await user.click(save())
    await settle(10)
    expect(house.last()).toMatchObject({ set: [{ deputies: ['p-秦岚'] }] })
  })

  it('move by buttons: the two that change places are sent', async () => {
    const { user, house } = await open('区住建局')
    expect((screen.getByRole('button', { name: '上移' }) as HTMLButtonElement).disabled).toBe(true)
    await user.click(screen.getByRole('button', { name: '下移' }))
    await settle(10)
    const { set } = house.last() as { set: Unit[] }
    expect(set.map(({ id, order }) => [id, order])).toEqual([
      ['u-market', 1],
      ['u-build', 2],
    ])
    expect(options()[1]?.textContent).toContain('区住建局')
    expect(screen.getByText('第 2 位，共 17 个')).toBeTruthy()
  })

  it('are removed at once and come back with undo', async () => {
    const { user, house } = await open('区园林局')
    await user.click(screen.getByRole('button', { name: '删除' }))
    await settle(10)
    expect(house.last()).toEqual({ kind: 'changeUnits', set: [], gone: ['u-green'] })
    expect(screen.getByText('16 个')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /撤销/ }))
    await settle(10)
    expect(house.last()).toMatchObject({ set: [{ id: 'u-green', order: 11, aliases: ['园林局'] }] })
    expect(field(/单位名称/).value).toBe('区园林局')
  })

  it('one that is used stays, and says where', async () => {
    const { user, house } = await open('区市场监管局')
    house.state.refuse = {
      kind: 'refused',
      rejection: { kind: 'stillUsed', name: '区市场监管局', by: '电梯' },
      field: null,
    }
    await user.click(screen.getByRole('button', { name: '删除' }))
    await settle(10)
    expect(screen.getByRole('alert').textContent).toContain('“区市场监管局”还在用（电梯）')
    expect(screen.getByText('17 个')).toBeTruthy()
  })
})

describe('somebody else at the same time', () => {
  it('stale: theirs stands beside mine, and mine goes in only when it is saved again', async () => {
    const { user, house } = await open('区住建局')
    await user.clear(field('值班电话'))
    await user.type(field('值班电话'), '10040002222')
    const theirs = house.state.directory.units[0]!
    house.elsewhere(
      { kind: 'changeUnits', set: [{ ...theirs, dutyPhone: '10040003333', plans: ['改过'] }], gone: [] },
      false,
    )
    await user.click(save())
    await settle(20)
    expect(house.state.orders).toEqual([])
    expect(screen.getByRole('alert').textContent).toMatch(/江临在今天 9:49先改了这一条/)
    expect(within(form()).getByText('别人刚改成：10040003333')).toBeTruthy()
    expect(field('值班电话').value).toBe('10040002222')
    expect(field('方案 1').value).toBe('改过')
    await expectAccessible()
    await user.click(save())
    await settle(20)
    expect(house.last()).toMatchObject({ set: [{ dutyPhone: '10040002222', plans: ['改过'] }] })
    expect(screen.queryByText(/别人刚改成/)).toBeNull()
  })

  it('theirs can be taken, and the removed put back', async () => {
    const { user, house } = await open('区园林局')
    await user.type(field(/单位名称/), '（新）')
    const theirs = house.state.directory.units.find(({ id }) => id === 'u-green')!
    house.elsewhere({ kind: 'changeUnits', set: [{ ...theirs, name: '区绿化局' }], gone: [] })
    await settle(10)
    await user.click(within(form()).getByRole('button', { name: '用别人的' }))
    expect(field(/单位名称/).value).toBe('区绿化局')
    expect(save().disabled).toBe(true)
    await user.type(field(/单位名称/), '二')
    house.elsewhere({ kind: 'changeUnits', set: [], gone: ['u-green'] })
    await settle(10)
    expect(within(form()).getByText(/刚被别人删除/)).toBeTruthy()
    await user.click(save())
    await settle(10)
    expect(house.last()).toMatchObject({ set: [{ id: 'u-green', name: '区绿化局二' }] })
  })
})

it('an empty list leads on', async () => {
  const { user } = await openSettings('units', { units: [] })
  expect(screen.getByText('还没有单位')).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: /新增单位/ }).at(-1)!)
  await settle(5)
  expect(document.activeElement).toBe(field(/单位名称/))
})

it('is accessible in both languages', async () => {
  await open('区住建局')
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  await expectAccessible()
})
