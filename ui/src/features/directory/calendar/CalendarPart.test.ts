import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { closeToast } from '@/kit'
import { expectAccessible } from '@/testing/mount'
import { settle } from '@/testing/screen'
import { calendar } from '@/testing/settingsDirectory'
import { openSettings } from '@/testing/settingsScreen'

// A year is 365 cells: looking for roles among them takes its time.
vi.setConfig({ testTimeout: 30_000 })
beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
})

const day = (iso: string) => document.querySelector<HTMLElement>(`[data-day="${iso}"]`)!
const focused = () => (document.activeElement as HTMLElement).dataset.day
const side = () => screen.getByLabelText('选中的一天和这一年')
const choice = (name: string) => within(side()).getByRole('radio', { name })
const saveButton = () => screen.getByText('保存').closest('button')!

describe('a year', () => {
  it('has twelve months that begin on Monday, and says in words what each day is', async () => {
    await openSettings('calendar')
    expect(screen.getAllByRole('grid').length).toBe(12)
    const heads = within(screen.getByRole('grid', { name: '2026 年 10 月' })).getAllByRole('columnheader')
    expect(heads.map(({ textContent }) => textContent).join('')).toBe('一二三四五六日')
    expect(day('2026-10-01').getAttribute('aria-label')).toBe('10 月 1 日 周四 放假 国庆节')
    expect(day('2026-10-01').dataset.mark).toBe('休')
    expect(day('2026-10-01').title).toBe('国庆节')
    expect(day('2026-10-10').dataset.mark).toBe('班')
    expect(day('2026-10-10').getAttribute('aria-label')).toBe('10 月 10 日 周六 调休上班 国庆节')
    expect(day('2026-12-05').getAttribute('aria-label')).toBe('12 月 5 日 周六 周末，不上班')
    expect(day('2026-12-01').getAttribute('aria-label')).toBe('12 月 1 日 周二 工作日 今天')
    expect(document.querySelectorAll('[data-day]').length).toBe(365)
    await expectAccessible()
  })

  it('says who said so and when, and lists the days that have a name', async () => {
    await openSettings('calendar')
    expect(within(side()).getByText('国务院办公厅关于 2026 年部分节假日安排的通知')).toBeTruthy()
    expect(within(side()).getByText('8 月 7 日 周五')).toBeTruthy()
    expect(within(side()).getByText('248 天')).toBeTruthy()
    const named = within(side()).getByRole('region', { name: '放假和调休' })
    const national = within(named).getByText('国庆节').closest('li')!
    expect(national.textContent).toContain('休10 月 1 日 周四至10 月 7 日 周三')
    expect(national.textContent).toContain('班9 月 20 日 周日')
  })

  it('says in words where a shipped year comes from: no versions, no bare dates', async () => {
    const source = 'chinese-days@1.5.7|chinesecalendar@1.11.0|holiday-cn@2026-08-07'
    await openSettings('calendar', { calendar: calendar().map(seen => ({ ...seen, source })) })
    expect(within(side()).getByText('3 份公开日历一致（chinese-days 等）')).toBeTruthy()
    expect(side().textContent).not.toMatch(/@|2026-08-07/)
  })

  it('that is not known is provisional, and how to bring it in stands there', async () => {
    const { user } = await openSettings('calendar')
    await user.click(screen.getByText('2027'))
    await settle(5)
    expect(within(side()).getByText('暂定：2027 年放假安排未录入')).toBeTruthy()
    expect(within(side()).getByText(/导入当年的表/)).toBeTruthy()
    expect(day('2027-12-01').tabIndex).toBe(0)
    expect(within(side()).queryByText('来源')).toBeNull()
    await expectAccessible()
  })
})

describe('by keys', () => {
  it('arrows go by day and week, over the ends of months, and stay in the year', async () => {
    const { user } = await openSettings('calendar')
    day('2026-12-01').focus()
    await user.keyboard('{ArrowLeft}')
    expect(focused()).toBe('2026-11-30')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(focused()).toBe('2026-12-14')
    await user.keyboard('{PageUp}')
    expect(focused()).toBe('2026-11-14')
    await user.keyboard('{Home}')
    expect(focused()).toBe('2026-11-09')
    await user.keyboard('{End}')
    expect(focused()).toBe('2026-11-15')
    expect([...document.querySelectorAll('[data-day][tabindex="0"]')].length).toBe(1)
    day('2026-12-31').focus()
    await user.keyboard('{ArrowRight}')
    expect(focused()).toBe('2026-12-31')
  })

  it('the day under the focus is told in words beside the grid; Enter goes to change it', async () => {
    const { user } = await openSettings('calendar')
    day('2026-10-02').focus()
    await settle(5)
    expect(within(side()).getByRole('heading', { name: '10 月 2 日 周五' })).toBeTruthy()
    expect(within(side()).getByText('放假 · 国庆节')).toBeTruthy()
    await user.keyboard('{Enter}')
    await settle(5)
    expect(document.activeElement).toBe(choice('休'))
    await user.click(within(side()).getByRole('button', { name: '回到日历' }))
    expect(focused()).toBe('2026-10-02')
  })
})

describe('changing days', () => {
  it('several days are changed and saved in one go', async () => {
    const { user, house } = await openSettings('calendar')
    await user.click(day('2026-12-31'))
    await user.click(choice('休'))
    await user.type(within(side()).getByLabelText('名称'), '停电检修')
    await user.click(day('2026-12-26'))
    await user.click(choice('班'))
    await user.click(day('2026-10-07'))
    await user.click(choice('按星期'))
    expect(day('2026-12-31').dataset.mark).toBe('休')
    expect(day('2026-12-31').getAttribute('aria-label')).toMatch(/放假 停电检修 未保存$/)
    expect(screen.getByText('3 天未保存')).toBeTruthy()
    expect(house.state.orders).toEqual([])
    await user.click(saveButton())
    await settle(10)
    expect(house.last()).toEqual({
      kind: 'changeCalendar',
      rows: [],
      days: [
        ['2026-12-31', { kind: 'off', name: '停电检修' }],
        ['2026-12-26', { kind: 'work', name: '' }],
        ['2026-10-07', null],
      ],
    })
    expect(screen.getAllByText('已保存 3 天').length).toBeGreaterThan(0)
    expect(saveButton().disabled).toBe(true)
    expect(within(side()).getByText('停电检修')).toBeTruthy()
    expect(day('2026-10-07').dataset.mark).toBeUndefined()
  })

  it('are discarded together, and come back with undo', async () => {
    const { user } = await openSettings('calendar')
    await user.click(day('2026-12-31'))
    await user.click(choice('休'))
    await user.click(day('2026-12-30'))
    await user.click(choice('休'))
    await user.click(screen.getByText('放弃更改'))
    expect(day('2026-12-31').dataset.mark).toBeUndefined()
    await user.click(screen.getByText('撤销'))
    await settle(5)
    expect(day('2026-12-31').dataset.mark).toBe('休')
    expect(day('2026-12-30').dataset.mark).toBe('休')
  })

  it('what somebody else did to the same day stands beside mine', async () => {
    const { user, house } = await openSettings('calendar')
    await user.click(day('2026-12-31'))
    await user.click(choice('休'))
    const days: [string, { kind: 'work'; name: string }][] = [['2026-12-31', { kind: 'work', name: '年终' }]]
    house.elsewhere({ kind: 'changeCalendar', days, rows: [] }, false)
    await user.click(saveButton())
    await settle(10)
    expect(house.state.orders).toEqual([])
    expect(document.querySelector('[role=alert]')!.textContent).toMatch(/江临在.*先改了这一条/)
    expect(within(side()).getByText('别人刚改成：上班 年终')).toBeTruthy()
    await user.click(within(side()).getByRole('button', { name: '用别人的' }))
    expect(day('2026-12-31').dataset.mark).toBe('班')
    expect(saveButton().disabled).toBe(true)
  })

  it('a refusal leaves the days as they were typed', async () => {
    const { user, house } = await openSettings('calendar')
    await user.click(day('2026-12-31'))
    await user.click(choice('休'))
    house.state.refuse = { kind: 'away', what: { kind: 'diskFull' } }
    await user.click(saveButton())
    await settle(10)
    expect(document.querySelector('[role=alert]')!.textContent).toContain('磁盘已满')
    expect(day('2026-12-31').dataset.mark).toBe('休')
  })
})

it('is accessible in English, with a day changed', async () => {
  const { user } = await openSettings('calendar')
  await user.click(day('2026-12-31'))
  await user.click(choice('休'))
  await setLocale('en')
  await settle(5)
  expect(day('2026-12-31').dataset.mark).toBe('R')
  await expectAccessible()
})
