// What two workstations wrote and only one could keep: looked at, done again or left.
import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, headerView, id } from '@/ipc/fixtures'
import type { DisplacedSeen } from '@/ipc/generated/DisplacedSeen'
import { setServerNow } from '@/kit'
import { done, fakeHouse, sent } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { displaced, dueToCheck } from '@/testing/sharing'
import ToCheckScreen from './ToCheckScreen.vue'

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => void setLocale('zh-CN'))

const other = displaced({ first: id(802), stream: id(702), number: '', case: null, ordinal: 5, lines: [] })

async function open(toCheck: unknown = [displaced(), other]) {
  fakeHouse({ toCheck })
  const view = await mountScreen(ToCheckScreen)
  await settle(20)
  return view
}
const bundle = (name: string) => screen.getByRole('article', { name })

it('shows whose it is, when it was found, and its lines as the case shows them', async () => {
  const { user, router } = await open()
  expect(screen.getByText('共 2 件')).toBeTruthy()
  const first = bundle('1201-03-04')
  expect(first.textContent).toContain('3 号工作站记的')
  expect(first.textContent).toContain('今天 9:44发现')
  expect(
    within(within(first).getByRole('list', { name: '没有生效的记录' }))
      .getAllByRole('listitem')
      .map(line => line.textContent),
  ).toEqual([
    expect.stringMatching(/^今天 9:19赵敏记录补录.*三天内修好路灯/),
    expect.stringMatching(/^9:20赵敏记录转办/),
  ])
  expect(bundle('不属于哪一件诉求的记录').textContent).toContain('本登录看不到内容。')
  await expectAccessible()
  await user.click(within(first).getByRole('link', { name: '现在的记录' }))
  await settle(5)
  expect(router.currentRoute.value.fullPath).toBe(`/case/${id(700)}`)
})

it('is booked as done again or as needing nothing, and goes', async () => {
  let left: DisplacedSeen[] = [displaced(), other]
  const { user } = await open(() => left)
  fake.answer('act', ({ orders }) => {
    left = left.slice(1)
    return done(orders as Parameters<typeof done>[0])
  })
  await user.click(screen.getByRole('button', { name: '1201-03-04 已补办' }))
  await settle(20)
  const command = { about: 'stream', kind: 'checkDisplaced', first: id(801), how: 'redone' }
  expect(sent()).toEqual([[{ stream: id(700), version: 9, draft: null, command }]])
  expect(screen.getAllByRole('article').length).toBe(1)
  await user.click(screen.getByRole('button', { name: /无需补办/ }))
  await settle(20)
  expect(sent()[1]?.[0]?.command).toMatchObject({ first: id(802), how: 'dismissed' })
  expect(screen.getByText('没有待核的')).toBeTruthy()
  await expectAccessible()
})

it('a refusal stands beside its own record, which is read again', async () => {
  let version = 9
  const { user } = await open(() => [displaced({ version: version++ })])
  fake.answer('act', () => [{ kind: 'failed', failure: { kind: 'stale', by: '白帆', at: NOW } }])
  await user.click(screen.getByRole('button', { name: '1201-03-04 无需补办' }))
  await settle(20)
  expect(within(bundle('1201-03-04')).getByRole('alert').textContent).toMatch(/白帆/)
  await user.click(screen.getByRole('button', { name: '1201-03-04 无需补办' }))
  await settle(20)
  expect(sent().map(([order]) => order?.version)).toEqual([9, 10])
})

it('lists due dates of a clock that was far out, until a person confirms one or sets it anew', async () => {
  let left = [dueToCheck(), dueToCheck({ case: id(711), number: '1201-05-03', clockOut: 75 })]
  fakeHouse({ toCheck: [displaced()], duesToCheck: () => left })
  const { user } = await mountScreen(ToCheckScreen)
  await settle(20)
  expect(screen.getByText('共 3 件')).toBeTruthy()
  const first = bundle('1201-05-02')
  expect(first.textContent).toContain('办结时限是在时钟差 3 分 20 秒时定的，请核对')
  expect(first.textContent).toContain('办结时限 12 月 4 日 周五 17:30')
  expect(bundle('1201-05-03').textContent).toContain('1 分 15 秒')
  await expectAccessible()
  fake.answer('act', ({ orders }) => {
    left = left.slice(1)
    return done(orders as Parameters<typeof done>[0])
  })
  await user.click(screen.getByRole('button', { name: '1201-05-02 办结时限核对无误' }))
  await settle(20)
  const confirmed = { about: 'case', kind: 'checkDueDate', anew: null }
  expect(sent()).toEqual([[{ stream: id(710), version: 6, draft: null, command: confirmed }]])
  expect(screen.queryByRole('article', { name: '1201-05-02' })).toBeNull()
  await user.click(screen.getByRole('button', { name: '1201-05-03 重新定办结时限' }))
  await settle(20)
  await expectAccessible()
  const time = within(screen.getByRole('dialog')).getByRole('textbox', { name: /^几点前/ })
  await user.clear(time)
  await user.type(time, '16:00')
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: '定下' }))
  await settle(20)
  const anew = { kind: 'at', at: Date.parse('2026-12-04T16:00+08:00') }
  expect(sent()[1]?.[0]?.command).toEqual({ about: 'case', kind: 'checkDueDate', anew })
  expect(screen.queryByRole('region', { name: '待核的办结时限' })).toBeNull()
  expect(screen.getByText('共 1 件')).toBeTruthy()
})

it('asks for no more than the login may check', async () => {
  const rights = (...may: string[]) => ({ ...headerView, me: { ...headerView.me, rights: may } })
  fakeHouse({
    header: rights('seeHouse', 'checkDueDate'),
    toCheck: [displaced()],
    duesToCheck: [dueToCheck()],
  })
  await mountScreen(ToCheckScreen)
  await settle(20)
  expect(screen.getAllByRole('article')).toHaveLength(1)
  expect(bundle('1201-05-02')).toBeTruthy()
})

it('says that it is reading, and what can not be read; speaks English', async () => {
  const first = await open(() => new Promise(() => {}))
  await settle(350)
  expect(screen.getByText('正在读取待核…')).toBeTruthy()
  first.unmount()
  await open(() => {
    throw { kind: 'away', what: { kind: 'inUse' } }
  })
  expect(screen.getByRole('button', { name: '重新读取' })).toBeTruthy()
  await expectAccessible()
  fakeHouse({ toCheck: [displaced()] })
  fake.emit('changed', ['sharing'])
  await setLocale('en')
  await settle(20)
  expect(screen.getByRole('button', { name: '1201-03-04 done again' })).toBeTruthy()
  await expectAccessible()
})
