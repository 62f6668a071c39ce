import { screen } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { composingKey, expectAccessible, mount } from '@/testing/mount'
import { UField, UFormDialog, UInput } from './index'

async function show(submit: () => Promise<boolean>) {
  const open = ref(true)
  const error = ref<string>()
  const view = mount(
    defineComponent(
      () => () =>
        h(
          UFormDialog,
          {
            open: open.value,
            'onUpdate:open': (now: boolean) => (open.value = now),
            title: '退回补录',
            submitLabel: '退回',
            error: error.value,
            submit,
          },
          { default: () => h(UField, { label: '缺什么', error: error.value }, { default: () => h(UInput) }) },
        ),
    ),
  )
  await new Promise(done => setTimeout(done, 5))
  return { ...view, open, error }
}

it('sends once, stays open when it is refused with the focus on what is wrong, and closes when it went through', async () => {
  const answers = [false, true]
  const submit = vi.fn(() => Promise.resolve(answers.shift() ?? true))
  const { user, open, error } = await show(submit)
  error.value = '还缺楼号'
  await user.type(screen.getByLabelText('缺什么'), '楼号')
  const button = screen.getByRole('button', { name: '退回' })
  await user.click(button)
  await new Promise(done => setTimeout(done, 5))
  expect(open.value).toBe(true)
  expect(document.activeElement).toBe(screen.getByLabelText('缺什么'))
  expect((screen.getByLabelText('缺什么') as HTMLInputElement).value).toBe('楼号')
  expect(screen.getByRole('alert').textContent).toContain('还缺楼号')
  await expectAccessible()
  await user.click(button)
  expect(open.value).toBe(false)
  expect(submit).toHaveBeenCalledTimes(2)
})

it('the Enter that ends a composition submits nothing', async () => {
  await show(() => Promise.resolve(true))
  const enter = composingKey('Enter')
  screen.getByLabelText('缺什么').dispatchEvent(enter)
  expect(enter.defaultPrevented).toBe(true)
})
