import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keep } from '@/kept'
import { fake } from '@/ipc'
import { CALL, NOW, headerView, id, liveCall, queueView, records } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import type { Answer } from '@/ipc/generated/Answer'
import type { Order } from '@/ipc/generated/Order'
import { newSheet } from '@/features/call/sheet'
import { fakeHouse, sent, type Views } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import RecorderScreen from './RecorderScreen.vue'

const replace = vi.fn()
const query: { case?: string } = {}
vi.mock('vue-router', () => ({
  useRouter: () => ({ push: vi.fn(), replace }),
  useRoute: () => ({ query }),
}))

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
  localStorage.clear()
  replace.mockReset()
  query.case = undefined
  keep('seat', '1')
  ;(window as unknown as { happyDOM: { setViewport: (size: object) => void } }).happyDOM.setViewport({
    width: 1440,
    height: 900,
  })
})

async function open(views: Views = {}, act?: (orders: Order[]) => Answer[]) {
  fakeHouse(views, act)
  const view = mount(RecorderScreen)
  await screen.findByText('等待来电')
  return view
}

const openCall = async (views: Views = {}, act?: (orders: Order[]) => Answer[]) => {
  const view = await open(views, act)
  await screen.findByLabelText(/^事项(?!文字)/)
  return view
}

const kinds = (orders: Order[] | undefined) => orders?.map(({ command }) => command.kind)
const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label)

describe('the line', () => {
  const idle = { ...queueView, live: null }

  it('F4 takes the next call; nothing waiting: no effect', async () => {
    const { user } = await open({ queue: { ...idle, next: null } })
    await user.keyboard('{F4}')
    expect(sent()).toEqual([])
  })

  it('F4 answers at this seat', async () => {
    const { user } = await open({ queue: idle })
    await screen.findByText('没有正在通话的来电')
    await user.keyboard('{F4}')
    await waitFor(() =>
      expect(sent()[0]?.[0]).toMatchObject({
        stream: id(62),
        version: 1,
        command: { kind: 'answerCall', seat: 1 },
      }),
    )
  })

  it('takes a call by hand, with or without a number', async () => {
    const { user } = await open({ queue: { ...idle, next: null } })
    await user.type(await screen.findByLabelText('来电号码'), '10047206621')
    await user.click(screen.getByRole('button', { name: '手工接听' }))
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['ringCall', 'answerCall']))
    expect(sent()[0]?.[0]?.command).toMatchObject({ line: 'byHand', number: '10047206621' })
    expect(sent()[0]?.[1]?.version).toBeNull()
  })

  it('hangs up, and counts 20 neutral seconds after', async () => {
    await openCall({ queue: { ...queueView, live: { ...liveCall, stage: 'wrapUp', endedAt: NOW } } }).catch(
      () => {},
    )
    expect(await screen.findByText('没有正在通话的来电')).toBeTruthy()
    const { user } = await openCall()
    await user.click(screen.getAllByRole('button', { name: /挂机/ })[0]!)
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['endCall']))
  })

  it('a number is whole only in the own call, and nowhere in the queue', async () => {
    await openCall()
    expect(screen.getByText('100 4720 6621')).toBeTruthy()
    expect(screen.getByText(/号码自动显示，已留痕/)).toBeTruthy()
    expect(screen.getByRole('complementary', { name: '来电与本席记录' }).textContent).not.toMatch(/100\d/)
  })

  it('shows what was asked before, and links it', async () => {
    const { user } = await openCall()
    const card = await screen.findByRole('region', { name: '诉求人历史' })
    await within(card).findByText('春晓苑 7 号楼电梯停运')
    await user.click(within(card).getByRole('button', { name: '关联' }))
    expect(within(card).getByText('已关联 1127-03-04')).toBeTruthy()
  })
})

describe('records and drafts', () => {
  it('Ctrl+U opens the next 待补录 at what it lacks', async () => {
    const view = { case: id(706), version: 1, call: id(606), number: '1201-01-06', spoken: '0106' }
    const form = newSheet('', 0, '10047200000', NOW).form
    Object.assign(form.text, { matter: '污水井塌陷', place: '桂花里', caller: '陆先生' })
    form.matter.request = 'help'
    const { user } = await openCall({
      form: { ...view, stage: { kind: 'recording' }, form, missing: ['promise'], sentBack: null },
    })
    await user.keyboard('{Control>}u{/Control}')
    await waitFor(() => expect(field(/^事项(?!文字)/).value).toBe('污水井塌陷'))
    await waitFor(() => expect(document.activeElement).toBe(field(/^承诺（领导原话）/)))
    await user.keyboard('明天 17:30 前清理{F8}{F9}')
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['amendCase', 'handOver', 'logCall']))
    expect(sent()[0]?.map(({ version }) => version)).toEqual([1, null, 3])
  })

  describe('the case that the case page sends to be completed', () => {
    const typed = newSheet('', 0, '10047200000', NOW).form
    Object.assign(typed.text, { matter: '污水井塌陷', place: '桂花里', caller: '陆先生' })
    typed.matter.request = 'help'
    const view = {
      case: id(706),
      version: 1,
      call: id(606),
      number: '1201-01-06',
      spoken: '0106',
      stage: { kind: 'recording' },
      form: typed,
      missing: ['promise'],
      sentBack: null,
    }

    it('is open at what it lacks, above the call on the line', async () => {
      query.case = id(706)
      const { user } = await open({ form: view })
      await waitFor(() => expect(field(/^事项(?!文字)/).value).toBe('污水井塌陷'))
      await waitFor(() => expect(document.activeElement).toBe(field(/^承诺（领导原话）/)))
      expect(screen.getByText('补录 1201-01-06')).toBeTruthy()
      expect(replace).toHaveBeenCalledWith({ name: 'recorder' })
      await user.keyboard('明天 17:30 前清理{F8}{F9}')
      await waitFor(() => expect(kinds(sent()[0])).toEqual(['amendCase', 'handOver', 'logCall']))
    })

    it("of another seat is completed too, and leaves that seat's call alone", async () => {
      query.case = id(799)
      const other = { ...view, case: id(799), call: id(699), number: '1201-03-02', sentBack: '缺承诺' }
      const { user } = await open({ form: other, queue: { ...queueView, live: null } })
      await waitFor(() => expect(field(/^事项(?!文字)/).value).toBe('污水井塌陷'))
      expect(screen.getByText('退回补录：缺承诺')).toBeTruthy()
      await user.type(field(/^承诺（领导原话）/), '明天 17:30 前清理')
      await user.keyboard('{F8}{F9}')
      await waitFor(() => expect(kinds(sent()[0])).toEqual(['amendCase', 'handOver']))
    })

    it('that can not be read is said, and nothing is lost', async () => {
      query.case = id(798)
      await open({ queue: { ...queueView, live: null } })
      expect(await screen.findByRole('alert')).toBeTruthy()
      expect(screen.getByText('没有正在通话的来电')).toBeTruthy()
    })
  })

  it('saves what is typed as a draft within a second', async () => {
    const { user } = await openCall()
    await user.type(field(/^事项(?!文字)/), '电梯停运')
    await waitFor(() => expect(fake.calls('draft').length).toBeGreaterThan(0), { timeout: 1000 })
    expect(fake.calls('draft').at(-1)?.args.draft).toMatchObject({
      body: { kind: 'recorder', seat: 1, sheet: { call: CALL, form: { text: { matter: '电梯停运' } } } },
    })
  })

  it('offers a draft of before the crash in place, and puts it back', async () => {
    const sheet = newSheet(CALL, 2, '10047206621', NOW)
    Object.assign(sheet.form.text, { matter: '电梯停运 9 天', caller: '周女士' })
    const draft = {
      draft: id(901),
      stream: sheet.stream,
      savedAt: NOW,
      doneAt: null,
      body: { kind: 'recorder', seat: 1, sheet },
    }
    const { user } = await openCall({ drafts: [draft] })
    await screen.findByText(/有一条没有存完的记录：周女士 · 电梯停运 9 天/)
    expect(screen.queryByText(/已由本机/)).toBeNull()
    await user.click(screen.getByRole('button', { name: '恢复' }))
    await waitFor(() => expect(field(/^事项(?!文字)/).value).toBe('电梯停运 9 天'))
    expect(screen.queryByRole('button', { name: '恢复' })).toBeNull()
    await user.keyboard('{F9}')
    await waitFor(() => expect(sent()[0]?.[0]).toMatchObject({ stream: sheet.stream, draft: id(901) }))
  })

  it('throws a recovered draft away', async () => {
    const sheet = newSheet(CALL, 2, '', NOW)
    const draft = {
      draft: id(902),
      stream: sheet.stream,
      savedAt: NOW,
      doneAt: NOW,
      body: { kind: 'recorder', seat: 1, sheet },
    }
    const { user } = await openCall({ drafts: [draft] })
    expect(await screen.findByText(/已由本机于 .*提交过，看过再恢复/)).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: '丢弃' }))
    expect(fake.calls('draft').at(-1)?.args.draft).toMatchObject({ draft: id(902), body: null })
  })
})

describe('states', () => {
  it('chooses a seat once', async () => {
    localStorage.clear()
    fakeHouse()
    const { user } = mount(RecorderScreen)
    await user.click(await screen.findByRole('button', { name: /2 号席/ }))
    await screen.findByText('等待来电')
    expect(localStorage.getItem('console.seat')).toBe('2')
  })

  it.each([
    ['planned', '活动还没有开始'],
    ['linesClosed', '已停止进线'],
    ['sealed', '本场已封存'],
    ['cancelled', '本场已取消'],
    ['postponed', '本场已推迟'],
  ] as const)('says why there is nothing to do: %s', async (stage, words) => {
    const session = headerView.session && { ...headerView.session, stage }
    await open({ header: { ...headerView, session }, queue: { ...queueView, live: null, next: null } })
    expect(await screen.findByText(words)).toBeTruthy()
  })

  it('has no critical and no serious axe finding, idle, in a call and with each panel', async () => {
    const { user } = await openCall()
    await expectAccessible()
    await user.keyboard('{F6}')
    await expectAccessible()
    await user.keyboard('{F7}')
    await user.click(screen.getByRole('button', { name: '险情 110/119/120' }))
    await user.click(screen.getByRole('button', { name: '叫一位负责人' }))
    await user.click(screen.getByRole('button', { name: '加一站' }))
    await expectAccessible()
  }, 20_000)

  it('idle, too', async () => {
    await open({ queue: { ...queueView, live: null, records: records.slice(0, 2) } })
    await expectAccessible()
  })
})
