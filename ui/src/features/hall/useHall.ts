// What a window of the hall lives on: its one view, the record's clock, the dark look in large letters. Nobody stands
// at it to press "again", so it tries by itself.
import { computed, onScopeDispose, watch } from 'vue'
import { asFailure, failureWords, useView } from '@/ipc'
import type { Topic } from '@/ipc/generated/Topic'
import { setServerNow } from '@/kit'

const TOPICS: Topic[] = ['room', 'calls', 'cases', 'session', 'agenda', 'directory', 'clock', 'house']
const AGAIN_AFTER = 5_000

interface Told {
  now: number
  speed: number
}

/** Never reads more often than every `ms`: a reading that comes too early waits, and useView makes one of many. */
export function atMostEvery<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let free = -Infinity
  return async () => {
    const wait = free - performance.now()
    free = Math.max(free, performance.now()) + ms
    if (wait > 0) await new Promise(done => setTimeout(done, wait))
    return read()
  }
}

/** Dark and large as long as the window lives. The main window's own choice stays as it is kept. */
function useLook(): void {
  const { dataset } = document.documentElement
  const { theme, scale } = dataset
  Object.assign(dataset, { theme: 'dark', scale: 'projector' })
  onScopeDispose(() => Object.assign(dataset, { theme, scale }))
}

/** `every`: the pause between two readings; what only the passing of time changes is read again after `again`. */
export function useHall<T extends Told>(read: () => Promise<T>, { every = 0, again = 0 } = {}) {
  useLook()
  const view = useView(every ? atMostEvery(every, read) : read, () => TOPICS)

  watch(view.data, told => told && setServerNow(told.now, told.speed), { flush: 'sync', immediate: true })

  let timer: ReturnType<typeof setTimeout> | undefined
  watch([view.data, view.error], ([, error]) => {
    clearTimeout(timer)
    const wait = error === undefined ? again : AGAIN_AFTER
    if (wait) timer = setTimeout(() => void view.refresh(), wait)
  })
  onScopeDispose(() => clearTimeout(timer))

  /** What was read before belongs to a house that is closed now: it must not stay on a wall. */
  const closed = computed(() => {
    const failure = view.error.value === undefined ? undefined : asFailure(view.error.value)
    return failure?.kind === 'away' && failure.what.kind === 'notOpen'
  })

  return {
    data: computed(() => (closed.value ? undefined : view.data.value)),
    loading: view.loading,
    trouble: computed(() => (view.error.value === undefined ? '' : failureWords(view.error.value))),
  }
}
