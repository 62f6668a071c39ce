import { screen } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { h, ref } from 'vue'
import { expectAccessible, mount } from '@/testing/mount'
import { pathMatch, paths } from './gallery/samples'
import { UField, UPathPicker } from './index'

function picker(initial: string | null = null, recent: string[] = []) {
  const model = ref<string | null>(initial)
  const view = mount(() =>
    h(UField, { label: '分类' }, () =>
      h(UPathPicker, {
        label: '分类',
        paths,
        recent,
        match: pathMatch,
        modelValue: model.value,
        'onUpdate:modelValue': (v: string | null) => (model.value = v),
      }),
    ),
  )
  return { ...view, model, input: screen.getByRole<HTMLInputElement>('combobox') }
}

const active = (input: HTMLElement) =>
  document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent

it('dt finds the leaves under 电梯 and Enter takes the first', async () => {
  const { user, model, input } = picker()
  await user.type(input, 'dt')
  expect(await screen.findAllByRole('option')).toHaveLength(3)
  await expectAccessible()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(model.value).toBe('wygl dt kr')
  expect(input.value).toBe('物业管理 / 电梯 / 困人')
})

it('walks the columns with ←→↑↓ down to a leaf', async () => {
  const { user, model, input } = picker()
  input.focus()
  await user.keyboard('{ArrowDown}')
  expect(active(input)).toBe('物业管理')
  await expectAccessible()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(active(input)).toBe('城市治理')
  await user.keyboard('{ArrowRight}{ArrowDown}{ArrowRight}')
  expect(active(input)).toBe('污水外溢')
  await user.keyboard('{ArrowLeft}')
  expect(active(input)).toBe('排水')
  await user.keyboard('{Enter}{Enter}')
  expect(model.value).toBe('cszl ps wswy')
  expect(screen.queryByRole('listbox')).toBeNull()
})

it('opens at the choice; to the left of the roots stand the recent ones', async () => {
  const { user, model, input } = picker('wygl dt ty', ['cszl dl lmtx'])
  input.focus()
  await user.keyboard('{ArrowDown}')
  expect(active(input)).toBe('停运')
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  expect(active(input)).toBe('城市治理 / 道路 / 路面塌陷')
  await user.keyboard('{Enter}')
  expect(model.value).toBe('cszl dl lmtx')
})

it('words that were not chosen go back; empty means none; Esc keeps the choice', async () => {
  const { user, model, input } = picker('wygl dt ty')
  await user.type(input, 'xx')
  await user.keyboard('{Escape}')
  await user.tab()
  expect([model.value, input.value]).toEqual(['wygl dt ty', '物业管理 / 电梯 / 停运'])
  await user.clear(input)
  await user.tab()
  expect(model.value).toBeNull()
})
