// 一位建立人写下的内容：姓名、职务、工号、密码。
import { computed, reactive, ref } from 'vue'
import { t } from '@/i18n'
import type { FounderForm } from '@/ipc/generated/FounderForm'
import { useNewPassword } from '@/kit'

/** `staffNo`: the one that he gets if he writes none. */
export function useFounder(staffNo: string) {
  const form = reactive({ name: '', title: '', staffNo: '' })
  const password = useNewPassword()
  const tried = ref(false)
  const nameError = computed(() => (tried.value && !form.name.trim() ? t('session.start.empty') : undefined))

  /** What he is founded with; undefined while something is wrong, and says so. */
  function check(): FounderForm | undefined {
    tried.value = true
    const fits = password.check()
    if (!fits || nameError.value) return undefined
    return { ...written(), password: password.form.password }
  }

  function written() {
    const { name, title, staffNo: own } = form
    return { name: name.trim(), title: title.trim(), staffNo: own.trim() || staffNo }
  }

  return { form, password, nameError, check, written, staffNo }
}

export type Founder = ReturnType<typeof useFounder>
