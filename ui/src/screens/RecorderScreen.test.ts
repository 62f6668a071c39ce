import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keep } from '@/kept'
import { fake } from '@/ipc'
import { CALL, HEAD, LIFT, MARKET, NOW, queueView } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import type { Answer } from '@/ipc/generated/Answer'
import type { Order } from '@/ipc/generated/Order'
import { done, fakeHouse, sent, type Views } from '@/testing/house'
import { composingKey, expectAccessible, mount } from '@/testing/mount'
import RecorderScreen from './RecorderScreen.vue'

vi.mock('vue-router', () => ({
  useRouter: () => ({ push: vi.fn() }),
  useRoute: () => ({ query: {} }),
}))

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

describe('the recorder without a mouse', () => {
  it('takes a call from the first word to 转办 by keys', async () => {
    const { user } = await openCall({
      queue: () => (sent().length ? { ...queueView, live: null } : queueView),
    })
    await waitFor(() => expect(document.activeElement).toBe(field('称呼')))
    await user.keyboard('周女士')
    await user.keyboard('{F2}')
    expect(document.activeElement?.getAttribute('role')).toBe('radio')
    await user.keyboard(' ')
    await user.keyboard('{F2}')
    expect(document.activeElement).toBe(field(/^事项(?!文字)/))
    await user.keyboard('7 号楼电梯已停运 9 天。')
    await user.keyboard('{Control>}l{/Control}')
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /^地点/ }))
    await user.keyboard('cxy')
    await user.keyboard('{Enter}')
    expect(field(/^地点/).value).toBe('南湖区 · 长桥街道 · 春晓苑')
    await user.keyboard('{Control>}g{/Control}ty{Enter}')
    await user.keyboard('{Control>}o{/Control}')
    expect(document.activeElement).toBe(field(/^承诺（领导原话）/))
    await user.keyboard('尽快修好')
    await screen.findByText('“尽快”说得含糊，还缺哪天、几点前')
    await user.keyboard('，今天下午五点半前')
    expect(screen.queryByText(/说得含糊/)).toBeNull()
    await user.keyboard('{F2}')
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: '已复述，诉求人认可' }))
    await user.keyboard(' ')
    await user.keyboard('{F8}')
    expect(screen.getByRole('button', { name: /转办/, pressed: true })).toBeTruthy()
    await user.keyboard('{F9}')
    await waitFor(() => expect(sent().length).toBe(2))

    const [save, take] = sent()
    expect(kinds(save)).toEqual(['recordCase', 'handOver', 'endCall', 'logCall'])
    expect(save?.[0]?.command).toMatchObject({
      call: CALL,
      form: {
        matter: { request: 'inquiry', category: LIFT, candidate: MARKET },
        text: { caller: '周女士', number: '10047206621', place: '南湖区 · 长桥街道 · 春晓苑' },
        promise: '尽快修好，今天下午五点半前',
        readBack: true,
      },
    })
    expect(save?.[0]?.draft).not.toBeNull()
    expect(save?.[3]?.command).toMatchObject({ noCase: null, readBack: true })
    expect(take?.[0]?.command).toMatchObject({ kind: 'answerCall', seat: 1 })
  })

  it('walks a whole call: F4, F2 to each empty must, F8, F9', async () => {
    const isAnswered = () => kinds(sent()[0])?.[0] === 'answerCall'
    const isSaved = () => sent().some(orders => kinds(orders)?.includes('recordCase'))
    const { user } = await open({
      queue: () => (isAnswered() && !isSaved() ? queueView : { ...queueView, live: null }),
    })
    await screen.findByText('没有正在通话的来电')
    await user.keyboard('{F4}')
    await waitFor(() => expect(document.activeElement).toBe(field('称呼')))
    await user.keyboard('周女士{F2}{ArrowRight} {F2}')
    expect(screen.getByRole('radio', { name: '投诉', checked: true })).toBeTruthy()
    expect(document.activeElement).toBe(field(/^事项(?!文字)/))
    await user.keyboard('7 号楼电梯已停运 9 天。{F2}')
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /^地点/ }))
    await user.keyboard('cxy{Enter}{F2}')
    // The number came with the call, so the next empty must is the promise.
    expect(document.activeElement).toBe(field(/^承诺（领导原话）/))
    await user.keyboard('今天 17:30 前修好{F2}')
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: '已复述，诉求人认可' }))
    await user.keyboard(' {F8}{F9}')
    await waitFor(() => expect(sent().length).toBe(3))
    expect(sent().map(kinds)).toEqual([
      ['answerCall'],
      ['recordCase', 'handOver', 'endCall', 'logCall'],
      ['answerCall'],
    ])
    expect(sent()[1]?.[0]?.command).toMatchObject({
      form: {
        matter: { request: 'complaint' },
        text: { caller: '周女士', matter: '7 号楼电梯已停运 9 天。', place: '南湖区 · 长桥街道 · 春晓苑' },
        promise: '今天 17:30 前修好',
        readBack: true,
      },
    })
  })

  it('a safety hazard is not resolved on the call: said at once, F7 and F8 offered', async () => {
    const { user } = await openCall()
    const words = '有安全隐患的诉求不能在线直办。请用当天办理或转办。'
    await user.type(field(/^事项(?!文字)/), '路面塌陷')
    await user.keyboard('{F6}')
    await user.type(field(/^答复/), '已派人去看')
    expect(screen.queryByText(words)).toBeNull()
    await user.click(screen.getByRole('checkbox', { name: '安全隐患' }))
    const panel = within(screen.getByRole('region', { name: '在线直办' }))
    const said = () => [...document.querySelectorAll('.foot [role=alert]')].map(line => line.textContent)
    expect(said()).toEqual([expect.stringContaining(words)])
    await expectAccessible()
    // Saving would hang up on the caller: nothing is sent, and it is said once.
    await user.keyboard('{F9}')
    expect(sent()).toEqual([])
    expect(said().length).toBe(1)
    expect(panel.getByRole('button', { name: /当天办理/ })).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: '安全隐患' }))
    expect(field(/^答复/).value).toBe('已派人去看')
    expect(said()).toEqual([])
    await user.click(screen.getByRole('checkbox', { name: '安全隐患' }))
    await user.click(
      within(screen.getByRole('region', { name: '在线直办' })).getByRole('button', { name: /转办/ }),
    )
    expect(screen.getByRole('button', { name: /转办/, pressed: true })).toBeTruthy()
    expect(said()).toEqual([])
  })

  it('F6 asks in place for the answer and the assent', async () => {
    const { user } = await openCall()
    await user.type(field(/^事项(?!文字)/), '公租房怎么申请')
    await user.keyboard('{F6}')
    await waitFor(() => expect(document.activeElement).toBe(field(/^答复/)))
    await user.keyboard('带身份证到二楼办。')
    await user.keyboard('{F9}')
    expect(sent()).toEqual([])
    expect(screen.getAllByText(/还缺：诉求人认可/).length).toBeGreaterThan(0)
    await user.click(screen.getByRole('checkbox', { name: '诉求人认可' }))
    await user.keyboard('{F9}')
    await waitFor(() =>
      expect(kinds(sent()[0])).toEqual(['recordCase', 'answerOnCall', 'endCall', 'logCall']),
    )
    expect(sent()[0]?.[1]?.command).toMatchObject({ answer: '带身份证到二楼办。', confirmed: true })
  })

  it('F7 fills unit, head and time; a dispatch line is noted before', async () => {
    const { user } = await openCall()
    await user.click(screen.getByRole('radio', { name: '投诉' }))
    await user.type(field(/^事项(?!文字)/), '电梯停运')
    await user.type(field(/^地点/), '春晓苑')
    await user.type(field(/^承诺（领导原话）/), '今天 17:30 前修好')
    await user.click(screen.getByRole('button', { name: '叫一位负责人' }))
    await user.click(screen.getByRole('combobox', { name: '叫了谁' }))
    await user.keyboard('江临{Enter}')
    await user.keyboard('{F7}')
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: /^责任单位/ }).value).toBe('区市场监管局')
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: /^责任人/ }).value).toBe('江临 局长')
    expect(field(/^今天几点前/).value).toBe('17:30')
    await user.keyboard('{F9}')
    await waitFor(() =>
      expect(kinds(sent()[0])).toEqual(['recordCase', 'noteDispatch', 'handleToday', 'endCall', 'logCall']),
    )
    expect(sent()[0]?.[2]?.command).toMatchObject({ lead: MARKET, owner: HEAD })
  })

  it('no key acts while an input method composes', async () => {
    await openCall()
    field(/^事项(?!文字)/).dispatchEvent(composingKey('F9'))
    field(/^事项(?!文字)/).dispatchEvent(composingKey('F8'))
    expect(sent()).toEqual([])
    expect(screen.queryByRole('button', { name: /转办/, pressed: true })).toBeNull()
  })

  it('Esc never drops what was typed', async () => {
    const { user } = await openCall()
    await user.type(field(/^事项(?!文字)/), '电梯停运')
    await user.keyboard('{Escape}')
    expect(field(/^事项(?!文字)/).value).toBe('电梯停运')
  })
})

describe('saving', () => {
  it('without a disposition leaves it 待补录', async () => {
    const { user } = await openCall()
    await user.type(field(/^事项(?!文字)/), '电梯停运')
    await user.keyboard('{F9}')
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['recordCase', 'endCall']))
    expect((await screen.findAllByText('已存 1201-01-07 · 待补录')).length).toBeGreaterThan(0)
  })

  it('asks for the musts of a chosen disposition before anything is sent', async () => {
    const { user } = await openCall()
    await user.keyboard('{F8}{F9}')
    expect(sent()).toEqual([])
    expect(field(/^事项(?!文字)/).getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('alert').textContent).toContain('还缺：诉求类型、事项、地点、承诺')
  })

  it('shows a refusal beside its field, keeps everything, and sends only the rest again', async () => {
    let refuse = true
    const act = (orders: Order[]): Answer[] => {
      const answers = done(orders)
      const at = orders.findIndex(({ command }) => command.kind === 'handleToday')
      if (refuse && at >= 0) {
        answers[at] = {
          kind: 'failed',
          failure: { kind: 'refused', rejection: { kind: 'nobodyReached', unit: MARKET }, field: 'lead' },
        }
        answers[at + 2] = {
          kind: 'failed',
          failure: { kind: 'refused', rejection: { kind: 'caseUnsorted' }, field: null },
        }
      }
      return answers
    }
    const { user } = await openCall({}, act)
    await user.click(screen.getByRole('radio', { name: '投诉' }))
    await user.type(field(/^事项(?!文字)/), '电梯停运')
    await user.type(field(/^地点/), '春晓苑')
    await user.type(field(/^承诺（领导原话）/), '今天 17:30 前修好')
    await user.keyboard('{F7}')
    await user.click(screen.getByRole('combobox', { name: /^责任单位/ }))
    await user.keyboard('区市{Enter}{F9}')
    const lead = await waitFor(() => {
      const control = screen.getByRole('combobox', { name: /^责任单位/ })
      expect(control.getAttribute('aria-invalid')).toBe('true')
      return control
    })
    expect(document.getElementById(lead.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      '区市场监管局的负责人不在场',
    )
    expect(field(/^事项(?!文字)/).value).toBe('电梯停运')
    refuse = false
    await user.keyboard('{F8}{F9}')
    await waitFor(() => expect(sent().length).toBeGreaterThan(1))
    expect(kinds(sent()[1])?.slice(0, 1)).toEqual(['handOver'])
    expect(kinds(sent()[1])).not.toContain('recordCase')
  })

  it('says when nothing could be asked at all, and loses nothing', async () => {
    const { user } = await openCall({}, () => {
      throw { kind: 'away', what: { kind: 'diskFull' } }
    })
    await user.type(field(/^事项(?!文字)/), '电梯停运')
    await user.keyboard('{F9}')
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('磁盘已满'))
    expect(field(/^事项(?!文字)/).value).toBe('电梯停运')
  })

  it('Ctrl+I records the first matter and opens a second for the same caller', async () => {
    const { user } = await openCall()
    await user.type(field('称呼'), '周女士')
    await user.type(field(/^事项(?!文字)/), '电梯停运')
    await user.keyboard('{Control>}i{/Control}')
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['recordCase']))
    await waitFor(() => expect(field(/^事项(?!文字)/).value).toBe(''))
    expect(field('称呼').value).toBe('周女士')
  })
})

describe('quick exits', () => {
  it('骚扰 ends the call with its code', async () => {
    const { user } = await openCall()
    await user.click(screen.getByRole('button', { name: '骚扰' }))
    await waitFor(() => expect(kinds(sent()[0])).toEqual(['endCall', 'logCall']))
    expect(sent()[0]?.[1]?.command).toMatchObject({ noCase: 'harassment', words: null })
  })

  it('险情 shows the words to say first', async () => {
    const { user } = await openCall()
    await user.click(screen.getByRole('button', { name: '险情 110/119/120' }))
    expect(screen.getByText(/马上拨打 110 公安/)).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: '119 消防' }))
    await user.click(screen.getByRole('button', { name: '已告知，结束来电' }))
    await waitFor(() =>
      expect(sent()[0]?.[1]?.command).toMatchObject({
        noCase: 'emergency',
        words: '险情，已告知拨打 119 消防',
      }),
    )
  })

  it('外区来电 is a transfer to the city platform or another district', async () => {
    const { user } = await openCall()
    await user.click(screen.getByRole('button', { name: '外区来电' }))
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: '建议责任单位' }).value).toBe(
      '市 12345 平台',
    )
    await user.click(screen.getByRole('radio', { name: '其他旗县区' }))
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: '建议责任单位' }).value).toBe('其他旗县区')
    expect(screen.getByRole('button', { name: /转办/, pressed: true })).toBeTruthy()
  })

  it('a usual matter fills the form', async () => {
    const { user } = await openCall()
    await user.keyboard('{Alt>}q{/Alt}')
    expect(document.activeElement?.textContent).toContain('咨询已答')
    await user.click(screen.getByRole('button', { name: '路面塌陷' }))
    expect(field(/^事项(?!文字)/).value).toBe('路面塌陷')
    expect(screen.getByRole('checkbox', { name: '安全隐患' }).getAttribute('aria-checked')).toBe('true')
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: '建议责任单位' }).value).toBe('区住建局')
  })
})
