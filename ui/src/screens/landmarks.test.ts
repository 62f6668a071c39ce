// The whole window: every screen in its frame has all of its words inside a landmark, and its headings in order.
import axe from 'axe-core'
import { beforeEach, expect, it } from 'vitest'
import { h, type Component } from 'vue'
import HouseFrame from '@/features/session/HouseFrame.vue'
import { fake } from '@/ipc'
import { headerView } from '@/ipc/fixtures'
import { keep } from '@/kept'
import { fakeHouse } from '@/testing/house'
import { meetingHouse } from '@/testing/meeting'
import { mountScreen, settle } from '@/testing/screen'
import { settingsHouse } from '@/testing/settings'
import LedgerScreen from './LedgerScreen.vue'
import MeetingScreen from './MeetingScreen.vue'
import RecorderScreen from './RecorderScreen.vue'
import SessionScreen from './SessionScreen.vue'
import SettingsScreen from './SettingsScreen.vue'

beforeEach(() => {
  fake.reset()
  localStorage.clear()
  keep('seat', '1')
})

const rehearsal = () => fakeHouse({ header: { ...headerView, house: 'rehearsal' } })

it.each([
  ['session', SessionScreen, rehearsal],
  ['recorder', RecorderScreen, rehearsal],
  ['meeting', MeetingScreen, () => void meetingHouse()],
  ['ledger', LedgerScreen, () => void meetingHouse()],
  ['settings, a list', () => h(SettingsScreen, { part: 'categories' }), () => void settingsHouse()],
  ['settings, a page', () => h(SettingsScreen, { part: 'policies' }), () => void settingsHouse()],
  ['settings, a year', () => h(SettingsScreen, { part: 'calendar' }), () => void settingsHouse()],
] as [string, Component, () => void][])('%s', async (_, screen, house) => {
  house()
  await mountScreen(() => h(HouseFrame, null, { default: () => h(screen) }))
  await settle(30)
  const { violations } = await axe.run(document, {
    runOnly: [
      'region',
      'heading-order',
      'landmark-one-main',
      'landmark-unique',
      'landmark-no-duplicate-banner',
    ],
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)).toEqual([])
})
