// The room's windows of this workstation: which are open on which display, opened and closed from here.
import { computed, ref } from 'vue'
import { t } from '@/i18n'
import { failureWords, useView, windows } from '@/ipc'
import type { RoomWindow } from '@/ipc/generated/RoomWindow'
import type { WindowWish } from '@/ipc/generated/WindowWish'
import { showToast } from '@/kit'

export const ROOM_WINDOWS: readonly RoomWindow[] = ['leader', 'board', 'projector']

export function useRoomWindows() {
  const { data, refresh } = useView(
    () => windows({ kind: 'state' }),
    () => ['room', 'house'],
  )
  const busy = ref(false)
  const displays = computed(() => data.value?.displays ?? [])

  /** 显示器 2: by its place in the list, which is the system's own order. */
  const displayName = (name: string): string =>
    t('session.room.display', { n: displays.value.findIndex(display => display.name === name) + 1 })
  const openOn = (window: RoomWindow): string | undefined =>
    data.value?.open.find(open => open.window === window)?.display

  async function wish(wished: WindowWish): Promise<void> {
    busy.value = true
    try {
      await windows(wished)
      await refresh()
    } catch (reason) {
      showToast({ text: t('session.room.failed', { why: failureWords(reason) }) })
    } finally {
      busy.value = false
    }
  }

  return {
    displays,
    displayName,
    openOn,
    busy,
    count: computed(() => data.value?.open.length ?? 0),
    /** Null: where it was last, else a display that is free. */
    open: (window: RoomWindow, display: string | null = null) => wish({ kind: 'open', window, display }),
    close: (window: RoomWindow) => wish({ kind: 'close', window }),
  }
}
