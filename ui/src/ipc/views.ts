// One typed function per query. A screen reads them through useView, so that they stay right.
import type { AgendaView } from './generated/AgendaView'
import type { CasePage } from './generated/CasePage'
import type { DirectoryView } from './generated/DirectoryView'
import type { DraftSeen } from './generated/DraftSeen'
import type { FiguresView } from './generated/FiguresView'
import type { FormView } from './generated/FormView'
import type { HeaderView } from './generated/HeaderView'
import type { HistoryView } from './generated/HistoryView'
import type { ItemView } from './generated/ItemView'
import type { LedgerFilter } from './generated/LedgerFilter'
import type { LedgerPage } from './generated/LedgerPage'
import type { Query } from './generated/Query'
import type { QueueView } from './generated/QueueView'
import type { SessionRow } from './generated/SessionRow'
import { invoke } from './invoke'

const ask = <T>(query: Query): Promise<T> => invoke<T>('view', { query })

export const header = () => ask<HeaderView>({ kind: 'header' })
export const queue = (seat: number) => ask<QueueView>({ kind: 'queue', seat })
/** The form of a recorded case, to be completed. */
export const form = (id: string) => ask<FormView>({ kind: 'form', case: id })
/** Earlier cases of a number; `except` leaves out the call that asks. */
export const history = (number: string, except: string | null) =>
  ask<HistoryView>({ kind: 'history', number, except })
export const directory = () => ask<DirectoryView>({ kind: 'directory' })
/** Null until the meeting is convened. */
export const agenda = (session: string) => ask<AgendaView | null>({ kind: 'agenda', session })
export const item = (id: string) => ask<ItemView>({ kind: 'item', case: id })
export const ledger = (filter: LedgerFilter, from: number, count: number) =>
  ask<LedgerPage>({ kind: 'ledger', filter, from, count })
export const casePage = (id: string) => ask<CasePage>({ kind: 'case', case: id })
export const figures = (session: string) => ask<FiguresView>({ kind: 'figures', session })
export const sessions = () => ask<SessionRow[]>({ kind: 'sessions' })
export const drafts = () => ask<DraftSeen[]>({ kind: 'drafts' })

/** Lets everything through. */
export const EVERY_CASE: LedgerFilter = {
  session: null,
  disposition: null,
  state: null,
  unit: null,
  hazard: false,
  words: '',
}
