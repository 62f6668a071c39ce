// One typed function per query. A screen reads them through useView, so that they stay right.
import type { AgendaView } from './generated/AgendaView'
import type { BackupsView } from './generated/BackupsView'
import type { BoardView } from './generated/BoardView'
import type { BreakView } from './generated/BreakView'
import type { CasePage } from './generated/CasePage'
import type { CheckpointSeen } from './generated/CheckpointSeen'
import type { DeadlinePolicy } from './generated/DeadlinePolicy'
import type { DirectoryView } from './generated/DirectoryView'
import type { DisplacedSeen } from './generated/DisplacedSeen'
import type { DueToCheck } from './generated/DueToCheck'
import type { DraftSeen } from './generated/DraftSeen'
import type { ErasureSeen } from './generated/ErasureSeen'
import type { FiguresView } from './generated/FiguresView'
import type { FloorView } from './generated/FloorView'
import type { FormView } from './generated/FormView'
import type { HeaderView } from './generated/HeaderView'
import type { HistoryView } from './generated/HistoryView'
import type { ItemView } from './generated/ItemView'
import type { LeaderView } from './generated/LeaderView'
import type { LedgerFilter } from './generated/LedgerFilter'
import type { LedgerPage } from './generated/LedgerPage'
import type { LookSeen } from './generated/LookSeen'
import type { PolicyPreview } from './generated/PolicyPreview'
import type { PolicySeen } from './generated/PolicySeen'
import type { PrepView } from './generated/PrepView'
import type { ProjectorView } from './generated/ProjectorView'
import type { Query } from './generated/Query'
import type { QueueView } from './generated/QueueView'
import type { RoomView } from './generated/RoomView'
import type { RotaView } from './generated/RotaView'
import type { SessionRow } from './generated/SessionRow'
import type { SharingView } from './generated/SharingView'
import type { SittingsView } from './generated/SittingsView'
import type { TrailFilter } from './generated/TrailFilter'
import type { TrailPage } from './generated/TrailPage'
import type { UnitCase } from './generated/UnitCase'
import type { UnitLedger } from './generated/UnitLedger'
import type { UnitSheet } from './generated/UnitSheet'
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
export const sittings = (session: string) => ask<SittingsView>({ kind: 'sittings', session })
export const sessions = () => ask<SessionRow[]>({ kind: 'sessions' })
export const drafts = () => ask<DraftSeen[]>({ kind: 'drafts' })

/** What the leader's window proposed, and what is on show. */
export const room = () => ask<RoomView>({ kind: 'room' })
export const rota = (from: string, count: number) => ask<RotaView>({ kind: 'rota', from, count })
export const prep = (session: string) => ask<PrepView>({ kind: 'prep', session })
export const breakView = (session: string) => ask<BreakView>({ kind: 'break', session })
export const unitSheets = (session: string) => ask<UnitSheet[]>({ kind: 'unitSheets', session })
/** Newest first. */
export const policies = () => ask<PolicySeen[]>({ kind: 'policies' })
export const policyPreview = (deadlines: DeadlinePolicy, from: string) =>
  ask<PolicyPreview>({ kind: 'policyPreview', deadlines, from })

/** A liaison's own unit's cases, newest first. */
export const unitLedger = (from: number, count: number) =>
  ask<UnitLedger>({ kind: 'unitLedger', from, count })
export const unitCase = (id: string) => ask<UnitCase>({ kind: 'unitCase', case: id })

/** Who looked, newest first: all of it, and beside one case. */
export const trail = (filter: TrailFilter, from: number, count: number) =>
  ask<TrailPage>({ kind: 'trail', filter, from, count })
export const caseTrail = (id: string) => ask<LookSeen[]>({ kind: 'caseTrail', case: id })
/** Newest first. */
export const erasures = () => ask<ErasureSeen[]>({ kind: 'erasures' })
export const backups = () => ask<BackupsView>({ kind: 'backups' })
/** Newest first, at most twenty. */
export const checkpoints = () => ask<CheckpointSeen[]>({ kind: 'checkpoints' })

/** The other workstations: who is there, what waits, what has to be checked. */
export const sharing = () => ask<SharingView>({ kind: 'sharing' })
/** What was recorded and lost its place, as far as this login can open it. */
export const toCheck = () => ask<DisplacedSeen[]>({ kind: 'toCheck' })
/** Due dates that were given while the clock of a workstation was far out. */
export const duesToCheck = () => ask<DueToCheck[]>({ kind: 'duesToCheck' })
export const floor = (session: string) => ask<FloorView>({ kind: 'floor', session })

/** The views of the room's own windows: each window can call its own alone. */
export const leaderView = () => invoke<LeaderView>('leader')
export const boardView = () => invoke<BoardView>('board')
export const projectorView = () => invoke<ProjectorView>('projector')

/** Lets everything through. */
export const EVERY_CASE: LedgerFilter = {
  session: null,
  disposition: null,
  state: null,
  unit: null,
  hazard: false,
  words: '',
}
