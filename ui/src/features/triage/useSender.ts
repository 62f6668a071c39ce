// Orders go out one list after the other, each with the newest version that this window knows of a stream: what it
// wrote itself a moment ago is not "somebody was first".
import { computed, ref } from 'vue'
import { act, asFailure } from '@/ipc'
import type { Answer } from '@/ipc/generated/Answer'
import type { Order } from '@/ipc/generated/Order'

export function useSender() {
  const written = new Map<string, number>()
  const pending = ref(0)
  let last: Promise<unknown> = Promise.resolve()

  const versionOf = (stream: string, seen: number): number => Math.max(seen, written.get(stream) ?? 0)

  async function once(orders: readonly Order[]): Promise<Answer[]> {
    try {
      const answers = await act(orders)
      for (const answer of answers) {
        if (answer.kind === 'done') written.set(answer.stream, answer.version)
      }
      return answers
    } catch (reason) {
      const failure = asFailure(reason)
      return orders.map(() => ({ kind: 'failed', failure }))
    } finally {
      pending.value--
    }
  }

  /** Never rejects: what could not be asked at all failed for every order. `make` is called when its turn comes. */
  function send(make: () => readonly Order[]): Promise<Answer[]> {
    pending.value++
    const answers = last.then(() => once(make()))
    last = answers
    return answers
  }

  /** What somebody else wrote has been read: his version counts. */
  const forget = (stream: string): void => void written.delete(stream)

  return { send, versionOf, forget, busy: computed(() => pending.value > 0) }
}

export type Sender = ReturnType<typeof useSender>
