// One list of the directory as a page works with it: which entry is open, what is typed in it, and saving, adding and
// removing it. Each entry is saved by itself; what is typed in the others waits.
import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { t } from '@/i18n'
import { newId } from '@/ipc'
import type { DirectoryCommand } from '@/ipc/generated/DirectoryCommand'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Failure } from '@/ipc/generated/Failure'
import type { Field } from '@/ipc/generated/Field'
import { showToast } from '@/kit'
import { begin, copy, settle, touched, useEditing, type Edit } from './edits'
import type { PartName } from './parts'
import { useSeen, useSettings } from './settings'
import { missing, useSender } from './useSender'

export interface EntryPlan<R extends { id: string }, F extends { name: string }, W extends { id: string }> {
  part: PartName
  records: (directory: DirectoryView) => readonly R[]
  formOf: (record: R) => F
  /** A new one, beside or below the one that is open. */
  blank: (open: F | undefined, below: string | undefined) => F
  /** As it goes on record; `record` is what stands, none for a new one. */
  write: (id: string, form: F, record: R | undefined, directory: DirectoryView) => W
  change: (set: W[], gone: string[]) => DirectoryCommand
  /** The names that the record has for the fields of the form. */
  fields: Partial<Record<keyof F, readonly Field[]>>
}

/** What a field of the form needs to know of its entry. */
export interface Entry<F extends object> {
  form: F
  error: (key: keyof F) => string | undefined
  clash: <K extends keyof F>(key: K) => { theirs: F[K] } | undefined
  take: (key: keyof F) => void
}

export function useEntries<R extends { id: string }, F extends { name: string }, W extends { id: string }>(
  plan: EntryPlan<R, F, W>,
) {
  const settings = useSettings()
  const directory = useSeen()
  const edits = settings.edits[plan.part]
  const selected: Ref<string | undefined> = settings.remember(`${plan.part}.selected`, undefined)
  const sender = useSender([...new Set(Object.values<readonly Field[]>(plan.fields as never).flat())])

  const records = computed(() => plan.records(directory.value))
  const record = computed(() => records.value.find(({ id }) => id === selected.value))
  const stands = computed(() => record.value && plan.formOf(record.value))
  const editing = useEditing<F>(
    edits,
    () => selected.value,
    () => stands.value,
  )
  const { edit } = editing
  const dirty = computed(() => edit.value !== undefined && touched(edit.value))
  /** Somebody removed it while it was typed in. */
  const lost = computed(() => edit.value !== undefined && !edit.value.fresh && record.value === undefined)
  /** New ones that wait to be saved. */
  const fresh: ComputedRef<[string, F][]> = computed(() =>
    [...edits].filter(([, one]) => one.fresh).map(([id, one]) => [id, one.mine as F]),
  )
  const unsaved = computed(() => new Set([...edits].filter(([, one]) => touched(one)).map(([id]) => id)))

  watch(selected, () => {
    sender.failure.value = undefined
  })

  function add(below?: string): void {
    const id = newId()
    begin(edits, id, plan.blank(edit.value?.mine, below), true)
    selected.value = id
  }

  function refuse(failure: Failure): false {
    sender.failure.value = failure
    return false
  }

  async function save(): Promise<boolean> {
    const [typed, id] = [edit.value, selected.value]
    if (!typed || id === undefined) return false
    if (!typed.mine.name.trim()) return refuse(missing('name'))
    const sent = copy(typed.mine)
    const done = await sender.send(plan.change([plan.write(id, sent, record.value, directory.value)], []))
    if (!done) return false
    settle(typed, sent, stands.value ?? sent)
    showToast({ text: t('directory.done.saved', { what: sent.name.trim() }) })
    return true
  }

  function discard(): void {
    const [typed, id] = [edit.value, selected.value]
    if (!typed || id === undefined) return
    const before = copy(typed.mine)
    const [isFresh, base] = [typed.fresh, copy(typed.base)]
    sender.failure.value = undefined
    if (isFresh || lost.value) {
      edits.delete(id)
      selected.value = undefined
    } else editing.discard()
    showToast({
      text: t('directory.done.discarded', { what: before.name.trim() || t('directory.unnamed') }),
      undo: () => {
        const again = (edits.get(id) as Edit<F> | undefined) ?? begin(edits, id, base, isFresh)
        Object.assign(again.mine, before)
        selected.value = id
      },
    })
  }

  /** Gone at once, and back with 撤销: nothing is asked first. */
  async function remove(): Promise<void> {
    const going = record.value
    if (!going) return
    const back = plan.write(going.id, plan.formOf(going), going, directory.value)
    const at = records.value.indexOf(going)
    if (!(await sender.send(plan.change([], [going.id])))) return
    edits.delete(going.id)
    selected.value = records.value[Math.min(at, records.value.length - 1)]?.id
    showToast({
      text: t('directory.done.removed', { what: plan.formOf(going).name }),
      undo: async () => {
        if (await sender.send(plan.change([back], []))) selected.value = back.id
      },
    })
  }

  const entry = computed<Entry<F> | undefined>(
    () =>
      edit.value && {
        form: edit.value.mine,
        error: key => sender.on(...(plan.fields[key] ?? [])),
        clash: editing.clash,
        take: editing.take,
      },
  )

  return {
    directory,
    records,
    selected,
    record,
    entry,
    dirty,
    lost,
    fresh,
    unsaved,
    sender,
    /** What stands in the way of the whole act. */
    trouble: computed(() => sender.elsewhere.value ?? ''),
    add,
    save,
    discard,
    remove,
  }
}

/** What `useEntries` of a plan answers, for the parts that are handed it. */
/** What the form of the open entry needs of its list, whatever list it is. */
export type OpenEntry = Pick<
  ReturnType<typeof useEntries>,
  'dirty' | 'lost' | 'trouble' | 'save' | 'discard' | 'remove'
> & { record: ComputedRef<object | undefined>; sender: { busy: Ref<boolean> } }

export type EntriesOf<P> =
  P extends EntryPlan<infer R, infer F, infer W> ? ReturnType<typeof useEntries<R, F, W>> : never
