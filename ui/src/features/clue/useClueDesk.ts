// The clue desk, for as long as its screen stands: opened by one's own password, shut five minutes after the last thing
// done and when the screen is left. What it showed is held here alone and dropped with it.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { clue } from '@/ipc'
import type { ClueCommand } from '@/ipc/generated/ClueCommand'
import type { ClueText } from '@/ipc/generated/ClueText'
import type { ClueView } from '@/ipc/generated/ClueView'
import type { Signer } from '@/ipc/generated/Signer'

/** So long after the last key what is being drawn up is kept. */
const QUIET = 800

export function useClueDesk() {
  const view = shallowRef<ClueView>()
  /** The last draft could not be kept. */
  const unkept = ref(false)
  let closing: ReturnType<typeof setTimeout> | undefined
  let quiet: ReturnType<typeof setTimeout> | undefined
  let typed: { clue: string; text: ClueText } | undefined
  let left = false
  let leaving = false

  function drop(): void {
    clearTimeout(closing)
    view.value = undefined
    unkept.value = false
  }

  function take(seen: ClueView): void {
    drop()
    // An answer that comes after the screen was left belongs to nobody.
    if (left || leaving || !seen.open) return
    view.value = seen
    if (seen.closesAt !== null) closing = setTimeout(leave, Math.max(0, seen.closesAt - Date.now()))
  }

  /** Null throws it away. */
  const keepDraft = async (id: string, text: ClueText | null): Promise<void> =>
    take(await clue({ kind: 'draft', clue: id, text }))

  async function keepTyped(): Promise<void> {
    clearTimeout(quiet)
    const last = typed
    typed = undefined
    if (last) await keepDraft(last.clue, last.text).catch(() => (unkept.value = true))
  }

  function typing(id: string, text: ClueText): void {
    typed = { clue: id, text }
    clearTimeout(quiet)
    quiet = setTimeout(() => void keepTyped(), QUIET)
  }

  function leave(): void {
    leaving = true
    const kept = keepTyped()
    drop()
    void kept
      .then(() => clue({ kind: 'leave' }))
      .catch(() => {})
      .finally(() => (leaving = false))
  }

  const open = async (password: string): Promise<void> => take(await clue({ kind: 'open', password }))

  /** What was being typed goes with it. */
  async function act(id: string, signer: Signer, command: ClueCommand): Promise<void> {
    clearTimeout(quiet)
    const last = typed
    typed = undefined
    try {
      take(await clue({ kind: 'act', clue: id, signer, command }))
    } catch (refused) {
      if (last) typing(last.clue, last.text)
      throw refused
    }
  }

  onScopeDispose(() => {
    left = true
    leave()
  })

  return {
    isOpen: computed(() => view.value !== undefined),
    clues: computed(() => view.value?.clues ?? []),
    drafts: computed(() => view.value?.drafts ?? []),
    unkept,
    open,
    act,
    typing,
    keepTyped,
    keepDraft,
    leave,
  }
}

export type ClueDesk = ReturnType<typeof useClueDesk>
