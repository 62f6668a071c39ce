// What is being typed goes to disk as a draft: 600 ms after the last key, at once when a field is left, and every
// 3 s while somebody types without a pause. The act that consumes a draft removes it in the same transaction.
import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { asFailure } from './failure'
import type { DraftOrder } from './generated/DraftOrder'
import type { DraftReceipt } from './generated/DraftReceipt'
import type { Failure } from './generated/Failure'
import { invoke } from './invoke'

const QUIET = 600
const LONGEST = 3000

export type DraftState = 'none' | 'waiting' | 'saving' | 'saved' | 'failed'

export interface Draft {
  state: Readonly<Ref<DraftState>>
  savedAt: Readonly<Ref<number | undefined>>
  /** Why the last saving failed; what was typed is still in the window. */
  failure: Readonly<ShallowRef<Failure | undefined>>
  /** Writes what is not on disk yet. */
  saveNow: () => Promise<void>
  /** Waits for a saving under way and starts no other: before an act that consumes the draft. If it fails: `keep`. */
  settle: () => Promise<void>
  /** What is in the window is not on disk: writes it soon, though no key was pressed. */
  keep: () => void
  /** The act consumed it: what is in the window now counts as kept. */
  consumed: () => void
  /** Throws it away on disk. */
  discard: () => Promise<void>
}

/** Every draft that is open in this window; each says whether all of it is on disk. */
const open = new Set<() => Promise<boolean>>()

/** For what is kept by a door of its own: written too before the screens go, while the caller is mounted. */
export function useFlush(flush: () => Promise<boolean>): void {
  open.add(flush)
  onScopeDispose(() => void open.delete(flush))
}

/** Writes what is typed and not on disk yet, before the screens go. False: some of it couldn't be written. */
export async function flushDrafts(): Promise<boolean> {
  const written = await Promise.all([...open].map(flush => flush()))
  return written.every(Boolean)
}

export const saveDraft = (draft: DraftOrder) => invoke<DraftReceipt>('draft', { draft })
export const dropDraft = (draft: string, stream: string) => saveDraft({ draft, stream, body: null })

/**
 * `body` is what is kept; undefined or null: there is nothing worth keeping.
 * When `draft` changes (the next call) the old one is written first, and a new one begins.
 */
export function useDraft(draft: () => string, stream: () => string, body: () => unknown): Draft {
  const state = ref<DraftState>('none')
  const savedAt = ref<number>()
  const failure = shallowRef<Failure>()
  /** What is typed and not on disk: with its own ids, for the screen may have gone on to the next record. */
  let pending: { draft: string; stream: string; text: string } | undefined
  let quiet: ReturnType<typeof setTimeout> | undefined
  let longest: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> = Promise.resolve()

  function stopTimers(): void {
    clearTimeout(quiet)
    clearTimeout(longest)
    quiet = longest = undefined
  }

  async function write(order: { draft: string; stream: string; text: string }): Promise<void> {
    const mine = () => order.draft === draft()
    if (mine()) state.value = 'saving'
    try {
      const { draft: id, stream: of, text } = order
      const receipt = await saveDraft({ draft: id, stream: of, body: JSON.parse(text) as unknown })
      if (!mine()) return
      savedAt.value = receipt.savedAt
      failure.value = undefined
      state.value = pending ? 'waiting' : 'saved'
    } catch (reason) {
      if (!mine()) return
      failure.value = asFailure(reason)
      state.value = 'failed'
      pending ??= order
    }
  }

  function saveNow(): Promise<void> {
    stopTimers()
    if (!pending) return writing
    const { draft: id, stream: of, text } = pending
    pending = undefined
    // One after the other: an older text never lands on a newer one.
    writing = writing.then(() => write({ draft: id, stream: of, text }))
    return writing
  }

  function changed(text: string): void {
    pending = { draft: draft(), stream: stream(), text }
    if (state.value !== 'saving' && state.value !== 'failed') state.value = 'waiting'
    clearTimeout(quiet)
    quiet = setTimeout(() => void saveNow(), QUIET)
    longest ??= setTimeout(() => void saveNow(), LONGEST)
  }

  async function settle(): Promise<void> {
    stopTimers()
    pending = undefined
    await writing
  }

  function fresh(): void {
    state.value = 'none'
    savedAt.value = undefined
    failure.value = undefined
  }

  function consumed(): void {
    stopTimers()
    pending = undefined
    fresh()
  }

  async function discard(): Promise<void> {
    await settle()
    consumed()
    await dropDraft(draft(), stream())
  }

  const shown = (): string | undefined => {
    const content = body()
    return content === undefined || content === null ? undefined : JSON.stringify(content)
  }
  watch(
    [draft, shown] as const,
    ([id, text], [before, textBefore]) => {
      if (id !== before) {
        void saveNow()
        fresh()
      } else if (text !== undefined && text !== textBefore) changed(text)
    },
    { flush: 'sync' },
  )

  function keep(): void {
    const text = shown()
    if (text !== undefined) changed(text)
  }

  useFlush(async () => {
    await saveNow()
    return pending === undefined
  })

  const onLeave = (): void => void saveNow()
  addEventListener('focusout', onLeave)
  addEventListener('blur', onLeave)
  addEventListener('pagehide', onLeave)
  onScopeDispose(() => {
    removeEventListener('focusout', onLeave)
    removeEventListener('blur', onLeave)
    removeEventListener('pagehide', onLeave)
    void saveNow()
  })

  return {
    state: readonly(state),
    savedAt: readonly(savedAt),
    failure,
    saveNow,
    settle,
    keep,
    consumed,
    discard,
  }
}
