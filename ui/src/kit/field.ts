// A UField tells the control inside it its id, its description and whether it is wrong; the control only asks.
import { computed, inject, provide, useId, type ComputedRef, type InjectionKey, type Ref } from 'vue'

interface FieldContext {
  id: string
  labelId: string
  describedBy: ComputedRef<string | undefined>
  invalid: ComputedRef<boolean>
  required: ComputedRef<boolean>
  /** Said by controls that a <label for> can't name (radio groups): the label becomes a span. */
  isGroup: Ref<boolean>
}

const FIELD: InjectionKey<FieldContext> = Symbol('field')

export const provideField = (context: FieldContext): void => provide(FIELD, context)

/**
 * For controls: the attributes that tie them to their field. Outside a field the control needs an aria-label.
 * `group`: named by aria-labelledby (radio group). `ownId`: one of several in a field (checkbox), named by itself.
 */
export function useControl(options: { group?: boolean; ownId?: boolean } = {}) {
  const field = inject(FIELD, undefined)
  const ownId = useId()
  if (field && options.group) field.isGroup.value = true
  const id = field && !options.ownId ? field.id : ownId
  const attrs = computed(() => ({
    id,
    'aria-describedby': field?.describedBy.value,
    'aria-invalid': field?.invalid.value ? true : undefined,
    'aria-required': field?.required.value ? true : undefined,
  }))
  return { id, labelId: field?.labelId, attrs }
}
