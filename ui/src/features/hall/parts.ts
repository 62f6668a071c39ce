// The parts that answered calls fall into. Their sum is 已接听 at every moment; 无诉求 stands once there is one.
import { t } from '@/i18n'
import type { Tally } from '@/ipc/generated/Tally'

const TERMS = ['resolvedOnCall', 'sameDay', 'transferred', 'noCase', 'unsorted'] as const
export type Term = (typeof TERMS)[number]

export interface Part {
  term: Term
  name: string
  calls: number
}

const nameOf = (term: Term): string =>
  term === 'noCase' || term === 'unsorted' ? t(`hall.board.${term}`) : t(`case.disposition.${term}`)

/** `sorted`: when all calls are logged, 未归类 is left out too. */
export const partsOf = (tally: Tally, { sorted = false } = {}): Part[] =>
  TERMS.filter(term => (term !== 'noCase' && (term !== 'unsorted' || !sorted)) || tally[term] > 0).map(
    term => ({ term, name: nameOf(term), calls: tally[term] }),
  )
