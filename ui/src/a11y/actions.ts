// ONE registry of what can be done now. Key handling, the buttons' <kbd>, the palette and the key help all read it,
// so a key can't differ from what is written on its button.
import { computed, inject, onScopeDispose, provide, shallowReactive, type InjectionKey } from 'vue'
import type { MessageKey } from '@/i18n'
import { imeOwns, editable } from './ime'
import { assertBindable, comboOf, isBare } from './keys'
import { leaveField } from './focus'

export interface Action {
  /** Unique among the mounted ones, e.g. 'case.assign'. Of two with one id the later mounted counts. */
  id: string
  /** Message key of the words on the button, in the palette and in the help. */
  label: MessageKey
  /** The first one is printed on the button. */
  keys?: readonly string[]
  /** Message key of the heading in the help, e.g. 'a11y.scope.global'. */
  scope: MessageKey
  /** Not now when false: the button is disabled and the key falls through to an earlier action. */
  when?: () => boolean
  /** `combo` is the key that was pressed, for an action with several; a button passes none. */
  run: (combo?: string) => unknown
  /** False for movement keys, which nobody looks for in the palette. */
  palette?: boolean
  /** True: acts again while the key is held (movement). */
  repeat?: boolean
  /** Milliseconds that the key must be held (hanging up: 400). */
  hold?: number
  /** True: leaves even a combination with Ctrl to text fields (Ctrl+Z). */
  outsideText?: boolean
  /** True: acts under a modal dialog too (the telephone). */
  always?: boolean
}

interface Mounted extends Action {
  layer: number
}

const mounted = shallowReactive<Mounted[]>([])
const layers = shallowReactive<number[]>([])
const LAYER: InjectionKey<number> = Symbol('layer')
let nextLayer = 0

/** Registers while the calling component is mounted. */
export function useAction(action: Action): void {
  action.keys?.forEach(assertBindable)
  const entry: Mounted = { ...action, layer: inject(LAYER, 0) }
  mounted.push(entry)
  onScopeDispose(() => void mounted.splice(mounted.indexOf(entry), 1))
}

export const useActions = (actions: readonly Action[]): void => actions.forEach(useAction)

/** For modal parts: while `open`, only actions mounted inside the part act (and those marked `always`). */
export function useLayer(): { open: () => void; close: () => void } {
  const id = ++nextLayer
  provide(LAYER, id)
  const close = () => {
    const at = layers.indexOf(id)
    if (at >= 0) layers.splice(at, 1)
  }
  onScopeDispose(close)
  return { open: () => void (layers.includes(id) || layers.push(id)), close }
}

export const topLayer = (): number => layers.at(-1) ?? 0

export const isEnabled = (action: Action): boolean => action.when?.() ?? true

/** By id, reactive: what a button shows. */
export const useNamedAction = (id: () => string | undefined) =>
  computed<Action | undefined>(() => mounted.findLast(action => action.id === id()))

/** Everything mounted in a layer, earlier first; of two with one id only the later. Reactive when read in a render. */
export function actionsIn(layer: number): Action[] {
  const reachable = mounted.filter(action => action.layer === layer || action.always)
  return reachable.filter(action => reachable.findLast(other => other.id === action.id) === action)
}

/** Runs by id if it is mounted and enabled; says whether it did. */
export function runAction(id: string): boolean {
  const action = mounted.findLast(candidate => candidate.id === id && isEnabled(candidate))
  action?.run()
  return action !== undefined
}

let held: { key: string; timer: ReturnType<typeof setTimeout> } | undefined

function release(): void {
  clearTimeout(held?.timer)
  held = undefined
}

function hold(e: KeyboardEvent, action: Action): void {
  release()
  const timer = setTimeout(() => {
    held = undefined
    if (isEnabled(action)) action.run()
  }, action.hold)
  held = { key: e.key, timer }
}

/** Enter and Space belong to the control that has the focus; bare keys to an open list or menu, Esc to a dialog. */
function ownedByTarget(combo: string, target: EventTarget | null): boolean {
  if (combo === 'Escape' && layers.length) return true
  if (!(target instanceof Element)) return false
  if (target.closest(combo === 'Escape' ? '[data-popup], [role=dialog]' : '[data-popup]')) return true
  return (
    (combo === 'Enter' || combo === 'Space') &&
    target.closest('button, a[href], summary, [role=button], [role=grid], [role=tab], [role=checkbox]') !==
      null
  )
}

function find(combo: string, inText: boolean): Action | undefined {
  const layer = topLayer()
  return mounted.findLast(
    action =>
      (action.layer === layer || action.always) &&
      action.keys?.includes(combo) &&
      !(inText && action.outsideText) &&
      isEnabled(action),
  )
}

export function handleKey(e: KeyboardEvent): void {
  if (e.defaultPrevented || imeOwns(e)) return
  const combo = comboOf(e)
  if (!combo) return
  const inText = editable(e.target)
  if (isBare(combo)) {
    if (ownedByTarget(combo, e.target)) return
    if (inText && combo === 'Escape') {
      e.preventDefault() // a search field would drop its text
      leaveField(e.target as HTMLElement)
    }
    if (inText) return
  }
  const action = find(combo, inText)
  if (!action) return
  e.preventDefault()
  if (e.repeat && !action.repeat) return
  if (action.hold) hold(e, action)
  else action.run(combo)
}

function onKeyup(e: KeyboardEvent): void {
  if (held && (e.key === held.key || e.key === 'Shift' || e.key === 'Control' || e.key === 'Alt')) release()
}

/** Once per window, from main.ts. Returns the undoing. */
export function installKeys(): () => void {
  addEventListener('keydown', handleKey)
  addEventListener('keyup', onKeyup)
  addEventListener('blur', release)
  return () => {
    removeEventListener('keydown', handleKey)
    removeEventListener('keyup', onKeyup)
    removeEventListener('blur', release)
    release()
  }
}
