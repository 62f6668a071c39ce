// The recorder's hand: the seat's queue, the sheets that are open, and what F4, F9 and the quick exits do.
// One sheet is on the table; the others wait with everything that was typed. Provided once, by RecorderScreen's desk.
import { computed, inject, provide, ref, watch, type InjectionKey, type Ref } from 'vue'
import { t } from '@/i18n'
import {
  act,
  callOrder,
  form as readForm,
  newId,
  queue as readQueue,
  useDirectory,
  useDraft,
  useHeader,
  useView,
} from '@/ipc'
import type { NoCase } from '@/ipc/generated/NoCase'
import type { OwnRecord } from '@/ipc/generated/OwnRecord'
import { endUndo, showToast, useNow } from '@/kit'
import { book, noCaseSteps, saveSteps, type CallAtHand, type Step } from './orders'
import { followNumber, maskNumber, masked } from './number'
import { createClash } from './clash'
import { createRefusals } from './refusals'
import { createTable } from './table'
import { createRoom } from './useRoom'
import { createRecovery } from './useRecovery'
import { barredOnCall, lacking, newSheet, secondSheet, sheetOf, type Sheet } from './sheet'

/** Which small form stands open under the quick exits. */
export type Exit = 'emergency' | 'outside' | null

export function createRecorder(seat: Readonly<Ref<number>>, watching: () => boolean) {
  const { data: header } = useHeader()
  const { data: directory } = useDirectory()
  const now = useNow()
  const queue = useView(
    () => readQueue(seat.value),
    () => ['calls', 'cases', 'session', 'house'],
    { about: () => seat.value },
  )

  const table = createTable()
  const { sheets, current, sheet, isTouched } = table
  const unitName = (id: string) => directory.value?.units.find(unit => unit.id === id)?.name
  const { errors, problem, clearErrors, mend, show } = createRefusals(() => ({
    unit: unitName,
    now: now.value,
  }))
  const clash = createClash(table, () => ({ directory: directory.value, now: now.value }))
  const busy = ref(false)
  const exit = ref<Exit>(null)

  const live = computed(() => queue.data.value?.live ?? undefined)
  const onLine = computed(() => live.value?.stage === 'live')
  const records = computed(() => queue.data.value?.records ?? [])
  const isMine = computed(() => live.value !== undefined && live.value.call === sheet.value?.call)

  /** Whole in the call on the line, masked in every other: at once, when the call ends and when a sheet is laid. */
  watch(
    [live, () => sheets.size],
    () => {
      for (const of of sheets.values()) {
        const call = live.value?.call === of.call ? live.value : undefined
        followNumber(of, call ? call.number : maskNumber(of.given ?? ''))
      }
    },
    { flush: 'sync' },
  )

  const room = createRoom({ seat, sheet, sheets, live, now })

  const draft = useDraft(
    () => sheet.value?.draft ?? '',
    () => sheet.value?.stream ?? '',
    () =>
      sheet.value && isTouched(sheet.value)
        ? { kind: 'recorder', seat: seat.value, sheet: masked(sheet.value) }
        : null,
  )

  function lay(on: Sheet): void {
    table.put(on)
    clearErrors()
    exit.value = null
  }

  function close(of: Sheet): void {
    table.remove(of)
    clearErrors()
    exit.value = null
  }

  const { recovered, restore, discard } = createRecovery({ seat, records, table, close, clearErrors, show })

  async function tell(steps: readonly Step[], of: Sheet): Promise<boolean> {
    busy.value = true
    clearErrors()
    try {
      await draft.settle()
      const answers = await act(steps.map(step => step.order))
      const booked = book(of, steps, answers)
      if (booked.formDone) {
        draft.consumed()
        of.draft = newId()
        table.markRecorded(of)
      }
      if (booked.failure) {
        table.markTyped(of)
        const refused = steps[answers.findIndex(({ kind }) => kind !== 'done')]
        const stale = booked.failure.kind === 'stale' && refused?.kind !== 'call' && of.version > 0
        if (stale) await clash.meet(of)
        draft.keep()
        show(booked.failure)
      }
      if (booked.complete) clash.close()
      return booked.complete
    } catch (reason) {
      draft.keep()
      show(reason)
      return false
    } finally {
      await queue.refresh()
      busy.value = false
    }
  }

  function atHand(of: Sheet): CallAtHand {
    const ofCall = records.value.filter(record => record.call === of.call)
    const isLive = live.value?.call === of.call
    if (isLive && live.value) of.callVersion = Math.max(of.callVersion, live.value.version)
    for (const record of ofCall) of.callVersion = Math.max(of.callVersion, record.callVersion)
    return {
      live: isLive && onLine.value,
      // A call that is not of this seat is its own recorder's to finish.
      logged: of.callVersion === 0 || !of.call || ofCall.some(record => record.callStage === 'logged'),
      othersOpen: ofCall.some(
        record => record.case !== null && record.case !== of.stream && record.stage?.kind === 'recording',
      ),
    }
  }

  /** Opens the call on the line: its sheet, its record, or a new sheet. */
  async function openLive(): Promise<void> {
    const call = live.value
    if (!call || watching()) return
    const open = [...sheets.values()].findLast(candidate => candidate.call === call.call)
    const last = call.cases.at(-1)
    if (open) lay(open)
    else if (!last) lay(newSheet(call.call, call.version, call.number, now.value))
    else if (call.stage === 'live') await openRecord(last)
  }

  async function openRecord(record: OwnRecord): Promise<void> {
    const id = record.case
    const open = id
      ? sheets.get(id)
      : [...sheets.values()].find(candidate => candidate.call === record.call && candidate.version === 0)
    if (open) return lay(open)
    const shown = live.value?.call === record.call ? live.value.number : ''
    if (!id) return lay(newSheet(record.call, record.callVersion, shown, now.value))
    return complete(id, record.callVersion)
  }

  async function complete(id: string, callVersion: number): Promise<void> {
    try {
      lay(sheetOf(await readForm(id), callVersion, now.value))
    } catch (reason) {
      show(reason)
    }
  }

  /** 补录 from the case page: a record of this seat, or of whichever seat took it. */
  async function openCase(id: string): Promise<void> {
    const record = records.value.find(candidate => candidate.case === id)
    const open = sheets.get(id)
    if (record) return openRecord(record)
    return open ? lay(open) : complete(id, 0)
  }

  const isOpen = (record: OwnRecord): boolean =>
    record.sentBack !== null || record.stage?.kind === 'recording' || record.callStage === 'wrapUp'

  /** Ctrl+U: the next one of this seat that lacks something, after the one on the table. */
  function nextUnfinished(): Promise<void> | void {
    const open = records.value.filter(isOpen)
    const at = open.findIndex(record => record.case === current.value)
    const next = open[(at + 1) % open.length]
    if (next) return openRecord(next)
  }

  async function take(orders: Parameters<typeof act>[0]): Promise<void> {
    busy.value = true
    clearErrors()
    try {
      const answers = await act(orders)
      const failed = answers.find(answer => answer.kind === 'failed')
      endUndo()
      await queue.refresh()
      if (failed?.kind === 'failed') show(failed.failure)
      else await openLive()
    } catch (reason) {
      show(reason)
    } finally {
      busy.value = false
    }
  }

  const canAnswer = computed(
    () => !watching() && !busy.value && !onLine.value && Boolean(queue.data.value?.next),
  )

  async function answer(): Promise<void> {
    const next = queue.data.value?.next
    if (!next || !canAnswer.value) return
    await draft.saveNow()
    await take([callOrder(next.call, next.version, { kind: 'answerCall', seat: seat.value, leader: null })])
  }

  /** A call on a telephone that the console does not see. */
  async function byHand(number: string): Promise<void> {
    const session = header.value?.session?.id
    if (!session || onLine.value) return
    const call = newId()
    await draft.saveNow()
    await take([
      callOrder(call, 0, { kind: 'ringCall', session, line: 'byHand', number: number.trim() || null }),
      callOrder(call, null, { kind: 'answerCall', seat: seat.value, leader: null }),
    ])
  }

  async function onCall(command: { kind: 'endCall' } | { kind: 'dropMark'; note: null }): Promise<boolean> {
    const call = live.value
    if (!call) return false
    const [answer] = await act([callOrder(call.call, call.version, command)]).catch(() => [])
    await queue.refresh()
    if (answer?.kind === 'failed') show(answer.failure)
    return answer?.kind === 'done'
  }

  const hangUp = () => onCall({ kind: 'endCall' })

  async function mark(): Promise<void> {
    if (await onCall({ kind: 'dropMark', note: null })) showToast({ text: t('call.bar.marked') })
  }

  /** Sends what is not on disk yet. `whole`: with the call's own record, otherwise the case alone. */
  async function put(of: Sheet, whole: boolean): Promise<boolean> {
    if (barredOnCall(of)) {
      show({ kind: 'refused', rejection: { kind: 'hazardNotOnCall' }, field: null })
      return false
    }
    const gaps = lacking(of)
    if (gaps.length) {
      show({ kind: 'refused', rejection: { kind: 'missing', fields: gaps }, field: gaps[0] ?? null })
      return false
    }
    const call = whole ? atHand(of) : { live: false, logged: true, othersOpen: false }
    const steps = saveSteps(of, call, table.isChanged(of), now.value)
    return steps.length === 0 || tell(steps, of)
  }

  function said(of: Sheet): string {
    const how = of.disposition ? t(`call.disposition.${of.disposition}`) : t('call.record.unfinished')
    return t('call.saved', { number: of.number, how })
  }

  async function save(): Promise<void> {
    const of = sheet.value
    if (!of || busy.value || !(await put(of, true))) return
    showToast({ text: said(of) })
    close(of)
    await answer()
  }

  async function second(): Promise<void> {
    const of = sheet.value
    if (!of || busy.value || !(await put(of, false))) return
    showToast({ text: said(of) })
    close(of)
    lay(secondSheet(of, now.value))
  }

  async function endWithout(noCase: NoCase, spoken = ''): Promise<void> {
    const of = sheet.value
    if (!of || busy.value) return
    const typed = [spoken, of.form.text.matter].filter(text => text.trim()).join('\n')
    const hasDraft = isTouched(of)
    if (await tell(noCaseSteps(of, atHand(of), { noCase, words: typed, hasDraft }), of)) {
      draft.consumed()
      showToast({ text: t('call.savedNoCase', { why: t(`call.noCase.${noCase}`) }) })
      close(of)
    }
  }

  // A call that is on the line when the screen opens is laid on the table; later ones come by F4.
  watch(
    live,
    () => {
      if (!sheet.value && onLine.value && !busy.value) void openLive()
    },
    { immediate: true },
  )

  return {
    seat,
    watching,
    now,
    header,
    directory,
    queue,
    live,
    onLine,
    isMine,
    records,
    isOpen,
    sheets,
    sheet,
    current,
    errors,
    problem,
    clearErrors,
    mend,
    busy,
    exit,
    clash,
    room,
    draft,
    recovered,
    canAnswer,
    answer,
    byHand,
    hangUp,
    mark,
    save,
    second,
    endWithout,
    openRecord,
    openCase,
    openLive,
    nextUnfinished,
    restore,
    discard,
  }
}

export type Recorder = ReturnType<typeof createRecorder>

const RECORDER: InjectionKey<Recorder> = Symbol('recorder')
export const provideRecorder = (recorder: Recorder): void => provide(RECORDER, recorder)

export function useRecorder(): Recorder {
  const recorder = inject(RECORDER)
  if (!recorder) throw new Error('no recorder around')
  return recorder
}

/** For the fields: they are drawn only while a sheet is on the table. */
export function useSheet(): { sheet: Ref<Sheet>; recorder: Recorder } {
  const recorder = useRecorder()
  let last = recorder.sheet.value
  const sheet = computed(() => (last = recorder.sheet.value ?? last) as Sheet)
  return { sheet, recorder }
}
