import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { keep } from '@/kept'
import { fake } from '@/ipc'
import { CALL, HEAD, LIFT, MARKET, NOW, headerView, id, liveCall, queueView, records } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import type { Answer } from '@/ipc/generated/Answer'
import type { Order } from '@/ipc/generated/Order'
import { newSheet } from '@/features/call/sheet'
import { done, fakeHouse, sent, type Views } from '@/testing/house'
import { composingKey, expectAccessible, mount } from '@/testing/mount'
import RecorderScreen from './RecorderScreen.vue'

vi.mock('vue-router', () => ({ useRouter: () => ({ push: vi.fn() }) }))

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
    expect(screen.getByText(/本通话号码自动显示，已留痕/)).toBeTruthy()
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
      body: { kind: 'recorder', seat: 1, sheet },
    }
    const { user } = await openCall({ drafts: [draft] })
    await screen.findByText(/有一条没有存完的记录：周女士 · 电梯停运 9 天/)
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
      body: { kind: 'recorder', seat: 1, sheet },
    }
    const { user } = await openCall({ drafts: [draft] })
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
  })

  it('idle, too', async () => {
    await open({ queue: { ...queueView, live: null, records: records.slice(0, 2) } })
    await expectAccessible()
  })
})
