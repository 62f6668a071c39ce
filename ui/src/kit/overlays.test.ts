import { screen } from '@testing-library/vue'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { useActions } from '@/a11y'
import { expectAccessible, mount } from '@/testing/mount'
import {
  UButton,
  UConfirmTyped,
  UDialog,
  UDrawer,
  UField,
  UIconButton,
  UInput,
  UMenu,
  UTabs,
  UTooltip,
  endUndo,
  showToast,
  usePaletteSource,
} from './index'
import { toasts } from './toasts'

/** A screen with a button that opens, and the part that is opened. */
function opener(part: (open: { value: boolean }) => unknown) {
  const open = ref(false)
  const Host = defineComponent(() => () => [
    h(UButton, { onClick: () => (open.value = true) }, () => '打开'),
    part(open) as never,
  ])
  return { ...mount(Host), open, button: screen.getByRole('button', { name: '打开' }) }
}

describe('UButton', () => {
  it('shows label and key of its action, runs it, and is off when it can not be done', async () => {
    const run = vi.fn()
    const ready = ref(true)
    const Host = defineComponent(() => {
      useActions([
        {
          id: 'x.close',
          label: 'kit.close',
          scope: 'a11y.scope.global',
          keys: ['F4'],
          when: () => ready.value,
          run,
        },
      ])
      return () => h(UButton, { action: 'x.close' })
    })
    const { user } = mount(Host)
    const button = screen.getByRole<HTMLButtonElement>('button', { name: '关闭' })
    expect(button.textContent).toContain('F4')
    expect(button.getAttribute('aria-keyshortcuts')).toBe('F4')
    await user.click(button)
    await user.keyboard('{F4}')
    expect(run).toHaveBeenCalledTimes(2)
    ready.value = false
    await nextTick()
    expect(button.disabled).toBe(true)
    await expectAccessible()
  })

  it('pressed says so, with a word where there is a second line', async () => {
    mount(() => [
      h(UButton, { pressed: true }, { default: () => '当天办理', sub: () => '今天 17:30 前办完' }),
      h(UIconButton, { label: '静音', pressed: false }, () => h('svg')),
    ])
    expect(screen.getByRole('button', { name: /当天办理.*已选/, pressed: true })).toBeTruthy()
    expect(screen.getByRole('button', { name: '静音', pressed: false })).toBeTruthy()
    await expectAccessible()
  })
})

describe('UIconButton', () => {
  it('hears the click, and wears the class, that it is given', async () => {
    const clicked = vi.fn()
    const { user } = mount(() =>
      h(UIconButton, { label: '去掉', class: 'mine', onClick: clicked }, () => h('svg')),
    )
    const button = screen.getByRole('button', { name: '去掉' })
    await user.click(button)
    expect(clicked).toHaveBeenCalledOnce()
    expect([...button.classList].sort()).toEqual(['mine', 'u-icon-button'])
  })
})

describe('UDialog', () => {
  it('takes the focus to its first field, Esc closes, the focus returns', async () => {
    const { user, open, button } = opener(state =>
      h(
        UDialog,
        {
          title: '查看号码',
          description: '写明理由。',
          open: state.value,
          'onUpdate:open': (v: boolean) => (state.value = v),
        },
        {
          default: () => h(UField, { label: '理由' }, () => h(UInput)),
          footer: () => h(UButton, () => '查看'),
        },
      ),
    )
    await user.click(button)
    expect(await screen.findByRole('dialog', { name: '查看号码' })).toBeTruthy()
    await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '理由' })))
    await expectAccessible()
    await user.keyboard('{Escape}')
    await vi.waitFor(() => expect(document.activeElement).toBe(button))
    expect(open.value).toBe(false)
  })

  it('while it is open the keys of the screen rest', async () => {
    const run = vi.fn()
    const Host = defineComponent(() => {
      useActions([{ id: 'x', label: 'kit.close', scope: 'a11y.scope.global', keys: ['F6'], run }])
      return () => h(UDialog, { title: '对话框', open: true }, () => '内容')
    })
    const { user, unmount } = mount(Host)
    await user.keyboard('{F6}')
    expect(run).not.toHaveBeenCalled()
    unmount()
  })
})

it('UDrawer does not lock the screen behind it', async () => {
  const { user, open, button } = opener(state =>
    h(
      UDrawer,
      { title: '诉求人历史', open: state.value, 'onUpdate:open': (v: boolean) => (state.value = v) },
      () => '右栏',
    ),
  )
  await user.click(button)
  expect(await screen.findByRole('dialog', { name: '诉求人历史' })).toBeTruthy()
  await expectAccessible()
  await user.click(button)
  expect(open.value).toBe(true)
  await user.keyboard('{Escape}')
  expect(open.value).toBe(false)
})

it('UConfirmTyped confirms only with the word', async () => {
  const confirm = vi.fn()
  const { user, button, open } = opener(state =>
    h(UConfirmTyped, {
      title: '结束活动',
      description: '结束后不能再接听。',
      word: '结束',
      open: state.value,
      'onUpdate:open': (v: boolean) => (state.value = v),
      onConfirm: confirm,
    }),
  )
  await user.click(button)
  const input = await screen.findByRole('textbox')
  await user.type(input, '完成{Enter}')
  expect(confirm).not.toHaveBeenCalled()
  expect(screen.getByText(/输入的不是“结束”/)).toBeTruthy()
  await expectAccessible()
  await user.clear(input)
  await user.type(input, '结束{Enter}')
  expect(confirm).toHaveBeenCalledTimes(1)
  expect(open.value).toBe(false)
})

it('UMenu opens by Enter, walks, selects, and gives the focus back', async () => {
  const select = vi.fn()
  const items = [
    { id: 'copy', label: '复制催办文字', keys: 'C' },
    { id: 'merge', label: '并单', disabled: true, separated: true },
    { id: 'call', label: '电话催办登记' },
  ]
  const { user } = mount(() =>
    h(UMenu, { items, label: '更多', onSelect: select }, () => h(UButton, () => '更多')),
  )
  await user.tab()
  await user.keyboard('{Enter}')
  expect(await screen.findAllByRole('menuitem')).toHaveLength(3)
  await expectAccessible()
  await user.keyboard('{ArrowDown}{Enter}')
  expect(select).toHaveBeenCalledWith('call')
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: '更多' })))
})

it('UTabs: arrows change the tab', async () => {
  const tab = ref('all')
  const { user } = mount(() =>
    h(
      UTabs,
      {
        label: '时间线',
        tabs: [
          { value: 'all', label: '全部', count: 24 },
          { value: 'calls', label: '通话' },
        ],
        modelValue: tab.value,
        'onUpdate:modelValue': (v: string) => (tab.value = v),
      },
      { all: () => '全部内容', calls: () => '通话内容' },
    ),
  )
  await expectAccessible()
  await user.tab()
  await user.keyboard('{ArrowRight}')
  expect(tab.value).toBe('calls')
  expect(screen.getByRole('tabpanel').textContent).toContain('通话内容')
})

it('UTooltip describes its trigger when focused', async () => {
  const { user } = mount(() =>
    h(UTooltip, { text: '南湖区市场监督管理局' }, () => h(UButton, () => '区市场监管局')),
  )
  await user.tab()
  const tip = await screen.findByRole('tooltip')
  expect(tip.textContent).toBe('南湖区市场监督管理局')
  expect(screen.getByRole('button').getAttribute('aria-describedby')).toBe(tip.id)
  await expectAccessible()
})

describe('toasts', () => {
  it('at most three; Ctrl+Z takes back the last; announced', async () => {
    const undo = vi.fn()
    const { user } = mount(() => h('p', '屏'))
    for (const text of ['一', '二', '三']) showToast({ text })
    showToast({ text: '已并单', undo })
    await nextTick()
    expect(toasts.map(toast => toast.text)).toEqual(['二', '三', '已并单'])
    expect(screen.getAllByText('已并单').length).toBeGreaterThan(1)
    await expectAccessible()
    await user.keyboard('{Control>}z{/Control}')
    expect(undo).toHaveBeenCalledTimes(1)
    expect(toasts).toHaveLength(2)
  })

  it('say how high they are, so that what stands below makes room', async () => {
    const seen: Element[] = []
    class Sizes {
      constructor(private readonly tell: (sizes: object[]) => void) {}
      observe(box: Element): void {
        seen.push(box)
        this.tell([{ borderBoxSize: [{ blockSize: 58 }] }])
      }
      unobserve(): void {}
      disconnect(): void {}
    }
    vi.stubGlobal('ResizeObserver', Sizes)
    onTestFinished(() => void vi.unstubAllGlobals())
    mount(() => h('p', '屏'))
    showToast({ text: '已存' })
    await nextTick()
    expect(seen).toContain(screen.getByRole('region', { name: '提示' }))
    expect(document.documentElement.style.getPropertyValue('--toasts-height')).toBe('58px')
  })

  it('the offer to undo ends after 10 s, or when the next call begins', () => {
    vi.useFakeTimers()
    toasts.length = 0
    showToast({ text: '已并单', undo: () => undefined })
    vi.advanceTimersByTime(9_999)
    expect(toasts).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(toasts).toHaveLength(0)
    showToast({ text: '已并单', undo: () => undefined })
    endUndo()
    expect(toasts).toHaveLength(0)
  })
})

describe('palette and key help', () => {
  function screenWith(run: () => void) {
    return defineComponent(() => {
      useActions([
        { id: 'x.loading', label: 'kit.loading', scope: 'app.name', keys: ['F6'], run },
        { id: 'x.down', label: 'kit.clear', scope: 'app.name', keys: ['ArrowDown'], palette: false, run },
      ])
      usePaletteSource({
        id: 'units',
        label: '单位',
        search: q => (q ? [{ id: 'zjj', label: `区住建局 ${q}`, run }] : []),
      })
      return () => h(UButton, () => '原处')
    })
  }

  it('Ctrl+K lists commands with their keys, and what the features find', async () => {
    const run = vi.fn()
    const { user } = mount(screenWith(run))
    const origin = screen.getByRole('button', { name: '原处' })
    origin.focus()
    await user.keyboard('{Control>}k{/Control}')
    const input = await screen.findByRole('combobox', { name: '搜索与命令' })
    await vi.waitFor(() => expect(document.activeElement).toBe(input))
    const words = () => screen.getAllByRole('option').map(option => option.textContent)
    expect(words()).toContain('正在读取…F6')
    expect(words().join()).not.toContain('清除')
    await user.keyboard('zjj')
    await vi.waitFor(() => expect(words()).toEqual(['区住建局 zjj']))
    await expectAccessible()
    await user.keyboard('{Enter}')
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1))
    expect(screen.queryByRole('dialog')).toBeNull()
    await vi.waitFor(() => expect(document.activeElement).toBe(origin))
  })

  it('? shows the keys of this screen by scope', async () => {
    const { user } = mount(screenWith(() => undefined))
    await user.keyboard('?')
    const dialog = await screen.findByRole('dialog', { name: '按键一览' })
    const headings = [...dialog.querySelectorAll('h3')].map(heading => heading.textContent)
    expect(headings).toEqual(['热线接听会商台', '全局'])
    expect(dialog.textContent).toContain('↓')
    await expectAccessible()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
