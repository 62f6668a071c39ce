// Acts on the session from its cards, one after the other: each sees the version that the one before it made.
import { computed, reactive, ref } from 'vue'
import { actOne, failureWords, sessionOrder, useDirectory, useHeader, useMay } from '@/ipc'
import type { SessionCommand } from '@/ipc/generated/SessionCommand'
import type { SessionSeen } from '@/ipc/generated/SessionSeen'
import { useNow } from '@/kit'

export type SessionActs = ReturnType<typeof useSessionActs>

/** `after`: what has to be read again besides the header. */
export function useSessionActs(after: () => Promise<void>) {
  const { data, refresh } = useHeader()
  const { data: directory } = useDirectory()
  const now = useNow()
  const problem = ref('')
  const may = useMay()
  /** What somebody may not change he sees as it stands. */
  const allowed = computed(() => may('prepareSession'))
  let queue: Promise<void> = Promise.resolve()

  async function act(command: (session: SessionSeen) => SessionCommand): Promise<void> {
    const session = data.value?.session
    if (!session) return
    try {
      await actOne(sessionOrder(session.id, session.version, command(session)))
      problem.value = ''
    } catch (reason) {
      const unit = (id: string) => directory.value?.units.find(candidate => candidate.id === id)?.name
      problem.value = failureWords(reason, { now: now.value, unit })
    } finally {
      await Promise.all([refresh(), after()])
    }
  }

  /** The command is made when its turn comes, out of the session as it is then. */
  const send = (command: (session: SessionSeen) => SessionCommand): Promise<void> =>
    (queue = queue.then(() => act(command)))

  return reactive({ problem, allowed, send })
}
