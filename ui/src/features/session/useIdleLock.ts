// Locks the screen by itself after five minutes without a key or the pointer: never while a session is on, for a call
// or the meeting must go on, and only in the real house, where a password opens it again.
import { onScopeDispose } from 'vue'
import type { View } from '@/ipc'
import type { HeaderView } from '@/ipc/generated/HeaderView'

const IDLE = 5 * 60_000
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

export function sessionIsOn(header: HeaderView): boolean {
  const stage = header.session?.stage
  const meeting = header.meeting !== null && !header.meeting.adjourned
  return stage === 'open' || stage === 'linesClosed' || meeting
}

export function useIdleLock({ data }: View<HeaderView>, lock: () => unknown): void {
  let last = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  function wait(ms: number): void {
    timer = setTimeout(() => {
      const left = last + IDLE - performance.now()
      if (left > 0) return wait(left)
      if (data.value?.house === 'real' && !sessionIsOn(data.value)) lock()
      wait(IDLE)
    }, ms)
  }

  const seen = (): void => void (last = performance.now())
  for (const sign of SIGNS) addEventListener(sign, seen, { capture: true, passive: true })
  wait(IDLE)
  onScopeDispose(() => {
    clearTimeout(timer)
    for (const sign of SIGNS) removeEventListener(sign, seen, { capture: true })
  })
}
