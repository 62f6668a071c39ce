// What was refused, beside its field; and the sentence that stands above the dispositions.
import { nextTick, reactive, ref } from 'vue'
import { announce, focusFirstError } from '@/a11y'
import { t } from '@/i18n'
import { failureWords, fieldsOf, type Context } from '@/ipc'
import type { Field } from '@/ipc/generated/Field'

export function createRefusals(context: () => Context) {
  const errors = reactive<Partial<Record<Field, string>>>({})
  const problem = ref('')

  return {
    errors,
    problem,

    clearErrors(): void {
      for (const field of Object.keys(errors) as Field[]) errors[field] = undefined
      problem.value = ''
    },

    /** The field was mended: its refusal goes. */
    mend(field: Field): void {
      if (errors[field]) errors[field] = undefined
    },

    show(failure: unknown): void {
      const said = failureWords(failure, context())
      const fields = fieldsOf(failure)
      for (const field of fields) errors[field] = fields.length > 1 ? t('call.form.stillMissing') : said
      problem.value = said
      announce(said, 'assertive')
      void nextTick(() => focusFirstError())
    },
  }
}
