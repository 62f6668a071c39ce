// F6, F7, F8: choosing fills what is known already and goes to the first field that is still asked for.
import { nextTick } from 'vue'
import { civilOf } from '@/i18n'
import type { Disposition } from '@/ipc/generated/Disposition'
import { focusField } from './useField'
import type { Recorder } from './useRecorder'

function presetToday(recorder: Recorder): void {
  const sheet = recorder.sheet.value
  const directory = recorder.directory.value
  if (!sheet || !directory) return
  const { today, form } = sheet
  const called = sheet.dispatches.findLast(line => line.reached && line.person)
  const person = directory.people.find(candidate => candidate.id === called?.person)
  today.lead ??= person?.unit ?? form.matter.candidate
  const unit = directory.units.find(candidate => candidate.id === today.lead)
  today.owner ??= person?.unit === today.lead ? (person?.id ?? null) : (unit?.head ?? null)
  if (!today.time) {
    const due = form.promiseDue
    const now = recorder.now.value
    const promisedToday = due !== null && civilOf(due) === civilOf(now)
    today.time = promisedToday
      ? new Date(due + 8 * 3_600_000).toISOString().slice(11, 16)
      : directory.deadlines.closeOfDay.slice(0, 5)
  }
}

/** The same key again takes the choice back. */
export function chooseDisposition(recorder: Recorder, disposition: Disposition): void {
  const sheet = recorder.sheet.value
  if (!sheet || sheet.stage.kind !== 'recording') return
  sheet.disposition = sheet.disposition === disposition ? null : disposition
  recorder.clearErrors()
  if (sheet.disposition === 'sameDay') presetToday(recorder)
  void nextTick(() => {
    if (sheet.disposition === 'resolvedOnCall') focusField('answer')
    if (sheet.disposition === 'sameDay') {
      const empty = !sheet.today.lead ? 'lead' : !sheet.today.owner ? 'owner' : 'due'
      focusField(empty)
    }
  })
}
