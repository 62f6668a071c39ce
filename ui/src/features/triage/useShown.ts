// What the hall sees of the item at hand: the projector follows what the secretary chooses, value by value.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { show } from '@/ipc'
import type { ItemShown } from '@/ipc/generated/ItemShown'
import type { ItemView } from '@/ipc/generated/ItemView'
import type { MeetingStep } from '@/ipc/generated/MeetingStep'
import { dueAt, dueChips } from './due'
import type { Step, TriageForm } from './form'
import type { Room } from './room'
import type { Meeting } from './useMeeting'

/** Between two messages; the first of a burst goes at once, the last one follows. */
export const PAUSE = 60

const STEPS: readonly MeetingStep[] = ['lead', 'due', 'plan', 'owner']

const STEP_OF: Record<Step, MeetingStep | null> = {
  lead: 'lead',
  assist: 'lead',
  claimant: 'lead',
  due: 'due',
  plan: 'plan',
  owner: 'owner',
  gap: null,
}

/** `send` one after the other, the newest only, never more often than every `ms`. */
export function newestEvery<T>(ms: number, send: (value: T) => Promise<unknown>): (value: T) => void {
  let next: { value: T } | undefined
  let busy = false
  async function run(): Promise<void> {
    busy = true
    while (next) {
      const { value } = next
      next = undefined
      await Promise.all([send(value), new Promise(done => setTimeout(done, ms))])
    }
    busy = false
  }
  return value => {
    next = { value }
    if (!busy) void run()
  }
}

const nothingOf = (id: string): ItemShown => ({
  case: id,
  step: null,
  lead: null,
  assisting: [],
  due: null,
  plan: '',
  owner: null,
})

/** Policy presets all four; in the hall a value stands when its step was reached, not before it was spoken of. */
function shownOf(
  form: TriageForm,
  seen: ItemView,
  room: Room,
  now: number,
  step: MeetingStep | null,
  reached: number,
): ItemShown {
  const has = (value: MeetingStep): boolean => STEPS.indexOf(value) <= reached
  return {
    case: seen.case.id,
    step,
    lead: has('lead') ? form.lead : null,
    assisting: has('lead') ? [...form.assisting] : [],
    due: has('due') ? (dueAt(form.due, dueChips(seen, room, now), room) ?? null) : null,
    plan: has('plan') ? form.plan.trim() : '',
    owner: has('owner') ? form.owner : null,
  }
}

/** `running`: the meeting is on. Before its first pass the hall sees the agenda, after it the closing. */
export function useShown(meeting: Meeting, running: () => boolean): void {
  const { agenda, canDecide, form, formOf, item, now, room, step } = meeting
  const reached = ref(-1)

  watch(formOf, () => (reached.value = -1), { flush: 'sync' })
  watch(
    [formOf, step],
    ([, at]) => {
      const value = at && STEP_OF[at]
      if (value) reached.value = Math.max(reached.value, STEPS.indexOf(value))
    },
    { flush: 'sync', immediate: true },
  )

  /** Undefined: the next item is on its way, the hall keeps what it sees. */
  const shown = computed<ItemShown | null | undefined>(() => {
    if (!running() || agenda.value?.pass === 'opening') return null
    const seen = item.value
    if (!seen) return undefined
    if (!canDecide.value) return nothingOf(seen.case.id)
    if (!form.value || !room.value || formOf.value !== seen.case.id) return undefined
    const at = step.value && STEP_OF[step.value]
    return shownOf(form.value, seen, room.value, now.value, at, reached.value)
  })

  // Only the hall's picture: if it is refused the meeting goes on.
  const send = newestEvery<ItemShown | null>(PAUSE, value =>
    show({ kind: 'item', item: value }).catch(() => undefined),
  )
  const words = computed(() => shown.value !== undefined && JSON.stringify(shown.value))
  watch(
    words,
    () => {
      if (shown.value !== undefined) send(shown.value)
    },
    { immediate: true },
  )
  onScopeDispose(() => send(null))
}
