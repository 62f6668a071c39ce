import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { LedgerFilter } from '@/ipc/generated/LedgerFilter'
import { closeToast } from '@/kit'
import { meetingHouse, SEEDS, type CaseSeed } from '@/testing/meeting'
import { giveReason } from '@/testing/dialog'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, press, settle } from '@/testing/screen'
import { editing } from '@/testing/sharing'
import LedgerScreen from './LedgerScreen.vue'

beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 200; id++) closeToast(id)
  void setLocale('zh-CN')
})

interface Asked {
  kind: string
  filter: LedgerFilter
  from: number
  count: number
}
const asked = (): Asked[] =>
  fake
    .calls('view')
    .map(({ args }) => args.query as Asked)
    .filter(({ kind }) => kind === 'ledger')

async function open(seeds: readonly CaseSeed[] = SEEDS) {
  const house = meetingHouse(seeds)
  const view = await mountScreen(LedgerScreen)
  await settle(20)
  return { ...view, house }
}

const many = (count: number): CaseSeed[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `n${i}`,
    group: 'byUnit',
    title: `第 ${i} 件`,
    unit: 'u-build',
  }))

describe('the ledger', () => {
  it('begins with the running session and says how many there are', async () => {
    await open()
    expect(asked().at(-1)).toMatchObject({ filter: { session: 's8', words: '' }, from: 0, count: 100 })
    expect(screen.getByText('共 9 件')).toBeTruthy()
    const row = screen.getByRole('row', { name: /青松里暖气不热/ })
    expect(within(row).getByText('待会商')).toBeTruthy()
    expect(within(row).getByText('重复')).toBeTruthy()
    // The last part of a place comes first: it is what a narrow column must not lose.
    const place = within(row).getByTitle('南湖区 · 青松里')
    expect(place.textContent).toBe('青松里 南湖区')
    expect(screen.queryByText(/1004720/)).toBeNull()
  })

  it('marks the row that another workstation is typing on', async () => {
    const { house } = await open()
    house.answers.sharing = () => editing('c3')
    fake.emit('changed', ['sharing'])
    await settle(5)
    const row = screen.getByRole('row', { name: /青松里暖气不热/ })
    expect(within(row).getByTitle('3 号工作站 赵敏 正在填写').textContent).toMatch(/^3 号/)
    expect(screen.getAllByTitle(/正在填写/).length).toBe(1)
  })

  it('fetches the page that is in view, each once', async () => {
    const { user } = await open(many(350))
    const grid = screen.getByRole('grid')
    expect(grid.getAttribute('aria-rowcount')).toBe('351')
    grid.focus()
    await user.keyboard('{End}')
    grid.scrollTop = 350 * 40
    grid.dispatchEvent(new Event('scroll'))
    await settle(20)
    expect(asked().map(({ from }) => from)).toContain(300)
    expect(new Set(asked().map(({ from }) => from)).size).toBe(asked().length)
  })

  it('opens a case with Enter', async () => {
    const { user, router } = await open()
    screen.getByRole('grid').focus()
    await settle(5)
    await user.keyboard('{ArrowDown}{Enter}')
    await settle(5)
    expect(router.currentRoute.value.fullPath).toBe('/case/c2')
  })

  it('filters at once, and by words after a pause in typing', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('checkbox', { name: '只看安全隐患' }))
    await settle(10)
    expect(asked().at(-1)?.filter.hazard).toBe(true)
    expect(screen.getByText('共 1 件')).toBeTruthy()
    const before = asked().length
    await user.type(screen.getByLabelText('查找'), '电梯')
    expect(asked().length).toBe(before)
    await settle(300)
    expect(asked().length).toBe(before + 1)
    expect(asked().at(-1)?.filter).toMatchObject({ words: '电梯', hazard: true })
    expect(screen.getByText('没有符合条件的诉求')).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: '清除筛选' })[0]!)
    await settle(10)
    expect(screen.getByText('共 9 件')).toBeTruthy()
  })

  it('/ goes to the filters', async () => {
    await open()
    press('/')
    expect(document.activeElement).toBe(screen.getByLabelText('查找'))
  })

  it('an empty ledger says what to do', async () => {
    await open([])
    expect(screen.getByText('还没有诉求')).toBeTruthy()
    expect(screen.queryByText('还没有场次')).toBeNull()
    await expectAccessible()
  })

  it('a failure is said in words and can be tried again', async () => {
    const house = meetingHouse()
    const answer = house.answers.ledger!
    house.answers.ledger = () => {
      throw { kind: 'away', what: { kind: 'damaged' } }
    }
    const { user } = await mountScreen(LedgerScreen)
    await settle(20)
    expect(screen.getByText(/数据文件已损坏/)).toBeTruthy()
    house.answers.ledger = answer
    await user.click(screen.getByRole('button', { name: '重新读取' }))
    await settle(20)
    expect(screen.getByText('共 9 件')).toBeTruthy()
  })

  it('reads again what is in view when cases change', async () => {
    const { house } = await open()
    house.byId('c3').title = '青松里 3 号楼暖气不热'
    fake.emit('changed', ['cases'])
    fake.emit('changed', ['cases'])
    const before = asked().length
    await settle(100)
    expect(asked().length).toBe(before + 1)
    expect(screen.getByText('青松里 3 号楼暖气不热')).toBeTruthy()
  })
})

describe('export', () => {
  it('is masked by default and says where the file is', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '导出台账（已脱敏）…' }))
    await giveReason(user, '会商使用', '导出台账')
    expect(fake.calls('choose_file')[0]?.args).toEqual({ name: '台账-第8场-2026-12-01-已脱敏.xlsx' })
    expect(fake.calls('export')[0]?.args).toMatchObject({
      paper: { kind: 'ledger', session: 's8', full: false, language: 'zh-CN', reason: 'meeting' },
    })
    expect(screen.getAllByText(/已导出 9 件：\/tmp\/台账-第8场/).length).toBeGreaterThan(0)
  })

  it('in full only after the words, and a refusal is said in place', async () => {
    const { user } = await open()
    await user.click(screen.getByRole('button', { name: '导出完整台账…' }))
    await settle(20)
    const dialog = screen.getByRole('dialog', { name: '导出完整台账' })
    expect(within(dialog).getByText(/只在内部使用/)).toBeTruthy()
    fake.answer('export', () => {
      throw { kind: 'away', what: { kind: 'readOnly' } }
    })
    await expectAccessible()
    await user.click(within(dialog).getByRole('button', { name: '导出完整台账' }))
    await settle(20)
    expect(within(dialog).getByText('要选一个事由。')).toBeTruthy()
    expect(fake.calls('export')).toEqual([])
    await giveReason(user, '存档', '导出完整台账')
    expect(within(screen.getByRole('dialog')).getByText(/没有导出。.*不能写入/)).toBeTruthy()
    expect(fake.calls('export')[0]?.args).toMatchObject({ paper: { full: true, reason: 'archive' } })
  })

  it('nothing chosen is no failure', async () => {
    const { user } = await open()
    fake.answer('choose_file', () => null)
    await user.click(screen.getByRole('button', { name: '导出台账（已脱敏）…' }))
    await giveReason(user, '存档', '导出台账')
    expect(fake.calls('export')).toEqual([])
    expect(screen.queryByText(/没有导出/)).toBeNull()
  })
})

it('is accessible in both languages', async () => {
  await open()
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  await expectAccessible()
})
