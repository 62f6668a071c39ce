// The leader's window as Rust shows it, masked already. It reads itself again after a failure, for nobody here presses
// a button to retry; what it proposes goes to the recorder beside it.
import { computed, onScopeDispose, ref, watch } from 'vue'
import { asFailure, leaderView, propose, useView } from '@/ipc'
import type { Proposal } from '@/ipc/generated/Proposal'
import type { Topic } from '@/ipc/generated/Topic'
import { setServerNow, useMinute, useNow } from '@/kit'

const TOPICS: Topic[] = ['room', 'calls', 'cases', 'session', 'directory', 'clock', 'house', 'sharing']
const AGAIN = 3000

export function useLeader() {
  const { data, error, loading, refresh } = useView(leaderView, () => TOPICS)
  const now = useNow()
  const minute = useMinute()
  const notSent = ref(false)
  let retry: ReturnType<typeof setTimeout> | undefined

  /** The store is closed, or nobody is at the seat: nothing of what was shown may stay on the screen. */
  const closed = computed<'closed' | 'locked' | undefined>(() => {
    const failure = error.value === undefined ? undefined : asFailure(error.value)
    if (failure?.kind === 'denied' && failure.needs.kind === 'unlocking') return 'locked'
    if (failure?.kind === 'away' && ['notOpen', 'noStore'].includes(failure.what.kind)) return 'closed'
    return undefined
  })

  watch(
    data,
    view => {
      if (view) setServerNow(view.now, view.speed)
    },
    { flush: 'sync' },
  )
  watch(error, reason => {
    clearTimeout(retry)
    if (reason !== undefined) retry = setTimeout(() => void refresh(), AGAIN)
  })
  onScopeDispose(() => clearTimeout(retry))

  async function tap(proposal: Proposal): Promise<void> {
    notSent.value = await propose(proposal).then(
      () => false,
      () => true,
    )
  }
  // Said until something else is to be seen.
  watch(data, () => (notSent.value = false))

  return {
    view: computed(() => (closed.value ? undefined : data.value)),
    readAt: computed(() => data.value?.now),
    error,
    closed,
    loading,
    notSent,
    now,
    minute,
    tap,
  }
}

export type Leader = ReturnType<typeof useLeader>
