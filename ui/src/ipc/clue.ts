// The clue desk's own door. Its answers are held by its screen alone, and by no view that others share.
import type { ClueOrder } from './generated/ClueOrder'
import type { ClueView } from './generated/ClueView'
import { invoke } from './invoke'

export const clue = (order: ClueOrder) => invoke<ClueView>('clue', { order })
