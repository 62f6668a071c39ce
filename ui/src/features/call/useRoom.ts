// The leader's window beside this one: it follows what is typed here, and what was tapped there is read here. Its
// failures disturb nobody who types.
import { computed, onScopeDispose, watch, type ComputedRef, type Ref } from 'vue'
import { announce } from '@/a11y'
import { t } from '@/i18n'
import { failureWords, newId, room as readRoom, show, useView } from '@/ipc'
import type { Asked } from '@/ipc/generated/Asked'
import type { LiveCall } from '@/ipc/generated/LiveCall'
import type { SheetShown } from '@/ipc/generated/SheetShown'
import { showToast } from '@/kit'
import { createFollower } from './follow'
import { formToSend, todayAtTime } from './orders'
import type { Sheet } from './sheet'

/** Two tellings and the reading of the other window fit well into 150 ms. */
const GAP = 60

export function shownSheet(sheet: Sheet, nextSpoken: string, now: number): SheetShown {
  const today = sheet.disposition === 'sameDay' ? sheet.today : undefined
  const due = today?.time ? todayAtTime(today.time, now) : Number.NaN
  return {
    call: sheet.call,
    form: formToSend(sheet.form),
    disposition: sheet.disposition,
    lead: today?.lead ?? null,
    due: Number.isFinite(due) ? due : null,
    answer: sheet.answer.answer,
    spoken: sheet.version > 0 ? sheet.spoken : nextSpoken,
  }
}

/** [请过来] starts a line of 现场调度, once a person and call: a line that was taken away stays away. */
function startDispatches(sheet: Sheet, asked: readonly Asked[], started: Set<string>): void {
  for (const { person, at } of asked) {
    const key = `${sheet.call}/${person}`
    if (started.has(key)) continue
    started.add(key)
    // On record already when it is opened again: what was asked before stands there.
    const before = sheet.version > 0 && at <= sheet.openedAt
    if (before || sheet.dispatches.some(line => line.person === person)) continue
    sheet.dispatches.push({ id: newId(), person, calledAt: at, reached: true, reply: '', noted: false })
  }
}

export function createRoom({
  seat,
  sheet,
  sheets,
  live,
  now,
}: {
  seat: Readonly<Ref<number>>
  sheet: ComputedRef<Sheet | undefined>
  sheets: ReadonlyMap<string, Sheet>
  live: ComputedRef<LiveCall | undefined>
  now: Readonly<Ref<number>>
}) {
  const { data } = useView(readRoom, () => ['room', 'calls', 'house'])

  /** The sheet of the call on the line, though another record may lie on top of it. */
  const ofCall = computed(() => {
    const call = live.value?.call
    if (!call) return undefined
    return sheet.value?.call === call
      ? sheet.value
      : [...sheets.values()].findLast(open => open.call === call)
  })

  let told: string | undefined
  async function tellSheet(): Promise<void> {
    const shown = ofCall.value ? shownSheet(ofCall.value, live.value?.nextSpoken ?? '', now.value) : null
    const text = JSON.stringify(shown)
    if (text === told) return
    told = text
    await show({ kind: 'sheet', sheet: shown }).catch(() => (told = undefined))
  }
  const follower = createFollower(tellSheet, GAP)
  watch(
    () => {
      const of = ofCall.value
      return of && [of.form, of.disposition, of.today, of.answer, of.version, live.value?.nextSpoken]
    },
    follower.changed,
    { deep: true, immediate: true },
  )
  onScopeDispose(follower.stop)

  const tellSeat = (): void => void show({ kind: 'seat', seat: seat.value }).catch(() => {})
  watch(seat, tellSeat, { immediate: true })
  // The desk knows another seat, or none: it was opened anew.
  watch(data, room => {
    if (!room || room.seat === seat.value) return
    tellSeat()
    told = undefined
    follower.changed()
  })

  const proposed = computed(() =>
    data.value?.call && data.value.call === sheet.value?.call ? data.value.proposed : null,
  )
  watch(proposed, how => {
    if (how) announce(t('call.camera.proposed', { how: t(`call.disposition.${how}`) }))
  })

  const started = new Set<string>()
  watch([data, ofCall], ([room, of]) => {
    if (room?.call && of?.call === room.call) startDispatches(of, room.asked, started)
  })

  const leaderCamera = computed(() => data.value?.camera ?? false)
  const setLeaderCamera = (on: boolean): Promise<unknown> =>
    show({ kind: 'camera', on }).catch((reason: unknown) => showToast({ text: failureWords(reason) }))

  return { proposed, leaderCamera, setLeaderCamera }
}
