// Somebody else settled the item first: what he decided beside what was filled in here. The form is kept: after taking
// that decision back it can be settled again as it was typed.
import { deadlineOf, t } from '@/i18n'
import type { ItemView } from '@/ipc/generated/ItemView'
import type { UCompareRow } from '@/kit'
import { dueAt, dueChips } from './due'
import type { TriageForm } from './form'
import { nameOf, unitOf, type Room } from './room'

export function clashRows(form: TriageForm, item: ItemView, room: Room, now: number): UCompareRow[] {
  const given = item.case.assignment
  const mine = dueAt(form.due, dueChips(item, room, now), room)
  const both: [string, string, string][] = [
    [t('triage.step.lead'), given?.leadName ?? '', unitOf(room, form.lead)?.name ?? ''],
    [
      t('triage.step.due'),
      given ? deadlineOf(given.due, now) : '',
      mine === undefined ? '' : deadlineOf(mine, now),
    ],
    [t('triage.step.plan'), given?.plan ?? '', form.plan],
    [t('triage.step.owner'), given?.ownerName ?? '', nameOf(room, form.owner)],
    [t('triage.step.gap'), item.case.gap, form.gap],
    [t('failure.field.lateReason'), given?.lateReason ?? '', form.lateReason],
    [t('failure.field.basis'), given ? (item.case.adjudication?.basis ?? '') : '', form.basis],
  ]
  // Without a decision there is nothing to lay beside what is typed, except the gap.
  return both
    .filter(([, theirs, here]) => theirs.trim() !== here.trim() && (given || theirs))
    .map(([label, theirs, here]) => ({ key: label, label, theirs, mine: here }))
}
