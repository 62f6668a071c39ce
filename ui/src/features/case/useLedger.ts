// The ledger by page: as many places as there are cases, filled where somebody looks. A change reads again what is
// in view; what was fetched before stays visible meanwhile.
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { EVERY_CASE, ledger, onTopics } from '@/ipc'
import type { CaseRow } from '@/ipc/generated/CaseRow'
import type { LedgerFilter } from '@/ipc/generated/LedgerFilter'

export const PAGE = 100
const QUIET = 250
const SKELETON_AFTER = 300

export function useLedger() {
  const filter = reactive<LedgerFilter>({ ...EVERY_CASE })
  /** What is asked for: the words only after a pause in typing. */
  const asked = shallowRef<LedgerFilter>({ ...EVERY_CASE })
  const rows = shallowRef<(CaseRow | undefined)[]>([])
  const total = ref<number>()
  const error = shallowRef<unknown>()
  const loading = ref(false)

  let generation = 0
  const pages = new Map<number, Promise<void>>()
  let range: [number, number] = [0, 0]
  let quiet: ReturnType<typeof setTimeout> | undefined
  let skeleton: ReturnType<typeof setTimeout> | undefined

  function put(from: number, got: readonly CaseRow[], count: number): void {
    const next =
      rows.value.length === count ? [...rows.value] : Array.from({ length: count }, (_, i) => rows.value[i])
    got.forEach((row, i) => {
      if (from + i < count) next[from + i] = row
    })
    total.value = count
    rows.value = next
  }

  async function read(page: number, mine: number): Promise<void> {
    try {
      const answer = await ledger(asked.value, page * PAGE, PAGE)
      if (mine !== generation) return
      error.value = undefined
      put(answer.from, answer.rows, answer.total)
    } catch (reason) {
      if (mine !== generation) return
      pages.delete(page)
      error.value = reason
    }
  }

  function want(page: number): Promise<void> {
    let reading = pages.get(page)
    if (!reading) {
      reading = read(page, generation)
      pages.set(page, reading)
    }
    return reading
  }

  function show(first: number, last: number): void {
    range = [first, last]
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) void want(page)
  }

  /** Reads what is in view again; `fresh` also drops the rows, since they are about something else. */
  async function refresh(fresh = false): Promise<void> {
    generation++
    pages.clear()
    clearTimeout(skeleton)
    if (fresh) {
      rows.value = []
      total.value = undefined
      range = [0, 0]
      skeleton = setTimeout(() => (loading.value = true), SKELETON_AFTER)
    }
    const [first, last] = range
    const wanted: Promise<void>[] = []
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) wanted.push(want(page))
    const mine = generation
    await Promise.all(wanted)
    if (mine !== generation) return
    clearTimeout(skeleton)
    loading.value = false
  }

  function ask(): void {
    clearTimeout(quiet)
    const next = { ...filter, words: filter.words.trim() }
    if (JSON.stringify(next) === JSON.stringify(asked.value)) return
    asked.value = next
    void refresh(true)
  }

  watch(
    () => [filter.session, filter.disposition, filter.state, filter.unit, filter.hazard],
    () => ask(),
  )
  watch(
    () => filter.words,
    () => {
      clearTimeout(quiet)
      quiet = setTimeout(ask, QUIET)
    },
  )

  // A meeting settles sixty at once: one reading for a burst.
  let burst: ReturnType<typeof setTimeout> | undefined
  const off = onTopics(['cases', 'directory', 'house'], () => {
    clearTimeout(burst)
    burst = setTimeout(() => void refresh(), 50)
  })

  onScopeDispose(() => {
    off()
    generation++
    for (const timer of [quiet, skeleton, burst]) clearTimeout(timer)
  })

  const filtered = computed(() => {
    const { disposition, state, unit, hazard, words } = asked.value
    return disposition !== null || state !== null || unit !== null || hazard || words !== ''
  })

  function clear(): void {
    Object.assign(filter, { disposition: null, state: null, unit: null, hazard: false, words: '' })
  }

  /** The first reading: of one session, or of all. */
  function begin(session: string | null): void {
    filter.session = session
    asked.value = { ...filter }
    void refresh(true)
  }

  return { begin, filter, rows, total, error, loading, filtered, show, refresh, clear }
}

export type LedgerPages = ReturnType<typeof useLedger>
