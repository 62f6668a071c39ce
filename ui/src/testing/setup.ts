// Before every test file: a fresh page, and what happy-dom lacks.
import '@/i18n/late/all'
import { cleanup, configure } from '@testing-library/vue'
import { afterEach, vi } from 'vitest'
import { keyHelpOpen, paletteOpen } from '@/kit/palette'

// Lists measure themselves; without layout everything is 0 high and a virtual list draws no row.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 400 },
  offsetWidth: { configurable: true, get: () => 800 },
  clientHeight: { configurable: true, get: () => 400 },
})
Element.prototype.scrollIntoView = () => {}
Element.prototype.hasPointerCapture = () => false

// The whole page in every message hides the message.
configure({ getElementError: message => new Error(message ?? 'not found') })

afterEach(() => {
  cleanup()
  document.body.innerHTML = ''
  paletteOpen.value = false
  keyHelpOpen.value = false
  vi.useRealTimers()
})
