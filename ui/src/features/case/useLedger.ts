// The ledger by page, and what is asked of it: choices at once, words after a pause in typing.
import { computed, onScopeDispose, reactive, shallowRef, watch } from 'vue'
import { EVERY_CASE, ledger, usePages } from '@/ipc'
import type { LedgerFilter } from '@/ipc/generated/LedgerFilter'

const QUIET = 250

export function useLedger() {
  const filter = reactive<LedgerFilter>({ ...EVERY_CASE })
  /** What is asked for: the words only after a pause in typing. */
  const asked = shallowRef<LedgerFilter>({ ...EVERY_CASE })
  const pages = usePages((from, count) => ledger(asked.value, from, count), ['cases', 'directory', 'house'])
  let quiet: ReturnType<typeof setTimeout> | undefined

  function ask(): void {
    clearTimeout(quiet)
    const next = { ...filter, words: filter.words.trim() }
    if (JSON.stringify(next) === JSON.stringify(asked.value)) return
    asked.value = next
    void pages.refresh(true)
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
  onScopeDispose(() => clearTimeout(quiet))

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
    void pages.refresh(true)
  }

  return { ...pages, begin, filter, filtered, clear }
}

export type LedgerPages = ReturnType<typeof useLedger>
