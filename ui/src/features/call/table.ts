// The sheets that are open, and which of them lies on top. What differs from its beginning was typed, and is kept.
import { computed, reactive, ref } from 'vue'
import type { CaseForm } from '@/ipc/generated/CaseForm'
import { isGiven } from './number'
import type { Sheet } from './sheet'

/** That the call's own number is shown otherwise is no change. */
const said = (of: Sheet) => (isGiven(of) ? { ...of.form, text: { ...of.form.text, number: null } } : of.form)
const contentOf = (of: Sheet): string => {
  const { dispatches, disposition, answer, today } = of
  return JSON.stringify({ form: said(of), dispatches, disposition, answer, today })
}
export const formOf = (of: Sheet): string => JSON.stringify(said(of))

export type Table = ReturnType<typeof createTable>

export function createTable() {
  const sheets = reactive(new Map<string, Sheet>())
  const current = ref<string>()
  const sheet = computed(() => (current.value ? sheets.get(current.value) : undefined))
  /** As it began, or as it was saved last. */
  const baselines = new Map<string, string>()
  /** The form as it is on record. */
  const recorded = new Map<string, string>()

  return {
    sheets,
    current,
    sheet,
    isTouched: (of: Sheet): boolean => contentOf(of) !== baselines.get(of.stream),
    /** The form says something else than the record. */
    isChanged: (of: Sheet): boolean => formOf(of) !== recorded.get(of.stream),

    /** The form as it is on record, as far as it was read here. */
    recordOf(of: Sheet): CaseForm | undefined {
      const known = recorded.get(of.stream)
      return known === undefined ? undefined : (JSON.parse(known) as CaseForm)
    },

    /** Somebody else wrote the record: what is typed here now differs from that. */
    rebase(of: Sheet, form: CaseForm): void {
      recorded.set(of.stream, formOf({ ...of, form }))
    },

    put(on: Sheet): void {
      if (!sheets.has(on.stream)) {
        sheets.set(on.stream, on)
        baselines.set(on.stream, contentOf(on))
        if (on.version > 0) recorded.set(on.stream, formOf(on))
      }
      current.value = on.stream
    },

    /** From a draft: all of it was typed, whatever the record says. */
    putTyped(on: Sheet, form: string | undefined): void {
      sheets.set(on.stream, on)
      baselines.set(on.stream, '')
      if (form !== undefined) recorded.set(on.stream, form)
      current.value = on.stream
    },

    remove(of: Sheet): void {
      sheets.delete(of.stream)
      baselines.delete(of.stream)
      recorded.delete(of.stream)
      if (current.value === of.stream) current.value = undefined
    },

    /** The form reached the disk. */
    markRecorded(of: Sheet): void {
      recorded.set(of.stream, formOf(of))
      baselines.set(of.stream, contentOf(of))
    },

    /** Something of it is not on disk yet, though the form may be. */
    markTyped: (of: Sheet): void => void baselines.set(of.stream, ''),
  }
}
