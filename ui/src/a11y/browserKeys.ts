// A window is a tool, not a web page: a reload during a call would lose the screen. Production only, so that
// developers keep reload and inspector.
import { editable } from './ime'

function onKeydown(e: KeyboardEvent): void {
  const key = e.key.toLowerCase()
  const reloads = key === 'f5' || (e.ctrlKey && (key === 'r' || key === 'w'))
  const goesBack = key === 'backspace' && !editable(e.target)
  if (reloads || goesBack) e.preventDefault()
}

const onContextMenu = (e: Event): void => e.preventDefault()

export function blockBrowserKeys(): () => void {
  addEventListener('keydown', onKeydown, true)
  addEventListener('contextmenu', onContextMenu, true)
  return () => {
    removeEventListener('keydown', onKeydown, true)
    removeEventListener('contextmenu', onContextMenu, true)
  }
}
