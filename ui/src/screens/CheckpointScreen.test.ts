// The sheet of a checkpoint: which one, what stands on it, and its QR code.
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { NOW, SESSION, sessionRows, tally } from '@/ipc/fixtures'
import type { Right } from '@/ipc/generated/Right'
import { setServerNow } from '@/kit'
import { headerWith } from '@/testing/accounts'
import { wishes } from '@/testing/hall'
import { fakeHouse, type Views } from '@/testing/house'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import { giveReason } from '@/testing/dialog'
import { STATION_ID, checkpoints, printed } from '@/testing/trail'
import CheckpointScreen from './CheckpointScreen.vue'

beforeEach(async () => {
  await setLocale('zh-CN')
  setServerNow(NOW)
  fake.reset()
})

const sealed = sessionRows.map(row => ({
  ...row,
  stage: 'sealed' as const,
  seal: { at: NOW + 60_000, tally, settled: 0, undecided: 0 },
}))
const SECRETARY: Right[] = ['seeHouse', 'seeSession', 'proveRecord']
const AUDITOR: Right[] = ['seeHouse', 'seeTrail', 'proveRecord']

async function open(of: string, rights = SECRETARY, views: Views = {}) {
  fakeHouse({ header: headerWith(rights), sessions: sealed, ...views })
  const view = await mountScreen(CheckpointScreen, { of })
  await settle(20)
  return view
}

const sheet = () => screen.getByRole('article', { name: '核验单' })

it('of a sealed session is the first one that covers its seal', async () => {
  await open(SESSION)
  expect(sheet().textContent).toContain('ABCD-EFGH-JKLM-NPQR')
  expect(within(sheet()).getByText('本机记录第 1 至 10300 条')).toBeTruthy()
  expect(within(sheet()).getByText('封存')).toBeTruthy()
})

it('says house, workstation, row, code and the whole text, and holds them in a QR code', async () => {
  await open('newest')
  const text = sheet().textContent ?? ''
  for (const words of [
    '南湖区',
    STATION_ID,
    '本机记录第 1 至 10412 条',
    'BCDE-FGHJ-KLMN-PQRS',
    '12345/checkpoint/1',
  ]) {
    expect(text).toContain(words)
  }
  const qr = within(sheet()).getByRole('img', { name: '核验点全文和签名的二维码' })
  expect(qr.getAttribute('viewBox')).toBe('-4 -4 11 11')
  expect(qr.querySelector('path')?.getAttribute('d')).toBe(checkpoints[0]?.path)
  expect(qr.outerHTML).not.toContain('style=')
})

it('is printed by whoever proves the record, for a reason and without reading a session', async () => {
  const { user } = await open('9800', AUDITOR)
  expect(sheet().textContent).toContain('CDEF-GHJK-LMNP-QRST')
  expect(fake.calls('view').some(({ args }) => (args.query as { kind: string }).kind === 'sessions')).toBe(
    false,
  )
  await user.click(screen.getByRole('button', { name: /^打印…/ }))
  await giveReason(user, '存档', '打印')
  await waitFor(() => expect(wishes().map(({ kind }) => kind)).toEqual(['print']))
  expect(printed()).toEqual([
    { paper: 'checkpoint', session: null, case: null, reason: 'archive', count: null },
  ])
})

it('says that there is none, and why it can’t be read', async () => {
  const first = await open('1')
  expect(screen.getByText('还没有这一个核验点')).toBeTruthy()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^打印…/ }).disabled).toBe(true)
  first.unmount()
  await open('newest', AUDITOR, {
    checkpoints: () => {
      throw { kind: 'away', what: { kind: 'file' } }
    },
  })
  expect(screen.getByText(/文件读写失败/)).toBeTruthy()
})

it('has no critical and no serious axe finding in both languages', async () => {
  await open(SESSION)
  await expectAccessible()
  await setLocale('en')
  await settle(5)
  expect(screen.getByRole('article', { name: 'Checkpoint sheet' })).toBeTruthy()
  await expectAccessible()
})
