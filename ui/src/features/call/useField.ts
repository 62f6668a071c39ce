// What every field of the form does: reads one value of the sheet, writes it, and forgets its refusal when it is mended.
import { computed, type WritableComputedRef } from 'vue'
import type { Field } from '@/ipc/generated/Field'
import type { Matter } from '@/ipc/generated/Matter'
import type { MatterText } from '@/ipc/generated/MatterText'
import type { Sheet } from './sheet'
import { useSheet } from './useRecorder'

/** `field`: where a refusal of this value stands. */
export function useValue<T>(get: (sheet: Sheet) => T, set: (sheet: Sheet, value: T) => void, field?: Field) {
  const { sheet, recorder } = useSheet()
  const value: WritableComputedRef<T> = computed({
    get: () => get(sheet.value),
    set: next => {
      set(sheet.value, next)
      if (field) recorder.mend(field)
    },
  })
  const error = computed(() => (field ? recorder.errors[field] : undefined))
  return { value, error, sheet, recorder }
}

export const useMatter = <K extends keyof Matter>(key: K, field?: Field) =>
  useValue<Matter[K]>(
    sheet => sheet.form.matter[key],
    (sheet, value) => (sheet.form.matter[key] = value),
    field,
  )

export const useText = (key: keyof MatterText, field?: Field) =>
  useValue<string>(
    sheet => sheet.form.text[key],
    (sheet, value) => (sheet.form.text[key] = value),
    field,
  )

/** To the control of a field: `data-field` marks its cell. False when it is not on screen. */
export function focusField(name: string): boolean {
  const cell = document.querySelector<HTMLElement>(`[data-field="${name}"]`)
  const control =
    cell?.querySelector<HTMLElement>('[role=radio][aria-checked=true]') ??
    cell?.querySelector<HTMLElement>('[role=radio]') ??
    cell?.querySelector<HTMLElement>('textarea, input, button:not([tabindex="-1"])')
  control?.focus()
  return control !== undefined && control !== null
}
