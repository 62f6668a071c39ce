// The projector as the secretary has it in hand: keys B and H, and the lamp that says what the hall sees.
import { computed, ref, watch } from 'vue'
import { announce } from '@/a11y'
import { t } from '@/i18n'
import { failureWords, room as readRoom, show, useView, windows } from '@/ipc'
import { showToast } from '@/kit'

export type Lamp = 'masked' | 'black' | 'hidden' | 'closed'

export function useProjector() {
  const seen = useView(readRoom, () => ['room', 'house'])
  const shell = useView(
    () => windows({ kind: 'state' }),
    () => ['room', 'house'],
  )
  const black = ref(false)
  const hidden = ref(false)
  watch(
    seen.data,
    view => {
      if (!view) return
      black.value = view.black
      hidden.value = view.hidden
    },
    { immediate: true },
  )

  /** Where the shell can't say which windows are open, the lamp says what they would show. */
  const lamp = computed<Lamp>(() => {
    const open = shell.data.value?.open
    if (open && !open.some(({ window }) => window === 'projector')) return 'closed'
    if (black.value) return 'black'
    return hidden.value ? 'hidden' : 'masked'
  })

  /** What stands on the wall must never differ from what the lamp says: a refusal is said aloud. */
  async function put(next: { black: boolean; hidden: boolean }): Promise<void> {
    const before = { black: black.value, hidden: hidden.value }
    black.value = next.black
    hidden.value = next.hidden
    try {
      await show({ kind: 'projector', ...next })
      announce(t(`triage.lamp.${lamp.value}`))
    } catch (reason) {
      black.value = before.black
      hidden.value = before.hidden
      showToast({ text: t('triage.lamp.failed', { why: failureWords(reason) }) })
    }
  }

  return {
    black,
    hidden,
    lamp,
    toggleBlack: () => put({ black: !black.value, hidden: hidden.value }),
    toggleHidden: () => put({ black: black.value, hidden: !hidden.value }),
  }
}

export type Projector = ReturnType<typeof useProjector>
