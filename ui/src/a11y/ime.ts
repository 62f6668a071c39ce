// One guard for every key handler. An input method owns the keyboard while it composes.
// WebKit may send the Enter that commits a candidate with isComposing=false and keyCode 229, so the end of a
// composition is remembered; 229 must expire again, or a real Enter would be lost.

let ended = -Infinity
addEventListener(
  'compositionend',
  () => {
    ended = performance.now()
  },
  true,
)

export const imeOwns = (e: KeyboardEvent): boolean =>
  e.isComposing ||
  ((e.keyCode === 229 || e.key === 'Process') && performance.now() - ended < 500) ||
  (e.key === 'Enter' && performance.now() - ended < 60)

export const editable = (t: EventTarget | null): t is HTMLElement =>
  t instanceof HTMLElement && (t.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName))
