// The board over the fictitious house: figures, clock, states, and nothing that the view doesn't name.
import { render, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, tally } from '@/ipc/fixtures'
import type { BoardSession } from '@/ipc/generated/BoardSession'
import type { BoardView } from '@/ipc/generated/BoardView'
import { boardSession, boardView, planted, reach, SECRET } from '@/testing/hall'
import { expectAccessible } from '@/testing/mount'
import { settle } from '@/testing/screen'
import BoardScreen from './BoardScreen.vue'

const picture = (width: number, height: number): void =>
  (window as unknown as { happyDOM: { setViewport: (size: object) => void } }).happyDOM.setViewport({
    width,
    height,
  })

beforeEach(() => {
  picture(1920, 1080)
  fake.reset()
  void setLocale('zh-CN')
})

async function open(session: Partial<BoardSession> | null = {}, view: Partial<BoardView> = {}) {
  fake.answer('board', () => boardView(session, view))
  const rendered = render(BoardScreen)
  await settle(5)
  return rendered
}

const figures = () => screen.getByRole('region', { name: '本场件数' })
const counts = () =>
  Object.fromEntries(
    [...figures().querySelectorAll<HTMLElement>('[data-count]')].map(({ dataset, children }) => [
      dataset.count,
      Number(children[1]?.textContent),
    ]),
  )
const sum = () => document.querySelector('[data-sum]')?.textContent
const clock = () => document.querySelector('.board-clock')

describe('the figures', () => {
  it('stand in large letters, and the parts add up to 已接听 in one line', async () => {
    await open()
    expect(counts()).toEqual({
      answered: 58,
      resolvedOnCall: 2,
      sameDay: 4,
      transferred: 43,
      unsorted: 9,
      waiting: 2,
    })
    expect(sum()).toBe('在线直办 2 + 当天办理 4 + 转办 43 + 未归类 9 = 已接听 58')
  })

  it('show 无诉求 once there is one', async () => {
    await open({ tally: { ...tally, noCase: 2, unsorted: 7 } })
    expect(counts().noCase).toBe(2)
    expect(sum()).toBe('在线直办 2 + 当天办理 4 + 转办 43 + 无诉求 2 + 未归类 7 = 已接听 58')
  })

  it('say so when they do not add up', async () => {
    await open({ reconciles: false })
    expect(sum()).toContain('对不上')
  })

  it('name the pace in words and as bars, and how many seats are on a call', async () => {
    await open()
    expect(within(figures()).getByText('每分 1.2 件')).toBeTruthy()
    expect(within(figures()).getByText('通话中 8 / 9 席')).toBeTruthy()
    const bars = within(figures()).getByRole('img', { name: '每 5 分钟接听：3、5、7、6、8、7、5、6、7、4' })
    expect(bars.querySelectorAll('.pace-bar')).toHaveLength(10)
  })

  it('say the average of the whole once the lines are closed', async () => {
    await open({ stage: 'linesClosed', linesClosedAt: NOW, pace: { perMinute: 1.4, fives: [7] } })
    expect(within(figures()).getByText('平均每分 1.4 件')).toBeTruthy()
  })

  it('say which seats they are older for, in one short line that moves nothing', async () => {
    await open()
    expect(document.querySelector('.board-reach')).toBeNull()
    document.body.innerHTML = ''
    await open({ reach })
    expect(within(figures()).getByText('3 席截至 9:42')).toBeTruthy()
    await expectAccessible()
    document.body.innerHTML = ''
    await open({ reach: { ...reach, oldest: null } })
    expect(within(figures()).getByText('3 席没有连上')).toBeTruthy()
  })

  it('change when calls do', async () => {
    await open()
    fake.answer('board', () => boardView({ tally: { ...tally, answered: 59, transferred: 44 } }))
    fake.emit('changed', ['calls'])
    await settle(1100)
    expect(counts().answered).toBe(59)
  })
})

describe('the lists', () => {
  it('keep the units in their order and the biggest categories first', async () => {
    await open()
    const units = within(screen.getByRole('region', { name: '到场单位 · 建议责任' })).getAllByRole('listitem')
    expect(units.map(unit => unit.textContent)).toEqual(
      boardSession.units.map(({ name, cases }) => `${name}${cases}`),
    )
    const categories = within(screen.getByRole('region', { name: '诉求分类' })).getAllByRole('listitem')
    expect(categories[0]?.textContent).toContain('物业管理')
    expect(screen.getByText('望湖小区 · 路灯不亮 → 当天办理')).toBeTruthy()
  })

  it('say how many cases all other categories have, without a bar', async () => {
    const rest = { category: null, name: '', cases: 21 }
    await open({ categories: [...boardSession.categories, rest] })
    const lines = within(screen.getByRole('region', { name: '诉求分类' })).getAllByRole('listitem')
    expect(lines).toHaveLength(7)
    expect(lines.at(-1)?.textContent).toBe('其余 21')
    expect(lines.at(-1)?.querySelector('rect')).toBeNull()
  })

  it('say how many units there are besides those that have room', async () => {
    const units = Array.from({ length: 15 }, (_, i) => ({ unit: `u${i}`, name: `单位${i}`, cases: 1 }))
    await open({ units })
    expect(screen.getByText('另 4 个单位 4 件')).toBeTruthy()
    expect(screen.getByText('单位10')).toBeTruthy()
    expect(screen.queryByText('单位11')).toBeNull()
    picture(1024, 768)
    await settle(5)
    expect(screen.getByText('另 6 个单位 6 件')).toBeTruthy()
  })

  it('say that there is nothing yet', async () => {
    await open({ units: [], categories: [], latest: null })
    expect(screen.getAllByText('还没有')).toHaveLength(2)
  })
})

describe('the clock', () => {
  const left = (ms: number) => open({ endsAt: NOW + ms })

  it('says what is left, quietly', async () => {
    await left(40 * 60_000 + 58_000)
    expect(screen.getByRole('timer', { name: '距接听结束' }).textContent).toMatch(/^40:5\d$/)
    expect(clock()?.getAttribute('data-short')).toBeNull()
  })

  it.each([
    [10 * 60_000 - 1, 'closing', '进入收尾'],
    [5 * 60_000 - 1, 'last', '进入收尾 · 即将停止进线'],
  ])('%s ms before the end it says in words that time runs short', async (ms, short, words) => {
    await left(ms)
    expect(clock()?.getAttribute('data-short')).toBe(short)
    expect(screen.getByText(words)).toBeTruthy()
  })

  it('counts up after the end', async () => {
    await left(-130_000)
    expect(screen.getByRole('timer', { name: '距接听结束' }).textContent).toMatch(/^超时 02:1\d$/)
    expect(screen.getByText('进入收尾 · 接完正在通话的')).toBeTruthy()
  })

  it('is plain once the lines are closed', async () => {
    await open({ stage: 'linesClosed', linesClosedAt: NOW, endsAt: NOW - 130_000 })
    expect(screen.queryByRole('timer')).toBeNull()
    expect(clock()?.textContent).toBe('已停止进线')
    expect(clock()?.getAttribute('data-short')).toBeNull()
  })
})

describe('each state has its words', () => {
  it('no session', async () => {
    await open(null)
    expect(screen.getByText('还没有安排活动')).toBeTruthy()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('“一把手”走进12345热线')
    await expectAccessible()
  })

  it('before the opening', async () => {
    await open({ stage: 'planned', openedAt: null, endsAt: null, startsAt: NOW + 642_000 })
    expect(screen.getByText('今天 10:00 开始')).toBeTruthy()
    expect(screen.queryByRole('region', { name: '本场件数' })).toBeNull()
  })

  it.each([
    ['sealed', '已封存'],
    ['linesClosed', '已停止进线'],
  ] as const)('%s, with its figures', async (stage, words) => {
    await open({ stage })
    expect(screen.getByText(words)).toBeTruthy()
    expect(counts().answered).toBe(58)
  })

  it.each([
    ['cancelled', '本场已取消'],
    ['postponed', '本场已推迟'],
  ] as const)('%s', async (stage, words) => {
    await open({ stage })
    expect(screen.getByText(words)).toBeTruthy()
  })

  it('loading', async () => {
    fake.answer('board', () => new Promise(() => {}))
    render(BoardScreen)
    await settle(320)
    expect(screen.getByText('正在读取…')).toBeTruthy()
  })

  it('nothing to be read', async () => {
    fake.answer('board', () => {
      throw { kind: 'away', what: { kind: 'notOpen' } }
    })
    render(BoardScreen)
    await settle(5)
    expect(screen.getByText('现在没有内容')).toBeTruthy()
    await expectAccessible()
  })

  it('not renewed: the old figures say of when they are', async () => {
    await open()
    fake.answer('board', () => {
      throw { kind: 'away', what: { kind: 'inUse' } }
    })
    fake.emit('changed', ['calls'])
    await settle(1100)
    expect(screen.getByText(/没有更新，显示的是 9:49 的内容/)).toBeTruthy()
    expect(counts().answered).toBe(58)
  })

  it('a rehearsal is marked', async () => {
    await open({}, { house: 'rehearsal' })
    expect(screen.getByText('演练 · 人和事都是虚构的')).toBeTruthy()
  })
})

it('shows nothing of the view but what it is made for, and asks for nothing else', async () => {
  fake.answer('board', () => planted(boardView()))
  render(BoardScreen)
  await settle(5)
  expect(counts().answered).toBe(58)
  expect(document.documentElement.outerHTML).not.toContain(SECRET)
  expect(new Set(fake.calls().map(({ command }) => command))).toEqual(new Set(['board']))
})

it('has no critical and no serious axe finding, in both languages', async () => {
  await open()
  await expectAccessible()
  await setLocale('en')
  expect(sum()).toBe('On the call 2 + Same day 4 + Transferred 43 + Unsorted 9 = Answered 58')
  await expectAccessible()
})
