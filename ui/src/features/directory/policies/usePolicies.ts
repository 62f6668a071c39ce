// The page of time limits: what is typed, which versions there are, and what the new one would touch.
import { computed, ref, shallowRef, watch, onScopeDispose } from 'vue'
import { civilOf, t } from '@/i18n'
import { policies, policyPreview, useMay, useView } from '@/ipc'
import type { DeadlinePolicy } from '@/ipc/generated/DeadlinePolicy'
import { showToast, useMinute } from '@/kit'
import { copy, same, settle, touched, useEditing } from '../edits'
import { useSeen, useSettings } from '../settings'
import type { Entry } from '../useEntries'
import { useSender } from '../useSender'
import {
  deadlinesChanged,
  formOf,
  policyOf,
  problems,
  timetableOf,
  undecidedOf,
  type PolicyForm,
} from './policy'

/** Reading what a change touches waits for a pause in typing. */
const QUIET = 300

export function usePolicies() {
  const settings = useSettings()
  const directory = useSeen()
  const now = useMinute()
  const sender = useSender(['from', 'secondsACase', 'undecided'])
  const versions = useView(policies, () => ['directory', 'house'])
  const today = computed(() => civilOf(now.value))
  const from = settings.remember<string>('policies.from', '')
  const tried = ref(false)

  /** The version entered last. A window that can't read them edits what holds today. */
  const newest = computed<DeadlinePolicy | undefined>(() => {
    if (versions.data.value === undefined && versions.error.value === undefined) return undefined
    return versions.data.value?.[0]?.policy ?? directory.value.deadlines
  })
  const nextVersion = computed(
    () =>
      Math.max(
        directory.value.deadlines.version,
        ...(versions.data.value ?? []).map(seen => seen.policy.version),
      ) + 1,
  )
  const stands = computed(() => newest.value && formOf(newest.value, directory.value))
  const editing = useEditing<PolicyForm>(
    settings.edits.policies,
    () => 'policies',
    () => stands.value,
  )
  const form = computed(() => editing.edit.value?.mine)
  const dirty = computed(() => editing.edit.value !== undefined && touched(editing.edit.value))
  const wrong = computed(() => (form.value ? problems(form.value) : new Map<keyof PolicyForm, string>()))
  const refused = (key: keyof PolicyForm): string | undefined => {
    if (key === 'secondsACase') return sender.on('secondsACase')
    return key === 'undecidedDays' ? sender.on('undecided') : undefined
  }
  const entry = computed<Entry<PolicyForm> | undefined>(
    () =>
      form.value && {
        form: form.value,
        error: key => (tried.value && wrong.value.get(key)) || refused(key),
        clash: editing.clash,
        take: editing.take,
      },
  )

  const changes = computed(() => {
    const [mine, base] = [form.value, stands.value]
    if (!mine || !base) return { deadlines: false, timetable: false, undecided: false }
    return {
      deadlines: deadlinesChanged(mine, base),
      timetable: !same(timetableOf(mine), timetableOf(base)),
      undecided: !same(undecidedOf(mine), undecidedOf(base)),
    }
  })
  /** As it would go on record; none while nothing changed or something is wrong. */
  const wanted = computed(() =>
    form.value && changes.value.deadlines ? policyOf(form.value, nextVersion.value) : undefined,
  )
  /** A day that has passed since it was chosen is today. */
  const startsOn = computed(() => (from.value > today.value ? from.value : today.value))

  const asked = shallowRef<{ policy: DeadlinePolicy; from: string }>()
  let quiet: ReturnType<typeof setTimeout> | undefined
  watch(
    [() => JSON.stringify(wanted.value), startsOn],
    () => {
      clearTimeout(quiet)
      const policy = wanted.value && copy(wanted.value)
      const ask = () => (asked.value = policy && { policy, from: startsOn.value })
      if (policy) quiet = setTimeout(ask, QUIET)
      else ask()
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(quiet))
  /** What it touches is counted from cases: the administrator reads none, and is told so. */
  const may = useMay()
  const seesCases = computed(() => may('seeFigures'))
  const preview = useView(
    () =>
      asked.value && seesCases.value
        ? policyPreview(asked.value.policy, asked.value.from)
        : Promise.resolve(null),
    () => ['cases', 'directory', 'house'],
  )
  /** What is shown is of what is typed now. */
  const upToDate = computed(
    () =>
      !seesCases.value ||
      (!preview.stale.value &&
        same(asked.value, wanted.value && { policy: wanted.value, from: startsOn.value })),
  )

  /** False: something on the form is wrong, and says so. */
  function check(): boolean {
    tried.value = true
    return wrong.value.size === 0
  }

  async function save(): Promise<boolean> {
    const [edit, base] = [editing.edit.value, stands.value]
    if (!edit || !base || !check()) return false
    const sent = copy(edit.mine)
    const { deadlines, timetable, undecided } = changes.value
    const version = nextVersion.value
    const done = await sender.send({
      kind: 'changePolicies',
      deadlines: deadlines ? (policyOf(sent, version) ?? null) : null,
      from: deadlines ? startsOn.value : null,
      timetable: timetable ? (timetableOf(sent) ?? null) : null,
      undecided: undecided ? (undecidedOf(sent) ?? null) : null,
      limits: null,
    })
    if (!done) return false
    await versions.refresh()
    settle(edit, sent, stands.value ?? sent)
    tried.value = false
    from.value = ''
    showToast({
      text: deadlines
        ? t('directory.policies.saved', { n: version })
        : t('directory.done.saved', { what: t('directory.policies.title') }),
    })
    return true
  }

  function discard(): void {
    const edit = editing.edit.value
    if (!edit) return
    const before = copy(edit.mine)
    tried.value = false
    sender.failure.value = undefined
    editing.discard()
    showToast({
      text: t('directory.done.discarded', { what: t('directory.policies.title') }),
      undo: () => Object.assign(edit.mine, before),
    })
  }

  /** An earlier version as the beginning of the next one. */
  function load(policy: DeadlinePolicy): void {
    const loaded = formOf(policy, directory.value)
    const edit = editing.edit.value
    if (!edit) return
    const before = copy(edit.mine)
    const { sameDay, hazard, utilities, general, complex, hours, closeOfDay } = loaded
    Object.assign(edit.mine, { sameDay, hazard, utilities, general, complex, hours, closeOfDay })
    showToast({
      text: t('directory.policies.loaded', { n: policy.version }),
      undo: () => Object.assign(edit.mine, before),
    })
  }

  return {
    directory,
    now,
    today,
    sender,
    versions,
    nextVersion,
    form,
    entry,
    dirty,
    changes,
    wanted,
    from,
    startsOn,
    preview,
    seesCases,
    upToDate,
    check,
    save,
    discard,
    load,
  }
}

export type Policies = ReturnType<typeof usePolicies>
