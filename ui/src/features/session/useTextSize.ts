// Text size of this window: Ctrl+=, Ctrl+-, Ctrl+0. The shell sets it and remembers it.
import { useActions } from '@/a11y'
import { t } from '@/i18n'
import { failureWords, windows } from '@/ipc'
import { showToast } from '@/kit'

const PLAIN = 100
const STEP = 10
const [LEAST, MOST] = [90, 160]

export function useTextSize(): void {
  async function set(next: (percent: number) => number): Promise<void> {
    try {
      const { zoom } = await windows({ kind: 'state' })
      const percent = Math.min(Math.max(next(Math.round(zoom * 100)), LEAST), MOST)
      await windows({ kind: 'zoom', factor: percent / 100 })
      showToast({ text: t('session.room.textSize', { percent }) })
    } catch (reason) {
      showToast({ text: t('session.room.textSizeFailed', { why: failureWords(reason) }) })
    }
  }

  const scope = 'a11y.scope.global'
  useActions([
    {
      id: 'text.larger',
      label: 'session.room.action.larger',
      scope,
      keys: ['Ctrl+='],
      run: () => set(percent => percent + STEP),
    },
    {
      id: 'text.smaller',
      label: 'session.room.action.smaller',
      scope,
      keys: ['Ctrl+-'],
      run: () => set(percent => percent - STEP),
    },
    {
      id: 'text.plain',
      label: 'session.room.action.plain',
      scope,
      keys: ['Ctrl+0'],
      run: () => set(() => PLAIN),
    },
  ])
}
