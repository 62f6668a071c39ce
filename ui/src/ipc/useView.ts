// A part of a screen reads one view and stays right:
//   const { data, error, loading, stale, refresh } = useView(() => agenda(session.value), () => [Topic.Agenda])
// Reads at once; again when a topic changes, or when something reactive that `read` used before its first await changes.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { onTopics } from './changes'

/** A skeleton that flashes up for 50 ms is worse than none. */
const SKELETON_AFTER = 300

export interface View<T> {
  /** The last answer; kept while reading again and after a failure. Not deeply reactive. */
  data: Readonly<ShallowRef<T | undefined>>
  /** Why the last reading failed, as Rust said it; undefined after a success. */
  error: Readonly<ShallowRef<unknown>>
  /** Nothing to show yet, and that for 300 ms: show the skeleton. */
  loading: Readonly<Ref<boolean>>
  /** `data` is known to be older than the record: being read again, or the reading failed. */
  stale: Readonly<Ref<boolean>>
  /** Reads now; resolves when the answer (or a newer one) is in. */
  refresh: () => Promise<void>
}

export interface ViewOptions {
  /** What the view is about (the id of a case). When it changes the old data are dropped, not shown under a new title. */
  about?: () => unknown
}

export function useView<T>(
  read: () => Promise<T>,
  topics: () => readonly string[],
  options: ViewOptions = {},
): View<T> {
  const data = shallowRef<T>()
  const error = shallowRef<unknown>()
  const loading = ref(false)
  const stale = ref(false)
  const asked = ref(0)
  let latest = 0
  let settled: Promise<void> = Promise.resolve()
  let reading = false
  let again = false
  let skeleton: ReturnType<typeof setTimeout> | undefined

  async function settle(answer: Promise<T>): Promise<void> {
    const mine = ++latest
    reading = true
    again = false
    stale.value = data.value !== undefined
    clearTimeout(skeleton)
    if (data.value === undefined) skeleton = setTimeout(() => (loading.value = true), SKELETON_AFTER)
    const outcome = await answer.then(
      value => ({ value }),
      (reason: unknown) => ({ reason }),
    )
    if (mine !== latest) return // an answer to an older question
    if ('value' in outcome) {
      data.value = outcome.value
      error.value = undefined
      stale.value = false
    } else {
      error.value = outcome.reason
    }
    clearTimeout(skeleton)
    loading.value = false
    reading = false
    if (again) asked.value++
  }

  function attempt(): Promise<T> {
    try {
      return read()
    } catch (reason) {
      return Promise.reject(reason as Error)
    }
  }

  function drop(): void {
    data.value = undefined
    error.value = undefined
    stale.value = false
  }

  watch(() => options.about?.(), drop, { flush: 'sync' })

  watch(
    // In an object: Vue would report a promise that a getter answers and that fails.
    () => (void asked.value, { answer: attempt() }),
    ({ answer }) => void (settled = settle(answer)),
    { immediate: true, flush: 'sync' },
  )

  // Changes come in bursts (a batch of decisions): one reading in flight, and one more after it.
  const off = onTopics(topics, () => {
    stale.value = data.value !== undefined
    if (reading) again = true
    else asked.value++
  })

  onScopeDispose(() => {
    off()
    latest = -1
    clearTimeout(skeleton)
  })

  function refresh(): Promise<void> {
    asked.value++
    return settled
  }

  return { data, error, loading, stale, refresh }
}
