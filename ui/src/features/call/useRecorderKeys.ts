// Every key of the recorder's screen, in the one registry that buttons, palette and help read.
import { nextTick } from 'vue'
import { useActions, type Action } from '@/a11y'
import type { Disposition } from '@/ipc/generated/Disposition'
import { covered } from './cover'
import { chooseDisposition } from './dispositions'
import { missingIn } from './sheet'
import { focusField } from './useField'
import type { Recorder } from './useRecorder'

const HANG_UP_HOLD = 400

export interface RecorderKeys {
  /** Shows history and read-back where they are folded away. */
  showReference: () => void
  toggleReference: () => void
}

/** F2: the next empty must after the field that has the focus, last of them 已复述. */
async function nextMust(recorder: Recorder, keys: RecorderKeys): Promise<void> {
  const sheet = recorder.sheet.value
  if (!sheet) return
  const stops: string[] = [...missingIn(sheet.form), ...(sheet.form.readBack ? [] : ['readBack'])]
  const here = document.activeElement?.closest<HTMLElement>('[data-field]')?.dataset.field ?? ''
  const next = stops[(stops.indexOf(here) + 1) % stops.length]
  if (!next) return
  if (next === 'readBack') {
    keys.showReference()
    await nextTick()
  }
  focusField(next)
}

export function useRecorderKeys(recorder: Recorder, keys: RecorderKeys): void {
  const { sheet, busy, onLine, isMine } = recorder
  const open = () => sheet.value !== undefined && !busy.value
  const recording = () => open() && sheet.value?.stage.kind === 'recording'

  const disposition = (id: Disposition, key: string): Action => ({
    id: `call.${id}`,
    label: `call.action.${id}`,
    scope: 'call.scope',
    keys: [key],
    when: recording,
    run: () => chooseDisposition(recorder, id),
  })
  const jump = (field: 'place' | 'category' | 'matter' | 'promise' | 'candidate', key: string): Action => ({
    id: `call.to.${field}`,
    label: `call.action.${field}`,
    scope: 'call.scope',
    keys: [key],
    palette: false,
    when: open,
    run: () => focusField(field),
  })

  useActions([
    {
      id: 'call.answer',
      label: 'call.action.answer',
      scope: 'call.scope',
      keys: ['F4'],
      always: true,
      when: () => recorder.canAnswer.value,
      run: () => recorder.answer(),
    },
    {
      id: 'call.hangUp',
      label: 'call.action.hangUp',
      scope: 'call.scope',
      keys: ['Shift+F4'],
      hold: HANG_UP_HOLD,
      always: true,
      when: () => onLine.value && isMine.value && !busy.value,
      run: () => recorder.hangUp(),
    },
    {
      id: 'call.mark',
      label: 'call.action.mark',
      scope: 'call.scope',
      keys: ['F3'],
      when: () => onLine.value && isMine.value,
      run: () => recorder.mark(),
    },
    {
      id: 'call.second',
      label: 'call.action.second',
      scope: 'call.scope',
      keys: ['Ctrl+I'],
      when: () => open() && isMine.value,
      run: () => recorder.second(),
    },
    {
      id: 'call.nextUnfinished',
      label: 'call.action.nextUnfinished',
      scope: 'call.scope',
      keys: ['Ctrl+U'],
      when: () => recorder.records.value.some(recorder.isOpen),
      run: () => recorder.nextUnfinished(),
    },
    disposition('resolvedOnCall', 'F6'),
    disposition('sameDay', 'F7'),
    disposition('transferred', 'F8'),
    {
      id: 'call.save',
      label: 'call.action.save',
      scope: 'call.scope',
      keys: ['F9', 'Ctrl+Enter'],
      when: open,
      run: () => recorder.save(),
    },
    {
      id: 'call.saveDraft',
      label: 'call.action.saveDraft',
      scope: 'call.scope',
      keys: ['Ctrl+S'],
      when: open,
      run: () => recorder.draft.saveNow(),
    },
    {
      id: 'call.nextMust',
      label: 'call.action.nextMust',
      scope: 'call.scope',
      keys: ['F2'],
      palette: false,
      when: open,
      run: () => nextMust(recorder, keys),
    },
    jump('place', 'Ctrl+L'),
    jump('category', 'Ctrl+G'),
    jump('matter', 'Ctrl+B'),
    jump('promise', 'Ctrl+O'),
    jump('candidate', 'Ctrl+D'),
    {
      id: 'call.exits',
      label: 'call.action.exits',
      scope: 'call.scope',
      keys: ['Alt+Q'],
      when: open,
      run: () => document.querySelector<HTMLElement>('[data-row] button[tabindex="0"]')?.focus(),
    },
    {
      id: 'call.reference',
      label: 'call.action.reference',
      scope: 'call.scope',
      keys: ['Ctrl+J'],
      when: () => sheet.value !== undefined,
      run: () => keys.toggleReference(),
    },
    {
      id: 'call.cover',
      label: 'call.action.cover',
      scope: 'call.scope',
      run: () => (covered.value = !covered.value),
    },
    {
      id: 'call.leaderCamera',
      label: 'call.action.leaderCamera',
      scope: 'call.scope',
      run: () => recorder.room.setLeaderCamera(!recorder.room.leaderCamera.value),
    },
  ])
}
