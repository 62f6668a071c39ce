// The keys of the meeting, once: buttons, palette and key help all read this list (ux.md §2.8).
import type { Action } from '@/a11y'
import type { Step } from './form'

export interface KeyTargets {
  /** The meeting runs and the item at hand can be decided. */
  canDecide: () => boolean
  /** The item at hand waits for the meeting. */
  canPutOff: () => boolean
  running: () => boolean
  hasItem: () => boolean
  canNextPass: () => boolean
  step: () => Step | null
  move: (by: number) => void
  toStep: (step: Step) => void
  nextStep: () => void
  /** True: the focused step has such an option. */
  choose: (key: string) => void
  byHand: () => void
  settle: () => void
  object: () => void
  defer: () => void
  undecided: () => void
  merge: () => void
  sendBack: () => void
  pick: () => void
  nextPass: () => void
  side: () => void
  black: () => void
  hide: () => void
}

const SCOPE = 'triage.scope'
const TEN = 10

export function triageActions(to: KeyTargets): Action[] {
  const moves: Action[] = [
    { id: 'triage.up', label: 'triage.action.up', keys: ['ArrowUp', 'K'], run: () => to.move(-1) },
    { id: 'triage.down', label: 'triage.action.down', keys: ['ArrowDown', 'J'], run: () => to.move(1) },
    { id: 'triage.pageUp', label: 'triage.action.pageUp', keys: ['PageUp'], run: () => to.move(-TEN) },
    { id: 'triage.pageDown', label: 'triage.action.pageDown', keys: ['PageDown'], run: () => to.move(TEN) },
  ].map(action => ({ ...action, scope: SCOPE, palette: false, repeat: true }) as Action)

  const steps: [string, Step][] = [
    ['A', 'lead'],
    ['C', 'assist'],
    ['T', 'due'],
    ['P', 'plan'],
    ['O', 'owner'],
    ['G', 'gap'],
  ]
  const jumps = steps.map(([key, step]): Action => ({
    id: `triage.step.${step}`,
    label: `triage.action.${step}` as Action['label'],
    keys: [key],
    scope: SCOPE,
    when: to.canDecide,
    run: () => to.toStep(step),
  }))

  const inDue = (): boolean => to.canDecide() && to.step() === 'due'
  const numbered = (): boolean => to.canDecide() && to.step() !== null && to.step() !== 'gap'
  const options: Action[] = [
    {
      id: 'triage.option',
      label: 'triage.action.option',
      keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'],
      scope: SCOPE,
      palette: false,
      when: numbered,
      run: key => key !== undefined && to.choose(key),
    },
    {
      id: 'triage.due.fifteen',
      label: 'triage.action.fifteen',
      keys: ['F'],
      scope: SCOPE,
      palette: false,
      when: inDue,
      run: () => to.choose('F'),
    },
    {
      id: 'triage.due.hours',
      label: 'triage.action.hours',
      keys: ['Z'],
      scope: SCOPE,
      palette: false,
      when: inDue,
      run: () => to.choose('Z'),
    },
    {
      id: 'triage.due.day',
      label: 'triage.action.day',
      keys: ['D'],
      scope: SCOPE,
      palette: false,
      when: inDue,
      run: to.byHand,
    },
  ]

  return [
    ...moves,
    ...jumps,
    ...options,
    {
      id: 'triage.nextStep',
      label: 'triage.action.nextStep',
      keys: ['Enter'],
      scope: SCOPE,
      palette: false,
      when: to.canDecide,
      run: to.nextStep,
    },
    {
      id: 'triage.settle',
      label: 'triage.action.settle',
      keys: ['Ctrl+Enter'],
      scope: SCOPE,
      when: to.canDecide,
      run: to.settle,
    },
    {
      id: 'triage.claimant',
      label: 'triage.action.claimant',
      keys: ['Y'],
      scope: SCOPE,
      when: to.canDecide,
      run: () => to.toStep('claimant'),
    },
    {
      id: 'triage.object',
      label: 'triage.action.object',
      keys: ['N'],
      scope: SCOPE,
      when: to.canDecide,
      run: to.object,
    },
    {
      id: 'triage.defer',
      label: 'triage.action.defer',
      keys: ['S'],
      scope: SCOPE,
      when: to.canPutOff,
      run: to.defer,
    },
    {
      id: 'triage.undecided',
      label: 'triage.action.undecided',
      keys: ['W'],
      scope: SCOPE,
      when: to.canPutOff,
      run: to.undecided,
    },
    {
      id: 'triage.merge',
      label: 'triage.action.merge',
      keys: ['M'],
      scope: SCOPE,
      when: to.canPutOff,
      run: to.merge,
    },
    {
      id: 'triage.sendBack',
      label: 'triage.action.sendBack',
      keys: ['R'],
      scope: SCOPE,
      when: to.canPutOff,
      run: to.sendBack,
    },
    {
      id: 'triage.byHand',
      label: 'triage.action.byHand',
      keys: ['E'],
      scope: SCOPE,
      when: to.hasItem,
      run: to.byHand,
    },
    {
      id: 'triage.pick',
      label: 'triage.action.pick',
      keys: ['X'],
      scope: SCOPE,
      when: to.canPutOff,
      run: to.pick,
    },
    {
      id: 'triage.nextPass',
      label: 'triage.action.nextPass',
      keys: ['L'],
      scope: SCOPE,
      when: to.canNextPass,
      run: to.nextPass,
    },
    {
      id: 'triage.side',
      label: 'triage.action.side',
      keys: ['Ctrl+J'],
      scope: SCOPE,
      when: to.hasItem,
      run: to.side,
    },
    {
      id: 'triage.black',
      label: 'triage.action.black',
      keys: ['B'],
      scope: SCOPE,
      run: to.black,
    },
    {
      id: 'triage.hide',
      label: 'triage.action.hide',
      keys: ['H'],
      scope: SCOPE,
      run: to.hide,
    },
  ]
}
