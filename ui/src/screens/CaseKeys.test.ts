// What on a case page needs a reason or a second person: the number, who looked, erasure.
import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { RIGHTS } from '@/ipc/fixtures'
import type { CaseFull } from '@/ipc/generated/CaseFull'
import type { CasePage } from '@/ipc/generated/CasePage'
import type { ErasureSeen } from '@/ipc/generated/ErasureSeen'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { KeysOrder } from '@/ipc/generated/KeysOrder'
import type { Right } from '@/ipc/generated/Right'
import { closeToast } from '@/kit'
import { choose, dialog, giveReason, submit } from '@/testing/dialog'
import { meetingHouse } from '@/testing/meeting'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { WHOLE, erasure, erased, revealed } from '@/testing/trail'
import CaseScreen from './CaseScreen.vue'

const MASKED = /100\*{4}3358 · 已脱敏/

beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
})

interface Wish {
  rights?: Right[]
  erasures?: ErasureSeen[]
  change?: (subject: CaseFull) => void
}

async function open({ rights = RIGHTS, erasures = [], change = () => {} }: Wish = {}) {
  const house = meetingHouse()
  const header = house.answers.header as () => HeaderView
  const page = house.answers.case as (query: { case: string }) => CasePage
  house.answers.header = () => {
    const view = header()
    return { ...view, house: 'real', me: { ...view.me, rights } }
  }
  house.answers.case = (query: { case: string }) => {
    const view = page(query)
    change(view.case)
    return view
  }
  house.answers.erasures = () => erasures
  const acts: KeysOrder[] = []
  fake.answer('keys', ({ order }) => {
    acts.push(order as KeysOrder)
    return { topics: ['accounts'], fingerprint: null }
  })
  const view = await mountScreen(CaseScreen, { id: 'c1' })
  await settle(20)
  return { ...view, acts, house }
}

type User = Awaited<ReturnType<typeof open>>['user']

async function press(user: User, name: string | RegExp): Promise<void> {
  await user.click(screen.getByRole('button', { name }))
  await settle(20)
}

describe('a number', () => {
  it('is masked, and shown for a reason as long as the desk says', async () => {
    const { user } = await open()
    fake.answer('reveal', () => ({ number: WHOLE, seconds: 1 }))
    expect(screen.getByText(MASKED)).toBeTruthy()
    await press(user, '查看号码…')
    await expectAccessible()
    await submit(user, '查看')
    expect(dialog().getByText('要选一个事由。')).toBeTruthy()
    expect(revealed()).toEqual([])
    await giveReason(user, '回访', '查看')
    expect(revealed()).toEqual([{ case: 'c1', reason: 'callBack', copy: false }])
    expect(screen.getByText(WHOLE)).toBeTruthy()
    expect(screen.getByText('1 秒后隐去')).toBeTruthy()
    await settle(1200)
    expect(screen.queryByText(WHOLE)).toBeNull()
    expect(screen.getByText(MASKED)).toBeTruthy()
  })

  it('is masked again at once when it is asked to be, and is gone with the page', async () => {
    const { user, unmount } = await open()
    await press(user, '查看号码…')
    await giveReason(user, '回访', '查看')
    await press(user, '隐去')
    expect(screen.queryByText(WHOLE)).toBeNull()
    unmount()
    expect(document.body.textContent).not.toContain(WHOLE)
  })

  it('is copied for a reason without being shown, and the page says when it leaves the clipboard', async () => {
    const { user } = await open()
    await press(user, '复制…')
    await giveReason(user, '告知办理情况', '复制')
    expect(revealed()).toEqual([{ case: 'c1', reason: 'tellCaller', copy: true }])
    expect(screen.getByText('已复制，60 秒后从剪贴板清除')).toBeTruthy()
    expect(document.body.textContent).not.toContain(WHOLE)
  })

  it('that is shown is copied for the same reason', async () => {
    const { user } = await open()
    await press(user, '查看号码…')
    await giveReason(user, '督办核查', '查看')
    await press(user, '复制')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(revealed().at(-1)).toEqual({ case: 'c1', reason: 'supervision', copy: true })
  })

  it('that is refused says why, and nothing is shown', async () => {
    const { user } = await open()
    fake.answer('reveal', () => {
      throw { kind: 'away', what: { kind: 'readingOnly' } }
    })
    await press(user, '查看号码…')
    await giveReason(user, '回访', '查看')
    expect(dialog().getByRole('alert').textContent).toContain('当前只能查看')
    expect(screen.getByText(MASKED)).toBeTruthy()
  })

  it('is not offered to whoever may not, nor where there is none', async () => {
    const first = await open({ rights: RIGHTS.filter(right => right !== 'revealNumber') })
    expect(screen.getByText(MASKED)).toBeTruthy()
    expect(screen.queryByRole('button', { name: /号码|复制/ })).toBeNull()
    first.unmount()
    await open({ change: subject => (subject.text.number = '') })
    expect(screen.queryByRole('button', { name: /号码|复制/ })).toBeNull()
  })
})

describe('who looked', () => {
  it('is listed with time, name, what and why', async () => {
    await open()
    const list = screen.getByText('查看记录 2 次').closest('details')!
    expect([...list.querySelectorAll('li')].map(line => line.textContent)).toEqual([
      expect.stringMatching(/李敏查看号码 · 回访$/),
      expect.stringMatching(/江临打开诉求$/),
    ])
  })

  it('is left out for whoever may not', async () => {
    await open({ rights: RIGHTS.filter(right => right !== 'seeCaseTrail') })
    expect(screen.queryByText(/查看记录/)).toBeNull()
    expect(fake.calls('view').some(({ args }) => (args.query as { kind: string }).kind === 'caseTrail')).toBe(
      false,
    )
  })
})

const close = (subject: CaseFull): void => void (subject.stage = { kind: 'closed', how: 'onSpot' })

describe('erasure', () => {
  it('is proposed with a ground and one’s own password', async () => {
    const { user, acts } = await open({ change: close })
    await press(user, '更多')
    await user.click(screen.getByRole('menuitem', { name: '依法删除…' }))
    await settle(20)
    await expectAccessible()
    await submit(user, '提出')
    expect(dialog().getByText('要写密码')).toBeTruthy()
    await user.type(dialog().getByLabelText(/本人的密码/), 'a-long-password')
    await submit(user, '提出')
    expect(dialog().getByText('要选一个依据。')).toBeTruthy()
    expect(acts).toEqual([])
    await choose(user, /^依据/, '保存期限已届满')
    await submit(user, '提出')
    expect(acts).toEqual([
      {
        signer: { staffNo: null, password: 'a-long-password' },
        act: {
          kind: 'erasure',
          command: { kind: 'propose', erasure: expect.any(String), case: 'c1', reason: 'periodOver' },
        },
      },
    ])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is not offered while the case is being handled, nor where one stands, nor to whoever may not', async () => {
    for (const wish of [
      {},
      { change: close, erasures: [erasure({ case: 'c1' })] },
      { change: close, rights: RIGHTS.filter(right => right !== 'proposeErasure') },
    ] satisfies Wish[]) {
      const { unmount } = await open(wish)
      expect(screen.queryByRole('button', { name: '更多' })).toBeNull()
      unmount()
    }
  })

  it('that waits is confirmed by another person, never by whoever proposed it', async () => {
    const { user, acts } = await open({ change: close, erasures: [erasure({ case: 'c1' })] })
    const note = within(screen.getByRole('region', { name: '依法删除' }))
    expect(note.getByText(/李敏 .*提出 · 待第二人确认/)).toBeTruthy()
    await press(user, '确认…')
    await user.type(dialog().getByLabelText(/签字人的密码/), 'b-long-password')
    await submit(user, '确认删除')
    expect(dialog().getByText('要写工号')).toBeTruthy()
    await user.type(dialog().getByLabelText(/工号/), '2')
    await submit(user, '确认删除')
    expect(acts.at(-1)).toMatchObject({
      signer: { staffNo: '2', password: 'b-long-password' },
      act: { command: { kind: 'confirm' } },
    })
  })

  it('that was confirmed shows both names and both dates', async () => {
    await open({
      change: subject => Object.assign(subject, { erased: true, stage: { kind: 'closed', how: 'onSpot' } }),
      erasures: [{ ...erased, case: 'c1' }],
    })
    const note = screen.getByRole('region', { name: '依法删除' })
    for (const words of [
      /已依法删除/,
      /李敏 .*提出/,
      /江临 .*确认/,
      /本机 .*删除/,
      /最后一份还含它的备份到期/,
    ]) {
      expect(note.textContent).toMatch(words)
    }
    expect(within(note).queryByRole('button')).toBeNull()
  })
})

it('is accessible in both languages with a number shown and an erasure waiting', async () => {
  const { user } = await open({ change: close, erasures: [erasure({ case: 'c1' })] })
  await press(user, '查看号码…')
  await giveReason(user, '回访', '查看')
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  expect(screen.getByRole('button', { name: 'Show number…' })).toBeTruthy()
  await expectAccessible()
})
