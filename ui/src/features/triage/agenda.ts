// The agenda as a list to walk: which pass a group belongs to, what is next, how fast the meeting goes.
import type { AgendaItem } from '@/ipc/generated/AgendaItem'
import type { AgendaView } from '@/ipc/generated/AgendaView'
import type { Group } from '@/ipc/generated/Group'
import type { ItemState } from '@/ipc/generated/ItemState'
import type { Pass } from '@/ipc/generated/Pass'

export const PASSES: readonly Pass[] = ['opening', 'oneByOne', 'byUnit', 'absent', 'closing']

const PASS_OF: Record<Group, Pass> = {
  hazard: 'oneByOne',
  sameDay: 'oneByOne',
  repeat: 'oneByOne',
  disputed: 'oneByOne',
  byUnit: 'byUnit',
  absent: 'absent',
}

export const passOf = (group: Group): Pass => PASS_OF[group]

export const nextPass = (pass: Pass): Pass | undefined => PASSES[PASSES.indexOf(pass) + 1]

export interface Placed extends AgendaItem {
  group: Group
}

export const itemsOf = (agenda: AgendaView): Placed[] =>
  agenda.groups.flatMap(({ group, items }) => items.map(item => ({ ...item, group })))

/** Can the meeting still take a decision on it? */
export const isOpen = (state: ItemState): boolean => state === 'open'
export const isWaiting = (state: ItemState): boolean => state === 'open' || state === 'deferred'
/** Has it been decided in a way that can be taken back until the meeting closes? */
export const isUndoable = (state: ItemState): boolean => state !== 'open' && state !== 'sameDay'

/** The next item to settle after `from`: of the running pass first, then any open one, then what was put off. */
export function nextOpen(items: readonly Placed[], from: string | undefined, pass: Pass): Placed | undefined {
  const at = items.findIndex(item => item.case === from)
  const round = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))]
  return (
    round.find(item => isOpen(item.state) && passOf(item.group) === pass) ??
    round.find(item => isOpen(item.state)) ??
    round.find(item => item.state === 'deferred')
  )
}

/** Units of a group in the order in which they speak, each with its items. */
export interface UnitItems {
  unit: string | null
  name: string
  items: Placed[]
}

export function byUnit(items: readonly Placed[]): UnitItems[] {
  const units: UnitItems[] = []
  for (const item of items) {
    const known = units.find(({ unit }) => unit === item.unit)
    if (known) known.items.push(item)
    else units.push({ unit: item.unit, name: item.unitName, items: [item] })
  }
  return units
}

export interface Pace {
  usedMs: number
  /** 0–1 of the planned time. */
  share: number
  secondsACase: number | undefined
  planned: number | undefined
  /** Items ahead (positive) or behind. */
  ahead: number
  over: boolean
}

/** How the running pass goes against its plan. `until` ends the clock of a meeting that is over. */
export function paceOf(agenda: AgendaView, now: number): Pace | undefined {
  const pass = agenda.passes.find(seen => seen.pass === agenda.pass)
  if (!pass || pass.startedAt === null) return undefined
  const usedMs = Math.max(0, (agenda.adjournedAt ?? now) - pass.startedAt)
  const { done } = pass
  const planned =
    pass.items === 0
      ? undefined
      : pass.pass === 'oneByOne'
        ? agenda.plannedSecondsACase
        : Math.round((pass.minutes * 60) / pass.items)
  const expected = planned ? Math.min(pass.items, Math.floor(usedMs / 1000 / planned)) : 0
  return {
    usedMs,
    share: pass.minutes ? Math.min(1, usedMs / (pass.minutes * 60_000)) : 0,
    secondsACase: done ? Math.round(usedMs / 1000 / done) : undefined,
    planned,
    ahead: planned ? done - expected : 0,
    over: pass.minutes > 0 && usedMs > pass.minutes * 60_000,
  }
}
