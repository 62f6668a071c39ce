// Rust says which topics changed (event `changed`, payload string[]); screens read again. One listener per window.
import { listen } from './invoke'

/** In a payload: everything may have changed (the store was rebuilt, the window was away). */
export const EVERYTHING = '*'

interface Interest {
  topics: () => readonly string[]
  fn: (topics: readonly string[]) => void
}

const interests = new Set<Interest>()
let stopListening: Promise<() => void> | undefined

function tell(changed: readonly string[]): void {
  for (const { topics, fn } of [...interests]) {
    const hit = topics().filter(topic => changed.includes(topic))
    if (hit.length || changed.includes(EVERYTHING)) fn(hit)
  }
}

/** Calls `fn` with those of `topics` that changed (none are named for EVERYTHING). The answer stops it. */
export function onTopics(
  topics: readonly string[] | (() => readonly string[]),
  fn: (topics: readonly string[]) => void,
): () => void {
  const interest: Interest = { topics: typeof topics === 'function' ? topics : () => topics, fn }
  interests.add(interest)
  stopListening ??= listen<string[]>('changed', tell)
  return () => {
    interests.delete(interest)
    if (interests.size || !stopListening) return
    const stop = stopListening
    stopListening = undefined
    void stop.then(off => off())
  }
}
