// Bringing in a table: choose the file, have it read without changing anything, look at what would come, and take it.
import { ref, shallowRef } from 'vue'
import { bring, chooseOpen } from '@/ipc'
import type { ImportReceipt } from '@/ipc/generated/ImportReceipt'
import type { ImportWhat } from '@/ipc/generated/ImportWhat'
import { useSettings } from '../settings'

const ENDINGS = ['csv', 'txt']

export function useImport(what: () => ImportWhat) {
  const { view } = useSettings()
  const path = ref<string>()
  const receipt = shallowRef<ImportReceipt>()
  const error = shallowRef<unknown>()
  /** The receipt is of what was really taken, not of the trial. */
  const taken = ref(false)
  const busy = ref(false)

  function reset(): void {
    path.value = receipt.value = error.value = undefined
    taken.value = false
  }

  async function read(tryOnly: boolean): Promise<void> {
    if (path.value === undefined || busy.value) return
    busy.value = true
    try {
      receipt.value = await bring({ what: what(), path: path.value, tryOnly })
      taken.value = !tryOnly
      error.value = undefined
      if (!tryOnly) await view.refresh()
    } catch (reason) {
      error.value = reason
    } finally {
      busy.value = false
    }
  }

  /** Nothing chosen: nothing changes. */
  async function choose(): Promise<void> {
    try {
      const chosen = await chooseOpen(ENDINGS)
      if (chosen === null) return
      reset()
      path.value = chosen
    } catch (reason) {
      error.value = reason
      return
    }
    await read(true)
  }

  return { path, receipt, error, taken, busy, reset, choose, take: () => read(false) }
}
