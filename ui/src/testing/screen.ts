// Mounts a whole screen with a router, as the window does. For screen tests.
import userEvent from '@testing-library/user-event'
import { render } from '@testing-library/vue'
import { onTestFinished } from 'vitest'
import { defineComponent, h, type Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { installKeys } from '@/a11y'
import { UProvider } from '@/kit'

const Nowhere = defineComponent(() => () => null)

export async function mountScreen(screen: Component, props: Record<string, unknown> = {}) {
  onTestFinished(installKeys())
  const names = ['start', 'session', 'recorder', 'meeting', 'ledger']
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      ...names.map(name => ({ path: name === 'start' ? '/' : `/${name}`, name, component: Nowhere })),
      { path: '/case/:id', name: 'case', component: Nowhere },
      { path: '/to-check', name: 'to-check', component: Nowhere },
      { path: '/checkpoint/:of', name: 'checkpoint', component: Nowhere },
    ],
  })
  await router.push('/')
  const Window = defineComponent(() => () => h(UProvider, null, { default: () => h(screen, props) }))
  const view = render(Window, { global: { plugins: [router] } })
  return { ...view, user: userEvent.setup(), router }
}

/** Lets answers arrive and the page draw. */
export async function settle(ms = 0): Promise<void> {
  await new Promise(done => setTimeout(done, ms))
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

/** A key as the person presses it where the focus is. */
export function press(key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  ;(document.activeElement ?? document.body).dispatchEvent(event)
  return event
}

export const ctrlEnter = (): KeyboardEvent => press('Enter', { ctrlKey: true })
