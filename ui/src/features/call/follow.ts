// Tells another window what changes here: at once, then at most every `gap` ms, the last state always. Never inside
// the key's own event, and one telling at a time, so that an older state never lands on a newer one.

export interface Follower {
  /** Something changed. */
  changed: () => void
  /** Tells what is not told yet, and no more after that. */
  stop: () => void
}

export function createFollower(tell: () => Promise<unknown>, gap: number): Follower {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting = false
  let stopped = false

  async function step(): Promise<void> {
    if (!waiting) {
      timer = undefined
      return
    }
    waiting = false
    // The window that can't be told falls behind; whoever types is not to be disturbed by it.
    await tell().catch(() => {})
    if (!stopped) timer = setTimeout(() => void step(), gap)
  }

  return {
    changed(): void {
      waiting = true
      timer ??= setTimeout(() => void step(), 0)
    },
    stop(): void {
      stopped = true
      clearTimeout(timer)
      if (waiting) void tell().catch(() => {})
    },
  }
}
