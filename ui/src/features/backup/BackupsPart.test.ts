// Backups in the settings: the plan, by hand, what there is, and what went wrong.
import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, RIGHTS } from '@/ipc/fixtures'
import type { BackupsView } from '@/ipc/generated/BackupsView'
import { setServerNow } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { dialog, submit } from '@/testing/dialog'
import { fakeHouse } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { backupsView } from '@/testing/trail'
import BackupsPart from './BackupsPart.vue'
import { sizeWords } from './size'

vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => void setLocale('zh-CN'))

async function open(change: Partial<BackupsView> = {}, rights = RIGHTS) {
  const house = { backups: { ...backupsView, ...change } }
  fakeHouse({ header: headerWith(rights), backups: () => house.backups })
  const view = await mountScreen(BackupsPart)
  await settle(20)
  return { ...view, house }
}

const orders = () => fake.calls('backup').map(({ args }) => args.order)
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

it('lists date, name, size, entries and expiry, and says the plan and the next one', async () => {
  await open()
  const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1)
  expect(rows.map(row => [...row.children].map(cell => cell.textContent))).toEqual([
    ['昨天 19:00', '20261130-190000', '48 MB', '10412', '2027 年 1 月 4 日 周一'],
    ['11 月 29 日 周日 19:00', '20261129-190000', '7.3 MB', '9120', '2027 年 1 月 3 日 周日'],
  ])
  expect(screen.getByText('/data/backups')).toBeTruthy()
  expect(screen.getByText('每天 19:00 · 下一次 今天 19:00')).toBeTruthy()
  expect(screen.getByText('35 天')).toBeTruthy()
})

it('says sizes as they stand on a disk', () => {
  expect([1, 999_999, 1_000_000, 48_300_000].map(sizeWords)).toEqual(['1 KB', '1000 KB', '1.0 MB', '48 MB'])
})

it('is made by hand, and says so while it runs', async () => {
  const { user } = await open()
  let finish = (): void => {}
  fake.answer('backup', () => new Promise(done => (finish = () => done(backupsView))))
  await user.click(button('立即备份'))
  await settle(10)
  expect(screen.getByText('正在备份，可以照常办事…')).toBeTruthy()
  expect(button('立即备份').disabled).toBe(true)
  finish()
  await settle(20)
  expect(button('立即备份').disabled).toBe(false)
  expect(orders()).toEqual([{ kind: 'run' }])
})

it('that came to nothing says why, by hand and by the plan', async () => {
  const { user, unmount } = await open()
  fake.answer('backup', () => {
    throw { kind: 'away', what: { kind: 'diskFull' } }
  })
  await user.click(button('立即备份'))
  await settle(20)
  expect(screen.getByRole('alert').textContent).toMatch(/没有备份成：磁盘已满/)
  unmount()
  await open({ trouble: { kind: 'away', what: { kind: 'readOnly' } } })
  expect(screen.getByRole('alert').textContent).toMatch(/没有备份成：.*不能写入/)
})

it('has a plan: folder, hour, days kept', async () => {
  const { user } = await open()
  await user.click(button('备份计划…'))
  await settle(20)
  await expectAccessible()
  await user.type(dialog().getByLabelText(/^文件夹/), '/media/disk ')
  await user.click(dialog().getByRole('combobox', { name: /^时间/ }))
  await user.click(screen.getByRole('option', { name: '每天 6:00' }))
  await user.clear(dialog().getByLabelText(/^保留/))
  await user.type(dialog().getByLabelText(/^保留/), '0')
  await submit(user, '存下')
  expect(dialog().getByText('写 1 到 3650 的整数。')).toBeTruthy()
  expect(orders()).toEqual([])
  await user.clear(dialog().getByLabelText(/^保留/))
  await user.type(dialog().getByLabelText(/^保留/), '90')
  await submit(user, '存下')
  expect(orders()).toEqual([{ kind: 'plan', plan: { folder: '/media/disk', hour: 6, keepDays: 90 } }])
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('by hand only has no hour, and without a folder lies beside the data', async () => {
  const { user } = await open()
  await user.click(button('备份计划…'))
  await settle(20)
  await user.click(dialog().getByRole('combobox', { name: /^时间/ }))
  await user.click(screen.getByRole('option', { name: '只手工备份' }))
  await submit(user, '存下')
  expect(orders()).toEqual([{ kind: 'plan', plan: { folder: null, hour: null, keepDays: 35 } }])
})

it('is looked at by whoever may not make one, without a button for it', async () => {
  await open(
    {},
    RIGHTS.filter(right => right !== 'makeBackup'),
  )
  expect(screen.queryByRole('button', { name: /立即备份|备份计划/ })).toBeNull()
  expect(screen.getByRole('table')).toBeTruthy()
})

it('says when there is none, and leads to the sheet of the newest checkpoint', async () => {
  const { user, router } = await open({
    backups: [],
    nextAt: null,
    plan: { folder: null, hour: null, keepDays: 35 },
  })
  expect(screen.getByText('还没有备份')).toBeTruthy()
  expect(screen.getByText('只手工备份')).toBeTruthy()
  await user.click(button('核验单…'))
  await settle(10)
  expect(router.currentRoute.value.fullPath).toBe('/checkpoint/newest')
})

it('has no critical and no serious axe finding in both languages', async () => {
  await open()
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  expect(button('Back up now')).toBeTruthy()
  await expectAccessible()
})
