// The room's own windows: room.html#leader, #board, #projector. Each loads its one screen and knows nothing of the rest.
import '@fontsource-variable/noto-sans-sc/index.css'
import './styles/tokens.css'
import './styles/base.css'
import { createApp, type Component } from 'vue'
import { blockBrowserKeys } from '@/a11y'
import { restoreLocale } from './i18n'

const SCREENS: Record<string, () => Promise<{ default: Component }>> = {
  leader: () => import('./screens/LeaderScreen.vue'),
  board: () => import('./screens/BoardScreen.vue'),
  projector: () => import('./screens/ProjectorScreen.vue'),
}

if (import.meta.env.PROD) blockBrowserKeys()

// The language is chosen in the main window; these follow it.
addEventListener('storage', ({ key }) => {
  if (key === null || key.endsWith('locale')) void restoreLocale()
})

async function open(): Promise<void> {
  const screen = SCREENS[location.hash.slice(1)]
  if (!screen) return
  const [{ default: root }] = await Promise.all([screen(), restoreLocale()])
  createApp(root).mount('#app')
}

void open()
