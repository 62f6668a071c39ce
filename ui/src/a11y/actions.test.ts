import { render } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref, type VNode } from 'vue'
import { actionsIn, installKeys, runAction, useActions, useLayer, type Action } from './actions'
import { blockBrowserKeys } from './browserKeys'

const base = { label: 'kit.close', scope: 'a11y.scope.global' } as const
let off: () => void

beforeEach(() => (off = installKeys()))
afterEach(() => off())

function mountActions(actions: Partial<Action>[], extra: () => VNode = () => h('input')) {
  const full = actions.map((action, i) => ({ id: `a${i}`, run: vi.fn(), ...base, ...action }))
  const view = render(
    defineComponent(() => {
      useActions(full)
      return extra
    }),
  )
  return { ...view, runs: full.map(action => action.run as ReturnType<typeof vi.fn>) }
}

function press(
  key: string,
  init: KeyboardEventInit = {},
  target: EventTarget = document.body,
): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

describe('keys', () => {
  it('a bare letter acts outside fields and only there', () => {
    const { runs, getByRole } = mountActions([{ keys: ['A'] }])
    expect(press('a').defaultPrevented).toBe(true)
    press('a', {}, getByRole('textbox'))
    expect(runs[0]).toHaveBeenCalledTimes(1)
  })

  it('function keys and combinations act in fields too', () => {
    const { runs, getByRole } = mountActions([{ keys: ['F4'] }, { keys: ['Ctrl+Enter', 'F9'] }])
    press('F4', {}, getByRole('textbox'))
    press('Enter', { ctrlKey: true }, getByRole('textbox'))
    press('F9', {}, getByRole('textbox'))
    expect(runs[0]).toHaveBeenCalledTimes(1)
    expect(runs[1]).toHaveBeenCalledTimes(2)
  })

  it('Ctrl+Z is left to fields when the action says so', () => {
    const { runs, getByRole } = mountActions([{ keys: ['Ctrl+Z'], outsideText: true }])
    expect(press('z', { ctrlKey: true }, getByRole('textbox')).defaultPrevented).toBe(false)
    press('z', { ctrlKey: true })
    expect(runs[0]).toHaveBeenCalledTimes(1)
  })

  it('nothing acts while an input method composes', () => {
    const { runs, getByRole } = mountActions([{ keys: ['F4'] }, { keys: ['1'] }, { keys: ['Ctrl+Enter'] }])
    for (const key of ['F4', '1', 'Enter']) {
      press(key, { isComposing: true, ctrlKey: key === 'Enter' }, getByRole('textbox'))
      press(key, { isComposing: true })
    }
    expect(runs.every(run => run.mock.calls.length === 0)).toBe(true)
  })

  it('Enter and Space belong to a focused button, letters to an open popup', () => {
    const { runs, getByRole } = mountActions([{ keys: ['Enter', 'Space'] }, { keys: ['A', 'F4'] }], () =>
      h('div', [h('button'), h('div', { 'data-popup': '' }, h('span', { role: 'note' }))]),
    )
    press('Enter', {}, getByRole('button'))
    press(' ', {}, getByRole('button'))
    press('a', {}, getByRole('note'))
    expect(runs[0]).not.toHaveBeenCalled()
    expect(runs[1]).not.toHaveBeenCalled()
    press('Enter')
    press('F4', {}, getByRole('note'))
    expect(runs[0]).toHaveBeenCalledTimes(1)
    expect(runs[1]).toHaveBeenCalledTimes(1)
  })

  it('a key that a control already used acts no more', () => {
    const { runs, getByRole } = mountActions([{ keys: ['ArrowDown'] }], () =>
      h('button', { onKeydown: (e: Event) => e.preventDefault() }),
    )
    press('ArrowDown', {}, getByRole('button'))
    expect(runs[0]).not.toHaveBeenCalled()
  })

  it('the later mounted wins; a disabled one lets the key fall through', () => {
    const ready = ref(false)
    const { runs } = mountActions([{ keys: ['F4'] }, { keys: ['F4'], when: () => ready.value }])
    press('F4')
    ready.value = true
    press('F4')
    expect(runs.map(run => run.mock.calls.length)).toEqual([1, 1])
  })

  it('a held key repeats only movement', () => {
    const { runs } = mountActions([{ keys: ['F4'] }, { keys: ['ArrowDown'], repeat: true }])
    press('F4', { repeat: true })
    press('ArrowDown', { repeat: true })
    expect(runs.map(run => run.mock.calls.length)).toEqual([0, 1])
  })

  it('hanging up needs the key held for 400 ms', () => {
    vi.useFakeTimers()
    const { runs } = mountActions([{ keys: ['Shift+F4'], hold: 400 }])
    press('F4', { shiftKey: true })
    vi.advanceTimersByTime(300)
    dispatchEvent(new KeyboardEvent('keyup', { key: 'F4' }))
    vi.advanceTimersByTime(300)
    expect(runs[0]).not.toHaveBeenCalled()
    press('F4', { shiftKey: true })
    vi.advanceTimersByTime(400)
    expect(runs[0]).toHaveBeenCalledTimes(1)
  })

  it('Esc leaves a field and keeps its text', () => {
    const { getByRole } = mountActions([], () =>
      h('main', { 'data-landmark': '', 'aria-label': 'form' }, h('input', { value: 'typed' })),
    )
    const field = getByRole<HTMLInputElement>('textbox')
    field.focus()
    press('Escape', {}, field)
    expect(document.activeElement).toBe(getByRole('main'))
    expect(field.value).toBe('typed')
  })

  it.each(['Ctrl+Shift+F', 'Ctrl+Space', 'Ctrl+.', 'F10', 'Alt+F4', 'Ctrl+R', 'F5', 'Ctrl+C'])(
    '%s may not be bound',
    combo => {
      vi.spyOn(console, 'warn').mockImplementation(() => undefined)
      expect(() => mountActions([{ keys: [combo] }])).toThrow('may not be bound')
    },
  )
})

describe('registry', () => {
  it('forgets what is unmounted', () => {
    const { runs, unmount } = mountActions([{ id: 'one', keys: ['F4'] }])
    expect(runAction('one')).toBe(true)
    unmount()
    press('F4')
    expect(runAction('one')).toBe(false)
    expect(runs[0]).toHaveBeenCalledTimes(1)
    expect(actionsIn(0)).toEqual([])
  })

  it('under a modal layer only its own actions act, and the telephone', () => {
    const outer = { below: vi.fn(), phone: vi.fn() }
    const inner = vi.fn()
    let layer!: ReturnType<typeof useLayer>
    const Inside = defineComponent(() => {
      useActions([{ id: 'in', ...base, keys: ['F6'], run: inner }])
      return () => h('i')
    })
    const Dialog = defineComponent(() => {
      layer = useLayer()
      return () => h(Inside)
    })
    mountActions(
      [
        { id: 'below', keys: ['F6'], run: outer.below },
        { id: 'phone', keys: ['F4'], run: outer.phone, always: true },
      ],
      () => h(Dialog),
    )
    press('F6')
    expect([outer.below.mock.calls.length, inner.mock.calls.length]).toEqual([1, 0])
    layer.open()
    press('F6')
    press('F4')
    expect([outer.below.mock.calls.length, inner.mock.calls.length, outer.phone.mock.calls.length]).toEqual([
      1, 1, 1,
    ])
    layer.close()
    press('F6')
    expect(outer.below).toHaveBeenCalledTimes(2)
  })
})

it('reload, closing, going back and the context menu are blocked', () => {
  const unblock = blockBrowserKeys()
  document.body.innerHTML = '<input>'
  const field = document.querySelector('input')!
  expect(press('F5').defaultPrevented).toBe(true)
  expect(press('r', { ctrlKey: true }).defaultPrevented).toBe(true)
  expect(press('w', { ctrlKey: true }).defaultPrevented).toBe(true)
  expect(press('Backspace').defaultPrevented).toBe(true)
  expect(press('Backspace', {}, field).defaultPrevented).toBe(false)
  const menu = new Event('contextmenu', { cancelable: true })
  dispatchEvent(menu)
  expect(menu.defaultPrevented).toBe(true)
  unblock()
  expect(press('F5').defaultPrevented).toBe(false)
})
