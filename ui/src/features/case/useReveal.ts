// A whole number for a few seconds, and one in the clipboard for a minute. The seconds are those of the wall, not of
// the record's clock, which a rehearsal runs faster.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { reveal } from '@/ipc'
import type { LookReason } from '@/ipc/generated/LookReason'

const TICK = 1000

/** Counts whole seconds down to nothing, then says so. */
function createCountdown(over: () => void) {
  const left = ref(0)
  let until = 0
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    left.value = 0
  }

  function tick(): void {
    left.value = Math.max(0, Math.ceil((until - Date.now()) / TICK))
    if (left.value > 0) return
    stop()
    over()
  }

  function start(seconds: number): void {
    stop()
    until = Date.now() + seconds * TICK
    timer = setInterval(tick, TICK)
    tick()
  }

  onScopeDispose(stop)
  return { left, start, stop }
}

export function useReveal(id: () => string) {
  const shown = shallowRef<{ number: string; reason: LookReason }>()
  const masking = createCountdown(() => (shown.value = undefined))
  const copied = createCountdown(() => {})

  function hide(): void {
    masking.stop()
    shown.value = undefined
  }

  async function show(reason: LookReason): Promise<void> {
    const of = id()
    const { number, seconds } = await reveal({ case: of, reason, copy: false })
    if (of !== id() || number === null) return
    shown.value = { number, reason }
    masking.start(seconds)
  }

  async function copy(reason: LookReason): Promise<void> {
    copied.start((await reveal({ case: id(), reason, copy: true })).seconds)
  }

  watch(id, () => {
    hide()
    copied.stop()
  })
  onScopeDispose(hide)

  return { shown, secondsShown: masking.left, secondsCopied: copied.left, show, hide, copy }
}
