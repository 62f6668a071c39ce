// Whose turn it is, and plans made from it: copying the last session, the rota, another day.
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { fakeHouse, sent, type Views } from '@/testing/house'
import { mount } from '@/testing/mount'
import * as prep from '@/testing/prep'
import { card, commands, lastPlan, openDay, row } from '@/testing/prepScreen'
import SessionScreen from './SessionScreen.vue'

const push = vi.fn()
vi.mock('vue-router', () => ({ useRouter: () => ({ push }) }))

beforeEach(async () => {
  await setLocale('zh-CN')
  fake.reset()
  push.mockReset()
})

const open = (stage: SessionStage, views?: Views, act?: Parameters<typeof fakeHouse>[1]) =>
  openDay(SessionScreen, stage, views, act)

describe('copying the last session', () => {
  it('takes people, units and places into this plan; day, host and numbers stay', async () => {
    const header = prep.prepHeader('planned')
    const bare = { number: 8, cityNumber: 31, day: '2026-12-01', starts: '09:00:00', minutes: 90 }
    const plan = {
      ...bare,
      host: { kind: 'bureau' as const, name: '市住建局' },
      seats: [{ seat: 1, leader: prep.leader(6), recorder: null }],
      units: [],
      chair: prep.leader(6),
      secretary: prep.leader(6),
    }
    const { user } = await open('planned', { header: { ...header, session: { ...header.session!, plan } } })
    await user.click(await screen.findByRole('button', { name: '从上场复制' }))
    expect(await screen.findByText(/照第 7 场填好了/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    await waitFor(() => expect(sent().length).toBe(1))
    const { seats, units, hall, chair, secretary } = prep.prepView.last!
    expect(sent()[0]?.[0]).toMatchObject({ stream: prep.SESSION, version: 4 })
    expect(lastPlan()).toEqual({ ...bare, host: plan.host, seats, units, hall, chair, secretary })
  })

  it('after a session it makes the next one, on the next day of the rota', async () => {
    const { user } = await open('sealed')
    await screen.findByRole('button', { name: '12 月 8 日 周二新建场次' })
    await user.click(screen.getByRole('button', { name: '从上场复制' }))
    await user.click(await screen.findByRole('button', { name: '存下安排' }))
    await waitFor(() => expect(sent().length).toBe(1))
    expect(sent()[0]?.[0]?.version).toBe(0)
    expect(lastPlan()).toEqual({
      ...prep.plan,
      number: 2,
      cityNumber: 32,
      day: '2026-12-08',
      host: { kind: 'bureau', name: '市住建局' },
    })
  })
})

describe('the rota', () => {
  const rota = () => card('轮值表')

  it('says day, holiday, host, and the number that a session has or would get', async () => {
    await open('planned')
    await rota().findByText('每周二 9:00，接听 90 分钟')
    const words = (name: RegExp) =>
      [...row(rota(), name).getAllByRole('cell')].slice(0, 3).map(cell => cell.textContent?.trim())
    expect(words(/^12 月 1 日/)).toEqual(['工作日', '南湖区 旗县区', '第 8 场 · 全市第 31 场筹备中'])
    expect(words(/^12 月 8 日/)).toEqual(['工作日', '市住建局 市直部门', '第 2 场 · 全市第 32 场'])
    expect(words(/^12 月 22 日/)[1]).toBe('南湖区（按本区）')
    expect(words(/^12 月 29 日/)[1]).toBe('停办')
    expect(words(/^2027 年 2 月 9 日/)[0]).toBe('春节，放假：建议改期')
    expect(words(/^2028 年/)[0]).toBe('工作日 · 放假安排未出，暂定')
  })

  it('changes a host in place, lets a day fall out, and restores it', async () => {
    const { user } = await open('planned')
    await user.click(await rota().findByRole('button', { name: '改12 月 15 日 周二的主场单位' }))
    const form = within(rota().getByRole('form', { name: '改12 月 15 日 周二的主场单位' }))
    await user.click(form.getByRole('radio', { name: '市直部门' }))
    const name = form.getByRole('combobox', { name: '主场单位名称' })
    await user.clear(name)
    await user.click(form.getByRole('button', { name: '存下' }))
    expect(form.getByText('要写名称')).toBeTruthy()
    expect(sent()).toEqual([])
    await user.type(name, '市水务局')
    await user.click(form.getByRole('button', { name: '存下' }))
    await waitFor(() => expect(sent().length).toBe(1))
    await user.click(await rota().findByRole('button', { name: '12 月 8 日 周二停办' }))
    await waitFor(() => expect(sent().length).toBe(2))
    await user.click(await rota().findByRole('button', { name: '12 月 29 日 周二恢复' }))
    await waitFor(() => expect(sent().length).toBe(3))
    const change = { about: 'directory', kind: 'changeRota', rule: null }
    expect(commands()).toEqual([
      { ...change, set: [{ day: '2026-12-15', host: { kind: 'bureau', name: '市水务局' } }], gone: [] },
      { ...change, set: [{ day: '2026-12-08', host: null }], gone: [] },
      { ...change, set: [], gone: ['2026-12-29'] },
    ])
    expect(sent()[0]?.[0]?.version).toBe(prep.directoryView.version)
  })

  it('adds an extra day, with its holiday check', async () => {
    const { user } = await open('planned')
    await user.click(await rota().findByRole('button', { name: '加一天…' }))
    const form = within(rota().getByRole('form', { name: '轮值表加一天' }))
    await user.click(form.getByRole('button', { name: '存下' }))
    expect(form.getByText('要选日期')).toBeTruthy()
    await user.click(form.getByRole('button', { name: /^日期/ }))
    await user.click(await screen.findByRole('button', { name: /^12 月 5 日 周六/ }))
    expect(await form.findByText('休息日：建议改期')).toBeTruthy()
    await user.click(form.getByRole('button', { name: '存下' }))
    await waitFor(() =>
      expect(commands()[0]).toMatchObject({
        kind: 'changeRota',
        set: [{ day: '2026-12-05', host: { kind: 'district', name: '南湖区' } }],
      }),
    )
  })

  it('plans a session of one of its days, filled in', async () => {
    const { user } = await open('planned')
    await user.click(await rota().findByRole('button', { name: '12 月 8 日 周二新建场次' }))
    await user.type(await screen.findByRole('combobox', { name: /^接听领导/ }), '林远')
    await user.tab()
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    await waitFor(() => expect(sent().length).toBe(1))
    expect(sent()[0]?.[0]?.version).toBe(0)
    expect(lastPlan()).toMatchObject({
      number: 2,
      cityNumber: 32,
      day: '2026-12-08',
      host: { kind: 'bureau', name: '市住建局' },
      seats: [{ seat: 1, leader: prep.leader(1) }],
    })
  })

  it('is there before the first session, and a day of it leaves what is written', async () => {
    const header = { ...prep.prepHeader(), session: null }
    fakeHouse({ ...prep.prepViews, header, sessions: [] })
    const { user } = mount(SessionScreen)
    await user.type(await screen.findByRole('combobox', { name: /^接听领导/ }), '林远')
    await user.click(await screen.findByRole('button', { name: '12 月 15 日 周二新建场次' }))
    expect(screen.getByLabelText<HTMLInputElement>(/^第几场/).value).toBe('9')
    await user.click(screen.getByRole('button', { name: '存下安排' }))
    await waitFor(() => expect(sent().length).toBe(1))
    expect(lastPlan()).toMatchObject({
      number: 9,
      cityNumber: 33,
      day: '2026-12-15',
      seats: [{ seat: 1, leader: prep.leader(1) }],
    })
  })

  it('offers what it says of a day that was chosen on the form', async () => {
    const { user } = await open('planned')
    await user.click(await rota().findByRole('button', { name: '12 月 15 日 周二新建场次' }))
    expect(screen.queryByText(/^轮值表：/)).toBeNull()
    await user.click(await screen.findByRole('button', { name: /^日期/ }))
    await user.click(await screen.findByRole('button', { name: /^12 月 8 日 周二/ }))
    expect(await screen.findByText('轮值表：市住建局，第 2 场，全市第 32 场')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '照轮值表填' }))
    expect(screen.getByLabelText<HTMLInputElement>(/^第几场/).value).toBe('2')
    expect(screen.queryByText(/^轮值表：/)).toBeNull()
  })
})

it('postponing says at once whether anybody works on the chosen day', async () => {
  const { user } = await open('planned')
  await user.click(screen.getByRole('button', { name: '推迟…' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('button', { name: /^推迟到/ }))
  await user.click(await screen.findByRole('button', { name: /^12 月 6 日 周日/ }))
  expect(await dialog.findByText('休息日：建议改期')).toBeTruthy()
})
