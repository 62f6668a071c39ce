// Words for screen readers. `polite` for new calls and saves; `assertive` only for a lost call.
import { shallowReactive } from 'vue'

export type Urgency = 'polite' | 'assertive'

/** Two places per urgency, used in turn: the same sentence said twice is then heard twice. */
export const spoken = shallowReactive({ polite: ['', ''], assertive: ['', ''] })

const turn = { polite: 0, assertive: 0 }

export function announce(text: string, urgency: Urgency = 'polite'): void {
  turn[urgency] = 1 - turn[urgency]
  spoken[urgency] = turn[urgency] ? ['', text] : [text, '']
}

/** Takes back what was said last: it stays in the document until the next words. */
export function unsay(): void {
  spoken.polite = ['', '']
  spoken.assertive = ['', '']
}
