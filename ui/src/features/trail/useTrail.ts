// The trail by page, and what the auditor asks of it: choices at once, a case number after a pause in typing.
import { computed, onScopeDispose, reactive, shallowRef, watch } from 'vue'
import { trail, usePages } from '@/ipc'
import type { LookKind } from '@/ipc/generated/LookKind'
import type { LookSeen } from '@/ipc/generated/LookSeen'
import type { TrailFilter } from '@/ipc/generated/TrailFilter'

const QUIET = 250
const DAY = 86_400_000
/** So many are printed at most, and so many are fetched at once for it. */
export const MOST_PRINTED = 2000
const FETCHED = 500

/** A look and its place in the list: nothing else tells two of the same moment apart. */
export interface LookRow extends LookSeen {
  place: number
}

export interface TrailWish {
  person: string | null
  what: LookKind | null
  number: string
  /** Civil days of Shanghai; the last one is meant whole. */
  from: string | null
  to: string | null
}

const NOTHING: TrailWish = { person: null, what: null, number: '', from: null, to: null }

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

export const filterOf = ({ person, what, number, from, to }: TrailWish): TrailFilter => ({
  person,
  what: what === null ? [] : [what],
  number: number.trim(),
  from: from === null ? null : midnight(from),
  to: to === null ? null : midnight(to) + DAY,
})

export function useTrail() {
  const wish = reactive<TrailWish>({ ...NOTHING })
  const asked = shallowRef<TrailFilter>(filterOf(NOTHING))

  async function read(from: number, count: number) {
    const page = await trail(asked.value, from, count)
    return { ...page, rows: page.rows.map((row, i): LookRow => ({ ...row, place: page.from + i })) }
  }
  const pages = usePages(read, ['trail', 'house'])

  let quiet: ReturnType<typeof setTimeout> | undefined
  function ask(): void {
    clearTimeout(quiet)
    const next = filterOf(wish)
    if (JSON.stringify(next) === JSON.stringify(asked.value)) return
    asked.value = next
    void pages.refresh(true)
  }
  watch(() => [wish.person, wish.what, wish.from, wish.to], ask)
  watch(
    () => wish.number,
    () => {
      clearTimeout(quiet)
      quiet = setTimeout(ask, QUIET)
    },
  )
  onScopeDispose(() => clearTimeout(quiet))
  void pages.refresh(true)

  /** As many of what is asked for as are printed, newest first, and how many there are. */
  async function all(): Promise<{ total: number; rows: LookRow[] }> {
    const rows: LookRow[] = []
    for (;;) {
      const page = await read(rows.length, FETCHED)
      rows.push(...page.rows)
      const enough = rows.length >= Math.min(page.total, MOST_PRINTED)
      if (enough || !page.rows.length) return { total: page.total, rows: rows.slice(0, MOST_PRINTED) }
    }
  }

  const filtered = computed(() => JSON.stringify(wish) !== JSON.stringify(NOTHING))
  const clear = (): void => void Object.assign(wish, NOTHING)

  return { ...pages, wish, filtered, clear, all }
}
