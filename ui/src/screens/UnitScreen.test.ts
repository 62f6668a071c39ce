// A liaison's own unit's cases: the list without callers, one case with how its caller is reached.
import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW } from '@/ipc/fixtures'
import type { Query } from '@/ipc/generated/Query'
import { setServerNow } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { fakeHouse, type Views } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { unitViews } from '@/testing/unit'
import UnitScreen from './UnitScreen.vue'

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => void setLocale('zh-CN'))

async function open(views: Views = {}) {
  fakeHouse({
    header: headerWith(['seeHouse', 'ownPassword', 'seeOwnUnit']),
    ...unitViews,
    ...views,
  })
  const view = await mountScreen(UnitScreen)
  await settle(20)
  return view
}

async function openCase(
  user: Awaited<ReturnType<typeof open>>['user'],
  matter: string,
): Promise<HTMLElement> {
  await user.dblClick(screen.getByRole('gridcell', { name: matter }))
  await settle(20)
  return screen.getByRole('complementary', { name: '诉求情况' })
}

const asked = (kind: string) =>
  fake.calls('view').filter(({ args }) => (args.query as Query).kind === kind).length

it('lists the unit’s cases without their callers', async () => {
  await open()
  expect(screen.getByRole('heading', { name: '区市场监管局' })).toBeTruthy()
  expect(screen.getByText('共 2 件')).toBeTruthy()
  expect(screen.getAllByText('12 月 4 日 周五 17:30').length).toBe(2)
  expect(screen.getByRole('gridcell', { name: '责任单位' })).toBeTruthy()
  expect(screen.getByRole('gridcell', { name: '协办单位' })).toBeTruthy()
  expect(screen.getByRole('gridcell', { name: '区发改局' })).toBeTruthy()
  expect(document.body.textContent).not.toMatch(/周女士|10047206621/)
  expect(asked('unitCase')).toBe(0)
})

it('shows one of them with its caller, its promise and its due date', async () => {
  const { user } = await open()
  const detail = within(await openCase(user, '电梯停运'))
  expect(detail.getByText('周女士 · 10047206621')).toBeTruthy()
  expect(detail.getByText(/“周五前修好” · 承诺日期 12 月 4 日 周五 · 林远书记/)).toBeTruthy()
  expect(asked('unitCase')).toBe(1)
})

it('says that the hotline contacts a caller who is shielded', async () => {
  const { user } = await open()
  const detail = within(await openCase(user, '举报乱收费'))
  expect(detail.getByText('由热线联系诉求人')).toBeTruthy()
  expect(detail.queryByText(/\d{7}/)).toBeNull()
})

it('says what is empty, and what can not be read', async () => {
  const first = await open({ unitLedger: { unit: '区住建局', total: 0, from: 0, rows: [] } })
  expect(screen.getByText('还没有交给本单位的诉求')).toBeTruthy()
  first.unmount()
  let away = true
  const { user } = await open({
    unitLedger: () => {
      if (away) throw { kind: 'away', what: { kind: 'damaged' } }
      return unitViews.unitLedger
    },
  })
  expect(screen.getByText(/数据文件已损坏/)).toBeTruthy()
  away = false
  await user.click(screen.getByRole('button', { name: '重新读取' }))
  await settle(20)
  expect(screen.getByText('共 2 件')).toBeTruthy()
})

it('has no critical and no serious axe finding in both languages', async () => {
  const { user } = await open()
  await openCase(user, '举报乱收费')
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  expect(screen.getByText('The hotline contacts the caller')).toBeTruthy()
  await expectAccessible()
})
