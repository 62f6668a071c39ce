// The recorder's side of the leader's window: it follows what is typed, and what was tapped there appears here.
import { fireEvent, screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { covered } from '@/features/call/cover'
import { fake } from '@/ipc'
import { CALL, HEAD, MARKET, NOW, id, queueView, roomView } from '@/ipc/fixtures'
import type { Answer } from '@/ipc/generated/Answer'
import type { Order } from '@/ipc/generated/Order'
import type { RoomView } from '@/ipc/generated/RoomView'
import type { SheetShown } from '@/ipc/generated/SheetShown'
import { keep } from '@/kept'
import { setServerNow } from '@/kit'
import { done, fakeHouse, sent, shown, type Views } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import RecorderScreen from './RecorderScreen.vue'

vi.mock('vue-router', () => ({
  useRouter: () => ({ push: vi.fn() }),
  useRoute: () => ({ query: {} }),
}))

beforeEach(() => {
  covered.value = false
  setServerNow(NOW)
  fake.reset()
  localStorage.clear()
  keep('seat', '1')
  ;(window as unknown as { happyDOM: { setViewport: (size: object) => void } }).happyDOM.setViewport({
    width: 1440,
    height: 900,
  })
})

const MATTER = /^事项(?!文字)/
const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label)
const foot = () => document.querySelector('.foot')?.textContent ?? ''
const sheets = () => shown().flatMap(show => (show.kind === 'sheet' ? [show.sheet] : []))
const last = () => sheets().at(-1) as SheetShown | null | undefined

/** Until nothing is under way any more: clocks of before don't run under the tests' own. */
const atRest = () => new Promise(done => setTimeout(done, 150))

/** A room whose view the test changes, as the leader's taps do. */
function room(views: Views = {}, act?: (orders: Order[]) => Answer[]) {
  let now: RoomView = roomView
  fakeHouse({ room: () => now, ...views }, act)
  return (change: Partial<RoomView>) => {
    now = { ...now, ...change }
    fake.emit('changed', ['room'])
  }
}

async function openCall(views: Views = {}, act?: (orders: Order[]) => Answer[]) {
  const change = room(views, act)
  const { user } = mount(RecorderScreen)
  await screen.findByLabelText(MATTER)
  return { user, change }
}

describe('the leader’s window follows', () => {
  it('is told the seat when the screen opens, and again when the desk forgot it', async () => {
    const { change } = await openCall()
    expect(shown().filter(({ kind }) => kind === 'seat')).toEqual([{ kind: 'seat', seat: 1 }])
    await waitFor(() => expect(last()?.call).toBe(CALL))
    const before = sheets().length
    change({ seat: null })
    await waitFor(() => expect(shown().filter(({ kind }) => kind === 'seat').length).toBe(2))
    await waitFor(() => expect(sheets().length).toBe(before + 1))
  })

  it('what is typed is on show within 150 ms, the last letter too', async () => {
    await openCall()
    await waitFor(() => expect(last()?.form.text.matter).toBe(''))
    await atRest()
    vi.useFakeTimers()
    const before = sheets().length
    for (const words of ['电', '电梯', '电梯停', '电梯停运', '电梯停运 9', '电梯停运 9 天']) {
      await fireEvent.update(field(MATTER), words)
      await vi.advanceTimersByTimeAsync(30)
    }
    await vi.advanceTimersByTimeAsync(90)
    expect(last()).toMatchObject({ call: CALL, form: { text: { matter: '电梯停运 9 天' } }, spoken: '0107' })
    // Six keys in 180 ms are not six tellings.
    expect(sheets().length - before).toBeLessThanOrEqual(5)
  })

  it('a key is not held up by it: nothing is sent inside its event', async () => {
    await openCall()
    await waitFor(() => expect(last()?.call).toBe(CALL))
    await atRest()
    const before = sheets().length
    vi.useFakeTimers()
    void fireEvent.update(field(MATTER), '电')
    expect(sheets().length).toBe(before)
    await vi.advanceTimersByTimeAsync(150)
    expect(sheets().length).toBe(before + 1)
  })

  it('a window that can not be told disturbs nobody who types', async () => {
    room()
    fake.answer('show', () => {
      throw { kind: 'fault', incident: '9' }
    })
    const { user } = mount(RecorderScreen)
    await screen.findByLabelText(MATTER)
    await user.type(field(MATTER), '电梯停运')
    await waitFor(() => expect(sheets().length).toBeGreaterThan(1))
    expect(field(MATTER).value).toBe('电梯停运')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(document.activeElement).toBe(field(MATTER))
  })

  it('shows the disposition, today’s unit and time, and the answer', async () => {
    const { user } = await openCall()
    await user.keyboard('{F7}')
    await user.click(screen.getByRole('combobox', { name: /^责任单位/ }))
    await user.keyboard('区市{Enter}')
    await waitFor(() =>
      expect(last()).toMatchObject({
        disposition: 'sameDay',
        lead: MARKET,
        due: Date.parse('2026-12-01T17:30:00+08:00'),
      }),
    )
    await user.keyboard('{F6}')
    await user.type(field(/^答复/), '已派人去看')
    await waitFor(() =>
      expect(last()).toMatchObject({
        disposition: 'resolvedOnCall',
        lead: null,
        due: null,
        answer: '已派人去看',
      }),
    )
  })

  it('nothing without a call, and nothing of another record', async () => {
    room({ queue: { ...queueView, live: null } })
    mount(RecorderScreen)
    await screen.findByText('没有正在通话的来电')
    await waitFor(() => expect(sheets()).toEqual([null]))
  })

  it('keeps the call on show while an older record lies on the table', async () => {
    const form = { ...(await import('@/features/call/sheet')).emptyForm(), promise: '明天修好' }
    const { user } = await openCall({
      form: {
        case: id(706),
        version: 1,
        call: id(606),
        number: '1201-01-06',
        spoken: '0106',
        stage: { kind: 'recording' },
        form,
        missing: ['promise'],
        sentBack: null,
      },
    })
    await user.type(field(MATTER), '电梯停运')
    await user.keyboard('{Control>}u{/Control}')
    await screen.findByText('补录 1201-01-06')
    await user.type(field(MATTER), '污水井塌陷')
    await atRest()
    expect(last()).toMatchObject({ call: CALL, form: { text: { matter: '电梯停运' } } })
  })
})

describe('what the leader proposes', () => {
  it('stands on its button in words, moves no focus, and the key still acts', async () => {
    const { user, change } = await openCall()
    await user.click(field(MATTER))
    const names = () =>
      [...document.querySelectorAll('.foot-kinds button')].map(({ textContent }) => textContent)
    const count = document.querySelectorAll('.foot *').length
    change({ proposed: 'sameDay' })
    const proposed = await screen.findByRole('button', { name: /当天办理.*领导提议：当天办理/ })
    expect(proposed.getAttribute('aria-pressed')).toBe('false')
    expect(document.activeElement).toBe(field(MATTER))
    // It takes the place of the line that was there: nothing is added, so nothing moves.
    expect(document.querySelectorAll('.foot *').length).toBe(count)
    expect(sent()).toEqual([])
    await user.keyboard('{F8}')
    expect(screen.getByRole('button', { name: /^转办|F8 转办/, pressed: true })).toBeTruthy()
    expect(names()[1]).toContain('领导提议：当天办理')
    await user.keyboard('{F7}')
    expect(names().join()).not.toContain('领导提议')
    change({ proposed: null })
  })

  it('of another call is not said here', async () => {
    const { change } = await openCall()
    change({ call: id(62), proposed: 'sameDay' })
    await atRest()
    expect(foot()).not.toContain('领导提议')
  })

  it('[请过来] starts one line of 现场调度 with name and time; the recorder adds the answer', async () => {
    const { user, change } = await openCall()
    const rows = () => screen.queryAllByRole<HTMLInputElement>('combobox', { name: '叫了谁' })
    change({ asked: [{ person: HEAD, at: NOW - 60_000 }] })
    await waitFor(() => expect(rows().length).toBe(1))
    expect(rows()[0]?.value).toBe('江临 局长')
    expect(field('何时').value).toBe('9:48')
    change({ asked: [{ person: HEAD, at: NOW - 60_000 }], proposed: 'sameDay' })
    await waitFor(() => expect(foot()).toContain('领导提议：当天办理'))
    expect(rows().length).toBe(1)
    await user.type(field('答复'), '下午五点半前修好')
    await user.type(field(MATTER), '电梯停运')
    await user.keyboard('{F9}')
    await waitFor(() => expect(sent()[0]?.some(({ command }) => command.kind === 'noteDispatch')).toBe(true))
    expect(sent()[0]?.find(({ command }) => command.kind === 'noteDispatch')?.command).toMatchObject({
      person: HEAD,
      calledAt: NOW - 60_000,
      reply: '下午五点半前修好',
    })
  })

  it('a line that was taken away does not come back', async () => {
    const { user, change } = await openCall()
    change({ asked: [{ person: HEAD, at: NOW }] })
    await user.click(await screen.findByRole('button', { name: '去掉这一条调度' }))
    change({ asked: [{ person: HEAD, at: NOW }] })
    change({
      asked: [
        { person: HEAD, at: NOW },
        { person: id(14), at: NOW },
      ],
    })
    await waitFor(() =>
      expect(screen.getByRole<HTMLInputElement>('combobox', { name: '叫了谁' }).value).toBe('韩越 局长'),
    )
  })

  it('somebody who is called over already gets no second line', async () => {
    const { user, change } = await openCall()
    await user.click(screen.getByRole('button', { name: '叫一位负责人' }))
    await user.click(screen.getByRole('combobox', { name: '叫了谁' }))
    await user.keyboard('江临{Enter}')
    change({ asked: [{ person: HEAD, at: NOW }], proposed: 'transferred' })
    await waitFor(() => expect(foot()).toContain('领导提议：转办'))
    expect(screen.getAllByRole('combobox', { name: '叫了谁' }).length).toBe(1)
  })
})

describe('镜头模式', () => {
  it('of the leader’s window: state in words, one tap', async () => {
    const { user, change } = await openCall()
    await user.click(screen.getByRole('button', { name: '领导窗镜头：关', pressed: false }))
    expect(shown().at(-1)).toEqual({ kind: 'camera', on: true })
    change({ camera: true })
    await user.click(await screen.findByRole('button', { name: '领导窗镜头：开', pressed: true }))
    expect(shown().at(-1)).toEqual({ kind: 'camera', on: false })
  })

  it('of this window leaves surname and compound; what is typed stays and goes on', async () => {
    const { user } = await openCall()
    await user.type(field('称呼'), '周晓兰女士')
    await user.click(screen.getByRole('combobox', { name: /^地点/ }))
    await user.keyboard('cxy{Enter}')
    await user.type(field(MATTER), '电梯停运')
    await screen.findByText('春晓苑 7 号楼电梯停运')
    await user.click(screen.getByRole('button', { name: '镜头模式：关', pressed: false }))
    expect(screen.getByRole('button', { name: '镜头模式：开', pressed: true })).toBeTruthy()
    const words = document.body.textContent ?? ''
    for (const gone of ['4720', '周晓兰', '7 号楼', '桂花里', '陆先生 ']) expect(words).not.toContain(gone)
    expect(within(document.querySelector('.callbar') as HTMLElement).getByText('周女士')).toBeTruthy()
    expect(within(document.querySelector('.callbar') as HTMLElement).getByText('春晓苑')).toBeTruthy()
    expect(document.querySelector('.desk-covered')?.contains(field(MATTER))).toBe(true)
    await user.type(field(MATTER), ' 9 天')
    await user.keyboard('{F2}')
    expect(field(MATTER).value).toBe('电梯停运 9 天')
    await expectAccessible()
    await user.click(screen.getByRole('button', { name: '镜头模式：开' }))
    expect(screen.getByText('100 4720 6621')).toBeTruthy()
    expect(field(MATTER).value).toBe('电梯停运 9 天')
  })

  it('is a command of the palette, for each of the two windows', async () => {
    const { user } = await openCall()
    await user.keyboard('{Control>}k{/Control}')
    const palette = within(await screen.findByRole('dialog'))
    await user.keyboard('镜头')
    expect(palette.getByRole('option', { name: /领导窗镜头模式/ })).toBeTruthy()
    await user.click(palette.getByRole('option', { name: /本窗镜头模式/ }))
    await screen.findByRole('button', { name: '镜头模式：开' })
  })

  it('is seen without a call, too', async () => {
    room({ queue: { ...queueView, live: null, next: null } })
    mount(RecorderScreen)
    expect(await screen.findByRole('button', { name: '镜头模式：关' })).toBeTruthy()
  })
})

describe('the form', () => {
  it('notes the language, tells the leader’s window, and takes it back', async () => {
    const { user } = await openCall()
    await user.click(screen.getByRole('combobox', { name: /^语言 \/ 口音/ }))
    await user.click(screen.getByRole('option', { name: '方言' }))
    await waitFor(() => expect(last()?.form.matter.speech).toBe('dialect'))
    await user.click(screen.getByRole('combobox', { name: /^语言 \/ 口音/ }))
    await user.click(screen.getByRole('option', { name: '未记' }))
    await waitFor(() => expect(last()?.form.matter.speech).toBeUndefined())
  })

  it('says what 已核对脱敏 does, and the screen reader hears it with the tick', async () => {
    await openCall()
    const tick = screen.getByRole('checkbox', { name: '事项文字已核对脱敏' })
    expect(document.getElementById(tick.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      '勾选后，投影上会显示事项原文（号码、门牌、姓名已隐去）。',
    )
  })

  it('a number that arrived with a save is the one that is said, though the rest was refused', async () => {
    const refused = (orders: Order[]): Answer[] =>
      done(orders).map((answer, i) =>
        i === 1
          ? { kind: 'failed', failure: { kind: 'refused', rejection: { kind: 'sessionOver' }, field: null } }
          : answer,
      )
    const { user } = await openCall({}, refused)
    await user.type(field(MATTER), '电梯停运')
    await user.keyboard('{F9}')
    await waitFor(() => expect(sent().length).toBe(1))
    await waitFor(() => expect(screen.getByText(/后四位 0107/)).toBeTruthy())
  })
})
