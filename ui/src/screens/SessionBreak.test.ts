// The ten minutes before the meeting.
import { screen, waitFor } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { BreakView } from '@/ipc/generated/BreakView'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import type { fakeHouse, Views } from '@/testing/house'
import * as prep from '@/testing/prep'
import { card, openDay } from '@/testing/prepScreen'
import { press } from '@/testing/screen'
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

describe('the ten minutes before the meeting', () => {
  const pause = () => card('会前十分钟')

  it('counts down to the meeting, names who is on the line and who has to finish what', async () => {
    await open('linesClosed')
    await pause().findByText('10:40 会商')
    expect(pause().getByRole('timer', { name: '距会商' }).textContent).toBe('07:00')
    expect(pause().getByText('距会商')).toBeTruthy()
    expect(pause().getByRole('timer', { name: '2 号席通话时长' }).textContent).toBe('07:00')
    expect(pause().getByText('没记完 3 件')).toBeTruthy()
    expect(pause().getByText('李敏 2 件')).toBeTruthy()
    expect(pause().getByText('还缺：承诺、地点')).toBeTruthy()
    expect(pause().getByText('还没有写记录')).toBeTruthy()
    expect(pause().getByText('还有 5 个未归类，归完再对外说')).toBeTruthy()
    expect(pause().getByText(/漏接 2 个/)).toBeTruthy()
  })

  it('counts a recorder down to 0, and his name stays', async () => {
    let answer: BreakView = prep.busyBreak
    await open('linesClosed', { break: () => answer })
    expect(await pause().findByText('李敏 2 件')).toBeTruthy()
    for (const left of [1, 0]) {
      const mine = prep.busyBreak.unfinished.filter(({ recorder }) => recorder === '李敏').slice(0, left)
      answer = { ...prep.busyBreak, unfinished: mine }
      fake.emit('changed', ['cases'])
      expect(await pause().findByText(`李敏 ${left} 件`)).toBeTruthy()
    }
    expect(pause().getByText('周宁 0 件')).toBeTruthy()
    expect(pause().getByText('都记完了')).toBeTruthy()
  })

  it('when it is done: adds up, and the press line can be copied', async () => {
    const { user } = await open('linesClosed', { break: prep.breakView })
    expect(await pause().findByText('对得上')).toBeTruthy()
    expect(pause().getByText('电话都打完了')).toBeTruthy()
    await user.click(pause().getByRole('button', { name: '复制' }))
    expect(await pause().findByText('已复制')).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe(
      '90 分钟接听 123 个来电：在线直办 3 件、当天办理 7 件、转办 113 件，涉及物业、房产、城市治理等。',
    )
  })

  it('says the sum once: the brief below leaves it to the break', async () => {
    await open('linesClosed', { break: prep.breakView })
    expect(
      await pause().findByText('直办 3 + 当天 7 + 转办 113 + 无诉求 0 + 未归类 0 = 已接 123'),
    ).toBeTruthy()
    await card('场次简报').findByText(/^诉求 \d+ 件/)
    expect(card('场次简报').queryByText(/ = 已接 /)).toBeNull()
  })

  it('after the hour of the meeting the clock says 超时, not 距会商', async () => {
    await open('linesClosed', { break: { ...prep.breakView, meetsAt: prep.at('10:30') } })
    expect((await pause().findByRole('timer', { name: '距会商' })).textContent).toBe('超时 03:00')
    expect(pause().queryByText('距会商')).toBeNull()
  })

  it('does not claim that it adds up when it does not', async () => {
    await open('linesClosed', { break: { ...prep.breakView, reconciles: false } })
    expect(await pause().findByText('对不上：先把没记完的记完，再对外说')).toBeTruthy()
    expect(pause().queryByText('对得上')).toBeNull()
  })

  it('one key goes to the lists of all units and the press line', async () => {
    await open('linesClosed')
    await pause().findByText('印会前清单')
    expect(press('p', { ctrlKey: true }).defaultPrevented).toBe(true)
    expect(push).toHaveBeenCalledWith({
      name: 'print',
      params: { paper: 'unit-lists', session: prep.SESSION },
    })
  })

  it('is over once the meeting is convened', async () => {
    const closed = prep.prepHeader('linesClosed')
    let header = closed
    await open('linesClosed', { header: () => header })
    header = { ...closed, meeting: { id: 'm', version: 1, adjourned: false } }
    fake.emit('changed', ['session'])
    await waitFor(() => expect(screen.queryByRole('region', { name: '会前十分钟' })).toBeNull())
    expect(screen.getByRole('region', { name: '坐席与人员' })).toBeTruthy()
  })

  it('says why it can’t be read', async () => {
    await open('linesClosed', {
      break: () => {
        throw { kind: 'away', what: { kind: 'file' } }
      },
    })
    expect(await pause().findByText(/文件读写失败/)).toBeTruthy()
  })
})
