// A new password as it is typed, twice; dropped when its dialog closes.
import { computed, reactive, ref } from 'vue'
import { t } from '@/i18n'

const LEAST = 8

export function useNewPassword(passwordless: () => boolean) {
  const form = reactive({ password: '', again: '' })
  const tried = ref(false)
  const errors = computed(() => {
    if (!tried.value || passwordless()) return {}
    return {
      ...([...form.password].length < LEAST ? { password: t('accounts.password.short', { n: LEAST }) } : {}),
      ...(form.again !== form.password ? { again: t('accounts.password.differ') } : {}),
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
