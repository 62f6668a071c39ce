// Two people complete the same record: what the other wrote stands beside what was typed here, and no word is lost.
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, expect, it, vi } from 'vitest'
import { keep } from '@/kept'
import { fake } from '@/ipc'
import { NOW, id, queueView } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import type { Answer } from '@/ipc/generated/Answer'
import type { CaseForm } from '@/ipc/generated/CaseForm'
import type { FormView } from '@/ipc/generated/FormView'
import type { Order } from '@/ipc/generated/Order'
import { mergeForms } from '@/features/call/clash'
import { emptyForm } from '@/features/call/sheet'
import { done, fakeHouse, sent } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import RecorderScreen from './RecorderScreen.vue'

const query: { case?: string } = {}
vi.mock('vue-router', () => ({
  useRouter: () => ({ push: vi.fn(), replace: vi.fn() }),
  useRoute: () => ({ query }),
}))
vi.setConfig({ testTimeout: 20_000 })

beforeEach(() => {
  setServerNow(NOW)
  fake.reset()
  localStorage.clear()
  keep('seat', '1')
})

function formWith(change: (form: CaseForm) => void = () => {}): CaseForm {
  const form = emptyForm()
  Object.assign(form.text, { matter: '污水井塌陷', place: '桂花里', caller: '陆先生', number: '100****0000' })
  form.matter.request = 'help'
  change(form)
  return form
}

const view = (version: number, form: CaseForm): FormView => ({
  case: id(799),
  version,
  call: id(699),
  number: '1201-03-02',
  spoken: '0302',
  stage: { kind: 'recording' },
  form,
  missing: ['promise'],
  sentBack: null,
})

const field = (label: RegExp) =>
  screen.getByLabelText<HTMLTextAreaElement>(label, { selector: 'textarea, input' })
const cells = (row: HTMLElement) => [...row.children].slice(1, 3).map(cell => cell.textContent)

/** Opened at version 1; the other wrote version 2 meanwhile. */
async function collide(theirs: CaseForm) {
  let seen = view(1, formWith())
  query.case = id(799)
  const refuse = (orders: Order[]): Answer[] =>
    orders.map((order, i) =>
      orders[0]?.version === 1
        ? { kind: 'failed', failure: { kind: 'stale', by: '赵敏', at: NOW } }
        : (done([order])[0] ?? { kind: 'failed', failure: { kind: 'fault', incident: String(i) } }),
    )
  fakeHouse({ form: () => seen, queue: { ...queueView, live: null, next: null } }, refuse)
  const { user } = mount(RecorderScreen)
  await waitFor(() => expect(field(/^事项(?!文字)/).value).toBe('污水井塌陷'))
  await user.clear(field(/^事项(?!文字)/))
  await user.type(field(/^事项(?!文字)/), '污水井塌陷，冒水')
  await user.type(field(/^承诺（领导原话）/), '明天 17:30 前清理')
  seen = view(2, theirs)
  await user.keyboard('{F8}{F9}')
  const both = await screen.findByRole('region', { name: '别人先改了这一条' })
  return { user, both }
}

const lastForm = (): CaseForm => {
  const command = sent().at(-1)?.[0]?.command
  if (command?.about !== 'case' || command.kind !== 'amendCase') throw new Error('no amendment')
  return command.form
}

it('both stand side by side, nothing typed is lost, and he saves again', async () => {
  const { user, both } = await collide(
    formWith(form => {
      form.text.matter = '污水井塌陷，有臭味'
      form.text.caller = '陆建国'
    }),
  )
  expect(cells(within(both).getByRole('row', { name: /^事项/ }))).toEqual([
    '污水井塌陷，有臭味',
    '污水井塌陷，冒水',
  ])
  const caller = within(both).getByRole('row', { name: /^称呼/ })
  expect(caller.textContent).toContain('已用别人的')
  expect(screen.getAllByText(/赵敏在今天 9:49先改了这一条/).length).toBeGreaterThan(0)
  expect(field(/^事项(?!文字)/).value).toBe('污水井塌陷，冒水')
  await expectAccessible()
  await user.keyboard('{F9}')
  await waitFor(() => expect(sent().length).toBe(2))
  expect(sent()[1]?.map(({ version }) => version)).toEqual([2, null])
  expect(lastForm()).toMatchObject({
    text: { matter: '污水井塌陷，冒水', caller: '陆建国' },
    promise: '明天 17:30 前清理',
  })
  await waitFor(() => expect(screen.queryByRole('region', { name: '别人先改了这一条' })).toBeNull())
})

it('theirs can be taken, one by one', async () => {
  const { user, both } = await collide(formWith(form => (form.text.matter = '污水井塌陷，有臭味')))
  await user.click(within(both).getByRole('button', { name: '事项：用别人的' }))
  expect(field(/^事项(?!文字)/).value).toBe('污水井塌陷，有臭味')
  expect(cells(within(both).getByRole('row', { name: /^事项/ }))[1]).toBe('污水井塌陷，冒水')
  await user.keyboard('{F9}')
  await waitFor(() => expect(sent().length).toBe(2))
  expect(lastForm().text.matter).toBe('污水井塌陷，有臭味')
})

it('a promise that was recorded meanwhile stands, with mine beside it', async () => {
  const { both } = await collide(formWith(form => (form.promise = '三天内清理')))
  expect(cells(within(both).getByRole('row', { name: /^承诺/ }))).toEqual(['三天内清理', '明天 17:30 前清理'])
  expect(field(/^承诺（领导原话）/).value).toBe('三天内清理')
})

it('words that nobody checked are not ticked as checked because theirs were', () => {
  const names = { directory: undefined, now: NOW }
  const theirs = formWith(form => (form.matter.checked = true))
  const mine = formWith(form => (form.text.matter = '污水井塌陷，张三家门口'))
  mergeForms(formWith(), mine, theirs, names)
  expect([mine.matter.checked, mine.text.matter]).toEqual([false, '污水井塌陷，张三家门口'])
  const untouched = formWith()
  mergeForms(formWith(), untouched, theirs, names)
  expect(untouched.matter.checked).toBe(true)
})
