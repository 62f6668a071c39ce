import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

const tree = () => screen.getByRole('tree')
const items = () => within(tree()).getAllByRole('treeitem')
const labels = () => items().map(item => item.querySelector('.u-tree-label')?.textContent)
const form = () => screen.getByRole('region', { name: /的内容$/ })
const field = (label: string | RegExp) => within(form()).getByLabelText(label) as HTMLInputElement
const saveButton = () => screen.getByRole('button', { name: /^保存/ })

describe('categories', () => {
  it('628 of them are a tree of which only what is seen is drawn', async () => {
    await openSettings('categories')
    expect(screen.getByText('628 个（14 / 99 / 515）')).toBeTruthy()
    expect(items().length).toBe(14)
    expect(items()[0]?.getAttribute('aria-expanded')).toBe('false')
    expect(items()[0]?.getAttribute('aria-setsize')).toBe('14')
    await expectAccessible()
  })

  it('are walked, opened and closed by keys', async () => {
    const { user } = await openSettings('categories')
    tree().focus()
    await settle(5)
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}')
    expect(items()[1]?.getAttribute('aria-expanded')).toBe('true')
    expect(field(/分类名称/).value).toBe('停运')
    expect(items()[2]?.getAttribute('aria-level')).toBe('3')
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}')
    expect(labels().length).toBe(14)
    await user.keyboard('{End}')
    expect(field(/分类名称/).value).toBe('政务服务')
    await user.keyboard('{Enter}')
    await settle(5)
    expect(document.activeElement).toBe(field(/分类名称/))
  })

  it('are found by initials and number, with the way to them', async () => {
    const { user } = await openSettings('categories')
    await user.type(screen.getByLabelText('查找'), '010102')
    expect(labels()).toEqual(['物业管理', '电梯', '破损'])
    await user.clear(screen.getByLabelText('查找'))
    await user.type(screen.getByLabelText('查找'), 'dt')
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(tree())
    expect(labels().slice(0, 2)).toEqual(['物业管理', '电梯'])
  })

  it('inherit the unit of the nearest branch above, and say from which', async () => {
    const { user, house } = await openSettings('categories')
    await user.type(screen.getByLabelText('查找'), '010102')
    await user.click(within(tree()).getByText('破损'))
    expect(field('默认单位').value).toBe('')
    expect(field('默认单位').placeholder).toBe('沿用：区市场监管局')
    expect(within(form()).getByText('沿用上级“电梯”的单位。')).toBeTruthy()
    await user.type(field('默认单位'), '水务')
    await user.keyboard('{Enter}')
    await user.click(saveButton())
    await settle(10)
    expect(house.last()).toMatchObject({
      kind: 'changeCategories',
      set: [{ id: 'c-010102', unit: 'u-water' }],
    })
  })

  it('carry at most three reference lines, and count them', async () => {
    const { user, house } = await openSettings('categories')
    await user.type(screen.getByLabelText('查找'), '010101')
    await user.click(within(tree()).getByText('停运'))
    const add = within(form()).getByRole('button', { name: '加一行口径' }) as HTMLButtonElement
    expect(within(form()).getByText('2/3 行')).toBeTruthy()
    await user.click(add)
    await user.keyboard('修好以后给来电人回电话。')
    expect(within(form()).getByText('3/3 行')).toBeTruthy()
    expect(add.disabled).toBe(true)
    await user.click(within(form()).getByRole('button', { name: '口径 3 上移' }))
    press('s', { ctrlKey: true })
    await settle(10)
    expect(house.last()).toMatchObject({
      set: [
        {
          code: '010101',
          scope: '住宅小区电梯停止运行、困人、维修不及时等诉求',
          lines: [
            '电梯停运的，维保单位接报后半小时内到场。',
            '修好以后给来电人回电话。',
            '维修资金不够的，可以走应急程序。',
          ],
        },
      ],
    })
  })

  it('a new one goes below the one that is open, and is seen there before it is saved', async () => {
    const { user, house } = await openSettings('categories')
    await user.click(within(tree()).getByText('民政'))
    await user.click(screen.getByRole('button', { name: '新增下级' }))
    await settle(10)
    expect(labels()).toContain('新分类')
    expect(field('上级').value).toBe('民政')
    await user.type(field(/分类名称/), '婚姻登记')
    await user.click(saveButton())
    await settle(10)
    expect(house.last()).toMatchObject({
      set: [{ name: '婚姻登记', above: 'c-09', class: 'general', unit: null }],
    })
    expect(screen.getByText('629 个（14 / 100 / 515）')).toBeTruthy()
  })

  it('cannot be moved below themselves', async () => {
    const { user } = await openSettings('categories')
    await user.click(within(tree()).getByText('物业管理'))
    await user.click(field('上级'))
    const names = within(screen.getByRole('listbox', { name: '上级' })).getAllByRole('option')
    expect(names.length).toBe(50)
    expect(names.some(({ textContent }) => textContent?.includes('物业管理'))).toBe(false)
    await expectAccessible()
  })

  it('a name taken is said beside the name', async () => {
    const { user, house } = await openSettings('categories')
    await user.click(within(tree()).getByText('民政'))
    await user.clear(field(/分类名称/))
    await user.type(field(/分类名称/), '教育')
    house.state.refuse = {
      kind: 'refused',
      rejection: { kind: 'nameTaken', name: '教育' },
      field: 'name',
    }
    await user.click(saveButton())
    await settle(10)
    expect(within(form()).getByText(/已经有一个叫“教育”的/)).toBeTruthy()
  })

  it('are accessible in English', async () => {
    const { user } = await openSettings('categories')
    await setLocale('en')
    await settle(10)
    await user.click(within(tree()).getByText('物业管理'))
    expect(screen.getByText('628 (14 / 99 / 515)')).toBeTruthy()
    await expectAccessible()
  })
})

describe('places', () => {
  it('are a tree that is changed like the others', async () => {
    const { user, house } = await openSettings('places')
    expect(screen.getByText('21 个')).toBeTruthy()
    await user.type(screen.getByLabelText('查找'), 'cxy')
    expect(labels()).toEqual(['南湖区', '长桥街道', '春晓苑'])
    await user.click(within(tree()).getByText('春晓苑'))
    expect(form().getAttribute('aria-label')).toBe('春晓苑的内容')
    await user.type(field(/地点名称/), '二期')
    await user.click(saveButton())
    await settle(10)
    expect(house.last()).toEqual({
      kind: 'changePlaces',
      gone: [],
      set: [{ id: 'l-春晓苑', name: '春晓苑二期', initials: 'cxy', above: 'l-长桥街道' }],
    })
  })

  it('one with others below it stays, and says so', async () => {
    const { user, house } = await openSettings('places')
    await user.click(within(tree()).getByText('南湖区'))
    house.state.refuse = {
      kind: 'refused',
      rejection: { kind: 'stillUsed', name: '南湖区', by: '长桥街道' },
      field: null,
    }
    await user.click(screen.getByRole('button', { name: '删除' }))
    await settle(10)
    expect(screen.getByRole('alert').textContent).toContain('还在用（长桥街道）')
    await expectAccessible()
  })

  it('an empty list offers the import', async () => {
    const { user } = await openSettings('places', { places: [] })
    expect(screen.getByText('还没有地点')).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: '导入…' }).at(-1)!)
    await settle(10)
    expect(screen.getByRole('dialog', { name: '导入地点' })).toBeTruthy()
  })
})
