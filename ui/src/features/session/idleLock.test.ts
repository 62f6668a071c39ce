import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef, type EffectScope } from 'vue'
import type { View } from '@/ipc'
import { headerView } from '@/ipc/fixtures'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { useIdleLock } from './useIdleLock'

const MINUTE = 60_000
let scope: EffectScope
const lock = vi.fn()

const at = (stage: SessionStage | null, change: Partial<HeaderView> = {}): HeaderView => ({
  ...headerView,
  session: stage && headerView.session && { ...headerView.session, stage },
  ...change,
})

function watchOver(header: HeaderView) {
  const data = shallowRef<HeaderView | undefined>(header)
  scope.run(() => useIdleLock({ data } as unknown as View<HeaderView>, lock))
  return data
}

beforeEach(() => {
  vi.useFakeTimers()
  lock.mockReset()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('nobody at the window', () => {
  it('locks it after five minutes, not a minute before', async () => {
    watchOver(at(null))
    await vi.advanceTimersByTimeAsync(5 * MINUTE - 1)
    expect(lock).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(lock).toHaveBeenCalledOnce()
  })

  it.each(['keydown', 'pointermove', 'pointerdown', 'wheel'])('is somebody with a %s', async sign => {
    watchOver(at('sealed'))
    await vi.advanceTimersByTimeAsync(4 * MINUTE)
    dispatchEvent(new Event(sign))
    await vi.advanceTimersByTimeAsync(4 * MINUTE)
    expect(lock).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(lock).toHaveBeenCalledOnce()
  })

  it.each<[string, HeaderView]>([
    ['while the lines are open', at('open')],
    ['while the last calls are written up', at('linesClosed')],
    ['while the meeting runs', at('sealed', { meeting: { id: 'm', version: 1, adjourned: false } })],
    ['in a rehearsal, which has no password', at(null, { house: 'rehearsal' })],
  ])('never locks it %s', async (_, header) => {
    watchOver(header)
    await vi.advanceTimersByTimeAsync(60 * MINUTE)
    expect(lock).not.toHaveBeenCalled()
  })

  it('locks it within five minutes after the session has ended', async () => {
    const data = watchOver(at('open'))
    await vi.advanceTimersByTimeAsync(12 * MINUTE)
    data.value = at('sealed', { meeting: { id: 'm', version: 2, adjourned: true } })
    await vi.advanceTimersByTimeAsync(5 * MINUTE)
    expect(lock).toHaveBeenCalledOnce()
  })

  it('is not watched for any more once the house is left', async () => {
    watchOver(at(null))
    scope.stop()
    await vi.advanceTimersByTimeAsync(10 * MINUTE)
    expect(lock).not.toHaveBeenCalled()
  })
})
