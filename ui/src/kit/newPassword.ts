// A new password as it is typed, twice; dropped when its dialog closes.
import { computed, reactive, ref } from 'vue'
import { t } from '@/i18n'

/** Characters of the shortest, as Rust takes it. */
export const LEAST_PASSWORD = 8

/** `passwordless`: a rehearsal or an evaluation takes none. */
export function useNewPassword(passwordless: () => boolean = () => false) {
  const form = reactive({ password: '', again: '' })
  const tried = ref(false)
  const errors = computed(() => {
    if (!tried.value || passwordless()) return {}
    return {
      ...([...form.password].length < LEAST_PASSWORD
        ? { password: t('kit.password.short', { n: LEAST_PASSWORD }) }
        : {}),
      ...(form.again !== form.password ? { again: t('kit.password.differ') } : {}),
    } as { password?: string; again?: string }
  })

  /** False: something about it is wrong, and says so. */
  function check(): boolean {
    tried.value = true
    return Object.keys(errors.value).length === 0
  }

  function clear(): void {
    form.password = form.again = ''
    tried.value = false
  }

  return { form, errors, check, clear, passwordless }
}

export type NewPassword = ReturnType<typeof useNewPassword>
