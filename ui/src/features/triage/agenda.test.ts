import { expect, it } from 'vitest'
import type { AgendaItem } from '@/ipc/generated/AgendaItem'
import type { AgendaView } from '@/ipc/generated/AgendaView'
import type { Group } from '@/ipc/generated/Group'
import type { ItemState } from '@/ipc/generated/ItemState'
import { byUnit, itemsOf, nextOpen, nextPass, paceOf } from './agenda'

const NOW = 1_000_000_000

/** `group:state`, in the order of the agenda. */
function agenda(items: string[], more: Partial<AgendaView> = {}): AgendaView {
  const groups: AgendaView['groups'] = []
  items.forEach((text, i) => {
    const [group, state] = text.split(':') as [Group, ItemState]
    let known = groups.find(candidate => candidate.group === group)
    if (!known) groups.push((known = { group, items: [], done: 0 }))
    known.items.push({ case: `c${i + 1}`, place: i + 1, state, unit: `u${i % 2}` } as AgendaItem)
  })
  return {
    pass: 'oneByOne',
    passes: [
      {
        pass: 'oneByOne',
        minutes: 24,
        startedAt: NOW,
        items: items.length,
        done: items.filter(text => text.endsWith(':settled')).length,
      },
    ],
    groups,
    opened: null,
    adjournedAt: null,
    plannedSecondsACase: 75,
    ...more,
  } as AgendaView
}

it('the next item is the next open one of the running pass, then any open one, then what was put off', () => {
  const seen = agenda(['hazard:settled', 'repeat:open', 'disputed:deferred', 'byUnit:open', 'hazard:open'])
  const items = itemsOf(seen)
  const after = (from: string | undefined, pass = seen.pass) => nextOpen(items, from, pass)?.case
  expect(after(undefined)).toBe('c5')
  expect(after('c5')).toBe('c2')
  expect(after('c2')).toBe('c5')
  expect(after('c2', 'byUnit')).toBe('c4')
  expect(nextOpen(itemsOf(agenda(['repeat:deferred', 'repeat:settled'])), 'c2', 'closing')?.case).toBe('c1')
  expect(nextOpen(itemsOf(agenda(['repeat:settled'])), 'c1', 'closing')).toBeUndefined()
})

it('the pace is seconds a case against the plan, and items ahead or behind', () => {
  const items = ['hazard:settled', 'hazard:settled', 'repeat:open', 'repeat:open', 'repeat:open']
  expect(paceOf(agenda(items), NOW + 160_000)).toMatchObject({
    secondsACase: 80,
    planned: 75,
    ahead: 0,
    over: false,
  })
  expect(paceOf(agenda(items), NOW + 300_000)?.ahead).toBe(-2)
  expect(paceOf(agenda(items), NOW + 60_000)?.ahead).toBe(2)
  expect(paceOf(agenda(items), NOW + 25 * 60_000)).toMatchObject({ over: true, share: 1, ahead: -3 })
  expect(paceOf(agenda(items, { adjournedAt: NOW + 1000 }), NOW + 60_000)?.usedMs).toBe(1000)
})

it('passes follow one another, and units keep the order in which they speak', () => {
  expect([nextPass('oneByOne'), nextPass('closing')]).toEqual(['byUnit', undefined])
  const units = byUnit(itemsOf(agenda(['byUnit:open', 'byUnit:open', 'byUnit:settled'])))
  expect(units.map(({ unit, items }) => [unit, items.length])).toEqual([
    ['u0', 2],
    ['u1', 1],
  ])
})
