// Where there is nothing to show: what it is, what to do next, and the way there.
import { screen } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { h, type Component } from 'vue'
import HouseFrame from '@/features/session/HouseFrame.vue'
import { fake } from '@/ipc'
import { headerView, queueView } from '@/ipc/fixtures'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { keep } from '@/kept'
import { fakeHouse } from '@/testing/house'
import { mountScreen, settle } from '@/testing/screen'
import LedgerScreen from './LedgerScreen.vue'
import MeetingScreen from './MeetingScreen.vue'
import RecorderScreen from './RecorderScreen.vue'

beforeEach(() => {
  fake.reset()
  localStorage.clear()
  keep('seat', '1')
})

it.each([
  ['a ledger without a session', LedgerScreen, null, /在“场次”里安排并开始一场活动/, '到场次', '/session'],
  ['a meeting without a session', MeetingScreen, null, /在“场次”里安排一场活动/, '到场次', '/session'],
  ['a meeting before the lines close', MeetingScreen, 'open', /在“场次”里停止进线以后/, '到场次', '/session'],
  ['a meeting of a sealed session', MeetingScreen, 'sealed', /记录在“台账”里/, '到台账', '/ledger'],
  ['a recorder before it is open', RecorderScreen, 'planned', /在“场次”里按“开始活动”/, '到场次', '/session'],
  ['a recorder after it is sealed', RecorderScreen, 'sealed', /可以在台账里查看/, '到台账', '/ledger'],
] as [string, Component, SessionStage | null, RegExp, string, string][])(
  '%s',
  async (_, content, stage, hint, button, path) => {
    const session = stage && headerView.session && { ...headerView.session, stage }
    const queue = { ...queueView, live: null, next: null, waiting: 0, longestSince: null }
    fakeHouse({ header: { ...headerView, session }, queue, ...(stage ? {} : { sessions: [] }) })
    const { user, router } = await mountScreen(() => h(HouseFrame, null, { default: () => h(content) }))
    await settle(30)
    expect(screen.getByText(hint)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: new RegExp(button) }))
    await settle()
    expect(router.currentRoute.value.path).toBe(path)
  },
)
