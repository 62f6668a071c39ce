// The record of looks as the auditor searches it, as it is printed, and the checkpoints beside it.
import { screen, waitFor, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, RECORDER, directoryView } from '@/ipc/fixtures'
import type { Query } from '@/ipc/generated/Query'
import type { TrailFilter } from '@/ipc/generated/TrailFilter'
import { setServerNow } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { giveReason } from '@/testing/dialog'
import { wishes } from '@/testing/hall'
import { fakeHouse, type Views } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { looks, printed } from '@/testing/trail'
import TrailScreen from './TrailScreen.vue'

vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => void setLocale('zh-CN'))

async function open(views: Views = {}) {
  fakeHouse({
    header: headerWith(['seeHouse', 'ownPassword', 'seeTrail', 'proveRecord']),
    directory: directoryView,
    ...views,
  })
  const view = await mountScreen(TrailScreen)
  await settle(20)
  return view
}

const filters = (): TrailFilter[] =>
  fake
    .calls('view')
    .map(({ args }) => args.query as Query)
    .flatMap(query => (query.kind === 'trail' ? [query.filter] : []))
const grid = () => screen.getByRole('grid', { name: '查看记录列表' })
const rows = () =>
  [...grid().querySelectorAll('[role=row]')]
    .slice(1)
    .map(row => [...row.children].map(cell => cell.textContent?.trim()))

describe('the list', () => {
  it('says when, who, what, which case and why, newest first, and asks for no more than is in view', async () => {
    await open()
    expect(screen.getByText('共 240 条')).toBeTruthy()
    expect(rows().slice(0, 5)).toEqual([
      ['今天 9:49', '李敏', '打开诉求', '1201-01-01', ''],
      ['今天 9:48', '林远', '查看号码', '1201-01-02', '督办核查'],
      ['今天 9:47', '李敏', '打印', '1201-01-03', '督办核查'],
      ['今天 9:46', '林远', '导出（51 件）', '1201-01-04', '督办核查'],
      ['今天 9:45', '李敏', '登录', '', ''],
    ])
    const asked = fake.calls('view').map(({ args }) => args.query as Query)
    expect(asked.filter(({ kind }) => kind === 'trail')).toEqual([
      expect.objectContaining({ from: 0, count: 100 }),
    ])
  })

  it('is searched by person, kind, case and days, and cleared', async () => {
    const { user } = await open()
    await user.type(screen.getByRole('combobox', { name: /^人员/ }), '李敏')
    await user.keyboard('{Enter}')
    await settle(20)
    expect(filters().at(-1)).toMatchObject({ person: RECORDER, what: [] })
    await user.click(screen.getByRole('combobox', { name: /^内容/ }))
    await user.click(screen.getByRole('option', { name: '打印' }))
    await settle(20)
    expect(filters().at(-1)).toMatchObject({ person: RECORDER, what: ['printed'] })
    expect(rows().every(([, who, what]) => who === '李敏' && what === '打印')).toBe(true)
    await user.type(screen.getByRole('searchbox', { name: '受理号' }), ' 1201-01-03 ')
    await waitFor(() => expect(filters().at(-1)).toMatchObject({ number: '1201-01-03' }))
    await user.click(screen.getByRole('button', { name: '清除筛选' }))
    await settle(20)
    expect(filters().at(-1)).toEqual({ person: null, what: [], number: '', from: null, to: null })
  })

  it('takes the last day whole', async () => {
    const { user } = await open()
    for (const name of [/^从/, /^到/]) {
      await user.click(screen.getByRole('button', { name }))
      await settle(20)
      await user.click(screen.getByRole('button', { name: '12 月 1 日 周二 今天' }))
      await settle(20)
    }
    expect(filters().at(-1)).toMatchObject({
      from: Date.parse('2026-12-01T00:00+08:00'),
      to: Date.parse('2026-12-02T00:00+08:00'),
    })
  })

  it('says what is empty, what is not found, and what can not be read', async () => {
    const first = await open({ trail: { total: 0, from: 0, rows: [] } })
    expect(screen.getByText('还没有查看记录')).toBeTruthy()
    await first.user.type(screen.getByRole('searchbox', { name: '受理号' }), '1')
    expect(await screen.findByText('没有符合条件的记录')).toBeTruthy()
    first.unmount()
    await open({
      trail: () => {
        throw { kind: 'away', what: { kind: 'damaged' } }
      },
    })
    expect(screen.getByText(/数据文件已损坏/)).toBeTruthy()
    expect(screen.getByRole('button', { name: '重新读取' })).toBeTruthy()
  })

  it('is printed as a list, all that is asked for, page by page', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '打印这份清单…' }))
    const sheets = await screen.findAllByRole('article', { name: '查看记录' })
    const lines = sheets.flatMap(sheet => within(sheet).getAllByRole('row').slice(1))
    expect(lines.length).toBe(looks.length)
    expect(sheets.length).toBeGreaterThan(3)
    expect(sheets[0]?.textContent).toContain('共 240 条 · 打印于 2026年12月1日（星期二） 9:49')
    expect(sheets[0]?.textContent).toContain(`第 1/${sheets.length} 页`)
    await user.click(screen.getByRole('button', { name: /^打印…/ }))
    await giveReason(user, '督办核查', '打印')
    await waitFor(() => expect(wishes().map(({ kind }) => kind)).toEqual(['print']))
    const count = looks.length
    expect(printed()).toEqual([{ paper: 'trail', session: null, case: null, reason: 'supervision', count }])
    await user.click(screen.getByRole('button', { name: '回到查看记录' }))
    expect(grid()).toBeTruthy()
  })
})

describe('checkpoints', () => {
  it('are listed newest first with their codes, each with its sheet', async () => {
    const { user, router } = await open()
    await user.click(screen.getByRole('radio', { name: '核验' }))
    await settle(20)
    const table = screen.getByRole('table')
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map(row => [...row.children].slice(1, 4).map(cell => cell.textContent)),
    ).toEqual([
      ['备份', '10412', 'BCDE-FGHJ-KLMN-PQRS'],
      ['封存', '10300', 'ABCD-EFGH-JKLM-NPQR'],
      ['坐席关闭', '9800', 'CDEF-GHJK-LMNP-QRST'],
    ])
    await expectAccessible()
    await user.click(screen.getByRole('button', { name: '打开第 10300 条的核验单' }))
    await settle(10)
    expect(router.currentRoute.value.fullPath).toBe('/checkpoint/10300')
  })

  it('are not offered to whoever may not', async () => {
    await open({ header: headerWith(['seeHouse', 'seeTrail']) })
    expect(screen.queryByRole('radio', { name: '核验' })).toBeNull()
  })
})

it('has no critical and no serious axe finding, on screen and on paper, in both languages', async () => {
  const { user } = await open()
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  await expectAccessible()
  await user.click(screen.getByRole('button', { name: 'Print this list…' }))
  await screen.findAllByRole('article')
  await expectAccessible()
})
