// The one door for every write. An order names one stream and one act; its answer says what is on disk, or why not.
import type { Answer } from './generated/Answer'
import type { CallCommand } from './generated/CallCommand'
import type { CaseCommand } from './generated/CaseCommand'
import type { DirectoryCommand } from './generated/DirectoryCommand'
import type { Failure } from './generated/Failure'
import type { MeetingCommand } from './generated/MeetingCommand'
import type { Order } from './generated/Order'
import type { Receipt } from './generated/Receipt'
import type { SeatCommand } from './generated/SeatCommand'
import type { SessionCommand } from './generated/SessionCommand'
import type { StreamCommand } from './generated/StreamCommand'
import { asFailure } from './failure'
import { invoke } from './invoke'

/** Each order has its own answer, in the order of the list. Rejects only when nothing could be asked at all. */
export async function act(orders: readonly Order[]): Promise<Answer[]> {
  return invoke<Answer[]>('act', { orders: [...orders] })
}

/** One act: resolves when it is on disk, rejects with the Failure otherwise. */
export async function actOne(order: Order): Promise<Receipt> {
  const [answer] = await act([order])
  if (!answer) throw asFailure(undefined)
  if (answer.kind === 'failed') throw answer.failure
  return answer
}

/** The receipts of the orders that were done, by place; the first failure, which the later ones may follow from. */
export interface Outcome {
  receipts: (Receipt | undefined)[]
  failure: Failure | undefined
  failedAt: number
}

export function outcomeOf(answers: readonly Answer[]): Outcome {
  const failedAt = answers.findIndex(answer => answer.kind === 'failed')
  const failed = answers[failedAt]
  return {
    receipts: answers.map(answer => (answer.kind === 'done' ? answer : undefined)),
    failure: failed?.kind === 'failed' ? failed.failure : undefined,
    failedAt,
  }
}

/** A new stream or draft. */
export const newId = (): string => crypto.randomUUID()

// `version`: what the person saw, 0 for what is new, null as an earlier order of the same list left it.
type Version = number | null

export const caseOrder = (
  stream: string,
  version: Version,
  command: CaseCommand,
  draft: string | null = null,
): Order => ({ stream, version, draft, command: { about: 'case', ...command } })

export const callOrder = (
  stream: string,
  version: Version,
  command: CallCommand,
  draft: string | null = null,
): Order => ({ stream, version, draft, command: { about: 'call', ...command } })

export const sessionOrder = (
  stream: string,
  version: Version,
  command: SessionCommand,
  draft: string | null = null,
): Order => ({ stream, version, draft, command: { about: 'session', ...command } })

export const meetingOrder = (
  stream: string,
  version: Version,
  command: MeetingCommand,
  draft: string | null = null,
): Order => ({ stream, version, draft, command: { about: 'meeting', ...command } })

/** What may be done on a stream of any kind. */
export const streamOrder = (stream: string, version: Version, command: StreamCommand): Order => ({
  stream,
  version,
  draft: null,
  command: { about: 'stream', ...command },
})

/** A house has one directory; the desk knows its stream and puts it in place of this one. */
export const DIRECTORY_STREAM = '00000000-0000-0000-0000-000000000000'

export const directoryOrder = (version: Version, command: DirectoryCommand): Order => ({
  stream: DIRECTORY_STREAM,
  version,
  draft: null,
  command: { about: 'directory', ...command },
})

/** The desk knows under which stream a seat is worked from here; `version` is that of this workstation's own. */
export const seatOrder = (session: string, version: Version, command: SeatCommand): Order => ({
  stream: session,
  version,
  draft: null,
  command: { about: 'seat', ...command },
})
