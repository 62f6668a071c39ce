import { beforeEach, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import { announce, spoken } from './announcer'
import { cycleLandmark, focusFirstError, installLandmarks, rememberFocus, useReturnFocus } from './focus'
import { ariaKeys, comboOf, printed } from './keys'

const byId = (id: string) => document.getElementById(id)!

beforeEach(() => {
  document.body.innerHTML = `
    <nav data-landmark aria-label="queue"><button id="q1">1</button><button id="q2">2</button></nav>
    <main data-landmark aria-label="form"><input id="f1"><input id="f2" aria-invalid="true"></main>
    <aside data-landmark aria-label="reference" id="ref">words</aside>`
})

it('cycles the regions and comes back to where one was', () => {
  const off = installLandmarks()
  byId('q2').focus()
  cycleLandmark(1)
  expect(document.activeElement).toBe(byId('f1'))
  cycleLandmark(1)
  expect(document.activeElement).toBe(byId('ref'))
  cycleLandmark(1)
  expect(document.activeElement).toBe(byId('q2'))
  cycleLandmark(-1)
  expect(document.activeElement).toBe(byId('ref'))
  off()
})

it('the focus returns, or goes to the region if the element is gone', async () => {
  const open = ref(false)
  useReturnFocus(open)
  byId('q1').focus()
  open.value = true
  byId('f1').focus()
  open.value = false
  await nextTick()
  expect(document.activeElement).toBe(byId('q1'))
  const back = rememberFocus()
  byId('q1').remove()
  back()
  expect(document.activeElement?.getAttribute('aria-label')).toBe('queue')
})

it('goes to the first field that is wrong', () => {
  expect(focusFirstError()).toBe(true)
  expect(document.activeElement).toBe(byId('f2'))
  byId('f2').remove()
  expect(focusFirstError()).toBe(false)
})

it('the same sentence said twice changes place, so that it is heard twice', () => {
  announce('saved')
  const first = [...spoken.polite]
  announce('saved')
  expect(spoken.polite).not.toEqual(first)
  expect(spoken.polite.filter(Boolean)).toEqual(['saved'])
})

it('names combinations', () => {
  const combo = (key: string, init: KeyboardEventInit = {}) =>
    comboOf(new KeyboardEvent('keydown', { key, ...init }))
  expect(combo('k', { ctrlKey: true })).toBe('Ctrl+K')
  expect(combo('?', { shiftKey: true })).toBe('?')
  expect(combo('F4', { shiftKey: true })).toBe('Shift+F4')
  expect(combo('ArrowLeft', { altKey: true })).toBe('Alt+ArrowLeft')
  expect(combo('Process', { code: 'KeyA' })).toBe('A')
  expect(combo('Shift', { shiftKey: true })).toBe('')
  expect(combo('a', { metaKey: true })).toBe('')
  expect(printed('Ctrl+ArrowUp')).toBe('Ctrl ↑')
  expect(ariaKeys(['Ctrl+Enter', 'F9'])).toBe('Control+Enter F9')
})
