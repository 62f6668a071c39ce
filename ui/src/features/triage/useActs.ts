// What the secretary can do in the meeting. Each act is on disk when its promise resolves; each can be taken back by
// an inverse act until the meeting closes.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { announce } from '@/a11y'
import { t } from '@/i18n'
import { asFailure, caseOrder, failureWords, fieldOf, form as readForm, meetingOrder, newId } from '@/ipc'
import type { Answer } from '@/ipc/generated/Answer'
import type { CaseCommand } from '@/ipc/generated/CaseCommand'
import type { CaseForm } from '@/ipc/generated/CaseForm'
import type { Failure } from '@/ipc/generated/Failure'
import type { Field } from '@/ipc/generated/Field'
import type { ItemState } from '@/ipc/generated/ItemState'
import type { MeetingCommand } from '@/ipc/generated/MeetingCommand'
import type { Order } from '@/ipc/generated/Order'
import { endUndo, showToast } from '@/kit'
import { isOpen, nextOpen, nextPass, passOf, type Placed } from './agenda'
import { assignCommand, gapsOf, stepOf } from './form'
import { unitOf } from './room'
import type { Meeting } from './useMeeting'
import { useSender } from './useSender'

/** How long an item must stay in view before the meeting's record says that it was called. */
const CALLED_AFTER = 600

interface ActOptions {
  /** Stays on the item. */
  stay?: boolean
  decided?: boolean
  /** Instead of an inverse order. */
  takeBack?: () => unknown
}

const missing = (fields: Field[]): Failure => ({
  kind: 'refused',
  rejection: { kind: 'missing', fields },
  field: fields[0] ?? null,
})

export function useActs(meeting: Meeting) {
  const { agenda, agendaView, current, form, item, items, itemView, now, placed, room } = meeting
  const sender = useSender()
  /** A refusal that concerns the meeting, not an item: beside the meeting's own buttons. */
  const meetingFailure = shallowRef<Failure>()
  const working = ref(false)

  /** On, and this login's to run; whoever only looks on changes nothing, on the projector neither. */
  const running = computed(
    () => meeting.runs.value && agenda.value !== undefined && agenda.value.adjournedAt === null,
  )
  const wordsOf = (failure: Failure): string =>
    failureWords(failure, { unit: id => room.value && unitOf(room.value, id)?.name, now: now.value })

  const onCase = (id: string, seen: number, command: CaseCommand, draft: string | null = null): Order =>
    caseOrder(id, sender.versionOf(id, seen), command, draft)

  const onMeeting = (command: MeetingCommand, version?: null): Order => {
    const seen = agenda.value
    const id = seen?.meeting ?? newId()
    return meetingOrder(id, version === null ? null : sender.versionOf(id, seen?.version ?? 0), command)
  }

  const failed = (answers: readonly Answer[]): Failure | undefined =>
    answers.flatMap(answer => (answer.kind === 'failed' ? [answer.failure] : []))[0]

  /** A refusal on the item: beside its step, the focus goes there, what was typed stays. */
  function refuse(failure: Failure): void {
    meeting.failure.value = failure
    announce(wordsOf(failure))
    if (failure.kind === 'stale') {
      meeting.clashed.value = current.value
      void Promise.all([itemView.refresh(), agendaView.refresh()])
    }
    const step = stepOf(fieldOf(failure))
    if (step) meeting.focusStep(step)
  }

  function tellUndo(text: string, inverse: () => readonly Order[], back?: string): void {
    showToast({ text, undo: () => void undo(inverse, back) })
  }

  async function undo(inverse: () => readonly Order[], back?: string): Promise<void> {
    const failure = failed(await sender.send(inverse))
    if (failure) showToast({ text: t('triage.undo.failed', { why: wordsOf(failure) }) })
    else if (back) void meeting.goTo(back)
  }

  /** One act on the item at hand, then on to the next one. What was filled in stays unless the act decided it. */
  async function actOn(
    subject: Placed,
    make: () => Order,
    said: string,
    inverse: (() => Order) | undefined,
    { stay = false, decided = false, takeBack }: ActOptions = {},
  ): Promise<Failure | undefined> {
    if (working.value) return undefined
    working.value = true
    try {
      await meeting.draft.settle()
      const failure = failed(await sender.send(() => [make()]))
      if (failure) return failure
      if (decided) meeting.dropForm(subject.case)
      if (inverse) tellUndo(said, () => [inverse()], subject.case)
      else showToast({ text: said, undo: takeBack })
      if (!stay) {
        await agendaView.refresh()
        meeting.focusNext.value = true
        if (current.value === subject.case) await meeting.goToNext()
        if (current.value === subject.case) {
          meeting.focusNext.value = false
          await itemView.refresh()
        }
      }
      return undefined
    } finally {
      working.value = false
    }
  }

  const titleOf = (subject: Placed): string =>
    t('triage.said.title', { place: subject.place, title: subject.title })

  // ── the item at hand ─────────────────────────────────────────────────────────────────────────────────────
  async function settle(): Promise<void> {
    const [seen, known, mine, subject] = [item.value, room.value, form.value, placed.value]
    if (!seen || !known || !mine || !subject || !meeting.canDecide.value) return
    const gaps = gapsOf(mine, seen, now.value)
    const command = assignCommand(mine, seen, known, now.value)
    if (gaps.length || !command) return refuse(missing(gaps))
    const id = seen.case.id
    const failure = await actOn(
      subject,
      () => onCase(id, seen.case.version, command, meeting.draftFor(id)),
      t('triage.said.settled', { item: titleOf(subject), unit: unitOf(known, mine.lead)?.name ?? '' }),
      () => onCase(id, 0, { kind: 'undoDecision' }),
      { decided: true },
    )
    if (failure) refuse(failure)
  }

  function defer(): Promise<Failure | undefined> {
    const subject = placed.value
    if (!subject) return Promise.resolve(undefined)
    const said = t('triage.said.deferred', { item: titleOf(subject) })
    const reopen = () => onMeeting({ kind: 'openItem', case: subject.case })
    return actOn(subject, () => onMeeting({ kind: 'deferItem', case: subject.case }), said, reopen).then(
      shownOnItem,
    )
  }

  function shownOnItem(failure: Failure | undefined): Failure | undefined {
    if (failure) refuse(failure)
    return failure
  }

  function leaveUndecided(owner: string, reason: string): Promise<Failure | undefined> {
    const subject = placed.value
    if (!subject) return Promise.resolve(undefined)
    return actOn(
      subject,
      () => onMeeting({ kind: 'leaveUndecided', case: subject.case, owner, reason }),
      t('triage.said.undecided', { item: titleOf(subject) }),
      () => onMeeting({ kind: 'openItem', case: subject.case }),
    )
  }

  function merge(master: string, masterName: string, reason: string): Promise<Failure | undefined> {
    const [subject, seen] = [placed.value, item.value]
    if (!subject || !seen) return Promise.resolve(undefined)
    return actOn(
      subject,
      () =>
        onCase(
          subject.case,
          seen.case.version,
          { kind: 'mergeCase', master, reason },
          meeting.draftFor(subject.case),
        ),
      t('triage.said.merged', { item: titleOf(subject), master: masterName }),
      () => onCase(subject.case, 0, { kind: 'unmergeCase' }),
      { decided: true },
    )
  }

  function sendBack(words: string): Promise<Failure | undefined> {
    const [subject, seen] = [placed.value, item.value]
    if (!subject || !seen) return Promise.resolve(undefined)
    const order = () => onCase(subject.case, seen.case.version, { kind: 'sendBackCase', missing: words })
    return actOn(subject, order, t('triage.said.sentBack', { item: titleOf(subject) }), undefined, {
      stay: true,
    })
  }

  /** Amends the words on record; what `change` does not touch stays as it is. */
  async function amend(
    subject: Placed,
    version: number,
    change: (form: CaseForm) => CaseForm,
    said: string,
    takeBack?: () => unknown,
  ): Promise<Failure | undefined> {
    const whole = await readForm(subject.case).catch((reason: unknown) => asFailure(reason))
    if ('kind' in whole) return whole
    const order = () => onCase(subject.case, version, { kind: 'amendCase', form: change(whole.form) })
    return actOn(subject, order, said, undefined, { stay: true, takeBack })
  }

  /** 编辑文字: title and matter, and whether they were checked; the promise stands as it was spoken. */
  async function edit(title: string, matter: string, checked: boolean): Promise<Failure | undefined> {
    const [subject, seen] = [placed.value, item.value]
    if (!subject || !seen) return undefined
    const change = (form: CaseForm): CaseForm => ({
      ...form,
      matter: { ...form.matter, checked },
      text: { ...form.text, title, matter },
    })
    return amend(subject, seen.case.version, change, t('triage.said.edited', { item: titleOf(subject) }))
  }

  /** 已核对脱敏: the words that were seen may be on the projector. Taken back by the opposite tick. */
  async function check(checked: boolean): Promise<void> {
    const [subject, seen] = [placed.value, item.value]
    if (!subject || !seen) return
    const tick = async (on: boolean, version: number, takeBack?: () => unknown): Promise<void> => {
      const said = t(on ? 'triage.said.checked' : 'triage.said.unchecked', { item: titleOf(subject) })
      const change = (form: CaseForm): CaseForm => ({ ...form, matter: { ...form.matter, checked: on } })
      const failure = await amend(subject, version, change, said, takeBack)
      if (failure) refuse(failure)
    }
    // Version 0: as this window left it; if somebody changed the words since, the undo is refused.
    await tick(checked, seen.case.version, () => tick(!checked, 0))
  }

  const inverseOf = (id: string, state: ItemState): Order | undefined => {
    const version = items.value.find(known => known.case === id)?.version ?? 0
    switch (state) {
      case 'settled':
        return onCase(id, version, { kind: 'undoDecision' })
      case 'merged':
        return onCase(id, version, { kind: 'unmergeCase' })
      case 'deferred':
      case 'undecided':
        return onMeeting({ kind: 'openItem', case: id })
      case 'open':
      case 'sameDay':
        return undefined
    }
  }

  /** The item's own 撤销, until the meeting closes. */
  async function takeBack(): Promise<void> {
    const subject = placed.value
    if (!subject) return
    const make = () => [inverseOf(subject.case, subject.state)].filter(order => order !== undefined)
    const failure = failed(await sender.send(make))
    if (failure) return refuse(failure)
    // What was typed before somebody else settled it is there again.
    if (meeting.clashed.value !== subject.case) meeting.dropForm(subject.case)
    showToast({ text: t('triage.said.takenBack', { item: titleOf(subject) }) })
    await Promise.all([agendaView.refresh(), itemView.refresh()])
  }

  // ── the meeting itself ───────────────────────────────────────────────────────────────────────────────────
  async function onWhole(make: () => readonly Order[]): Promise<boolean> {
    meetingFailure.value = failed(await sender.send(make))
    if (meetingFailure.value) announce(wordsOf(meetingFailure.value))
    await agendaView.refresh()
    return meetingFailure.value === undefined
  }

  async function convene(): Promise<void> {
    const session = meeting.session.value?.id
    if (session) await onWhole(() => [meetingOrder(newId(), 0, { kind: 'convene', session })])
  }

  async function adjourn(): Promise<boolean> {
    const done = await onWhole(() => [onMeeting({ kind: 'adjourn' })])
    // 会商结束，撤销也就到头了。
    if (done) endUndo()
    return done
  }
  const sortAgain = (): Promise<boolean> => onWhole(() => [onMeeting({ kind: 'sortAgenda' })])

  /** Moves on; what is still open in the pass that ends is put off (暂缓), and comes back with the undo. */
  async function startNextPass(): Promise<void> {
    const from = agenda.value?.pass
    const to = from && nextPass(from)
    if (!from || !to) return
    const left = items.value.filter(({ state, group }) => isOpen(state) && passOf(group) === from)
    const done = await onWhole(() => [
      onMeeting({ kind: 'startPass', pass: to }),
      ...left.map(({ case: id }) => onMeeting({ kind: 'deferItem', case: id }, null)),
    ])
    if (!done) return
    const said = left.length ? 'passLeft' : 'pass'
    tellUndo(t(`triage.said.${said}`, { pass: t(`triage.pass.${to}`), n: left.length }), () => [
      onMeeting({ kind: 'startPass', pass: from }),
      ...left.map(({ case: id }) => onMeeting({ kind: 'openItem', case: id }, null)),
    ])
    await meeting.goTo(nextOpen(items.value, undefined, to)?.case)
  }

  // An item that stays in view is the one that is being spoken of. What was put off is taken up only by a person.
  let timer: ReturnType<typeof setTimeout> | undefined
  watch([current, running], ([id]) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const seen = placed.value
      if (!running.value || working.value || agenda.value?.pass === 'opening') return
      if (!seen || seen.case !== id || !isOpen(seen.state) || agenda.value?.opened === id) return
      // Only for the projector and the pace: if it is refused the meeting goes on.
      void sender.send(() => [onMeeting({ kind: 'openItem', case: seen.case })])
    }, CALLED_AFTER)
  })
  onScopeDispose(() => clearTimeout(timer))

  return {
    sender,
    running,
    working,
    meetingFailure,
    wordsOf,
    onCase,
    refuse,
    tellUndo,
    settle,
    defer,
    leaveUndecided,
    merge,
    sendBack,
    edit,
    check,
    takeBack,
    convene,
    adjourn,
    sortAgain,
    startNextPass,
  }
}

export type Acts = ReturnType<typeof useActs>
