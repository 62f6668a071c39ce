import { render } from '@testing-library/vue'
import { afterEach, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, useTemplateRef, type Ref } from 'vue'
import { useWholeLines } from './useWholeLines'

afterEach(() => vi.restoreAllMocks())

const room = ref(0)

/** A box of `room` pixels; a line is as high as its style says. */
function open(lineHeight: string) {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => room.value)
  vi.spyOn(window, 'getComputedStyle').mockImplementation(() => ({ lineHeight }) as CSSStyleDeclaration)
  const words = ref('一')
  let lines!: Readonly<Ref<number>>
  render(
    defineComponent(() => {
      lines = useWholeLines(useTemplateRef<HTMLElement>('box'), 5, () => words.value)
      return () => h('div', h('div', { ref: 'box' }, words.value))
    }),
  )
  return async (pixels: number) => {
    room.value = pixels
    words.value += '字'
    for (let i = 0; i < 4; i++) await nextTick()
    return lines.value
  }
}

it('shows whole lines only, one at least and five at most', async () => {
  const at = open('60px')
  expect([await at(300), await at(299), await at(233), await at(59), await at(0), await at(900)]).toEqual([
    5, 5, 3, 1, 1, 5,
  ])
})

it('does not lose a line to the rounding of broken pixels', async () => {
  const at = open('57.888893px')
  expect(await at(114)).toBe(2)
})

it('clamps to the most where a line has no height', async () => {
  const at = open('normal')
  expect(await at(10)).toBe(5)
})
