// Sleep and screen saver are held off while a session is on: from its opening until its meeting has closed. A locked
// screen lets nothing sleep: board and projector go on.
import { computed, onScopeDispose, watch } from 'vue'
import { t } from '@/i18n'
import { failureWords, windows, type View } from '@/ipc'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import { showToast } from '@/kit'

export function useAwake({ data }: View<HeaderView>, locking: () => boolean): void {
  const on = computed(() => {
    const stage = data.value?.session?.stage
    return stage === 'open' || (stage === 'linesClosed' && !data.value?.meeting?.adjourned)
  })

  async function hold(wanted: boolean): Promise<void> {
    try {
      const { awake } = await windows({ kind: 'stayAwake', on: wanted })
      if (wanted && !awake) showToast({ text: t('session.room.notAwake') })
    } catch (reason) {
      if (wanted) showToast({ text: t('session.room.awakeFailed', { why: failureWords(reason) }) })
    }
  }

  watch(on, (wanted, before) => (wanted || before) && hold(wanted), { immediate: true })
  onScopeDispose(() => {
    if (on.value && !locking()) void hold(false)
  })
}
