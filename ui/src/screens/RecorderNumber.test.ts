// The number is whole in the seat's own live call alone; after it the sheet goes on with the masked one.
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keep } from '@/kept'
import { fake } from '@/ipc'
import { CALL, NOW, id, liveCall, queueView } from '@/ipc/fixtures'
import type { Query } from '@/ipc/generated/Query'
import type { QueueView } from '@/ipc/generated/QueueView'
import { setServerNow } from '@/kit'
import { fakeHouse, sent, type Views } from '@/testing/house'
import { mount } from '@/testing/mount'
import RecorderScreen from './RecorderScreen.vue'

vi.mock('vue-router', () => ({
  useRouter: () => ({ push: vi.fn() }),
  useRoute: () => ({ query: {} }),
}))
vi.setConfig({ testTimeout: 20_000 })

const WHOLE = '10047206621'
const MASKED = '100****6621'

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
  localStorage.clear()
  keep('seat', '1')
  ;(window as unknown as { happyDOM: { setViewport: (size: object) => void } }).happyDOM.setViewport({
    width: 1440,
    height: 900,
  })
})

const number = () => screen.getByLabelText<HTMLInputElement>(/^回拨号码/)
const asked = () =>
  fake
    .calls('view')
    .map(({ args }) => args.query as Query)
    .filter(query => query.kind === 'history')

async function open(views: Views = {}, given = WHOLE) {
  const house: { queue: QueueView } = { queue: { ...queueView, live: { ...liveCall, number: given } } }
  fakeHouse({ queue: () => house.queue, ...views })
  const view = mount(RecorderScreen)
  await screen.findByLabelText(/^回拨号码/)
  /** The caller hangs up: the desk says the number masked from now on. */
  async function end(shown = MASKED): Promise<void> {
    const live = { ...liveCall, version: 3, stage: 'wrapUp' as const, number: shown, endedAt: NOW }
    house.queue = { ...queueView, live }
    fake.emit('changed', ['calls'])
    await screen.findAllByText('话后整理')
  }
  return { ...view, end }
}

describe('when the call ends', () => {
  it('the number is masked in the bar and in the form, and the caption no longer says that it is shown', async () => {
    const { end } = await open()
    expect(number().value).toBe(WHOLE)
    expect(screen.getByText(/号码自动显示，已留痕/)).toBeTruthy()
    await end()
    await waitFor(() => expect(number().value).toBe(MASKED))
    expect(screen.getByText(MASKED)).toBeTruthy()
    expect(screen.queryByText(/号码自动显示/)).toBeNull()
    expect(screen.getByText('已隐去；要改就整个重写')).toBeTruthy()
    expect(document.body.innerHTML).not.toMatch(/10047206621|100 4720 6621/)
  })

  it('the masked one is sent, for the number that stands there', async () => {
    const { end, user } = await open()
    await user.type(screen.getByLabelText('称呼'), '周女士')
    await end()
    await user.keyboard('{F9}')
    await waitFor(() => expect(sent()[0]?.[0]?.command).toMatchObject({ kind: 'recordCase' }))
    expect(sent()[0]?.[0]?.command).toMatchObject({ form: { text: { number: MASKED } } })
  })

  it('a number that the recorder typed still counts', async () => {
    const { end, user } = await open()
    await user.clear(number())
    await user.type(number(), '10055551234')
    await end()
    expect(number().value).toBe('10055551234')
    await user.keyboard('{F9}')
    await waitFor(() =>
      expect(sent()[0]?.[0]?.command).toMatchObject({ form: { text: { number: '10055551234' } } }),
    )
  })

  it('and one that is typed only then', async () => {
    const { end, user } = await open()
    await end()
    await user.clear(number())
    await user.type(number(), '10055551234')
    await user.keyboard('{F9}')
    await waitFor(() =>
      expect(sent()[0]?.[0]?.command).toMatchObject({ form: { text: { number: '10055551234' } } }),
    )
  })

  it('who called before is still found, by the call', async () => {
    const { end } = await open()
    const card = await screen.findByRole('region', { name: '诉求人历史' })
    await within(card).findByText('春晓苑 7 号楼电梯停运')
    await end()
    await waitFor(() => expect(asked().at(-1)).toEqual({ kind: 'history', number: MASKED, except: CALL }))
    expect(within(card).getByText('春晓苑 7 号楼电梯停运')).toBeTruthy()
  })

  it('of a landline too, though hardly a digit is left', async () => {
    const { end } = await open({}, '1002345')
    await end('*****45')
    await waitFor(() => expect(asked().at(-1)).toMatchObject({ number: '*****45', except: CALL }))
  })

  it('nothing has to be saved for it', async () => {
    const { end } = await open()
    await end()
    await waitFor(() => expect(number().value).toBe(MASKED))
    await new Promise(done => setTimeout(done, 900))
    expect(fake.calls('draft')).toEqual([])
  })
})

describe('a draft', () => {
  it('never holds the whole number of the call, only one that was typed', async () => {
    const { user } = await open()
    await user.type(screen.getByLabelText('称呼'), '周女士')
    await waitFor(() => expect(fake.calls('draft').length).toBeGreaterThan(0), { timeout: 2000 })
    expect(JSON.stringify(fake.calls('draft'))).not.toContain(WHOLE)
    expect(number().value).toBe(WHOLE)
  })

  it('that is put back shows the number whole while its call is on the line, else masked', async () => {
    const { user, unmount } = await open()
    await user.type(screen.getByLabelText('称呼'), '周女士')
    await waitFor(() => expect(fake.calls('draft').length).toBeGreaterThan(0), { timeout: 2000 })
    unmount()
    const { draft, stream, body } = fake.calls('draft').at(-1)?.args.draft as Record<string, string>
    const kept = { draft, stream, body, savedAt: NOW }
    for (const [live, shown] of [
      [liveCall, WHOLE],
      [{ ...liveCall, call: id(69), number: '10033334444' }, MASKED],
    ] as const) {
      fakeHouse({ drafts: [kept], queue: { ...queueView, live } })
      const again = mount(RecorderScreen)
      await again.user.click(await screen.findByRole('button', { name: '恢复' }))
      await waitFor(() => expect(number().value).toBe(shown))
      again.unmount()
    }
  })
})
