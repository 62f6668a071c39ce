// The order lists of the recorder: one `act` a decision. What is on disk is not sent again, so a refused list can be
// sent once more as it is.
import { callOrder, caseOrder } from '@/ipc'
import type { Answer } from '@/ipc/generated/Answer'
import type { CaseCommand } from '@/ipc/generated/CaseCommand'
import type { CaseForm } from '@/ipc/generated/CaseForm'
import type { Disposition } from '@/ipc/generated/Disposition'
import type { Failure } from '@/ipc/generated/Failure'
import type { NoCase } from '@/ipc/generated/NoCase'
import type { Order } from '@/ipc/generated/Order'
import type { Stage } from '@/ipc/generated/Stage'
import { toRaw } from 'vue'
import type { Sheet } from './sheet'

/** What an order was for: how its receipt is booked. */
export type Step =
  | { kind: 'form'; order: Order }
  | { kind: 'dispatch'; order: Order; line: string }
  | { kind: 'disposition'; order: Order }
  | { kind: 'call'; order: Order }

export interface CallAtHand {
  live: boolean
  /** Its record is finished: nothing more can be said about the call itself. */
  logged: boolean
  /** Another case of the call has no disposition yet: the call can't be logged. */
  othersOpen: boolean
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(toRaw(value))) as T

/** The moment of a time today, on the desk's day. China keeps +08:00. */
export function todayAtTime(time: string, now: number): number {
  const day = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)
  return Date.parse(`${day}T${time.padStart(5, '0')}:00+08:00`)
}

/** As it is sent: what the screen keeps for second thoughts, and a rule would refuse, is left out. */
export function formToSend(typed: CaseForm): CaseForm {
  const form = plain(typed)
  if (form.noPromise) Object.assign(form, { promise: '', promiseDue: null })
  if (form.promise.trim() === '') form.promiseDue = null
  if (form.matter.reported) form.text.reported = ''
  form.matter.stops = form.matter.stops.filter(stop => stop.unit)
  return form
}

function dispositionOf(sheet: Sheet, now: number): CaseCommand | undefined {
  const { disposition, answer, today } = sheet
  if (sheet.stage.kind !== 'recording') return undefined
  switch (disposition) {
    case null:
      return undefined
    case 'resolvedOnCall':
      return { kind: 'answerOnCall', ...answer }
    case 'sameDay':
      return {
        kind: 'handleToday',
        lead: today.lead ?? '',
        owner: today.owner ?? '',
        due: todayAtTime(today.time, now),
        plan: '',
      }
    case 'transferred':
      return { kind: 'handOver' }
  }
}

/**
 * F9: record (or amend), what was called into the room, the disposition, hang up, and the call's own record.
 * `changed`: the form differs from what is on record. Without a disposition it stays 待补录 and the call unsorted.
 */
export function saveSteps(sheet: Sheet, call: CallAtHand, changed: boolean, now: number): Step[] {
  const steps: Step[] = []
  // The version of the case is named once; after that each order takes it as the one before left it.
  let version: number | null = sheet.version
  let draft: string | null = sheet.draft
  const onCase = (command: CaseCommand): Order => {
    const order = caseOrder(sheet.stream, version, command, draft)
    version = draft = null
    return order
  }
  const form = formToSend(sheet.form)
  if (sheet.version === 0) {
    steps.push({ kind: 'form', order: onCase({ kind: 'recordCase', call: sheet.call, form }) })
  } else if (changed) {
    steps.push({ kind: 'form', order: onCase({ kind: 'amendCase', form }) })
  }
  for (const { id, person, calledAt, reached, reply, noted } of sheet.dispatches) {
    if (noted || !person) continue
    const order = onCase({ kind: 'noteDispatch', person, calledAt, reached, reply })
    steps.push({ kind: 'dispatch', order, line: id })
  }
  const disposition = dispositionOf(sheet, now)
  if (disposition) steps.push({ kind: 'disposition', order: onCase(disposition) })

  let callVersion: number | null = sheet.callVersion
  if (call.live) {
    steps.push({ kind: 'call', order: callOrder(sheet.call, callVersion, { kind: 'endCall' }) })
    callVersion = null
  }
  const sorted = disposition !== undefined || sheet.stage.kind !== 'recording'
  if (!call.logged && !call.othersOpen && sorted && sheet.call) {
    const command = { kind: 'logCall', noCase: null, words: null, readBack: sheet.form.readBack } as const
    steps.push({ kind: 'call', order: callOrder(sheet.call, callVersion, command) })
  }
  return steps
}

/** A call without a case: hang up, and a code. What was typed goes along as words; the draft goes with it. */
export function noCaseSteps(
  sheet: Sheet,
  call: CallAtHand,
  { noCase, words, hasDraft }: { noCase: NoCase; words: string; hasDraft: boolean },
): Step[] {
  const steps: Step[] = []
  let version: number | null = sheet.callVersion
  let draft: string | null = hasDraft ? sheet.draft : null
  const onCall = (command: Parameters<typeof callOrder>[2]): void => {
    steps.push({ kind: 'call', order: callOrder(sheet.call, version, command, draft) })
    version = draft = null
  }
  if (call.live) onCall({ kind: 'endCall' })
  onCall({ kind: 'logCall', noCase, words: words.trim() || null, readBack: false })
  return steps
}

const STAGE_AFTER: Record<Disposition, Stage> = {
  resolvedOnCall: { kind: 'closed', how: 'onSpot' },
  sameDay: { kind: 'assigned' },
  transferred: { kind: 'pendingTriage' },
}

export interface Booked {
  failure: Failure | undefined
  /** The form reached the disk: the draft is gone. */
  formDone: boolean
  /** Everything of the list is on disk. */
  complete: boolean
}

/** Books the receipts on the sheet. The first failure is the one to show: later orders may have failed of it. */
export function book(sheet: Sheet, steps: readonly Step[], answers: readonly Answer[]): Booked {
  let failure: Failure | undefined
  let formDone = false
  steps.forEach((step, i) => {
    const answer = answers[i]
    if (answer?.kind !== 'done') {
      failure ??= answer?.failure ?? { kind: 'fault', incident: '' }
      return
    }
    if (step.kind === 'call') {
      sheet.callVersion = answer.version
      return
    }
    sheet.version = answer.version
    if (step.kind === 'form') {
      formDone = true
      if (answer.number) {
        sheet.number = answer.number
        sheet.spoken = answer.number.split('-').slice(-2).join('')
      }
      sheet.promiseStands ||= sheet.form.promise.trim() !== ''
    } else if (step.kind === 'dispatch') {
      const line = sheet.dispatches.find(candidate => candidate.id === step.line)
      if (line) line.noted = true
    } else {
      sheet.stage = STAGE_AFTER[sheet.disposition ?? 'transferred']
    }
  })
  return { failure, formDone, complete: failure === undefined }
}
