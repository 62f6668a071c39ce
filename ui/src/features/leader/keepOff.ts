// The keyboard belongs to the recorder's window on the same seat: a touch here moves no focus, selects nothing, opens
// no menu. What acts is the button's own pointerdown.
import { onScopeDispose } from 'vue'

const STOPPED = ['pointerdown', 'mousedown', 'touchstart', 'selectstart', 'contextmenu', 'dragstart'] as const

const stop = (e: Event): void => e.preventDefault()

function giveBack(e: FocusEvent): void {
  if (e.target instanceof HTMLElement) e.target.blur()
}

/** For the window that calls it, while the calling scope lives. */
export function keepOff(): void {
  for (const type of STOPPED) addEventListener(type, stop, { passive: false })
  addEventListener('focusin', giveBack)
  onScopeDispose(() => {
    for (const type of STOPPED) removeEventListener(type, stop)
    removeEventListener('focusin', giveBack)
  })
}
