// A long list by page: as many places as there are rows, filled where somebody looks. A change reads again what is in
// view; what was fetched before stays visible meanwhile.
import { onScopeDispose, ref, shallowRef } from 'vue'
import { onTopics } from './changes'

export const PAGE = 100
const SKELETON_AFTER = 300

export interface Page<R> {
  total: number
  from: number
  rows: readonly R[]
}

/** `read` is asked for one page after the other; nothing is read before the first `refresh`. */
export function usePages<R>(
  read: (from: number, count: number) => Promise<Page<R>>,
  topics: readonly string[],
) {
  const rows = shallowRef<(R | undefined)[]>([])
  const total = ref<number>()
  const error = shallowRef<unknown>()
  const loading = ref(false)

  let generation = 0
  const pages = new Map<number, Promise<void>>()
  let range: [number, number] = [0, 0]
  let skeleton: ReturnType<typeof setTimeout> | undefined

  function put({ from, rows: got, total: count }: Page<R>): void {
    const next =
      rows.value.length === count ? [...rows.value] : Array.from({ length: count }, (_, i) => rows.value[i])
    got.forEach((row, i) => {
      if (from + i < count) next[from + i] = row
    })
    total.value = count
    rows.value = next
  }

  async function readPage(page: number, mine: number): Promise<void> {
    try {
      const answer = await read(page * PAGE, PAGE)
      if (mine !== generation) return
      error.value = undefined
      put(answer)
    } catch (reason) {
      if (mine !== generation) return
      pages.delete(page)
      error.value = reason
    }
  }

  function want(page: number): Promise<void> {
    let reading = pages.get(page)
    if (!reading) {
      reading = readPage(page, generation)
      pages.set(page, reading)
    }
    return reading
  }

  const inView = (): Promise<unknown> => {
    const [first, last] = range.map(place => Math.floor(place / PAGE)) as [number, number]
    return Promise.all(Array.from({ length: last - first + 1 }, (_, i) => want(first + i)))
  }

  function show(first: number, last: number): void {
    range = [first, last]
    void inView()
  }

  /** Reads what is in view again; `fresh` also drops the rows, since they are about something else. */
  async function refresh(fresh = false): Promise<void> {
    const mine = ++generation
    pages.clear()
    clearTimeout(skeleton)
    if (fresh) {
      rows.value = []
      total.value = undefined
      range = [0, 0]
      skeleton = setTimeout(() => (loading.value = true), SKELETON_AFTER)
    }
    await inView()
    if (mine !== generation) return
    clearTimeout(skeleton)
    loading.value = false
  }

  // A meeting settles sixty at once: one reading for a burst.
  let burst: ReturnType<typeof setTimeout> | undefined
  const off = onTopics(topics, () => {
    clearTimeout(burst)
    burst = setTimeout(() => void refresh(), 50)
  })

  onScopeDispose(() => {
    off()
    generation++
    for (const timer of [skeleton, burst]) clearTimeout(timer)
  })

  return { rows, total, error, loading, show, refresh }
}
