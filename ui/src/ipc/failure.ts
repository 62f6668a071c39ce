// A failure in the person's words. Rust sends codes and data; the sentences are in i18n/*/failure.json, those of the
// follow-up in follow.json.
import { civilDay, deadlineOf, isMessageKey, momentOf, t, type MessageKey, type Named } from '@/i18n'
import type { Failure } from './generated/Failure'
import type { Field } from './generated/Field'
import type { InputProblem } from './generated/InputProblem'
import type { Needs } from './generated/Needs'
import type { Rejection } from './generated/Rejection'
import type { Trouble } from './generated/Trouble'

const KINDS: Record<Failure['kind'], true> = {
  refused: true,
  stale: true,
  away: true,
  denied: true,
  fault: true,
}

/** Whatever was thrown as a Failure: what Rust did not say is a fault without a number. */
export function asFailure(reason: unknown): Failure {
  if (typeof reason === 'object' && reason !== null && 'kind' in reason) {
    if (typeof reason.kind === 'string' && reason.kind in KINDS) return reason as Failure
  }
  return { kind: 'fault', incident: '' }
}

export interface Context {
  /** The name of a unit, from the directory at hand. */
  unit?: (id: string) => string | undefined
  /** The desk's now, for 今天 and 明天. */
  now?: number
}

export const fieldName = (field: Field): string => t(`failure.field.${field}`)

const listed = (fields: readonly Field[]): string =>
  fields.map(fieldName).join(t('failure.word.listSeparator'))

const problemWords = (problem: InputProblem): string => t(`failure.input.${problem.kind}`, { ...problem })

function rejectionNamed(rejection: Rejection, { unit, now = Date.now() }: Context): Named {
  switch (rejection.kind) {
    case 'missing':
      return { fields: listed(rejection.fields) }
    case 'input':
      return { field: fieldName(rejection.field), problem: problemWords(rejection.problem) }
    case 'stageForbids':
      return { stage: t(`failure.stage.${rejection.stage.kind}`) }
    case 'atHome':
    case 'seatThere':
      return { ordinal: rejection.ordinal }
    case 'seatUnknown':
    case 'seatShut':
    case 'seatElsewhere':
    case 'seatNotAway':
    case 'seatTakenTwice':
      return { seat: rejection.seat }
    case 'seatUnfinished':
      return { seat: rejection.seat, records: rejection.records }
    case 'seatsOpen':
      return { seats: rejection.seats.join(t('failure.word.listSeparator')) }
    case 'seatDiffers':
      return { seat: rejection.seat, said: rejection.said, arrived: rejection.arrived }
    case 'personTakenTwice':
      return { seat: rejection.seat, other: rejection.other }
    case 'hallPlaceTaken':
      return { row: rejection.row, place: rejection.place }
    case 'callsUnfinished':
      return { live: rejection.live, unsorted: rejection.unsorted }
    case 'doesNotReconcile':
      return { answered: rejection.answered, counted: rejection.counted }
    case 'nobodyReached':
    case 'leadLocked':
    case 'hallUnit':
    case 'returnedBefore':
    case 'inHopChain':
    case 'notTheHead':
    case 'notYourUnit':
    case 'ownWork':
      return { unit: unit?.(rejection.unit) ?? t('failure.word.thisUnit') }
    case 'leadIsReported':
      return { unit: (rejection.above && unit?.(rejection.above)) || t('failure.word.unitAbove') }
    case 'dueNotToday':
      return { latest: deadlineOf(rejection.latest, now) }
    case 'laterThanPromised':
      return { promised: deadlineOf(rejection.promised, now) }
    case 'vague':
      return { word: rejection.word, missing: t(`failure.missing.${rejection.missing}`) }
    case 'returnTooLate':
      return { latest: deadlineOf(rejection.latest, now) }
    case 'extensionsUsed':
      return { most: rejection.most }
    case 'extensionTooLate':
      return { due: deadlineOf(rejection.due, now), days: rejection.days }
    case 'extensionBackwards':
      return { due: deadlineOf(rejection.due, now) }
    case 'extensionTooLong':
      return { days: rejection.days, most: rejection.most }
    case 'inFuture':
      return { field: fieldName(rejection.field) }
    case 'tooFewAttempts':
      return {
        attempts: rejection.attempts,
        days: rejection.days,
        least: rejection.least,
        leastDays: rejection.leastDays,
      }
    case 'closedTooLong':
      return { days: rejection.days }
    case 'reviewDay':
      return { latest: civilDay(rejection.latest, now) }
    case 'otherReference':
      return { number: rejection.number }
    case 'limitOutOfRange':
      return { least: rejection.least, most: rejection.most }
    case 'unsettled':
      return { count: rejection.count }
    case 'nameTaken':
    case 'ring':
      return { name: rejection.name }
    case 'tooDeep':
      return { name: rejection.name, most: rejection.most }
    case 'stillUsed':
      return { name: rejection.name, by: rejection.by }
    case 'tooMany':
      return { field: fieldName(rejection.field), most: rejection.most }
    case 'outOfRange':
      return { field: fieldName(rejection.field), least: rejection.least, most: rejection.most }
    case 'noSource':
    case 'noLimit':
      return { class: t(`failure.class.${rejection.class}`) }
    case 'notYours':
      return { right: t(`keys.right.${rejection.right}`) }
    case 'notAHolder':
    case 'roleForbids':
    case 'lastHolder':
      return { compartment: t(`keys.compartment.${rejection.compartment}`) }
    default:
      return {}
  }
}

function troubleNamed(trouble: Trouble): Named {
  if (trouble.kind !== 'evidenceAway') return {}
  return { ordinal: trouble.ordinal || t('failure.word.another') }
}

function needsNamed(needs: Needs, now: number): Named {
  switch (needs.kind) {
    case 'rightPassword':
    case 'rightPin':
      return { left: needs.left }
    case 'digits':
      return { least: needs.least, most: needs.most }
    case 'right':
      return { right: t(`keys.right.${needs.right}`) }
    case 'admission':
      return { compartment: t(`keys.compartment.${needs.compartment}`) }
    case 'longerPassword':
      return { least: needs.least }
    case 'patience':
      return { until: momentOf(needs.until, now) }
    default:
      return {}
  }
}

/** A code that this window does not know yet is better said plainly than not at all. */
function said(key: string, named: Named): string {
  return isMessageKey(key) ? t(key satisfies MessageKey, named) : t('failure.unknown', { code: key })
}

/** The sentence that stands beside the field, or in the banner. Takes anything thrown. */
export function failureWords(reason: unknown, context: Context = {}): string {
  const failure = asFailure(reason)
  const now = context.now ?? Date.now()
  switch (failure.kind) {
    case 'refused':
      return said(`failure.rejection.${failure.rejection.kind}`, rejectionNamed(failure.rejection, context))
    case 'stale':
      return t('failure.stale', { by: failure.by, at: momentOf(failure.at, now) })
    case 'away':
      return said(`failure.trouble.${failure.what.kind}`, troubleNamed(failure.what))
    case 'denied':
      return said(`failure.needs.${failure.needs.kind}`, needsNamed(failure.needs, now))
    case 'fault':
      return failure.incident ? t('failure.fault', { incident: failure.incident }) : t('failure.faultUnknown')
  }
}

/** Beside which field the sentence stands; undefined when it concerns the whole act. */
export function fieldOf(reason: unknown): Field | undefined {
  const failure = asFailure(reason)
  return (failure.kind === 'refused' && failure.field) || undefined
}

/** All fields that a failure names: of a form with several gaps each is marked. */
export function fieldsOf(reason: unknown): Field[] {
  const failure = asFailure(reason)
  if (failure.kind !== 'refused') return []
  if (failure.rejection.kind === 'missing') return [...failure.rejection.fields]
  return failure.field ? [failure.field] : []
}
