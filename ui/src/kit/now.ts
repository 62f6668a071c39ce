// One 1 Hz ticker for the whole window; every countdown reads it. It follows the record's clock, not the machine's,
// and stops when nobody looks.
import { computed, onScopeDispose, readonly, ref, type ComputedRef, type Ref } from 'vue'

const now = ref(Date.now())
let base = { told: 0, at: 0, speed: 1 }
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

const tick = (): void => {
  now.value = Math.round(base.told + (Date.now() - base.at) * base.speed)
}

/**
 * Tells the time as Rust has it (unix ms); the difference to the machine's clock is kept.
 * `speed`: how fast that clock runs (a rehearsal's 60 times, a halted one's 0).
 */
export function setServerNow(ms: number, speed = 1): void {
  base = { told: ms, at: Date.now(), speed }
  tick()
}

/** Unix ms, renewed once a second while the calling scope lives. */
export function useNow(): Readonly<Ref<number>> {
  if (users++ === 0) {
    tick()
    timer = setInterval(tick, 1000)
  }
  onScopeDispose(() => {
    if (--users > 0) return
    clearInterval(timer)
    timer = undefined
  })
  return readonly(now)
}

/** The same, cut to the minute: what reads it repaints once a minute. For dates and times in words. */
export function useMinute(): ComputedRef<number> {
  const second = useNow()
  return computed(() => Math.floor(second.value / 60_000) * 60_000)
}
