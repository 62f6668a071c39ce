// Mounts a part (or a screen) as a window does: inside UProvider, with the key handler. For component tests.
import { render } from '@testing-library/vue'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { expect, onTestFinished } from 'vitest'
import { defineComponent, h, type Component, type VNodeChild } from 'vue'
import { installKeys } from '@/a11y'
import { UProvider } from '@/kit'

/** `mount(() => h(UButton, …))` or `mount(Screen)`. Answers user-event and the queries of testing-library. */
export function mount(content: Component | (() => VNodeChild)) {
  onTestFinished(installKeys())
  const inner = typeof content === 'function' ? (content as () => VNodeChild) : () => h(content)
  const view = render(defineComponent(() => () => h(UProvider, null, { default: inner })))
  return { ...view, user: userEvent.setup() }
}

/** No critical and no serious finding anywhere on the page, popups included. Contrast is check-colours' work. */
export async function expectAccessible(): Promise<void> {
  // axe knows by layout that a dialog or a list is open and then allows focusable elements that are hidden behind it;
  // there is no layout here, so with an open one that rule is left to the real window (tests/e2e).
  const isOpen = document.querySelector('[data-dismissable-layer]') !== null
  const { violations } = await axe.run(document.body, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'aria-hidden-focus': { enabled: !isOpen },
    },
  })
  const findings = violations
    .filter(({ impact }) => impact === 'critical' || impact === 'serious')
    .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
  expect(findings).toEqual([])
}

/** A key as an input method sends it while it composes. */
export const composingKey = (key: string): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true })
