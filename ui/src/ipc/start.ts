// Into a store and out of it, the rehearsal's wishes, and papers.
import type { Entered } from './generated/Entered'
import type { Entry } from './generated/Entry'
import type { PaperOrder } from './generated/PaperOrder'
import type { PaperReceipt } from './generated/PaperReceipt'
import type { RehearsalState } from './generated/RehearsalState'
import type { RehearsalWish } from './generated/RehearsalWish'
import type { StartView } from './generated/StartView'
import { invoke } from './invoke'

/** What there is to open, and what is open. */
export const start = () => invoke<StartView>('start')
export const enter = (entry: Entry) => invoke<Entered>('enter', { entry })
export const rehearsal = (wish: RehearsalWish) => invoke<RehearsalState>('rehearsal', { wish })
export const exportPaper = (paper: PaperOrder) => invoke<PaperReceipt>('export', { paper })
/** The system's own "save as"; null: nothing was chosen. */
export const chooseFile = (name: string) => invoke<string | null>('choose_file', { name })
