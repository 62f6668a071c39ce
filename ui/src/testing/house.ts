// Answers like a desk with the fictitious house of ipc/fixtures: for tests of screens, and for preview.html.
import type { Answer } from '@/ipc/generated/Answer'
import type { Order } from '@/ipc/generated/Order'
import type { Query } from '@/ipc/generated/Query'
import type { Show } from '@/ipc/generated/Show'
import { fake } from '@/ipc'
import * as fixture from '@/ipc/fixtures'
import { fakeShell } from './hall'
import { alone } from './sharing'
import { trailAnswers, trailViews } from './trail'

export type Views = Partial<Record<Query['kind'], unknown>>

const VIEWS: Views = {
  header: fixture.headerView,
  directory: fixture.directoryView,
  queue: fixture.queueView,
  history: fixture.historyView,
  figures: fixture.figuresView,
  sessions: fixture.sessionRows,
  sittings: { sittings: [], proposal: null, late: false },
  drafts: [],
  room: fixture.roomView,
  agenda: null,
  ledger: { total: 0, from: 0, rows: [] },
  sharing: alone,
  toCheck: [],
  duesToCheck: [],
  ...trailViews,
}

/** `views` replace single answers, as values or as functions of the query; every order is done unless `act` answers. */
export function fakeHouse(views: Views = {}, act?: (orders: Order[]) => Answer[]): void {
  const all = { ...VIEWS, ...views }
  fake.answer('view', ({ query }) => {
    const { kind } = query as Query
    const answer = all[kind]
    if (answer === undefined) throw { kind: 'fault', incident: `no ${kind}` }
    return typeof answer === 'function' ? (answer as (query: Query) => unknown)(query as Query) : answer
  })
  fake.answer('act', ({ orders }) => (act ?? done)(orders as Order[]))
  fakeShell()
  fake.answer('show', () => null)
  fake.answer('draft', () => ({ savedAt: fixture.NOW }))
  fake.answer('start', () => fixture.startView)
  fake.answer('rehearsal', () => fixture.rehearsalState)
  trailAnswers()
}

export function done(orders: Order[]): Answer[] {
  const versions = new Map<string, number>()
  return orders.map(({ stream, version, command }) => {
    const next = (version ?? versions.get(stream) ?? 0) + 1
    versions.set(stream, next)
    const number = command.about === 'case' && command.kind === 'recordCase' ? '1201-01-07' : null
    return { kind: 'done', stream, version: next, topics: [], number }
  })
}

/** What was put on show, oldest first. */
export const shown = (): Show[] => fake.calls('show').map(({ args }) => args.show as Show)

/** The lists of orders that were sent, oldest first. */
export const sent = (): Order[][] => fake.calls('act').map(({ args }) => args.orders as Order[])
