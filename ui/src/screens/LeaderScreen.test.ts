// The leader's window as the shell opens it: no router, no frame, no keyboard.
import { fireEvent, render, screen, waitFor, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { HEAD, NOW } from '@/ipc/fixtures'
import type { LeaderView } from '@/ipc/generated/LeaderView'
import { setServerNow } from '@/kit'
import { leaderCall, leaderHouse, leaderSeat, leaderView, proposals, unbegun } from '@/testing/leader'
import { expectAccessible } from '@/testing/mount'
import LeaderScreen from './LeaderScreen.vue'

beforeEach(() => {
  fake.reset()
  setServerNow(NOW)
  localStorage.clear()
})
afterEach(() => setLocale('zh-CN'))

async function open(view: LeaderView = leaderView) {
  const house = leaderHouse(view)
  render(LeaderScreen)
  await screen.findByRole('banner')
  return house
}

const tap = (element: Element) => fireEvent.pointerDown(element, { button: 0 })
/** Whether what the browser would do by itself still happens. */
const goesThrough = (element: Element, type: string) =>
  element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
const button = (name: string | RegExp) => screen.getByRole('button', { name })

describe('takes no keyboard', () => {
  const TABBABLE =
    'a[href], input, select, textarea, summary, [contenteditable], button:not([tabindex="-1"]), [tabindex]:not([tabindex="-1"])'

  it.each([
    ['during a call', leaderView],
    ['before the first word', { ...leaderView, call: unbegun }],
    ['idle', { ...leaderView, call: null }],
  ])('nothing can be reached by Tab, %s', async (_, view) => {
    await open(view)
    expect(document.querySelectorAll(TABBABLE).length).toBe(0)
  })

  it('a tap acts at once, prevents every default, and leaves the focus where it was', async () => {
    await open()
    for (const name of [/^在线直办/, /^请江临过来/, /^镜头模式/]) {
      for (const type of ['pointerdown', 'mousedown', 'touchstart', 'contextmenu', 'selectstart']) {
        expect([type, goesThrough(button(name), type)]).toEqual([type, false])
      }
      await tap(button(name))
    }
    expect(document.activeElement).toBe(document.body)
    expect(proposals().map(({ kind }) => kind)).toEqual(['dispose', 'ask', 'camera'])
  })

  it('gives a focus back that a window manager forced on it', async () => {
    await open()
    button(/^转办/).focus()
    expect(document.activeElement).toBe(document.body)
  })

  it('answers no key and no composition', async () => {
    await open()
    for (const key of ['F6', 'F7', 'F8', 'F9', 'Enter', ' ', 'k']) {
      await fireEvent.keyDown(document.body, { key, ctrlKey: key === 'k' })
    }
    await fireEvent.compositionStart(document.body)
    expect(fake.calls().every(({ command }) => command === 'leader')).toBe(true)
  })
})

describe('before and between calls', () => {
  it('the greeting stands alone until the first word', async () => {
    const house = await open({ ...leaderView, call: unbegun })
    expect(screen.getByRole('heading', { name: '“你好，我是南湖区委书记林远，请讲！”' })).toBeTruthy()
    expect(screen.getByText('接起电话，先说：')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^转办/ })).toBeNull()
    house.show({}, { begun: true, caller: '周女士' })
    expect(await screen.findByRole('heading', { name: '周女士' })).toBeTruthy()
    expect(screen.queryByText(/请讲/)).toBeNull()
  })

  it.each([
    ['open', '准备接听', true],
    ['planned', '活动还没有开始', true],
    ['linesClosed', '已停止进线', false],
    ['sealed', '本场已结束', false],
    ['cancelled', '本场已取消', false],
    ['postponed', '本场已推迟', false],
  ] as const)('idle, %s: %s', async (stage, words, hasNext) => {
    await open({ ...leaderView, seat: { ...leaderSeat, stage, endsAt: null }, call: null })
    expect(screen.getByRole('heading', { level: 2, name: words })).toBeTruthy()
    expect(screen.queryByText(/请讲！/) !== null).toBe(hasNext)
  })

  it('says in the bar which seats are silent, and since when', async () => {
    await open({ ...leaderView, reach: { live: 9, total: 12, oldest: NOW - 7 * 60_000 } })
    expect(within(screen.getByRole('banner')).getByText(/^3 席截至 \d+:\d\d$/)).toBeTruthy()
    await expectAccessible()
  })

  it('says what it waits for without a seat', async () => {
    await open({ ...leaderView, seat: null, call: null })
    expect(screen.getByText('还没有选坐席')).toBeTruthy()
  })

  it('without a store shows nothing of what was there before', async () => {
    await open()
    fake.answer('leader', () => {
      throw { kind: 'away', what: { kind: 'notOpen' } }
    })
    fake.emit('changed', ['house'])
    expect(await screen.findByText('还没有打开数据')).toBeTruthy()
    expect(document.body.textContent).not.toContain('周女士')
  })

  it('beside a locked screen shows nothing either, and says so', async () => {
    await open()
    fake.answer('leader', () => {
      throw { kind: 'denied', needs: { kind: 'unlocking' } }
    })
    fake.emit('changed', ['house'])
    expect(await screen.findByText('记录员的窗口锁着')).toBeTruthy()
    expect(document.body.textContent).not.toContain('周女士')
  })

  it('reads again by itself after a failure, and says so meanwhile', async () => {
    vi.useFakeTimers()
    let fails = true
    fake.answer('leader', () => {
      if (fails) throw { kind: 'fault', incident: '7' }
      return leaderView
    })
    render(LeaderScreen)
    await vi.advanceTimersByTimeAsync(10)
    expect(screen.getByText('暂时读不到内容')).toBeTruthy()
    fails = false
    await vi.advanceTimersByTimeAsync(3000)
    expect(screen.getByRole('heading', { name: '周女士' })).toBeTruthy()
    fails = true
    fake.emit('changed', ['room'])
    await vi.advanceTimersByTimeAsync(10)
    expect(screen.getByText(/^内容停在 9:49，正在重新读取/)).toBeTruthy()
    expect(screen.getByRole('heading', { name: '周女士' })).toBeTruthy()
  })
})

describe('during the call', () => {
  it('shows who, what, how often, the words that are written, and the sentence', async () => {
    await open()
    const call = within(screen.getByRole('main', { name: '本次通话' }))
    expect(call.getByText('第 3 次来电')).toBeTruthy()
    expect(call.getByText('普通话')).toBeTruthy()
    expect(call.getByText('春晓苑 电梯停运 9 天')).toBeTruthy()
    expect(call.getByText('记录员李敏正在记录')).toBeTruthy()
    expect(call.getByText(leaderCall.quote)).toBeTruthy()
    expect(call.getByText(/上次区市场监管局应于 11 月 27 日办完，没有办完。/)).toBeTruthy()
    expect(call.getByText(/^“周女士，您反映的是春晓苑电梯停运 9 天/)).toBeTruthy()
    expect(document.querySelector('.u-tag-over, .u-mark-over')).toBeNull()
  })

  it('follows what is typed', async () => {
    const house = await open()
    house.show({}, { quote: '楼高 32 层，有老人' })
    expect(await screen.findByText('楼高 32 层，有老人')).toBeTruthy()
  })

  it('counts by the record’s clock, and turns amber with a mark and a word at 5:00', async () => {
    vi.useFakeTimers({ now: 0 })
    leaderHouse({ ...leaderView, call: { ...leaderCall, answeredAt: NOW - 298_000 } })
    render(LeaderScreen)
    await vi.advanceTimersByTimeAsync(0)
    const time = screen.getByRole('timer', { name: '通话时长' })
    expect(time.textContent).toBe('04:58')
    expect(screen.queryByText('超过 5 分钟')).toBeNull()
    await vi.advanceTimersByTimeAsync(2000)
    expect(time.textContent).toBe('05:00')
    expect(screen.getByText('超过 5 分钟')).toBeTruthy()
    expect(document.querySelector('.talk-long .u-mark-soon')).toBeTruthy()
  })

  it('runs as fast as the rehearsal’s clock', async () => {
    vi.useFakeTimers({ now: 0 })
    leaderHouse({ ...leaderView, speed: 60 })
    render(LeaderScreen)
    await vi.advanceTimersByTimeAsync(0)
    await vi.advanceTimersByTimeAsync(1000)
    expect(screen.getByRole('timer', { name: '通话时长' }).textContent).toBe('05:31')
  })

  it('asks a head over once, and shows when', async () => {
    await open()
    await tap(button('请江临过来'))
    expect(proposals()).toEqual([{ kind: 'ask', person: HEAD }])
    const asked = await screen.findByRole('button', { name: '已请江临，9:49' })
    expect(asked.textContent).toContain('已请9:49')
  })

  it('proposes, shows both states in words, and takes back by the same tap', async () => {
    vi.useFakeTimers({ now: 0 })
    const house = leaderHouse()
    render(LeaderScreen)
    await vi.advanceTimersByTimeAsync(0)
    await tap(button(/^当天办理/))
    await vi.advanceTimersByTimeAsync(0)
    expect(button(/^当天办理/).textContent).toContain('已提议')
    expect(button(/^当天办理/).getAttribute('aria-pressed')).toBe('false')
    // A trembling finger: the second touch of the same tap takes nothing back.
    await tap(button(/^当天办理/))
    expect(proposals().length).toBe(1)
    house.show({}, { chosen: 'transferred' })
    await vi.advanceTimersByTimeAsync(600)
    expect(button(/^转办/).textContent).toContain('已选')
    expect(button(/^转办/).getAttribute('aria-pressed')).toBe('true')
    expect(button(/^当天办理/).textContent).toContain('已提议')
    await tap(button(/^当天办理/))
    await vi.advanceTimersByTimeAsync(0)
    expect(button(/^当天办理/).textContent).not.toContain('已提议')
  })

  it('the right mouse button proposes nothing', async () => {
    await open()
    await fireEvent.pointerDown(button(/^转办/), { button: 2 })
    expect(proposals()).toEqual([])
  })

  it('says where a tap went that did not arrive', async () => {
    await open()
    fake.answer('propose', () => {
      throw { kind: 'fault', incident: '' }
    })
    await tap(button(/^转办/))
    expect(await screen.findByText('刚才的点按没有送到，请直接告诉记录员。')).toBeTruthy()
  })

  it('镜头模式: one tap, state in words, and only surname and compound are left', async () => {
    await open()
    expect(button('镜头模式：关').getAttribute('aria-pressed')).toBe('false')
    await tap(button('镜头模式：关'))
    expect(proposals()).toEqual([{ kind: 'camera', on: true }])
    await waitFor(() => expect(button('镜头模式：开').getAttribute('aria-pressed')).toBe('true'))
    const words = document.body.textContent ?? ''
    for (const gone of ['电梯停运', '楼高', '第 3 次', '普通话', '11 月 27 日'])
      expect(words).not.toContain(gone)
    for (const stays of ['周女士', '春晓苑', '受理号后四位 0107']) expect(words).toContain(stays)
  })
})

describe('hanging up', () => {
  const held = { ...leaderView, call: { ...leaderCall, canHangUp: true } }

  it('a line that can’t be hung up from here says to put down the receiver', async () => {
    await open()
    expect(screen.getByText('说完请放下话筒')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /挂机/ })).toBeNull()
  })

  async function hold(ms: number, release: (element: Element) => unknown = () => {}) {
    vi.useFakeTimers({ now: 0 })
    leaderHouse(held)
    render(LeaderScreen)
    await vi.advanceTimersByTimeAsync(0)
    const element = button(/^挂机/)
    await tap(element)
    await vi.advanceTimersByTimeAsync(ms)
    await release(element)
    await vi.advanceTimersByTimeAsync(2000)
  }

  it('a tap cuts nobody off', async () => {
    await hold(200, () => fireEvent.pointerUp(window))
    expect(proposals()).toEqual([])
    expect(button(/^挂机/).textContent).toContain('按住挂机')
  })

  it('a finger that slides off cuts nobody off', async () => {
    await hold(500, element => fireEvent.pointerLeave(element))
    expect(proposals()).toEqual([])
  })

  it('600 ms held hang up; the next greeting waits, the choice stays open until the record is saved', async () => {
    await hold(600)
    expect(proposals()).toEqual([{ kind: 'hangUp' }])
    expect(screen.getByRole('heading', { name: '周女士　通话已结束' })).toBeTruthy()
    expect(screen.getByText(/请讲！/)).toBeTruthy()
    await tap(button(/^转办/))
    expect(proposals().at(-1)).toEqual({ kind: 'dispose', disposition: 'transferred' })
  })
})

describe('the clock of the session', () => {
  const ending = (ms: number): LeaderView => ({ ...leaderView, seat: { ...leaderSeat, endsAt: NOW + ms } })

  it.each([
    [2_458_000, '距结束', '40:58', false],
    [299_000, '距结束', '04:59', true],
    [-130_000, '超时', '02:10', true],
  ])('%i ms left: %s %s', async (ms, word, time, isAmber) => {
    await open(ending(ms))
    const clock = screen.getByRole('timer', { name: '离活动结束还有多久' })
    expect(clock.textContent).toBe(time)
    expect(clock.parentElement?.textContent).toContain(word)
    expect(clock.parentElement?.querySelector('.u-mark-soon') !== null).toBe(isAmber)
  })
})

describe('everybody can read it', () => {
  it.each([
    ['a call', leaderView],
    ['a call that can be hung up', { ...leaderView, call: { ...leaderCall, canHangUp: true, hazard: true } }],
    ['镜头模式', { ...leaderView, camera: true }],
    ['the greeting', { ...leaderView, call: unbegun }],
    ['idle', { ...leaderView, call: null }],
    ['no seat', { ...leaderView, seat: null, call: null }],
  ])('axe finds nothing: %s', async (_, view) => {
    await open(view)
    await expectAccessible()
  })

  it('in large letters on light ground, whatever the main window wears, and changes nobody’s choice', async () => {
    await open()
    expect(document.documentElement.dataset).toMatchObject({ scale: 'leader', theme: 'light' })
    expect(localStorage.getItem('console.theme')).toBeNull()
  })

  it('has every word in English', async () => {
    await setLocale('en')
    await open()
    const own = [...document.querySelectorAll('.choose-name, .talk-label, .help-title, .lead-camera')]
    expect(own.length).toBeGreaterThan(6)
    for (const element of own) expect(element.textContent?.replace('李敏', '')).not.toMatch(/[\u4e00-\u9fff]/)
  })
})
