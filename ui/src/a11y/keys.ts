// Key combinations as text: 'F4', 'Ctrl+K', 'Shift+F4', 'A', '1', '?', 'ArrowUp', 'Escape', 'Space'.
// Order of modifiers: Ctrl, Alt, Shift. Letters are upper case; a printed sign carries no Shift ('?', not 'Shift+/').

const MODIFIERS = new Set(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph', 'CapsLock'])

/** The key itself; outside text an input method may answer 'Process', then the position on the keyboard counts. */
function keyName(e: KeyboardEvent): string {
  if (e.key === ' ') return 'Space'
  if (e.key === 'Process' || e.key === 'Unidentified' || e.altKey) {
    const match = /^(?:Key|Digit)(.)$/.exec(e.code)
    if (match?.[1]) return match[1]
  }
  return e.key.length === 1 ? e.key.toUpperCase() : e.key
}

/** '' for a modifier alone and for the Super key, which belongs to the desktop. */
export function comboOf(e: KeyboardEvent): string {
  if (MODIFIERS.has(e.key) || e.metaKey) return ''
  const key = keyName(e)
  const sign = key.length === 1 && !/[A-Z0-9]/.test(key)
  return [e.ctrlKey && 'Ctrl', e.altKey && 'Alt', e.shiftKey && !sign && 'Shift', key]
    .filter(Boolean)
    .join('+')
}

/** Bare keys (letters, digits, Enter, arrows …) act only outside editable fields; function keys act everywhere. */
export const isBare = (combo: string): boolean => !/^(?:Ctrl|Alt)\+/.test(combo) && !/F\d{1,2}$/.test(combo)

// Owned by the input method, by GTK or by the desktop (ux.md §2.8), and the editing keys of every text field.
const OWNED = [
  /Ctrl\+.*Shift\+/,
  /Ctrl\+Alt\+/,
  /Alt\+Shift\+/,
  /(?:Ctrl|Shift)\+Space$/,
  /^Ctrl\+[.;]$/,
  /(?:^|\+)F10$/,
  /^Alt\+F4$/,
  /^Ctrl\+[ACVXRW]$/,
  /^(?:Ctrl\+)?F5$/,
]

/** A slip in a binding must show in the first test run, not at an operator's desk. */
export function assertBindable(combo: string): void {
  if (OWNED.some(pattern => pattern.test(combo))) throw new Error(`${combo} may not be bound`)
}

const PRINTED: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** As printed on a key cap: 'Ctrl+ArrowUp' → 'Ctrl ↑'. */
export const printed = (combo: string): string =>
  combo
    .split('+')
    .map(part => PRINTED[part] ?? part)
    .join(' ')

/** For aria-keyshortcuts, which says Control. */
export const ariaKeys = (keys: readonly string[]): string | undefined =>
  keys.length ? keys.map(combo => combo.replace('Ctrl', 'Control')).join(' ') : undefined
