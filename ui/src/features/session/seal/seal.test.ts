// A seal takes a password; with a seat away a reason and two people, and the figures say what is missing.
import { screen } from '@testing-library/vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, RIGHTS, SESSION, figuresView } from '@/ipc/fixtures'
import type { KeysOrder } from '@/ipc/generated/KeysOrder'
import type { Right } from '@/ipc/generated/Right'
import type { SittingsView } from '@/ipc/generated/SittingsView'
import { closeToast, setServerNow } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { choose, dialog, submit } from '@/testing/dialog'
import { fakeHouse } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { away, proposal, seal, sitting, sittingsView } from '@/testing/seal'
import FiguresCard from '../FiguresCard.vue'
import SealDialog from './SealDialog.vue'

vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
})
afterEach(() => {
  for (let n = 0; n < 100; n++) closeToast(n)
  void setLocale('zh-CN')
})

function answers(sittings: SittingsView, rights: Right[] = RIGHTS, figures = figuresView): KeysOrder[] {
  fakeHouse({ header: headerWith(rights), sittings, figures })
  const acts: KeysOrder[] = []
  fake.answer('keys', ({ order }) => {
    acts.push(order as KeysOrder)
    return { topics: ['session'], fingerprint: null }
  })
  return acts
}

async function open(sittings: SittingsView, sealed = false) {
  const acts = answers(sittings)
  const props = { session: SESSION, number: 8, sittings, sealed, open: true }
  const view = await mountScreen(SealDialog, props)
  await settle(20)
  return { ...view, acts }
}

it('is signed with a password when every seat has been closed', async () => {
  const { user, acts } = await open(sittingsView())
  expect(screen.getByRole('dialog', { name: '封存第 8 场' })).toBeTruthy()
  await submit(user, '封存本场')
  expect(acts).toEqual([])
  await user.type(dialog().getByLabelText(/密码/), 'correct horse')
  await expectAccessible()
  await submit(user, '封存本场')
  expect(acts.map(({ act }) => act)).toEqual([{ kind: 'seal', session: SESSION }])
})

it('without a seat is proposed for a reason, and shows what of it is here', async () => {
  const { user, acts } = await open(sittingsView({ sittings: [sitting(1), away] }))
  expect(dialog().getByText(/3 号席 · 周楠/)).toBeTruthy()
  expect(dialog().getByText(/已到来电 12 个、诉求 11 件，截至/)).toBeTruthy()
  await user.type(dialog().getByLabelText(/密码/), 'correct horse')
  await submit(user, '提请缺席封存')
  expect(dialog().getByText('请选一个原因')).toBeTruthy()
  expect(acts).toEqual([])
  await choose(user, /^缺席的原因/, '断网')
  await expectAccessible()
  await submit(user, '提请缺席封存')
  expect(acts.map(({ act }) => act)).toEqual([
    { kind: 'proposeSeal', session: SESSION, absent: [3], why: 'cutOff' },
  ])
})

it('is confirmed by somebody else: who proposed it can only hand over the keyboard', async () => {
  const { user, acts } = await open(sittingsView({ sittings: [away], proposal: proposal(true) }))
  expect(dialog().getByText(/李敏.*提请（断网）/)).toBeTruthy()
  expect(dialog().getByText('提请的人不能自己确认，请另一人在这里签字。')).toBeTruthy()
  await expectAccessible()
  await user.type(dialog().getByLabelText(/工号/), '2')
  await user.type(dialog().getByLabelText(/密码/), 'battery staple')
  await submit(user, '确认并封存')
  expect(acts).toEqual([
    { signer: { staffNo: '2', password: 'battery staple' }, act: { kind: 'confirmSeal', session: SESSION } },
  ])
})

it('of another person is confirmed with one’s own password, and in English too', async () => {
  await setLocale('en')
  const { user, acts } = await open(sittingsView({ sittings: [away], proposal: proposal(false) }))
  await user.type(dialog().getByLabelText(/password/i), 'battery staple')
  await submit(user, 'Confirm and seal')
  expect(acts.map(({ act }) => act.kind)).toEqual(['confirmSeal'])
})

async function figures(sittings: SittingsView, of = seal(), rights: Right[] = RIGHTS) {
  const acts = answers(sittings, rights, { ...figuresView, stage: 'sealed', seal: of })
  const view = await mountScreen(FiguresCard, { session: SESSION })
  await settle(20)
  return { ...view, acts }
}

it('says in the figures which seats are missing, and keeps the sealed ones', async () => {
  await figures(sittingsView())
  expect(screen.getByText('暂缺 3 号席')).toBeTruthy()
  expect(screen.getByText(/3 号席：来电 12 个、诉求 11 件，截至 .*（断网）/)).toBeTruthy()
  expect(screen.getByText(/= 已接 40$/)).toBeTruthy()
  expect(screen.queryByText(/补充/)).toBeNull()
  await expectAccessible()
})

it('what came later is proposed there, and stands beside the first figures with its own moment', async () => {
  const { user, acts } = await figures(sittingsView({ late: true }))
  expect(screen.getByText(/封存以后又到了/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '提请补充' }))
  await settle(20)
  await user.type(dialog().getByLabelText(/密码/), 'correct horse')
  await expectAccessible()
  await submit(user, '提请补充')
  expect(acts.map(({ act }) => act)).toEqual([{ kind: 'proposeSupplement', session: SESSION }])
})

it('shows both figures once it was added', async () => {
  const first = seal()
  const added = {
    number: 2,
    at: NOW + 60_000,
    by: first.by,
    proposedBy: first.by,
    tally: { ...first.tally, answered: 43 },
    settled: 31,
    undecided: 2,
    seats: first.seats,
    absent: [],
  }
  await figures(sittingsView(), seal({ supplements: [added] }))
  expect(screen.getByText(/= 已接 40$/)).toBeTruthy()
  expect(screen.getByText(/= 已接 43$/)).toBeTruthy()
  expect(screen.getByRole('region', { name: /补充第 2 号/ })).toBeTruthy()
  await expectAccessible()
})

it('is no button for who may not sign', async () => {
  await figures(sittingsView({ late: true }), seal(), ['seeHouse', 'seeSession', 'seeFigures'])
  expect(screen.getByText(/封存以后又到了/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: '提请补充' })).toBeNull()
})
