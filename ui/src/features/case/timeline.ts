// The words of one line of the timeline: what happened, what was said, who spoke and who typed. What is empty is
// left out; what was erased says so.
import { civilOf, deadlineOf, isMessageKey, momentOf, t, timeOfDay, type MessageKey } from '@/i18n'
import type { TimelineEntry } from '@/ipc/generated/TimelineEntry'
import type { UTimelineItem } from '@/kit'

export type TimelineFilter = 'all' | 'call' | 'handling' | 'supervision'

/** Events of the call's stream. */
const CALL_KINDS = new Set([
  'CallRang',
  'CallAnswered',
  'CallEnded',
  'CallLogged',
  'CallMissed',
  'CallRungBack',
  'MarkDropped',
])

/** What was raised, reported and answered beside the work. */
const SUPERVISION_KINDS = new Set([
  'HardCaseRaised',
  'Reminded',
  'LevelRaised',
  'LevelLowered',
  'EscalationProposed',
  'EscalationSigned',
  'EscalationAnswered',
  'EscalationReleased',
])

export function belongsTo(entry: TimelineEntry, filter: TimelineFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'call':
      return CALL_KINDS.has(entry.kind)
    case 'supervision':
      return SUPERVISION_KINDS.has(entry.kind)
    case 'handling':
      return !CALL_KINDS.has(entry.kind) && !SUPERVISION_KINDS.has(entry.kind)
  }
}

/** A code that this window does not know yet is left out; what was said stands beside it. */
const codesOf = (entry: TimelineEntry): string =>
  (entry.codes ?? [])
    .map(code => `case.code.${code}`)
    .filter(isMessageKey)
    .map(key => t(key))
    .join(t('failure.word.listSeparator'))

function moreOf({ kind, more }: TimelineEntry): string {
  const key = `case.more.${kind}`
  return more && isMessageKey(key) ? t(key, { words: more }) : ''
}

/** What the person named in `who` did; where it is not here he is part of the sentence. */
const SAID: Record<string, MessageKey> = {
  CallAnswered: 'case.said.answered',
  CaseRecorded: 'case.said.promised',
  AnsweredOnCall: 'case.said.spoke',
  CaseClaimed: 'case.said.claimed',
  LeadAdjudicated: 'case.said.ruled',
  CaseVoided: 'case.said.confirmed',
  ReturnAsked: 'case.said.reported',
  ReturnRuled: 'case.said.ruled',
  ProgressNoted: 'case.said.reported',
  ExtensionAsked: 'case.said.reported',
  ExtensionRuled: 'case.said.ruled',
  CaseReplied: 'case.said.signed',
  CaseListed: 'case.said.ruled',
  Reminded: 'case.said.spoke',
  EscalationSigned: 'case.said.signed',
}

/** How the words that belong to an event are introduced. */
const WORDS: Record<string, MessageKey> = {
  CaseRecorded: 'case.body.promise',
  CaseAmended: 'case.body.promise',
  CaseClaimed: 'case.body.gap',
  LeadAdjudicated: 'case.body.basis',
  CaseAssigned: 'case.body.plan',
  DispatchNoted: 'case.body.reply',
  AnsweredOnCall: 'case.body.reply',
  ReturnAsked: 'case.body.basis',
  CaseReassigned: 'case.body.basis',
}

/** How the unit of an event is introduced. */
const UNIT: Record<string, MessageKey> = {
  DispatchNoted: 'case.body.fromUnit',
  ReturnAsked: 'case.body.belongsTo',
}

/** A kind that this window does not know yet is shown by its own name rather than not at all. */
export function titleOf(entry: TimelineEntry): string {
  const key = `case.timeline.${entry.kind}`
  return isMessageKey(key) ? t(key) : entry.kind
}

export function bodyOf(entry: TimelineEntry, now: number): string {
  if (entry.erased && !entry.words) return t('case.erased')
  const first = `case.body.${entry.kind}`
  const promised = entry.kind === 'CaseRecorded' || entry.kind === 'CaseAmended'
  const parts = [
    isMessageKey(first) && t(first, { who: entry.who }),
    codesOf(entry),
    entry.unit && t(UNIT[entry.kind] ?? 'case.body.unit', { unit: entry.unit }),
    (entry.kind === 'CaseAssigned' || entry.kind === 'CaseReassigned') &&
      entry.who &&
      t('case.body.owner', { who: entry.who }),
    entry.words && t(WORDS[entry.kind] ?? 'case.body.words', { words: entry.words }),
    moreOf(entry),
    entry.due !== null &&
      t(promised ? 'case.body.promiseDue' : 'case.body.due', { due: deadlineOf(entry.due, now) }),
  ]
  return parts.filter(Boolean).join(t('case.body.join'))
}

/** Who spoke and who typed are two names. */
export function saidBy(entry: TimelineEntry): string {
  const spoke = entry.who && SAID[entry.kind]
  return [spoke && t(spoke, { who: entry.who }), entry.by && t('case.said.recordedBy', { by: entry.by })]
    .filter(Boolean)
    .join(' · ')
}

/** The time of day; with the day where it is another than that of the line before. */
export function itemsOf(entries: readonly TimelineEntry[], now: number): UTimelineItem[] {
  return entries.map((entry, i) => {
    const before = entries[i - 1]
    const sameDay = before !== undefined && civilOf(before.at) === civilOf(entry.at)
    return {
      id: i,
      at: sameDay ? timeOfDay(entry.at) : momentOf(entry.at, now),
      title: titleOf(entry),
      body: bodyOf(entry, now),
      by: saidBy(entry),
    }
  })
}
