// The settings' screen at one of its parts, by its own address, over the fictitious house. For tests.
import userEvent from '@testing-library/user-event'
import { render } from '@testing-library/vue'
import { onTestFinished } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { RouterView, createMemoryHistory, createRouter } from 'vue-router'
import { installKeys } from '@/a11y'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import { UProvider } from '@/kit'
import SettingsScreen from '@/screens/SettingsScreen.vue'
import { settle } from './screen'
import { settingsHouse } from './settings'

export async function openSettings(part = '', change: Partial<DirectoryView> = {}) {
  const house = settingsHouse(change)
  return { ...(await mountSettings(part)), house }
}

/** `frame`: what stands around the screen in a window of the house. */
export async function mountSettings(part = '', frame?: Component) {
  onTestFinished(installKeys())
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/settings/:part?', name: 'settings', component: SettingsScreen, props: true },
      { path: '/session', name: 'session', component: defineComponent(() => () => null) },
    ],
  })
  await router.push(`/settings/${part}`)
  const Window = defineComponent(
    () => () =>
      h(UProvider, null, {
        default: () => (frame ? h(frame, null, { default: () => h(RouterView) }) : h(RouterView)),
      }),
  )
  const view = render(Window, { global: { plugins: [router] } })
  await settle(20)
  return { ...view, user: userEvent.setup(), router }
}
