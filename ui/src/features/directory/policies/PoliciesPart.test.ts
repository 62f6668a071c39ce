import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { closeToast } from '@/kit'
import { expectAccessible } from '@/testing/mount'
import { press, settle } from '@/testing/screen'
import { deadlines } from '@/testing/settingsDirectory'
import { openSettings } from '@/testing/settingsScreen'

// Whole screens on a shared machine.
vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
})

const input = (label: string | RegExp) => screen.getByLabelText(label) as HTMLInputElement
const touches = () => screen.getByRole('region', { name: '会影响的诉求' })
const history = () => screen.getByRole('region', { name: '历次版本' })
const asked = () =>
  fake
    .calls('view')
    .map(({ args }) => args.query as { kind: string })
    .filter(({ kind }) => kind === 'policyPreview')
const saveButton = () => screen.getByRole('button', { name: /^保存/ }) as HTMLButtonElement

async function change(user: Awaited<ReturnType<typeof openSettings>>['user'], label: string, value: string) {
  await user.clear(input(label))
  await user.type(input(label), value)
}

describe('time limits', () => {
  it('stand in a table with their source, and the version that holds is marked', async () => {
    await openSettings('policies')
    expect(input('一般的数').value).toBe('7')
    expect(input('一般的来源').value).toBe('热线管理办法（征求意见稿）')
    expect(input('当天办理的数').value).toBe('17:30')
    const rows = within(history()).getAllByRole('row').slice(1)
    expect(rows[0]?.textContent).toMatch(/第 2 版.*现行.*11 月 2 日 周一.*方可/)
    expect(rows[1]?.textContent).toMatch(/第 1 版.*建立时.*程序自带/)
    expect(within(touches()).getByText(/改了时限，这里就写出/)).toBeTruthy()
    expect(asked()).toEqual([])
    await expectAccessible()
  })

  it('a change shows what it would touch, asked once after a pause in typing', async () => {
    const { user } = await openSettings('policies')
    await change(user, '一般的数', '5')
    await settle(400)
    expect(asked()).toEqual([
      {
        kind: 'policyPreview',
        from: '2026-12-01',
        deadlines: {
          ...deadlines,
          version: 3,
          rules: {
            ...deadlines.rules,
            general: { span: { kind: 'workingDays', value: 5 }, source: '热线管理办法（征求意见稿）' },
          },
        },
      },
    ])
    expect(within(touches()).getByText('将影响在办 84 件中的 12 件')).toBeTruthy()
    expect(within(touches()).getByText('9 件还没交办，默认时限换成新的')).toBeTruthy()
    expect(within(touches()).getByText('3 件已交办，时限不变')).toBeTruthy()
    const rows = within(touches()).getAllByRole('row').slice(1)
    expect(rows.length).toBe(12)
    expect(rows[0]?.textContent).toMatch(
      /1201-01-03长桥街道 · 春晓苑物业管理.*停运12 月 10 日 周四 17:30不变/,
    )
    expect(rows[5]?.textContent).toMatch(/12 月 10 日 周四 17:3012 月 7 日 周一 17:30/)
    await expectAccessible()
  })

  it('is confirmed with what it touches, and becomes a new version', async () => {
    const { user, house } = await openSettings('policies')
    await change(user, '一般的数', '5')
    await settle(400)
    press('s', { ctrlKey: true })
    await settle(20)
    const dialog = screen.getByRole('dialog', { name: '执行第 3 版办结时限' })
    expect(within(dialog).getByText(/从 12 月 1 日 周二 起/)).toBeTruthy()
    expect(within(dialog).getByText('将影响在办 84 件中的 12 件')).toBeTruthy()
    expect(house.state.orders).toEqual([])
    await expectAccessible()
    await user.click(within(dialog).getByRole('button', { name: '执行第 3 版' }))
    await settle(20)
    expect(house.last()).toMatchObject({
      kind: 'changePolicies',
      from: '2026-12-01',
      timetable: null,
      undecided: null,
      deadlines: { version: 3, rules: { general: { span: { kind: 'workingDays', value: 5 } } } },
      limits: null,
    })
    expect(screen.queryByRole('dialog')).toBeNull()
    const rows = within(history()).getAllByRole('row').slice(1)
    expect(rows[0]?.textContent).toMatch(/第 3 版.*现行/)
    expect(rows[1]?.textContent).not.toContain('现行')
    expect(saveButton().disabled).toBe(true)
  })

  it('from a later day it waits, and is what is edited next', async () => {
    const { user, house } = await openSettings('policies')
    await change(user, '复杂的数', '10')
    await user.click(screen.getByRole('button', { name: /执行日期/ }))
    await settle(10)
    await user.click(screen.getByRole('button', { name: /12 月 7 日 周一/ }))
    await settle(400)
    expect(asked().at(-1)).toMatchObject({ from: '2026-12-07' })
    await user.click(saveButton())
    await settle(20)
    await user.click(screen.getByRole('button', { name: '执行第 3 版' }))
    await settle(20)
    expect(house.last()).toMatchObject({ from: '2026-12-07' })
    const rows = within(history()).getAllByRole('row').slice(1)
    expect(rows[0]?.textContent).toMatch(/第 3 版.*待执行.*12 月 7 日 周一/)
    expect(rows[1]?.textContent).toMatch(/第 2 版.*现行/)
    expect(input('复杂的数').value).toBe('10')
    expect(saveButton().disabled).toBe(true)
  })

  it('a limit without a source is not saved, and says so beside it', async () => {
    const { user, house } = await openSettings('policies')
    await user.clear(input('安全隐患的来源'))
    await settle(400)
    expect(within(touches()).getByText(/填完整了/)).toBeTruthy()
    await user.click(saveButton())
    await settle(10)
    const row = screen.getByRole('group', { name: '安全隐患' })
    expect(within(row).getByText('来源不能空着：写明依据哪份文件。')).toBeTruthy()
    expect(document.activeElement).toBe(input('安全隐患的来源'))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(house.state.orders).toEqual([])
    await expectAccessible()
  })

  it('another way of counting asks for its number', async () => {
    const { user } = await openSettings('policies')
    await user.click(screen.getByRole('combobox', { name: /一般的算法/ }))
    await expectAccessible()
    await user.click(screen.getByRole('option', { name: '当天几点前' }))
    expect(input('一般的数').value).toBe('')
    await user.type(input('一般的数'), '1630')
    await user.tab()
    expect(input('一般的数').value).toBe('16:30')
  })

  it('hours that overlap are said beside the hours', async () => {
    const { user } = await openSettings('policies')
    await change(user, '第 2 段开始', '11:00')
    await user.click(saveButton())
    await settle(10)
    expect(within(screen.getByRole('group', { name: '工作时间' })).getByText(/各段不能重叠/)).toBeTruthy()
  })

  it('an earlier version is loaded as the beginning of the next', async () => {
    const { user, house } = await openSettings('policies')
    house.state.versions[1]!.policy = { ...deadlines, version: 1, closeOfDay: '18:00:00' }
    fake.emit('changed', ['directory'])
    await settle(10)
    await user.click(screen.getByRole('button', { name: /^载入\s*第 1 版$/ }))
    expect(input('下班时刻').value).toBe('18:00')
    await user.click(screen.getByRole('button', { name: /撤销/ }))
    expect(input('下班时刻').value).toBe('17:30')
  })

  it('a preview that fails can be tried again, and does not hold up the change', async () => {
    const { user, house } = await openSettings('policies')
    const { preview } = house.state
    house.state.preview = () => {
      throw { kind: 'away', what: { kind: 'notOpen' } }
    }
    await change(user, '一般的数', '9')
    await settle(400)
    expect(within(touches()).getByRole('alert').textContent).toContain('还没有打开数据')
    await user.click(saveButton())
    await settle(20)
    expect((screen.getByRole('button', { name: '执行第 3 版' }) as HTMLButtonElement).disabled).toBe(false)
    await user.click(screen.getByRole('button', { name: '取消' }))
    house.state.preview = preview
    await user.click(within(touches()).getByRole('button', { name: '再试一次' }))
    await settle(10)
    expect(within(touches()).getByText('将影响在办 84 件中的 12 件')).toBeTruthy()
  })

  it('nothing is asked about a number that cannot be', async () => {
    const { user } = await openSettings('policies')
    await change(user, '一般的数', '999')
    await settle(400)
    expect(asked()).toEqual([])
  })
})

describe('timetable and ruling', () => {
  it('add up, and are saved without a new version', async () => {
    const { user, house } = await openSettings('policies')
    expect(screen.getByText('共 57 分钟')).toBeTruthy()
    expect(screen.getByText('逐件这一段排得下 19 件')).toBeTruthy()
    await change(user, '逐件', '30')
    await change(user, '每件（秒）', '60')
    await change(user, '会后几个工作日', '2')
    expect(screen.getByText('共 63 分钟')).toBeTruthy()
    expect(screen.getByText('逐件这一段排得下 30 件')).toBeTruthy()
    await user.click(saveButton())
    await settle(20)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(house.last()).toEqual({
      kind: 'changePolicies',
      deadlines: null,
      from: null,
      timetable: { opening: 2, oneByOne: 30, byUnit: 24, absent: 4, closing: 3, secondsACase: 60 },
      undecided: { days: 2, time: '17:00:00' },
      limits: null,
    })
    expect(saveButton().disabled).toBe(true)
  })

  it('what somebody else changed stands beside mine', async () => {
    const { user, house } = await openSettings('policies')
    await change(user, '开场', '5')
    const timetable = { ...house.state.directory.timetable, opening: 3, closing: 6 }
    house.elsewhere({
      kind: 'changePolicies',
      deadlines: null,
      from: null,
      timetable,
      undecided: null,
      limits: null,
    })
    await settle(20)
    expect(screen.getByText('别人刚改成：3')).toBeTruthy()
    expect(input('收尾').value).toBe('6')
    expect(input('开场').value).toBe('5')
  })
})

it('is accessible in English, before and after a change', async () => {
  const { user } = await openSettings('policies')
  await setLocale('en')
  await settle(5)
  await expectAccessible()
  await change(user, 'General: how many', '5')
  await settle(400)
  expect(screen.getByText('Touches 12 of 84 open cases')).toBeTruthy()
  await expectAccessible()
})
