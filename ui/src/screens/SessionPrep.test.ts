// Preparation as the secretary does it: ready or not, ticks, order, places, who has come.
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { setServerNow } from '@/kit'
import { done, fakeHouse, sent, type Views } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import * as prep from '@/testing/prep'
import { card, commands, lastPlan, openDay, row } from '@/testing/prepScreen'
import { settle } from '@/testing/screen'
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

describe('the basics', () => {
  it('say day, holiday check, host, both numbers and the times', async () => {
    await open('planned')
    const basics = card('基本信息')
    for (const words of [
      '12 月 1 日 周二 · 工作日',
      '9:00–10:30，90 分钟',
      '第 8 场 · 全市第 31 场',
      '旗县区',
      '会商 57 分钟',
    ])
      expect(basics.getByText(words)).toBeTruthy()
    expect(screen.getByRole('heading', { level: 2, name: '第 8 场 · 南湖区' })).toBeTruthy()
  })

  it('a holiday is said with what to do', async () => {
    const header = prep.prepHeader('planned')
    const session = { ...header.session!, plan: { ...prep.plan, day: '2027-02-09' } }
    await open('planned', { header: { ...header, session } })
    expect(card('基本信息').getByText('2027 年 2 月 9 日 周二 · 春节，放假：建议改期')).toBeTruthy()
  })
})

describe('the readiness list', () => {
  it('counts in the head, and says of each item in words whether it is ready', async () => {
    await open('planned')
    await waitFor(() =>
      expect(document.querySelector('[data-ready-count]')?.textContent).toBe('检查就绪 6/11'),
    )
    const words = [...document.querySelectorAll('[data-ready]')].map(item =>
      item.textContent?.replace(/\s+/g, ''),
    )
    expect(words).toEqual([
      '日期是工作日已就绪',
      '每席有记录员5/6未就绪',
      '领导职务写全6/6已就绪',
      '单位的到场人和座次4/5未就绪',
      '领导和单位签到3/11未就绪',
      '分类的参考口径14条',
      '预告已发已就绪',
      '话机试通5/6未就绪',
      '录音设备已就绪',
      '打印已就绪',
      '投影和看板已就绪',
      '开过说明会未就绪',
    ])
    // ✓ green is for 办结 alone.
    expect(document.querySelector('.ready .u-mark, .ready .u-tag-done')).toBeNull()
  })

  it('ticks what a person has seen to, and takes it back', async () => {
    const { user } = await open('planned')
    const ready = card('就绪检查')
    await user.click(await ready.findByRole('checkbox', { name: '开过说明会' }))
    await user.click(ready.getByRole('checkbox', { name: '预告已发' }))
    await waitFor(() =>
      expect(commands()).toEqual([
        { about: 'session', kind: 'tickCheck', check: { kind: 'briefing' }, done: true },
        { about: 'session', kind: 'tickCheck', check: { kind: 'notice' }, done: false },
      ]),
    )
  })

  it('ticks a line at its seat', async () => {
    const { user } = await open('planned')
    const box = await screen.findByRole('checkbox', { name: '5 号席话机已试通' })
    await waitFor(() =>
      expect(screen.getByRole('checkbox', { name: '6 号席话机已试通' }).getAttribute('aria-checked')).toBe(
        'true',
      ),
    )
    expect(box.getAttribute('aria-checked')).toBe('false')
    await user.click(box)
    await waitFor(() =>
      expect(commands()).toEqual([
        { about: 'session', kind: 'tickCheck', check: { kind: 'line', seat: 5 }, done: true },
      ]),
    )
  })

  it('lists the oldest open cases with their way there, and the papers to print', async () => {
    const { user } = await open('planned')
    const ready = card('就绪检查')
    expect(await ready.findByText('未结诉求 12 件')).toBeTruthy()
    expect(ready.getByText('其余 7 件在台账里')).toBeTruthy()
    await user.click(ready.getByRole('button', { name: /云杉里不动产证办理超一年/ }))
    expect(push).toHaveBeenLastCalledWith({ name: 'case', params: { id: prep.prepView.rows[0]!.id } })
    for (const [name, paper] of [
      ['预告', 'notice'],
      ['席卡', 'seat-cards'],
      ['议程', 'agenda'],
      ['签到表', 'sign-in'],
    ]) {
      await user.click(ready.getByRole('button', { name }))
      expect(push).toHaveBeenLastCalledWith({ name: 'print', params: { paper, session: prep.SESSION } })
    }
  })

  it('says why it can’t be read, and reads again', async () => {
    let away = true
    const answer = () => {
      if (away) throw { kind: 'away', what: { kind: 'file' } }
      return prep.prepView
    }
    const { user } = await open('planned', { prep: answer })
    const ready = card('就绪检查')
    expect(await ready.findByText(/文件读写失败/)).toBeTruthy()
    away = false
    await user.click(ready.getByRole('button', { name: '再试一次' }))
    expect(await screen.findByText('未结诉求 12 件')).toBeTruthy()
  })
})

describe('people and places', () => {
  it('moves a leader with his recorder; the telephones stay at their seats', async () => {
    const { user } = await open('planned')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '林远往前一位' }).disabled).toBe(true)
    await user.click(screen.getByRole('button', { name: '许言往前一位' }))
    await waitFor(() => expect(sent().length).toBe(1))
    expect(lastPlan().seats.slice(0, 3)).toEqual([
      { seat: 1, leader: prep.leader(1), recorder: prep.recorder(1), extension: '8001' },
      { seat: 2, leader: prep.leader(3), recorder: prep.recorder(3), extension: '8002' },
      { seat: 3, leader: prep.leader(2), recorder: prep.recorder(2), extension: '8003' },
    ])
    expect(lastPlan().hall).toEqual(prep.plan.hall)
  })

  it('shows where each unit sits, and keeps a place when row and seat are both written', async () => {
    const { user } = await open('planned')
    const units = card('到场单位')
    const at = (name: string) => units.getByLabelText<HTMLInputElement>(name)
    expect([at('区住建局第几排').value, at('区住建局第几座').value]).toEqual(['2', '2'])
    await user.type(at('石桥街道办事处第几排'), '3')
    await user.tab()
    await user.tab()
    expect(sent()).toEqual([])
    await user.type(at('石桥街道办事处第几座'), '40')
    expect(units.getByText('排和座都写 1 到 30 的整数')).toBeTruthy()
    await user.clear(at('石桥街道办事处第几座'))
    await user.type(at('石桥街道办事处第几座'), '１{Enter}')
    await waitFor(() => expect(sent().length).toBe(1))
    expect(lastPlan().hall?.at(-1)).toEqual({ unit: prep.unitId(5), person: null, row: 3, place: 1 })
    expect(lastPlan().hall?.[1]).toEqual(prep.plan.hall?.[1])
  })

  it('a refused change is said in words and the record is shown again', async () => {
    const { user } = await open('planned', {}, () => [
      {
        kind: 'failed',
        failure: { kind: 'refused', rejection: { kind: 'seatTakenTwice', seat: 2 }, field: 'seats' },
      },
    ])
    await user.click(screen.getByRole('button', { name: '许言往前一位' }))
    expect((await screen.findByRole('alert')).textContent).toBe('2 号席安排了两次，留一个。')
  })

  it('signs in whoever comes for a unit, and asks nobody twice who has a seat', async () => {
    const { user } = await open('planned')
    const units = card('到场单位')
    expect(row(units, /区住建局/).getByText('到场 8:41')).toBeTruthy()
    await user.click(row(units, /区住建局/).getByRole('checkbox', { name: '韩越 局长' }))
    await waitFor(() =>
      expect(commands()).toEqual([
        { about: 'session', kind: 'takeAttendance', person: prep.head(2), arrived: prep.at('08:47') },
      ]),
    )
    expect(screen.getAllByRole('checkbox', { name: '林远 南湖区委书记' }).length).toBe(1)
    expect(card('基本信息').getByText('1 号席')).toBeTruthy()
    expect(screen.getByText('签到 5 / 18')).toBeTruthy()
  })

  it('a title that is lacking is said beside the name', async () => {
    const people = prep.people.map(person =>
      person.id === prep.leader(2) ? { ...person, title: '' } : person,
    )
    await open('planned', { directory: { ...prep.directoryView, people } })
    expect(row(card('坐席与人员'), /^2$/).getByText('缺职务')).toBeTruthy()
  })
})

it.each(['planned', 'linesClosed', 'sealed'] as const)(
  '%s: no critical and no serious finding',
  async stage => {
    await open(stage)
    await settle(30)
    await expectAccessible()
  },
)

it('speaks English throughout', async () => {
  await setLocale('en')
  setServerNow(prep.at('08:47'), 0)
  fakeHouse({ ...prep.prepViews, header: prep.prepHeader() }, done)
  mount(SessionScreen)
  expect(await screen.findByText('Tue 1 Dec · working day')).toBeTruthy()
  expect(await screen.findByText('12 open cases')).toBeTruthy()
  expect(await screen.findByText('Every Tuesday at 9:00, calls for 90 minutes')).toBeTruthy()
  await setLocale('zh-CN')
})
