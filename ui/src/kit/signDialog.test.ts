import { screen } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { expectAccessible, mount } from '@/testing/mount'
import { UField, UInput, USignDialog, type USignProblem, type USigner } from './index'

async function show(
  props: { other?: 'may' | 'must'; passwordless?: boolean },
  answers: (USignProblem | undefined)[] = [],
) {
  const open = ref(true)
  const reason = ref('')
  const submit = vi.fn<(signer: USigner) => Promise<USignProblem | undefined>>(() =>
    Promise.resolve(answers.shift()),
  )
  const view = mount(
    defineComponent(
      () => () =>
        h(
          USignDialog,
          {
            open: open.value,
            'onUpdate:open': (now: boolean) => (open.value = now),
            title: '换钥',
            submitLabel: '签字',
            me: '李敏（工号 1）',
            submit,
            ...props,
          },
          () =>
            h(UField, { label: '说明' }, () =>
              h(UInput, {
                modelValue: reason.value,
                'onUpdate:modelValue': (text: string) => (reason.value = text),
              }),
            ),
        ),
    ),
  )
  await new Promise(done => setTimeout(done, 5))
  return { ...view, open, submit }
}
const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name)
const sign = () => screen.getByRole('button', { name: '签字' })

describe('a signature', () => {
  it('is the login’s own, with his password', async () => {
    const { user, open, submit } = await show({})
    expect(screen.getByText('由李敏（工号 1）签字。')).toBeTruthy()
    await user.type(field(/^本人的密码/), 'a-long-password')
    await user.click(sign())
    expect(submit).toHaveBeenCalledExactlyOnceWith({ staffNo: null, password: 'a-long-password' })
    expect(open.value).toBe(false)
  })

  it('is not asked of anybody without a password, and says so beside the field', async () => {
    const { user, submit } = await show({})
    await user.click(sign())
    expect(screen.getByText('要写密码')).toBeTruthy()
    expect(submit).not.toHaveBeenCalled()
    await expectAccessible()
  })

  it('is another person’s where he may sign here: with his number and password', async () => {
    const { user, submit } = await show({ other: 'may' })
    await user.click(screen.getByRole('radio', { name: '由另一人在此签字' }))
    await user.type(field(/^签字人的密码/), 'a-long-password')
    await user.click(sign())
    expect(screen.getByText('要写工号')).toBeTruthy()
    await user.type(field(/^签字人的工号/), '7')
    await user.click(sign())
    expect(submit).toHaveBeenCalledExactlyOnceWith({ staffNo: '7', password: 'a-long-password' })
  })

  it('is another person’s only, where the login can not sign it', async () => {
    const { user, submit } = await show({ other: 'must' })
    expect(screen.queryByRole('radio')).toBeNull()
    await user.type(field(/^签字人的工号/), '7')
    await user.type(field(/^签字人的密码/), 'a-long-password')
    await user.click(sign())
    expect(submit).toHaveBeenCalledExactlyOnceWith({ staffNo: '7', password: 'a-long-password' })
  })

  it('takes no password in a rehearsal', async () => {
    const { user, open, submit } = await show({ passwordless: true })
    expect(screen.queryByLabelText(/密码/)).toBeNull()
    await user.click(sign())
    expect(submit).toHaveBeenCalledExactlyOnceWith({ staffNo: null, password: '' })
    expect(open.value).toBe(false)
  })
})

describe('a refused signature', () => {
  it('says a wrong password beside it, drops it alone, and has the focus there', async () => {
    const { user, open } = await show({}, [{ password: '密码不对，还可以试 4 次。' }])
    await user.type(field('说明'), '换人')
    await user.type(field(/^本人的密码/), 'wrong')
    await user.click(sign())
    await new Promise(done => setTimeout(done, 5))
    expect(open.value).toBe(true)
    expect(screen.getByText('密码不对，还可以试 4 次。')).toBeTruthy()
    expect([field('说明').value, field(/^本人的密码/).value]).toEqual(['换人', ''])
    expect(document.activeElement).toBe(field(/^本人的密码/))
  })

  it('keeps a right password when something else is refused', async () => {
    const { user } = await show({}, [{ whole: '还有场次开着。' }])
    await user.type(field(/^本人的密码/), 'a-long-password')
    await user.click(sign())
    expect(screen.getByRole('alert').textContent).toContain('还有场次开着。')
    expect(field(/^本人的密码/).value).toBe('a-long-password')
  })

  it('Escape loses nothing that was typed but the password', async () => {
    const { user, open } = await show({ other: 'may' })
    await user.type(field('说明'), '换人')
    await user.type(field(/^本人的密码/), 'a-long-password')
    await user.keyboard('{Escape}')
    expect(open.value).toBe(false)
    open.value = true
    await new Promise(done => setTimeout(done, 5))
    expect([field('说明').value, field(/^本人的密码/).value]).toEqual(['换人', ''])
  })
})
