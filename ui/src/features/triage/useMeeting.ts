// The meeting on one workstation: agenda, the item at hand and what is being decided about it.
import { computed, nextTick, ref, shallowRef, watch, type Ref } from 'vue'
import { announce } from '@/a11y'
import { t } from '@/i18n'
import {
  agenda as readAgenda,
  drafts,
  item as readItem,
  newId,
  useDirectory,
  useDraft,
  useHeader,
  useMay,
  useView,
} from '@/ipc'
import type { Failure } from '@/ipc/generated/Failure'
import type { ItemView } from '@/ipc/generated/ItemView'
import { useMinute } from '@/kit'
import { isOpen, itemsOf, nextOpen, type Placed } from './agenda'
import { firstStep, presetForm, type Step, type TriageForm } from './form'
import type { Room } from './room'

/** What a draft of this screen holds. */
interface TriageDraft {
  screen: 'triage'
  case: string
  form: TriageForm
}

interface Kept {
  form: TriageForm
  /** The form as policy filled it: what equals it needs no draft. */
  preset: string
  draft: string
  /** On disk already. */
  saved: boolean
}

const isDraft = (body: unknown): body is TriageDraft =>
  typeof body === 'object' && body !== null && 'screen' in body && body.screen === 'triage'

/** `root`: the card, where the focus goes between the steps. */
export function useMeeting(root: Readonly<Ref<HTMLElement | null>>) {
  const now = useMinute()
  const header = useHeader()
  const may = useMay()
  /** The meeting is run by one; the others see it. */
  const runs = computed(() => may('runMeeting'))
  const directory = useDirectory()
  const session = computed(() => header.data.value?.session ?? undefined)
  const sessionId = computed(() => session.value?.id)

  const agendaView = useView(
    () => (sessionId.value ? readAgenda(sessionId.value) : Promise.resolve(null)),
    () => ['agenda', 'cases', 'session', 'directory', 'house'],
    { about: () => sessionId.value },
  )
  const agenda = computed(() => agendaView.data.value ?? undefined)
  const items = computed<Placed[]>(() => (agenda.value ? itemsOf(agenda.value) : []))

  const current = ref<string>()
  const itemView = useView<ItemView | undefined>(
    () => (current.value ? readItem(current.value) : Promise.resolve(undefined)),
    () => ['agenda', 'cases', 'directory', 'house'],
    { about: () => current.value },
  )
  const item = computed(() => itemView.data.value)
  const placed = computed(() => items.value.find(({ case: id }) => id === current.value))

  const room = computed<Room | undefined>(() => {
    if (!directory.data.value || !session.value) return undefined
    const chair = agenda.value?.chair ?? session.value.plan.chair
    const adjourned = agenda.value !== undefined && agenda.value.adjournedAt !== null
    return { directory: directory.data.value, session: session.value, chair, adjourned }
  })

  // ── what is being decided ────────────────────────────────────────────────────────────────────────────────
  const kept = new Map<string, Kept>()
  const form = ref<TriageForm>()
  const step = ref<Step | null>(null)
  const failure = shallowRef<Failure>()
  /** The item that somebody else wrote first, until its form is sent or thrown away. */
  const clashed = ref<string>()
  const restored = ref(false)
  /** The next item takes the focus: the last one was settled from the keyboard. */
  const focusNext = ref(false)
  let announced = ''
  const recovered = new Map<string, { draft: string; form: TriageForm }>()
  const recovering = drafts().then(
    seen => {
      for (const { draft, body } of seen)
        if (isDraft(body)) recovered.set(body.case, { draft, form: body.form })
    },
    () => undefined, // no drafts to be had: nothing to restore
  )

  const touched = (id: string | undefined): boolean => {
    const known = id === undefined ? undefined : kept.get(id)
    return known !== undefined && JSON.stringify(known.form) !== known.preset
  }

  // Both belong to the item that is shown, not to the one that is being fetched.
  const shown = ref<string>()
  const draftOf = (): Kept | undefined => (shown.value ? kept.get(shown.value) : undefined)
  const draft = useDraft(
    () => draftOf()?.draft ?? '',
    () => shown.value ?? '',
    () => {
      const about = draftOf()
      if (!about || !form.value || !touched(shown.value)) return undefined
      return { screen: 'triage', case: shown.value, form: form.value } as TriageDraft
    },
  )
  watch(draft.state, state => {
    const about = draftOf()
    if (about && state === 'saved') about.saved = true
  })

  function take(seen: ItemView, known: Room): void {
    const id = seen.case.id
    const fresh = shown.value !== id
    let mine = kept.get(id)
    if (!mine || !touched(id)) {
      const preset = presetForm(seen, known, now.value)
      const old = recovered.get(id)
      mine = {
        form: old?.form ?? preset,
        preset: JSON.stringify(preset),
        draft: old?.draft ?? mine?.draft ?? newId(),
        saved: old !== undefined || (mine?.saved ?? false),
      }
      kept.set(id, mine)
    }
    restored.value = recovered.delete(id) || (restored.value && !fresh)
    form.value = mine.form
    mine.form = form.value // the proxy: what is typed must be seen by those who read `kept`
    shown.value = id
    if (fresh) {
      failure.value = undefined
      step.value = canDecide.value ? firstStep(form.value, seen, now.value) : null
      if (announced !== id)
        announce(t('triage.said.item', { place: seen.place, title: seen.case.text.title }))
      announced = id
      if (focusNext.value && canDecide.value) {
        focusNext.value = false
        focusStep(step.value)
      }
    }
  }

  /** Waits for the meeting's word; after the meeting only the undecided list does. */
  const canDecide = computed(
    () =>
      runs.value &&
      item.value?.case.stage.kind === 'pendingTriage' &&
      agenda.value !== undefined &&
      (!room.value?.adjourned || item.value.state === 'undecided'),
  )

  watch(
    [item, room],
    ([seen, known]) => {
      if (!seen || !known || seen.case.id !== current.value) return
      void recovering.then(() => {
        if (seen === item.value && seen.case.id === current.value) take(seen, known)
      })
    },
    { immediate: true },
  )

  // A refusal stands until the person changes something.
  watch([form, () => JSON.stringify(form.value)] as const, ([now], [before]) => {
    if (now === before) failure.value = undefined
  })

  /** The decision is on disk, or was thrown away: the next look at the item starts from policy again. */
  function dropForm(id: string): void {
    kept.delete(id)
    if (clashed.value === id) clashed.value = undefined
    if (shown.value === id) {
      draft.consumed()
      shown.value = undefined
      form.value = undefined
    }
  }

  /** The draft that an order of this case consumes. */
  const draftFor = (id: string): string | null => (kept.get(id)?.saved ? (kept.get(id)?.draft ?? null) : null)

  // ── walking ──────────────────────────────────────────────────────────────────────────────────────────────
  async function goTo(id: string | undefined): Promise<void> {
    if (id === undefined || id === current.value) return
    await draft.saveNow()
    current.value = id
  }

  function move(by: number, visible: readonly string[]): void {
    const at = visible.indexOf(current.value ?? '')
    const to = at < 0 ? (by > 0 ? 0 : visible.length - 1) : at + by
    void goTo(visible[Math.min(Math.max(to, 0), visible.length - 1)])
  }

  const goToNext = (): Promise<void> =>
    goTo(agenda.value && nextOpen(items.value, current.value, agenda.value.pass)?.case)

  // The first look: where the meeting is, else the first item to settle.
  watch(items, list => {
    if (list.some(({ case: id }) => id === current.value)) return
    const opened = list.find(({ case: id, state }) => id === agenda.value?.opened && isOpen(state))
    current.value = (opened ?? nextOpen(list, undefined, agenda.value?.pass ?? 'opening') ?? list[0])?.case
  })

  /** After the page has drawn: to the step, so that its keys act and a reader hears it. */
  function focusStep(target: Step | null): void {
    step.value = target
    void nextTick(() => {
      const place = target ? root.value?.querySelector<HTMLElement>(`[data-step="${target}"]`) : root.value
      const field = place?.querySelector<HTMLElement>('[aria-invalid="true"]')
      ;(
        field ??
        (target === 'gap' ? place?.querySelector<HTMLElement>('input') : undefined) ??
        place
      )?.focus()
    })
  }

  return {
    now,
    header,
    directory,
    session,
    agendaView,
    agenda,
    items,
    current,
    placed,
    itemView,
    item,
    room,
    form,
    /** The case that `form` belongs to: while the next item is being read, still the last one. */
    formOf: shown,
    step,
    canDecide,
    runs,
    failure,
    clashed,
    touched,
    restored,
    focusNext,
    draft,
    draftFor,
    dropForm,
    goTo,
    move,
    goToNext,
    focusStep,
  }
}

export type Meeting = ReturnType<typeof useMeeting>
