import { describe, expect, it, vi } from 'vitest'
import { editable, imeOwns } from './ime'

const press = (key: string, init: KeyboardEventInit & { keyCode?: number } = {}) =>
  new KeyboardEvent('keydown', { key, ...init })
const endComposition = () => dispatchEvent(new Event('compositionend'))

describe('imeOwns', () => {
  it('every key while composing', () => {
    expect(imeOwns(press('Enter', { isComposing: true }))).toBe(true)
    expect(imeOwns(press('1', { isComposing: true }))).toBe(true)
  })

  it('the Enter that WebKit sends with 229 and without isComposing, right after the composition', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(10_000)
    endComposition()
    now.mockReturnValue(10_010)
    expect(imeOwns(press('Enter', { keyCode: 229 }))).toBe(true)
    expect(imeOwns(press('Process'))).toBe(true)
    expect(imeOwns(press('Enter'))).toBe(true)
  })

  it('lets a real Enter through once the composition is over', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(20_000)
    endComposition()
    now.mockReturnValue(20_070)
    expect(imeOwns(press('Enter'))).toBe(false)
    expect(imeOwns(press('Enter', { keyCode: 229 }))).toBe(true)
    now.mockReturnValue(20_600)
    expect(imeOwns(press('Enter', { keyCode: 229 }))).toBe(false)
  })
})

it('knows text fields', () => {
  expect(editable(document.createElement('input'))).toBe(true)
  expect(editable(document.createElement('textarea'))).toBe(true)
  expect(editable(document.createElement('button'))).toBe(false)
  expect(editable(null)).toBe(false)
})
