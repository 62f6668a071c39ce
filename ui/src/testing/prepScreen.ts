// The session screen on the fictitious day of prep.ts, opened and read by the regions of its cards.
import { screen, within } from '@testing-library/vue'
import type { Component } from 'vue'
import '@/features/prep/late'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { setServerNow } from '@/kit'
import { fakeHouse, sent, type Views } from './house'
import { mount } from './mount'
import * as prep from './prep'

/** The card that comes last: then all of them are there. */
const LAST = { planned: '轮值表', postponed: '轮值表', linesClosed: '会前十分钟', sealed: '轮值表' } as const

export async function openDay(
  content: Component,
  stage: SessionStage,
  views: Views = {},
  act?: Parameters<typeof fakeHouse>[1],
) {
  const header = prep.prepHeader(stage, prep.at(stage === 'linesClosed' ? '10:33' : '08:47'))
  setServerNow(header.now, 0)
  fakeHouse({ ...prep.prepViews, header, ...views }, act)
  const view = mount(content)
  await screen.findByRole('region', { name: '坐席与人员' })
  if (stage in LAST) await screen.findByRole('region', { name: LAST[stage as keyof typeof LAST] })
  return view
}

export const commands = () => sent().map(orders => orders[0]?.command)

/** The plan that was sent last. */
export function lastPlan() {
  const command = sent().at(-1)?.at(-1)?.command
  if (command?.kind !== 'planSession') throw new Error(command?.kind)
  return command.plan
}

export const card = (name: string) => within(screen.getByRole('region', { name }))

export const row = (of: ReturnType<typeof card>, name: RegExp) =>
  within(of.getByRole('rowheader', { name }).closest('tr')!)
