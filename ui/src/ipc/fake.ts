// Stands in for Rust when there is none: in tests and when the UI is opened in a browser.
// A test puts one answer per command; a command without an answer is refused, so that nothing passes by accident.

type Answer = (args: Record<string, unknown>) => unknown
type Listener = (payload: unknown) => void

const answers = new Map<string, Answer>()
const listeners = new Map<string, Set<Listener>>()

export interface Call {
  command: string
  args: Record<string, unknown>
}

const calls: Call[] = []

export const fake = {
  /** `fake.answer('view_agenda', () => rows)`; a function that throws (or rejects) is a failure of that command. */
  answer(command: string, answer: Answer): void {
    answers.set(command, answer)
  },

  /** What Rust would emit, e.g. `fake.emit('changed', ['agenda'])`. */
  emit(event: string, payload: unknown): void {
    listeners.get(event)?.forEach(fn => fn(payload))
  },

  /** Everything that was asked since the last reset, oldest first. */
  calls(command?: string): Call[] {
    return calls.filter(call => command === undefined || call.command === command)
  },

  reset(): void {
    answers.clear()
    listeners.clear()
    calls.length = 0
  },
}

export async function fakeInvoke(command: string, args: Record<string, unknown>): Promise<unknown> {
  calls.push({ command, args })
  const answer = answers.get(command)
  if (!answer) throw new Error(`fake: no answer for ${command}`)
  return answer(args)
}

export async function fakeListen(event: string, fn: Listener): Promise<() => void> {
  const set = listeners.get(event) ?? new Set<Listener>()
  listeners.set(event, set.add(fn))
  return () => void set.delete(fn)
}
