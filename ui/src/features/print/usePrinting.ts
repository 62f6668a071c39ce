// To the printer or into a file: through the system's dialogs, and what came of it in words.
import { computed, ref } from 'vue'
import { t } from '@/i18n'
import { chooseFile, failureWords, useView, windows } from '@/ipc'

export function usePrinting(fileName: () => string) {
  const { data } = useView(
    () => windows({ kind: 'state' }),
    () => ['room'],
  )
  const busy = ref(false)
  const said = ref('')
  const problem = ref('')
  /** Only what the shell said: without an answer nothing is claimed about the machine. */
  const noPrinter = computed(() => data.value?.printer === false)

  async function during(work: () => Promise<string>, failed: 'failed' | 'notSaved'): Promise<void> {
    if (busy.value) return
    busy.value = true
    said.value = problem.value = ''
    try {
      said.value = await work()
    } catch (reason) {
      problem.value = t(`print.${failed}`, { words: failureWords(reason) })
    } finally {
      busy.value = false
    }
  }

  const print = () =>
    during(async () => {
      await windows({ kind: 'print' })
      return t('print.printing')
    }, 'failed')

  const toFile = () =>
    during(async () => {
      const path = await chooseFile(fileName())
      if (!path) return ''
      await windows({ kind: 'printToFile', path })
      return t('print.saved', { path })
    }, 'notSaved')

  return { busy, said, problem, noPrinter, print, toFile }
}
