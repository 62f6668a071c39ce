// The clue desk: opened by one's own password, two signatures, and nothing of it anywhere else or afterwards.
import { screen, waitFor, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, RIGHTS } from '@/ipc/fixtures'
import type { ClueSeen } from '@/ipc/generated/ClueSeen'
import type { Right } from '@/ipc/generated/Right'
import { setServerNow } from '@/kit'
import { toasts } from '@/kit/toasts'
import { headerWith } from '@/testing/accounts'
import { CLUE_PASSWORD, CLUE_SECRET, clueHouse, clueSeen } from '@/testing/clue'
import { dialog, submit } from '@/testing/dialog'
import { fakeHouse } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import ClueScreen from './ClueScreen.vue'

vi.setConfig({ testTimeout: 20_000 })

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
  localStorage.clear()
})
afterEach(() => void setLocale('zh-CN'))

const OFFICER: Right[] = ['seeHouse', 'ownPassword', 'clues']

async function closed(clues: ClueSeen[] = [], rights = OFFICER, minutes = 5) {
  fakeHouse({
    header: headerWith(rights),
    ledger: { total: 1, from: 0, rows: [{ id: 'c7', number: '1201-01-07' }] },
  })
  const desk = clueHouse(clues, minutes)
  const view = await mountScreen(ClueScreen)
  await settle(10)
  return { ...view, desk }
}

async function open(clues: ClueSeen[] = [], rights = OFFICER, minutes = 5) {
  const view = await closed(clues, rights, minutes)
  await view.user.type(screen.getByLabelText(/本人的密码/), CLUE_PASSWORD)
  await view.user.click(screen.getByRole('button', { name: '打开' }))
  await settle(20)
  return view
}

const press = async (user: Awaited<ReturnType<typeof open>>['user'], name: string) => {
  await user.click(screen.getByRole('button', { name }))
  await settle(20)
}
const orders = (desk: { orders: { kind: string }[] }) => desk.orders.map(({ kind }) => kind)

describe('closed', () => {
  it('says when it shuts by itself, and opens with one’s own password only', async () => {
    const { user, desk } = await closed([clueSeen()])
    expect(screen.getByText(/最后一次操作后 5 分钟自动关闭，离开这一屏也关上/)).toBeTruthy()
    expect(document.body.textContent).not.toContain(CLUE_SECRET)
    await press(user, '打开')
    expect(screen.getByText('要写密码')).toBeTruthy()
    await user.type(screen.getByLabelText(/本人的密码/), 'wrong')
    await press(user, '打开')
    expect(screen.getByText('密码不对，还可以试 4 次。')).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>(/本人的密码/).value).toBe('')
    await user.type(screen.getByLabelText(/本人的密码/), CLUE_PASSWORD)
    await press(user, '打开')
    expect(screen.getByText(CLUE_SECRET)).toBeTruthy()
    expect(orders(desk)).toEqual(['open', 'open'])
  })

  it('is what remains after the time is over', async () => {
    const { desk } = await open([clueSeen()], OFFICER, 0.005)
    expect(screen.getByText(CLUE_SECRET)).toBeTruthy()
    await waitFor(() => expect(document.body.textContent).not.toContain(CLUE_SECRET))
    expect(screen.getByRole('button', { name: '打开' })).toBeTruthy()
    expect(orders(desk)).toEqual(['open', 'leave'])
  })

  it('is what remains after closing, and after the screen is left', async () => {
    const first = await open([clueSeen()])
    await press(first.user, '关上')
    expect(document.body.textContent).not.toContain(CLUE_SECRET)
    expect(first.desk.open).toBe(false)
    first.unmount()
    await settle(10)
    const { unmount, desk } = await open([clueSeen()])
    unmount()
    await settle(10)
    expect(desk.open).toBe(false)
    expect(orders(desk)).toEqual(['open', 'leave'])
    expect(document.documentElement.outerHTML).not.toContain(CLUE_SECRET)
  })
})

describe('a referral', () => {
  async function write(user: Awaited<ReturnType<typeof open>>['user']): Promise<void> {
    await press(user, '拟报送…')
    const form = dialog()
    await user.type(form.getByLabelText(/^编号/), '密2026-04')
    await user.type(form.getByLabelText(/^反映对象/), '某局')
    await user.type(form.getByLabelText(/^问题表现/), CLUE_SECRET)
    await user.type(form.getByLabelText(/本人的密码/), CLUE_PASSWORD)
  }

  it('is drawn up with whom it goes to, and signed by oneself', async () => {
    const { user, desk } = await open()
    await write(user)
    await submit(user, '签字，交会签')
    expect(dialog().getByText('要选报送给谁。')).toBeTruthy()
    await expectAccessible()
    await user.click(dialog().getByRole('radio', { name: '派驻纪检监察组' }))
    await submit(user, '签字，交会签')
    expect(desk.orders.findLast(({ kind }) => kind === 'act')).toMatchObject({
      signer: { staffNo: null, password: CLUE_PASSWORD },
      command: {
        kind: 'propose',
        case: null,
        recipient: 'stationed',
        mode: 'whole',
        text: { reference: '密2026-04', about: '某局', matter: CLUE_SECRET, basis: '' },
      },
    })
    expect(screen.queryByRole('dialog')).toBeNull()
    const detail = within(screen.getByRole('article', { name: '密2026-04' }))
    expect(detail.getByText(/拟报：李敏，.*签字/)).toBeTruthy()
    expect(detail.getByText(/会签：待第二人/)).toBeTruthy()
  })

  it('of which only the number is kept sends nothing that tells more', async () => {
    const { user, desk } = await open()
    await write(user)
    await user.click(dialog().getByRole('radio', { name: '只存编号' }))
    expect(dialog().queryByLabelText(/^问题表现/)).toBeNull()
    await user.click(dialog().getByRole('radio', { name: '市纪委监委' }))
    await submit(user, '签字，交会签')
    expect(desk.orders.findLast(({ kind }) => kind === 'act')).toMatchObject({
      command: { mode: 'referenceOnly', text: { reference: '密2026-04', about: '', matter: '', basis: '' } },
    })
  })

  it('that is refused says so beside its field, and no word is lost', async () => {
    const { user, desk } = await open()
    await write(user)
    await user.click(dialog().getByRole('radio', { name: '市纪委监委' }))
    desk.refuse = {
      kind: 'refused',
      rejection: { kind: 'input', field: 'about', problem: { kind: 'empty' } },
      field: 'about',
    }
    await submit(user, '签字，交会签')
    expect(dialog().getByText(/反映对象：不能空着/)).toBeTruthy()
    expect(dialog().getByLabelText<HTMLTextAreaElement>(/^问题表现/).value).toBe(CLUE_SECRET)
  })

  it('names its case by number, to whoever reads cases', async () => {
    const { user, desk } = await open([], [...OFFICER, 'seeCases'])
    await write(user)
    await user.click(dialog().getByRole('radio', { name: '市纪委监委' }))
    await user.type(dialog().getByLabelText(/^受理号/), '1201-01-99')
    await submit(user, '签字，交会签')
    expect(dialog().getByText(/台账里没有这个受理号/)).toBeTruthy()
    expect(orders(desk)).not.toContain('act')
    await user.clear(dialog().getByLabelText(/^受理号/))
    await user.type(dialog().getByLabelText(/^受理号/), '1201-01-07')
    await submit(user, '签字，交会签')
    expect(desk.orders.findLast(({ kind }) => kind === 'act')).toMatchObject({ command: { case: 'c7' } })
  })

  it('asks no case of an officer who reads none', async () => {
    const { user } = await open()
    await press(user, '拟报送…')
    expect(dialog().queryByLabelText(/^受理号/)).toBeNull()
  })

  it('half written is kept at the desk alone, and goes on where it was left', async () => {
    const { user, desk } = await open()
    await write(user)
    await user.keyboard('{Escape}')
    await settle(20)
    expect(desk.drafts.map(({ text }) => text.matter)).toEqual([CLUE_SECRET])
    expect(fake.calls('draft')).toEqual([])
    await press(user, '接着写')
    expect(dialog().getByLabelText<HTMLTextAreaElement>(/^问题表现/).value).toBe(CLUE_SECRET)
    await user.keyboard('{Escape}')
    await settle(20)
    await press(user, '丢弃')
    expect(desk.drafts).toEqual([])
  })

  it('half written is kept when the screen is left in mid-sentence, before the desk shuts', async () => {
    const { user, desk, unmount } = await open()
    await write(user)
    unmount()
    await settle(20)
    expect(desk.drafts.map(({ text }) => text.matter)).toEqual([CLUE_SECRET])
    expect(orders(desk).slice(-2)).toEqual(['draft', 'leave'])
    expect(desk.open).toBe(false)
  })
})

describe('the second signature', () => {
  it('of one’s own referral is another person’s, with his own number and password', async () => {
    const { user, desk } = await open([clueSeen()])
    await press(user, '会签…')
    await user.type(dialog().getByLabelText(/签字人的密码/), 'b-long-password')
    await submit(user, '会签')
    expect(dialog().getByText('要写工号')).toBeTruthy()
    await user.type(dialog().getByLabelText(/工号/), '2')
    await submit(user, '会签')
    expect(desk.orders.at(-1)).toMatchObject({
      signer: { staffNo: '2', password: 'b-long-password' },
      command: { kind: 'confirm' },
    })
    expect(screen.getByText(/会签：江临，.*签字/)).toBeTruthy()
  })

  it('of another’s referral may be one’s own', async () => {
    const { user, desk } = await open([
      clueSeen({ drawnUpBy: '江临', state: { kind: 'waiting', until: NOW + 1, mine: false } }),
    ])
    await press(user, '会签…')
    await user.type(dialog().getByLabelText(/本人的密码/), CLUE_PASSWORD)
    await submit(user, '会签')
    expect(desk.orders.at(-1)).toMatchObject({ signer: { staffNo: null }, command: { kind: 'confirm' } })
  })

  it('comes before the delivery, which has the number of the receipt', async () => {
    const { user, desk } = await open([
      clueSeen({ signed: { at: NOW, by: '江临' }, state: { kind: 'signed', at: NOW, by: '江临' } }),
    ])
    expect(screen.queryByRole('button', { name: '会签…' })).toBeNull()
    await press(user, '登记送达…')
    await user.type(dialog().getByLabelText(/^回执编号/), '收2026-11')
    await user.type(dialog().getByLabelText(/本人的密码/), CLUE_PASSWORD)
    await submit(user, '登记送达')
    expect(desk.orders.at(-1)).toMatchObject({ command: { kind: 'deliver', receipt: '收2026-11' } })
    expect(screen.getByText('回执编号：收2026-11')).toBeTruthy()
  })

  it('is no longer asked of one that is not referred, for a reason', async () => {
    const { user, desk } = await open([clueSeen()])
    await press(user, '不报送…')
    await user.type(dialog().getByLabelText(/^原因/), '与事实不符')
    await user.type(dialog().getByLabelText(/本人的密码/), CLUE_PASSWORD)
    await submit(user, '不报送')
    expect(desk.orders.at(-1)).toMatchObject({ command: { kind: 'drop', reason: '与事实不符' } })
    expect(screen.getByText('原因：与事实不符')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /…$/ })?.textContent).toBe('拟报送…')
  })
})

it('leaves no word in storage, title, toasts, or any other command', async () => {
  const { user, unmount } = await open([clueSeen()], [...RIGHTS, 'clues'])
  await press(user, '会签…')
  await user.keyboard('{Escape}')
  await settle(10)
  unmount()
  await settle(10)
  expect(JSON.stringify({ ...localStorage })).not.toContain(CLUE_SECRET)
  expect(document.title).not.toContain(CLUE_SECRET)
  expect(toasts.length).toBe(0)
  const elsewhere = fake.calls().filter(({ command }) => command !== 'clue')
  expect(JSON.stringify(elsewhere)).not.toMatch(/密2026|科长/)
})

it('has no critical and no serious axe finding, closed and open, in both languages', async () => {
  const { user } = await closed([clueSeen(), clueSeen({ clue: 'clue-2', state: { kind: 'lapsed' } })])
  await expectAccessible()
  await user.type(screen.getByLabelText(/本人的密码/), CLUE_PASSWORD)
  await press(user, '打开')
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  expect(screen.getByRole('heading', { name: 'Clue referrals' })).toBeTruthy()
  await expectAccessible()
})
