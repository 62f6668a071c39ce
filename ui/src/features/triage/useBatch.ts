// Several at once: one act with a list of orders, each with its own answer. X picks items that are alike; a present
// unit claims all that is its own; the chair settles the absent units in one confirmed batch.
import { computed, ref, shallowRef } from 'vue'
import { announce } from '@/a11y'
import { t } from '@/i18n'
import { asFailure, item as readItem } from '@/ipc'
import type { Answer } from '@/ipc/generated/Answer'
import type { Failure } from '@/ipc/generated/Failure'
import type { ItemView } from '@/ipc/generated/ItemView'
import type { Order } from '@/ipc/generated/Order'
import { isOpen, type Placed } from './agenda'
import { assignCommand, gapsOf, presetForm, type TriageForm } from './form'
import type { Acts } from './useActs'
import type { Meeting } from './useMeeting'

/** What became of one item of a batch. */
export interface BatchLine {
  case: string
  place: number
  title: string
  failure: Failure | undefined
}

/** One item of a batch with what policy sets for it. */
export interface BatchItem {
  placed: Placed
  item: ItemView | undefined
  form: TriageForm | undefined
  /** Why it can't be settled together with the others. */
  failure: Failure | undefined
}

export type BatchKind = { kind: 'claim'; unit: string; name: string } | { kind: 'absent' }

export function useBatch(meeting: Meeting, acts: Acts) {
  const { items, item, form, now, room } = meeting
  const picked = ref<ReadonlySet<string>>(new Set())
  const results = shallowRef<BatchLine[]>([])
  const pickedItems = computed(() => items.value.filter(({ case: id }) => picked.value.has(id)))
  const refused = computed(() => results.value.filter(({ failure }) => failure))

  function toggle(id: string | undefined): void {
    const seen = items.value.find(known => known.case === id)
    if (!seen || !(isOpen(seen.state) || seen.state === 'deferred')) return
    const next = new Set(picked.value)
    if (!next.delete(seen.case)) next.add(seen.case)
    picked.value = next
    announce(t('triage.batch.picked', { n: next.size }))
  }

  const clear = (): void => {
    picked.value = new Set()
    results.value = []
  }

  /** Sends the list, says what was refused, offers to take back what was done. */
  async function sendAll(subjects: readonly Placed[], make: () => Order[]): Promise<void> {
    acts.working.value = true
    let answers: Answer[]
    try {
      answers = await acts.sender.send(make)
    } finally {
      acts.working.value = false
    }
    results.value = subjects.map((subject, i) => {
      const answer = answers[i]
      const failure = answer?.kind === 'failed' ? answer.failure : undefined
      return { case: subject.case, place: subject.place, title: subject.title, failure }
    })
    const done = results.value.filter(({ failure }) => !failure).map(({ case: id }) => id)
    done.forEach(meeting.dropForm)
    picked.value = new Set([...picked.value].filter(id => !done.includes(id)))
    const said = t('triage.batch.done', { n: done.length, refused: refused.value.length })
    if (done.length) {
      acts.tellUndo(said, () => done.map(id => acts.onCase(id, 0, { kind: 'undoDecision' })))
    } else announce(said)
    await meeting.agendaView.refresh()
    if (meeting.placed.value && !isOpen(meeting.placed.value.state)) await meeting.goToNext()
    await meeting.itemView.refresh()
  }

  /** The picked ones as the card says: same unit, time limit, plan and owner. */
  async function settlePicked(): Promise<Failure | undefined> {
    const [seen, known, mine] = [item.value, room.value, form.value]
    if (!seen || !known || !mine || acts.working.value) return undefined
    const gaps = gapsOf(mine, seen, now.value)
    const command = assignCommand(mine, seen, known, now.value)
    if (gaps.length || !command) {
      return { kind: 'refused', rejection: { kind: 'missing', fields: gaps }, field: gaps[0] ?? null }
    }
    const subjects = pickedItems.value
    // 本单位差距 was said about the item at hand only.
    const commandFor = (id: string) => ({ ...command, gap: id === seen.case.id ? command.gap : '' })
    await sendAll(subjects, () =>
      subjects.map(({ case: id, version }) => acts.onCase(id, version, commandFor(id), meeting.draftFor(id))),
    )
    return undefined
  }

  /** The items of a batch, each with its own preset. */
  async function prepare(subjects: readonly Placed[]): Promise<BatchItem[]> {
    const known = room.value
    if (!known) return []
    return Promise.all(
      subjects.map(async placed => {
        try {
          const seen = await readItem(placed.case)
          return { placed, item: seen, form: presetForm(seen, known, now.value), failure: undefined }
        } catch (reason) {
          return { placed, item: undefined, form: undefined, failure: asFailure(reason) }
        }
      }),
    )
  }

  const openOf = (kind: BatchKind): Placed[] =>
    items.value.filter(
      ({ group, state, unit }) =>
        isOpen(state) &&
        (kind.kind === 'absent' ? group === 'absent' : group === 'byUnit' && unit === kind.unit),
    )

  /** `basis`: the chair's, for units that are not in the room. */
  async function settleEach(chosen: readonly BatchItem[], basis: string | undefined): Promise<void> {
    const known = room.value
    if (!known || acts.working.value) return
    const ready = chosen.flatMap(({ placed, item: seen, form: preset }) => {
      if (!seen || !preset) return []
      const mine: TriageForm =
        basis === undefined ? preset : { ...preset, settled: 'decided', claimant: null, basis }
      const command = assignCommand(mine, seen, known, now.value)
      return command ? [{ placed, version: seen.case.version, command }] : []
    })
    await sendAll(
      ready.map(({ placed }) => placed),
      () =>
        ready.map(({ placed, version, command }) =>
          acts.onCase(placed.case, version, command, meeting.draftFor(placed.case)),
        ),
    )
  }

  /** What keeps an item out of the batch: fields that policy could not fill, or a date later than promised. */
  const gapsOfItem = (line: BatchItem) =>
    line.item && line.form ? gapsOf(line.form, line.item, now.value) : []

  return {
    picked,
    pickedItems,
    results,
    refused,
    toggle,
    clear,
    settlePicked,
    prepare,
    openOf,
    settleEach,
    gapsOfItem,
  }
}

export type Batch = ReturnType<typeof useBatch>
