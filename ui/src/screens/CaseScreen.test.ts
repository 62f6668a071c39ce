import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { CasePage } from '@/ipc/generated/CasePage'
import { closeToast } from '@/kit'
import { meetingHouse } from '@/testing/meeting'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { editing } from '@/testing/sharing'
import CaseScreen from './CaseScreen.vue'

beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 200; id++) closeToast(id)
  void setLocale('zh-CN')
})

async function open(id: string, change: (page: CasePage) => void = () => undefined) {
  const house = meetingHouse()
  const answer = house.answers.case as (query: { case: string }) => CasePage
  house.answers.case = (query: { case: string }) => {
    const page = answer(query)
    change(page)
    return page
  }
  const view = await mountScreen(CaseScreen, { id })
  await settle(10)
  return { ...view, house, last: () => house.state.orders.flat().at(-1) }
}

const pick = async (user: Awaited<ReturnType<typeof open>>['user'], label: RegExp, words: string) => {
  await user.type(screen.getByRole('combobox', { name: label }), words)
  await user.keyboard('{Enter}')
}

describe('the case page', () => {
  it('says number, due date, promise and both clocks', async () => {
    await open(
      'c1',
      page =>
        (page.case.promise = {
          kind: 'made',
          by: '沈一帆区长',
          at: 0,
          due: Date.parse('2026-12-04T00:00+08:00'),
          words: '周五前',
        }),
    )
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('污水井塌陷外溢')
    expect(screen.getByText('1201-01-06')).toBeTruthy()
    expect(screen.getByText(/承诺日期 12 月 4 日 周五）/)).toBeTruthy()
    // 11:02–12:00 and 13:30–17:30
    expect(screen.getByText('剩 4 小时 58 分')).toBeTruthy()
    expect(screen.getByText('42 分')).toBeTruthy()
    const caller = screen.getByRole('complementary', { name: '诉求情况' })
    expect(within(caller).getByText('100****3358 · 已脱敏')).toBeTruthy()
    expect(within(caller).getByText('韩越局长 · 10055000117')).toBeTruthy()
  })

  it('says who is typing on it at another workstation', async () => {
    const { house } = await open('c1')
    expect(screen.queryByText(/正在填写/)).toBeNull()
    house.answers.sharing = () => editing('c1')
    fake.emit('changed', ['sharing'])
    await settle(5)
    const heading = screen.getByRole('heading', { level: 1 })
    expect(within(heading).getByText('3 号工作站 赵敏 正在填写')).toBeTruthy()
  })

  it('tells who spoke and who typed as two names, and filters', async () => {
    const { user } = await open('c3')
    const line = (words: RegExp) => screen.getByText(words).closest('li')!
    expect(within(line(/本单位差距：管网移交/)).getByText('韩越局长认领 · 方可记录')).toBeTruthy()
    expect(screen.getByText('等会商')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '通话', pressed: false }))
    expect(screen.queryByText(/本单位差距/)).toBeNull()
    expect(screen.getByText('电话已接起')).toBeTruthy()
  })

  it('says what was erased by law', async () => {
    await open('c3', page => {
      page.case.erased = true
      page.timeline = [{ ...page.timeline[1]!, words: '', erased: true }]
    })
    expect(screen.getAllByText('已依法删除').length).toBeGreaterThan(2)
    expect(screen.queryByText('吴先生')).toBeNull()
  })

  it('lists what was merged into it, and leads to the case that it was merged into', async () => {
    const { user, router, house } = await open(
      'c1',
      page => (page.case.stage = { kind: 'merged', master: 'c5' }),
    )
    await user.click(screen.getByRole('button', { name: '看原工单' }))
    await settle(5)
    expect(router.currentRoute.value.fullPath).toBe('/case/c5')
    Object.assign(house.byId('c6'), { state: 'merged', merged: 'c1' })
    fake.emit('changed', ['cases'])
    await settle(10)
    expect(screen.getByRole('button', { name: /育才路绿化带枯死/ })).toBeTruthy()
  })

  it('an unfinished record says what is missing and goes to the recorder', async () => {
    const { user, router } = await open('c3', page => {
      page.case.stage = { kind: 'recording' }
      page.case.missing = ['place', 'number']
    })
    expect(screen.getByText('待补录，还缺地点、回拨号码')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '补录' }))
    await settle(5)
    expect(router.currentRoute.value.fullPath).toBe('/recorder?case=c3')
  })

  it('a page that can not be read says why', async () => {
    meetingHouse()
    await mountScreen(CaseScreen, { id: 'nobody' })
    await settle(10)
    expect(screen.getByText(/没有找到这一条/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '重新读取' })).toBeTruthy()
  })
})

describe('a due date of a clock that was far out', () => {
  const out = (page: CasePage) => (page.case.assignment!.clockOut = 200)

  it('says so on the case page until a person has checked it', async () => {
    const { user, last } = await open('c1', out)
    expect(screen.getByText('办结时限是在时钟差 3 分 20 秒时定的，请核对')).toBeTruthy()
    await expectAccessible()
    await user.click(screen.getByRole('button', { name: /办结时限核对无误$/ }))
    await settle(20)
    expect(last()).toMatchObject({ stream: 'c1', command: { kind: 'checkDueDate', anew: null } })
  })

  it('is not spoken of where the clock was well', async () => {
    await open('c1')
    expect(screen.queryByText(/时钟差/)).toBeNull()
  })
})

describe('what can be done', () => {
  it('names the owner', async () => {
    const { user, last } = await open('c1')
    await user.click(screen.getByRole('button', { name: '定责任人' }))
    await settle(20)
    await pick(user, /^责任人/, '白帆')
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '定责任人' }))
    await settle(20)
    expect(last()).toMatchObject({
      stream: 'c1',
      version: 3,
      command: { kind: 'nameOwner', owner: 'u-build-deputy', saidBy: 'u-build-head' },
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('voids with a second name, refused in place without losing a word', async () => {
    const { user, house, last } = await open('c3')
    expect(screen.queryByRole('button', { name: '定责任人' })).toBeNull()
    await user.click(screen.getByRole('button', { name: '作废' }))
    await settle(20)
    const dialog = within(screen.getByRole('dialog', { name: '作废' }))
    await user.click(dialog.getByRole('button', { name: '作废' }))
    await settle(20)
    expect(dialog.getByText(/还缺：第二人/)).toBeTruthy()
    await expectAccessible()
    await pick(user, /^第二人/, '林远')
    await user.type(dialog.getByLabelText(/说明/), '演练录入')
    house.state.refuse.set('c3', { kind: 'refused', rejection: { kind: 'samePerson' }, field: 'second' })
    await user.click(dialog.getByRole('button', { name: '作废' }))
    await settle(20)
    expect(dialog.getByText(/请选另一个人/)).toBeTruthy()
    expect((dialog.getByLabelText(/说明/) as HTMLInputElement).value).toBe('演练录入')
    await user.click(dialog.getByRole('button', { name: '作废' }))
    await settle(20)
    expect(last()).toMatchObject({
      command: { kind: 'voidCase', reason: 'misrecorded', second: 'p-chair', note: '演练录入' },
    })
  })
})

it('is accessible in both languages', async () => {
  await open('c3')
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  await expectAccessible()
})
