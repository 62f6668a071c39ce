import { screen } from '@testing-library/vue'
import { fireEvent } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref, shallowRef, type Component } from 'vue'
import { composingKey, expectAccessible, mount } from '@/testing/mount'
import { places, placeFilter } from './gallery/samples'
import {
  CalendarDate,
  UCheckbox,
  UDatePicker,
  UField,
  UInput,
  URadioSegment,
  USelect,
  USwitch,
  UTextarea,
  UTimeField,
  type UOption,
} from './index'
import UCombobox from './UCombobox.vue'

const options: UOption[] = ['咨询', '投诉', '举报'].map(label => ({ value: label, label }))

/** A control in a field, with its model held as a screen would. */
function field<T>(Part: Component, initial: T, props: object = {}, fieldProps: object = {}) {
  const model = shallowRef(initial)
  const view = mount(() =>
    h(UField, { label: '字段', ...fieldProps }, () =>
      h(Part, { modelValue: model.value, 'onUpdate:modelValue': (v: T) => (model.value = v), ...props }),
    ),
  )
  return { ...view, model }
}

describe('UField', () => {
  it('names its control, describes it, and says what is wrong', async () => {
    field(UInput, '', {}, { required: true, hint: '手机或座机', error: '缺回拨号码。' })
    const input = screen.getByRole('textbox', { name: /字段/ })
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(input.getAttribute('aria-required')).toBe('true')
    const described = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map(id => document.getElementById(id)?.textContent)
    expect(described).toEqual(['!缺回拨号码。', '手机或座机'])
    await expectAccessible()
  })

  it('names a group of checkboxes', async () => {
    mount(() =>
      h(UField, { label: '标记', group: true }, () => [
        h(UCheckbox, { label: '安全隐患' }),
        h(UCheckbox, { label: '保密' }),
      ]),
    )
    expect(screen.getByRole('group', { name: '标记' })).toBeTruthy()
    expect(screen.getByRole('checkbox', { name: '安全隐患' })).toBeTruthy()
    await expectAccessible()
  })
})

describe('UInput and UTextarea', () => {
  it('follow typing', async () => {
    const { user, model } = field(UInput, '')
    await user.type(screen.getByRole('textbox'), 'abc')
    expect(model.value).toBe('abc')
  })

  it('change only when the composition is over', async () => {
    const { model } = field(UInput, '')
    const input = screen.getByRole<HTMLInputElement>('textbox')
    await fireEvent(input, new Event('compositionstart'))
    input.value = 'dian'
    await fireEvent(input, new Event('input'))
    expect(model.value).toBe('')
    input.value = '电梯'
    await fireEvent(input, new Event('compositionend'))
    expect(model.value).toBe('电梯')
  })

  it('count the characters near the limit', async () => {
    field(UTextarea, '一二三四五六七八九', { maxlength: 10 })
    expect(screen.getByText('9/10')).toBeTruthy()
    await expectAccessible()
  })
})

describe('choices', () => {
  it('URadioSegment: one Tab stop, arrows choose', async () => {
    const { user, model } = field(URadioSegment, '咨询', { options })
    await user.tab()
    await user.keyboard('{ArrowRight>}') // Reka chooses while the key is down
    await vi.waitFor(() => expect(model.value).toBe('投诉'))
    await user.keyboard('{/ArrowRight}')
    expect(screen.getByRole('radiogroup', { name: '字段' })).toBeTruthy()
    await expectAccessible()
  })

  it('UCheckbox and USwitch: Space ticks', async () => {
    const on = ref(false)
    const camera = ref(false)
    const { user } = mount(() => [
      h(UCheckbox, {
        label: '要求保密',
        modelValue: on.value,
        'onUpdate:modelValue': (v: boolean) => (on.value = v),
      }),
      h(USwitch, {
        label: '镜头模式',
        modelValue: camera.value,
        'onUpdate:modelValue': (v: boolean) => (camera.value = v),
      }),
    ])
    await user.tab()
    await user.keyboard(' ')
    await user.tab()
    await user.keyboard(' ')
    expect([on.value, camera.value]).toEqual([true, true])
    expect(screen.getByRole('switch', { name: '镜头模式', checked: true })).toBeTruthy()
    await expectAccessible()
  })

  it('USelect: opens with ↓, Enter chooses, Esc closes', async () => {
    const { user, model } = field<string | undefined>(USelect, undefined, { options })
    await user.tab()
    await user.keyboard('{ArrowDown}')
    expect(await screen.findAllByRole('option')).toHaveLength(3)
    await expectAccessible()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(model.value).toBe('投诉')
    expect(screen.queryByRole('listbox')).toBeNull()
    await user.keyboard('{ArrowDown}')
    await screen.findAllByRole('option')
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(model.value).toBe('投诉')
  })
})

describe('UCombobox', () => {
  function combobox(props: object = {}) {
    const value = ref<string | null>(null)
    const text = ref('')
    const Host = defineComponent(
      () => () =>
        h(UField, { label: '地点' }, () =>
          h(UCombobox, {
            label: '地点',
            options: places,
            filter: placeFilter,
            modelValue: value.value,
            text: text.value,
            'onUpdate:modelValue': (v: string | null) => (value.value = v),
            'onUpdate:text': (v: string) => (text.value = v),
            ...props,
          }),
        ),
    )
    return { ...mount(Host), value, text, input: screen.getByRole<HTMLInputElement>('combobox') }
  }

  it('filters by initials and Enter takes the first', async () => {
    const { user, value, text, input } = combobox()
    await user.type(input, 'qsl')
    expect((await screen.findAllByRole('option')).map(option => option.textContent)).toEqual([
      '青松里石桥街道',
    ])
    expect(input.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id)
    await expectAccessible()
    await user.keyboard('{Enter}')
    expect([value.value, text.value, screen.queryByRole('listbox')]).toEqual(['qsl', '青松里', null])
  })

  it('walks with the arrows past what is disabled, round the end', async () => {
    const { user, input } = combobox()
    input.focus()
    await user.keyboard('{ArrowDown}')
    await screen.findAllByRole('option')
    await user.keyboard('{ArrowUp}')
    expect(document.getElementById(input.getAttribute('aria-activedescendant')!)?.textContent).toContain(
      '柳堤路',
    )
  })

  it('Enter that commits a candidate chooses nothing', async () => {
    const { user, value, input } = combobox()
    await user.type(input, 'q')
    await screen.findAllByRole('option')
    input.dispatchEvent(composingKey('Enter'))
    input.dispatchEvent(composingKey('Escape'))
    expect(value.value).toBeNull()
    expect(screen.getByRole('listbox')).toBeTruthy()
  })

  it('takes free text as written, and says so', async () => {
    const { user, value, text, input } = combobox({ freeText: true })
    await user.type(input, '新开的小区')
    expect((await screen.findByRole('option')).textContent).toContain('按原文填写“新开的小区”')
    await user.tab()
    expect([value.value, text.value]).toEqual([null, '新开的小区'])
  })

  it('without free text the words go back to the choice; empty means none', async () => {
    const { user, value, text, input } = combobox()
    await user.type(input, 'cxy{Enter}')
    await user.type(input, '不存在')
    await user.tab()
    expect([value.value, text.value]).toEqual(['cxy', '春晓苑'])
    await user.clear(input)
    await user.tab()
    expect(value.value).toBeNull()
  })

  it('Esc closes the list and drops no text', async () => {
    const { user, text, input } = combobox({ freeText: true })
    await user.type(input, 'gh')
    await screen.findAllByRole('option')
    await user.keyboard('{Escape}')
    expect([screen.queryByRole('listbox'), text.value, document.activeElement]).toEqual([null, 'gh', input])
  })

  it('asks elsewhere when remote', async () => {
    const search = vi.fn()
    const { user, input } = combobox({ remote: true, onSearch: search })
    await user.type(input, 'cx')
    expect(search.mock.calls.map(([q]) => q)).toContain('cx')
    expect(await screen.findAllByRole('option')).toHaveLength(places.length)
  })
})

describe('UDatePicker', () => {
  const daysOff = new Set(['2026-12-05', '2026-12-06'])

  it('writes 12 月 4 日 周五, marks days off, and takes a day by keys', async () => {
    vi.setSystemTime(Date.parse('2026-12-01T09:00+08:00'))
    const { user, model } = field<CalendarDate | undefined>(UDatePicker, new CalendarDate(2026, 12, 4), {
      label: '承诺日期',
      daysOff,
    })
    const trigger = screen.getByRole('button', { name: /字段.*12 月 4 日 周五/ })
    trigger.focus()
    await user.keyboard('{ArrowDown}')
    expect(await screen.findByText('2026 年 12 月')).toBeTruthy()
    expect(screen.getByLabelText('12 月 1 日 周二 今天')).toBeTruthy()
    expect(screen.getByLabelText('12 月 5 日 周六 非工作日').getAttribute('aria-disabled')).toBe('true')
    await expectAccessible()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(model.value?.toString()).toBe('2026-12-11')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('a day off is not taken', async () => {
    const { user, model } = field<CalendarDate | undefined>(UDatePicker, new CalendarDate(2026, 12, 4), {
      label: '承诺日期',
      daysOff,
    })
    screen.getByRole('button').focus()
    await user.keyboard('{ArrowDown}')
    await user.click(await screen.findByLabelText(/12 月 5 日/))
    expect(model.value?.toString()).toBe('2026-12-04')
  })
})

describe('UTimeField', () => {
  it.each([
    ['930', '09:30'],
    ['17', '17:00'],
    ['１７：３０', '17:30'],
    ['9点', '09:00'],
    ['9:05', '09:05'],
  ])('reads %s as %s', async (typed, value) => {
    const { user, model } = field(UTimeField, '')
    await user.type(screen.getByRole('textbox'), typed)
    await user.tab()
    expect(model.value).toBe(value)
  })

  it('keeps what it can not read, and says so', async () => {
    const { user, model } = field(UTimeField, '09:00')
    const input = screen.getByRole<HTMLInputElement>('textbox')
    await user.clear(input)
    await user.type(input, '25:00')
    await user.tab()
    expect([model.value, input.value, input.getAttribute('aria-invalid')]).toEqual(['09:00', '25:00', 'true'])
    expect(screen.getByText(/时间不对/)).toBeTruthy()
    await expectAccessible()
  })

  it('moves by a quarter of an hour', async () => {
    const { user, model } = field(UTimeField, '17:30')
    screen.getByRole('textbox').focus()
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}')
    expect(model.value).toBe('17:45')
  })
})
