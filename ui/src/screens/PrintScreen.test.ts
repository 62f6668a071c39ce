// What comes out of the printer, paper by paper, and what is said when there is no printer.
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { WindowWish } from '@/ipc/generated/WindowWish'
import type { WindowsView } from '@/ipc/generated/WindowsView'
import { setServerNow } from '@/kit'
import { giveReason } from '@/testing/dialog'
import { fakeHouse, type Views } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import * as prep from '@/testing/prep'
import { press } from '@/testing/screen'
import { printed } from '@/testing/trail'
import PrintScreen from './PrintScreen.vue'

const router = vi.hoisted(() => ({ push: vi.fn(), replace: vi.fn() }))
vi.mock('vue-router', () => ({ useRouter: () => router }))

beforeEach(async () => {
  await setLocale('zh-CN')
  vi.clearAllMocks()
  fake.reset()
  setServerNow(prep.at('08:47'), 0)
})

type Shell = () => WindowsView

async function open(
  paper: string,
  views: Views = {},
  session = prep.SESSION,
  shell: Shell = () => prep.windowsView,
) {
  const header = prep.prepHeader(paper === 'unit-lists' ? 'linesClosed' : 'planned')
  fakeHouse({ ...prep.prepViews, break: prep.breakView, header, ...views })
  fake.answer('windows', shell)
  const view = mount(() => h(PrintScreen, { paper, session }))
  await screen.findByRole('main', { name: '打印' })
  return view
}

const wishes = () => fake.calls('windows').map(({ args }) => (args.wish as WindowWish).kind)
const sheets = () => screen.findAllByRole('article')
const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map(row => [...row.children].map(cell => cell.textContent?.replace(/\s+/g, ' ').trim()))

describe('the notice', () => {
  it('says day, time, leaders, scope, the number to ring, and what becomes of other calls', async () => {
    await open('notice')
    const [sheet] = await sheets()
    const text = sheet!.textContent ?? ''
    for (const words of [
      '“一把手”走进12345热线第 8 场活动预告',
      '南湖区将于2026年12月1日（星期二）9:00至10:30',
      '请拨打 12345 反映诉求',
      '林远（南湖区委书记）、沈一帆（南湖区委副书记、区长）',
      '接听范围：南湖区辖区内的',
      '不在上述范围的来电，按 12345 热线日常流程受理',
      '110、119、120',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('您')
  })

  it('names the duties of a bureau as its scope', async () => {
    const header = prep.prepHeader()
    const plan = { ...prep.plan, host: { kind: 'bureau' as const, name: '市住建局' } }
    await open('notice', { header: { ...header, session: { ...header.session!, plan } } })
    expect((await sheets())[0]!.textContent).toContain('接听范围：市住建局职责范围内的')
  })

  it('prints what was written in its place', async () => {
    const { user } = await open('notice')
    const text = await screen.findByLabelText<HTMLTextAreaElement>('正文')
    await user.clear(text)
    await user.type(text, '改期另行通知。\n谢谢。')
    await user.type(screen.getByLabelText(/^落款/), '南湖区热线受理中心')
    const [sheet] = await sheets()
    expect([...sheet!.querySelectorAll('.notice-line')].map(line => line.textContent)).toEqual([
      '改期另行通知。',
      '谢谢。',
    ])
    expect(within(sheet!).getByText('南湖区热线受理中心')).toBeTruthy()
    expect(within(sheet!).getByText('2026年12月1日（星期二）')).toBeTruthy()
    expect(text.closest('[data-print="off"]')).toBeTruthy()
  })
})

describe('seat cards', () => {
  it('two to a sheet, name and title on both sides, the one side upside down', async () => {
    await open('seat-cards')
    // Six leaders, five units, the secretary: the chair has a seat.
    expect((await sheets()).length).toBe(6)
    const cards = screen.getAllByRole('region').filter(part => part.classList.contains('card'))
    expect(cards.length).toBe(12)
    const card = screen.getByRole('region', { name: '林远' })
    expect(within(card).getAllByText('林 远').length).toBe(2)
    expect(within(card).getAllByText('南湖区委书记').length).toBe(2)
    expect(card.querySelectorAll('.card-turned[aria-hidden="true"]').length).toBe(1)
    expect(within(screen.getByRole('region', { name: '沈一帆' })).getAllByText('沈一帆').length).toBe(2)
  })

  it('are for whoever comes for a unit, with the unit', async () => {
    await open('seat-cards')
    await sheets()
    const card = within(screen.getByRole('region', { name: '白帆' }))
    expect(card.getAllByText('区住建局 副局长').length).toBe(2)
    expect(screen.queryByRole('region', { name: '韩越' })).toBeNull()
  })
})

it('the agenda has the times of the plan, leaders by seat and units by their place', async () => {
  await open('agenda')
  const [sheet] = await sheets()
  expect(sheet!.textContent).toContain('第 8 场（全市第 31 场） · 2026年12月1日（星期二）')
  const [times, leaders, units] = within(sheet!).getAllByRole('table').map(rowsOf)
  expect(times).toEqual([
    ['时间', '内容'],
    ['8:30', '设备联调'],
    ['8:35', '签到'],
    ['8:45', '说明会'],
    ['9:00', '接听 90 分钟'],
    ['10:30', '停止进线'],
    ['10:40', '会商 57 分钟'],
  ])
  expect(leaders?.[2]).toEqual(['2', '沈一帆', '南湖区委副书记、区长', '赵敏'])
  expect(units?.[2]).toEqual(['区住建局', '白帆', '副局长', '2 排 2 座'])
})

it('the sign-in sheet has everybody once, who has come with his time, and room for a signature', async () => {
  await open('sign-in')
  const pages = (await sheets()).map(sheet => rowsOf(within(sheet).getByRole('table')))
  const table = [pages[0]![0], ...pages.flatMap(page => page.slice(1))]
  expect(new Set(pages.map(([head]) => head?.join())).size).toBe(1)
  expect(table[0]).toEqual(['姓名', '职务', '单位', '座次', '到场时间', '签名'])
  expect(table[1]).toEqual(['林远', '南湖区委书记', '', '1 号席', '8:38', ''])
  expect(table[8]).toEqual(['白帆', '副局长', '区住建局', '2 排 2 座', '8:41', ''])
  const names = table
    .slice(1)
    .map(row => row?.[0])
    .filter(Boolean)
  expect(names.length).toBe(new Set(names).size)
  expect(names).toContain('吴桐')
  expect(table.at(-1)).toEqual(['', '', '', '', '', ''])
})

describe('the lists of the units', () => {
  it('one sheet a unit with its head, and room to write; the press line before them', async () => {
    await open('unit-lists')
    expect((await sheets()).map(sheet => sheet.getAttribute('aria-label'))).toEqual([
      '一句话通报',
      '区市场监管局 本单位诉求清单',
      // 34 cases: more than one sheet.
      '区住建局 本单位诉求清单',
      '区住建局 本单位诉求清单',
      '区住建局 本单位诉求清单',
      '区城管执法局 本单位诉求清单',
      '责任单位待定 本单位诉求清单',
    ])
    expect((await sheets())[0]!.textContent).toContain(
      '90 分钟接听 123 个来电：在线直办 3 件、当天办理 7 件、转办 113 件，涉及物业、房产、城市治理等。',
    )
    const market = screen.getByRole('article', { name: /^区市场监管局/ })
    expect(market.textContent).toContain('负责人：江临局长')
    const rows = rowsOf(within(market).getByRole('table'))
    expect(rows[0]).toEqual([
      '序号',
      '受理号',
      '来电',
      '地点',
      '分类 / 事项',
      '承诺日期',
      '认领',
      '异议',
      '办结时限',
      '责任人',
    ])
    expect(rows[1]).toEqual([
      '1',
      '1201-02-01',
      '9:11',
      '望湖小区',
      '城市治理 / 路灯 小区路灯不亮安全隐患',
      '12月4日',
      '',
      '',
      '',
      '',
    ])
    // No title before 已核对脱敏: the category stands alone.
    expect(rows[3]?.[4]).toBe('房产 / 不动产证 重复')
    expect(market.textContent).toMatch(/负责人签字\s*内部资料\s注意保管/)
  })

  it('loses no case from sheet to sheet; each says which it is, the last is signed', async () => {
    await open('unit-lists')
    await sheets()
    const housing = screen.getAllByRole('article', { name: /^区住建局/ })
    const numbers = housing.flatMap(sheet =>
      rowsOf(within(sheet).getByRole('table'))
        .slice(1)
        .map(row => row[1]),
    )
    expect(numbers).toEqual(prep.unitSheets[1]!.lines.map(({ number }) => number))
    expect(housing.map(sheet => /第 \d\/\d 页/.exec(sheet.textContent ?? '')?.[0])).toEqual([
      '第 1/3 页',
      '第 2/3 页',
      '第 3/3 页',
    ])
    expect(housing.map(sheet => sheet.textContent?.includes('负责人签字'))).toEqual([false, false, true])
    expect(housing.every(sheet => sheet.textContent?.includes('内部资料\u3000注意保管'))).toBe(true)
  })

  it('are there for an earlier session too, without the plan', async () => {
    await open('unit-lists', {}, 'another')
    expect((await sheets()).length).toBe(7)
  })

  it('go without the press line when it can’t be read', async () => {
    await open('unit-lists', {
      break: () => {
        throw { kind: 'away', what: { kind: 'file' } }
      },
    })
    expect((await sheets()).length).toBe(6)
  })

  it('say when there are none yet', async () => {
    await open('unit-lists', { unitSheets: [], break: () => Promise.reject(new Error()) })
    expect(await screen.findByText('还没有可印的诉求清单')).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /^打印…/ }).disabled).toBe(true)
  })

  it('say why they can’t be read, and read again', async () => {
    let away = true
    const { user } = await open('unit-lists', {
      unitSheets: () => {
        if (away) throw { kind: 'away', what: { kind: 'file' } }
        return prep.unitSheets
      },
    })
    expect(await screen.findByText(/文件读写失败/)).toBeTruthy()
    away = false
    await user.click(screen.getByRole('button', { name: '再试一次' }))
    expect((await sheets()).length).toBe(7)
  })
})

describe('printing', () => {
  it('goes through the dialog of the system, by button and by key, each time with a reason', async () => {
    const { user } = await open('agenda')
    await sheets()
    await user.click(screen.getByRole('button', { name: /^打印…/ }))
    await giveReason(user, '会商使用', '打印')
    expect(await screen.findByText('已交给系统打印')).toBeTruthy()
    press('p', { ctrlKey: true })
    await giveReason(user, '存档', '打印')
    await waitFor(() => expect(wishes()).toEqual(['state', 'print', 'print']))
    const about = { paper: 'session', session: prep.SESSION, case: null, count: null }
    expect(printed()).toEqual([
      { ...about, reason: 'meeting' },
      { ...about, reason: 'archive' },
    ])
  })

  it('is on the trail, with so many cases, before anything is printed, and the question is off the page', async () => {
    const { user } = await open('unit-lists')
    await sheets()
    const order: string[] = []
    fake.answer('printing', () => void order.push('trail'))
    fake.answer('windows', ({ wish }) => {
      if ((wish as WindowWish).kind === 'print') {
        order.push(screen.queryByRole('dialog') ? 'dialog' : 'page')
      }
      return prep.windowsView
    })
    await user.click(screen.getByRole('button', { name: /^打印…/ }))
    await giveReason(user, '会商使用', '打印')
    await waitFor(() => expect(order).toEqual(['trail', 'page']))
    const lines = prep.unitSheets.reduce((sum, sheet) => sum + sheet.lines.length, 0)
    expect(lines).toBeGreaterThan(0)
    expect(printed()).toEqual([
      { paper: 'session', session: prep.SESSION, case: null, reason: 'meeting', count: lines },
    ])
  })

  it('comes to nothing without a reason, when it is refused, and when the question is closed', async () => {
    const { user } = await open('agenda')
    await sheets()
    await user.click(screen.getByRole('button', { name: /^打印…/ }))
    await user.click(await screen.findByRole('button', { name: '打印' }))
    expect(await screen.findByText('要选一个事由。')).toBeTruthy()
    fake.answer('printing', () => {
      throw { kind: 'denied', needs: { kind: 'rehearsal' } }
    })
    await giveReason(user, '会商使用', '打印')
    expect((await screen.findByRole('alert')).textContent).toMatch(/没有印出来/)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(wishes()).toEqual(['state'])
  })

  it('says that there is no printer, and offers a file', async () => {
    const { user } = await open('seat-cards', {}, prep.SESSION, () => ({
      ...prep.windowsView,
      printer: false,
    }))
    fake.answer('choose_file', () => '/tmp/a.pdf')
    expect(await screen.findByText(/这台机器没有打印机/)).toBeTruthy()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /打印…/ }).disabled).toBe(false)
    await user.click(screen.getByRole('button', { name: '存为 PDF…' }))
    await giveReason(user, '存档', '存为 PDF')
    expect(await screen.findByText('已存：/tmp/a.pdf')).toBeTruthy()
    expect(fake.calls('choose_file')[0]?.args).toEqual({ name: '第8场席卡.pdf' })
    expect(fake.calls('windows').at(-1)?.args.wish).toEqual({ kind: 'printToFile', path: '/tmp/a.pdf' })
  })

  it('writes nothing when no file is chosen, and says what failed', async () => {
    const { user } = await open('agenda')
    await sheets()
    fake.answer('choose_file', () => null)
    await user.click(screen.getByRole('button', { name: '存为 PDF…' }))
    await giveReason(user, '存档', '存为 PDF')
    await waitFor(() => expect(fake.calls('choose_file').length).toBe(1))
    expect(wishes()).toEqual(['state'])
    fake.answer('windows', () => {
      throw { kind: 'away', what: { kind: 'file' } }
    })
    await user.click(screen.getByRole('button', { name: /^打印…/ }))
    await giveReason(user, '存档', '打印')
    expect((await screen.findByRole('alert')).textContent).toMatch(/^没有印出来：文件读写失败/)
  })

  it('claims nothing about printers where nobody answers', async () => {
    await open('agenda', {}, prep.SESSION, () => {
      throw new Error('no shell')
    })
    await sheets()
    expect(screen.queryByText(/没有打印机/)).toBeNull()
  })
})

describe('the way around', () => {
  it('goes from paper to paper and back to the session', async () => {
    const { user } = await open('notice')
    await user.click(screen.getByRole('radio', { name: '席卡' }))
    const params = { paper: 'seat-cards', session: prep.SESSION }
    expect(router.replace).toHaveBeenCalledWith({ name: 'print', params })
    await user.click(screen.getByRole('button', { name: '回到场次' }))
    expect(router.push).toHaveBeenCalledWith({ name: 'session' })
  })

  it.each([
    ['agenda', {}, 'another', '这一场不是当前的场次'],
    ['agenda', { header: { ...prep.prepHeader(), session: null } }, 'another', '还没有场次'],
    ['menu', {}, prep.SESSION, '没有这种纸'],
  ] as [string, Views, string, string][])(
    '%s: says what is not there',
    async (paper, views, session, words) => {
      await open(paper, views, session)
      expect(await screen.findByText(words)).toBeTruthy()
    },
  )
})

it.each(['notice', 'seat-cards', 'agenda', 'sign-in', 'unit-lists'])(
  '%s: no critical and no serious finding',
  async paper => {
    await open(paper)
    await sheets()
    await expectAccessible()
  },
)

it('speaks English throughout', async () => {
  await setLocale('en')
  fakeHouse({ ...prep.prepViews, header: prep.prepHeader() })
  mount(() => h(PrintScreen, { paper: 'agenda', session: prep.SESSION }))
  expect(await screen.findByText('Session 8 (city-wide 31) · Tuesday, 1 December 2026')).toBeTruthy()
  expect(screen.getByText('Meeting, 57 min')).toBeTruthy()
  await setLocale('zh-CN')
})
