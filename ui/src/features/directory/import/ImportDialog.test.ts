import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { expectAccessible } from '@/testing/mount'
import { settle } from '@/testing/screen'
import { openSettings } from '@/testing/settingsScreen'

// Whole screens on a shared machine.
vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => fake.reset())
afterEach(() => void setLocale('zh-CN'))

const dialog = () => screen.getByRole('dialog')
const button = (name: string | RegExp) => within(dialog()).getByRole('button', { name }) as HTMLButtonElement
const count = (name: string) =>
  within(dialog()).getByText(name).parentElement?.querySelector('dd')?.textContent

async function open(part: string) {
  const view = await openSettings(part)
  await view.user.click(screen.getByRole('button', { name: '导入…' }))
  await settle(10)
  return view
}

it('reads the file first and writes nothing; then takes it and gives a receipt', async () => {
  const { user } = await open('categories')
  expect(within(dialog()).getByText(/level_1_code/)).toBeTruthy()
  expect(button(/^导入 0 条/).disabled).toBe(true)
  await expectAccessible()

  await user.click(button('选择文件…'))
  await settle(10)
  expect(fake.calls('choose_open')[0]?.args).toEqual({ endings: ['csv', 'txt'] })
  expect(fake.calls('bring').map(({ args }) => args.order)).toEqual([
    { what: 'categories', path: '/media/stick/table.csv', tryOnly: true },
  ])
  expect(within(dialog()).getByText('table.csv')).toBeTruthy()
  expect(within(dialog()).getByText('试读好了，还没有写入。导入会新增或改动 630 条。')).toBeTruthy()
  expect(count('各级')).toBe('14 / 99 / 515')
  expect([count('读懂的行'), count('新增'), count('改动'), count('相同'), count('不收')]).toEqual([
    '515',
    '628',
    '2',
    '0',
    '2',
  ])
  expect(within(dialog()).getByText('科教文体 / 科技事务 / 科技服务')).toBeTruthy()
  const refused = within(dialog()).getByRole('list', { name: '不收的行' })
  expect(
    within(refused)
      .getAllByRole('listitem')
      .map(item => item.textContent?.replace(/\s+/g, ' ').trim()),
  ).toEqual(['第 18 行 前面已有一行，内容不同', '第 302 行 没有名称'])
  await expectAccessible()

  const read = () =>
    fake.calls('view').filter(({ args }) => (args.query as { kind: string }).kind === 'directory').length
  const before = read()
  await user.click(button('导入 630 条'))
  await settle(10)
  expect(fake.calls('bring').at(-1)?.args.order).toMatchObject({ tryOnly: false })
  expect(within(dialog()).getByText('已导入 630 条。')).toBeTruthy()
  expect(read()).toBe(before + 1)
  await user.click(within(dialog()).getAllByRole('button', { name: '关闭' }).at(-1)!)
  await settle(10)
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('a file that brings nothing new can not be taken', async () => {
  const { user, house } = await open('places')
  house.state.receipt = () => ({
    rows: 21,
    added: 0,
    changed: 0,
    same: 21,
    levels: [1, 4, 16],
    refused: [],
    sample: [],
  })
  await user.click(button('选择文件…'))
  await settle(10)
  expect(within(dialog()).getByText(/没有可导入的/)).toBeTruthy()
  expect(button(/^导入 0 条/).disabled).toBe(true)
})

it('a file that cannot be read is said in words, and another can be chosen', async () => {
  const { user, house } = await open('places')
  const { receipt } = house.state
  house.state.receipt = () => {
    throw { kind: 'away', what: { kind: 'file' } }
  }
  await user.click(button('选择文件…'))
  await settle(10)
  expect(within(dialog()).getByRole('alert').textContent).toContain('文件读写失败')
  house.state.receipt = receipt
  await user.click(button('选择文件…'))
  await settle(10)
  expect(within(dialog()).queryByRole('alert')).toBeNull()
  expect(count('新增')).toBe('628')
})

it('nothing chosen changes nothing', async () => {
  const { user, house } = await open('places')
  house.state.chosen = null
  await user.click(button('选择文件…'))
  await settle(10)
  expect(fake.calls('bring')).toEqual([])
  expect(within(dialog()).queryByRole('alert')).toBeNull()
})

it('holidays are brought in from the calendar of a year that is not known', async () => {
  const { user } = await openSettings('calendar')
  await user.click(screen.getByText('2027'))
  await settle(5)
  await user.click(screen.getByText('导入放假安排'))
  await settle(10)
  await user.click(button('选择文件…'))
  await settle(10)
  expect(fake.calls('bring')[0]?.args.order).toMatchObject({ what: 'calendar', tryOnly: true })
  expect(within(dialog()).queryByText('各级')).toBeNull()
  expect(within(dialog()).getByText('1 月 1 日 周五 休 元旦')).toBeTruthy()
  await setLocale('en')
  await settle(5)
  await expectAccessible()
}, 30_000)
