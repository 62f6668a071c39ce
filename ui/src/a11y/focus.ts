// Where the focus goes: back after a popup, between the regions of a screen, to the first error.
// A region is an element with `data-landmark` and a name (aria-label): queue, form, reference.
import { watch, type Ref } from 'vue'

export const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex]:not([tabindex="-1"])'

const landmarkOf = (el: Element | null): HTMLElement | null =>
  el?.closest<HTMLElement>('[data-landmark]') ?? null

/** The region itself takes the focus, so that bare keys act and the next Tab goes on from here. */
function focusLandmark(region: HTMLElement): void {
  if (!region.hasAttribute('tabindex')) region.tabIndex = -1
  region.focus()
}

/** Esc in a text field: the words stay, the keys of the screen act again. */
export function leaveField(field: HTMLElement): void {
  const region = landmarkOf(field)
  if (region) focusLandmark(region)
  else field.blur()
}

/** Remembers the focus now; the answer puts it back, or on the region where it was if the element is gone. */
export function rememberFocus(): () => void {
  const element = document.activeElement instanceof HTMLElement ? document.activeElement : null
  const region = landmarkOf(element)
  return () => {
    if (element?.isConnected && element !== document.body) element.focus()
    else if (region?.isConnected) focusLandmark(region)
  }
}

/** For parts that open and close: the focus returns to where it was. */
export function useReturnFocus(open: Ref<boolean>): void {
  let back: (() => void) | undefined
  watch(
    open,
    now => {
      if (now) back = rememberFocus()
      else back?.()
    },
    { flush: 'sync' },
  )
}

const lastInside = new WeakMap<Element, HTMLElement>()

function onFocusIn(e: FocusEvent): void {
  const region = landmarkOf(e.target as Element | null)
  if (region && e.target instanceof HTMLElement) lastInside.set(region, e.target)
}

/** Keeps, for each region, the element that had the focus last. Once per window, from main.ts. */
export function installLandmarks(): () => void {
  addEventListener('focusin', onFocusIn)
  return () => removeEventListener('focusin', onFocusIn)
}

/** Alt+→ / Alt+←: to the next or previous region, and in it to where one was. */
export function cycleLandmark(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-landmark]')]
  if (!regions.length) return
  const at = regions.indexOf(landmarkOf(document.activeElement) as HTMLElement)
  const next =
    regions[at < 0 ? (step > 0 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length]
  if (!next) return
  const last = lastInside.get(next)
  const target = last?.isConnected ? last : next.querySelector<HTMLElement>(FOCUSABLE)
  if (target) target.focus()
  else focusLandmark(next)
}

/** After a refused form: to the first field that says what is wrong. False if there is none. */
export function focusFirstError(root: ParentNode = document): boolean {
  const field = root.querySelector<HTMLElement>('[aria-invalid="true"]')
  field?.focus()
  return field !== null
}
