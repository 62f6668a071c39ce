// Short notices at the bottom left, three at most. Undo in place of asking first: 10 s, then the offer is gone.
import { shallowReactive } from 'vue'
import { announce, unsay } from '@/a11y'
import { t } from '@/i18n'

const MOST = 3

export interface ToastOptions {
  text: string
  /** Given: the notice offers 撤销 (Ctrl+Z). */
  undo?: () => unknown
  /** How long it stays; 10 s with undo, else 5 s. */
  ms?: number
}

export interface Toast extends ToastOptions {
  id: number
}

export const toasts = shallowReactive<Toast[]>([])
const timers = new Map<number, ReturnType<typeof setTimeout>>()
let nextId = 0

const lifetime = (toast: Toast): number => toast.ms ?? (toast.undo ? 10_000 : 5_000)

export function showToast(options: ToastOptions): number {
  const toast: Toast = { ...options, id: ++nextId }
  toasts.push(toast)
  if (toasts.length > MOST && toasts[0]) closeToast(toasts[0].id)
  announce(toast.text)
  resumeToast(toast)
  return toast.id
}

export function closeToast(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
  const at = toasts.findIndex(toast => toast.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

/** While the pointer or the focus is on a notice it stays. */
export function pauseToast(toast: Toast): void {
  clearTimeout(timers.get(toast.id))
}

export function resumeToast(toast: Toast): void {
  clearTimeout(timers.get(toast.id))
  timers.set(
    toast.id,
    setTimeout(() => closeToast(toast.id), lifetime(toast)),
  )
}

export function undoToast(toast: Toast): void {
  closeToast(toast.id)
  toast.undo?.()
  announce(t('kit.undone', { text: toast.text }))
}

/** The one that Ctrl+Z takes back. */
export const lastUndoable = (): Toast | undefined => toasts.findLast(toast => toast.undo)

/** When the next call begins, what was done before can't be taken back by a key any more. */
export function endUndo(): void {
  for (const toast of toasts.filter(candidate => candidate.undo)) closeToast(toast.id)
}

/** The house is left or locked: nothing that was said of it stays, on screen or for screen readers. */
export function clearToasts(): void {
  for (const { id } of [...toasts]) closeToast(id)
  unsay()
}
