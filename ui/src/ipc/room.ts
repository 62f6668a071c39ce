// What this workstation has on show for its other windows, and the shell's hand on windows, files and printers.
import type { ImportOrder } from './generated/ImportOrder'
import type { ImportReceipt } from './generated/ImportReceipt'
import type { Proposal } from './generated/Proposal'
import type { Show } from './generated/Show'
import type { WindowWish } from './generated/WindowWish'
import type { WindowsView } from './generated/WindowsView'
import { invoke } from './invoke'

/** Puts something on show: in memory only, the other windows follow at once. Main window only. */
export const show = (show: Show) => invoke<null>('show', { show })

/** A tap on the leader's window: it proposes, the recorder's key acts. Leader's window only. */
export const propose = (proposal: Proposal) => invoke<null>('propose', { proposal })

/** Opens, moves and closes the room's windows, text size, staying awake, printing. Main window only. */
export const windows = (wish: WindowWish) => invoke<WindowsView>('windows', { wish })

/** Brings in a table from a file; `tryOnly` reads it and changes nothing. */
export const bring = (order: ImportOrder) => invoke<ImportReceipt>('bring', { order })

/** The system's "open" dialog for one file of these endings; null: changed his mind. */
export const chooseOpen = (endings: string[]) => invoke<string | null>('choose_open', { endings })
