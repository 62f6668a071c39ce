// The room's windows from the main one: the menu, the palette's commands, text size, staying awake.
import { screen, waitFor, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h } from 'vue'
import { runAction } from '@/a11y'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { headerView } from '@/ipc/fixtures'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { WindowWish } from '@/ipc/generated/WindowWish'
import { closeToast } from '@/kit'
import { fakeShell, wishes } from '@/testing/hall'
import { fakeHouse } from '@/testing/house'
import { expectAccessible, mount } from '@/testing/mount'
import { settle } from '@/testing/screen'
import HouseFrame from './HouseFrame.vue'

vi.mock('vue-router', () => ({
  useRouter: () => ({ push: vi.fn() }),
  useRoute: () => ({ name: 'recorder' }),
}))

beforeEach(() => {
  fake.reset()
  void setLocale('zh-CN')
})
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
})

async function open(displays = 2, header: unknown = headerView) {
  fakeHouse({ header })
  const shell = fakeShell(displays)
  const view = mount(() => h(HouseFrame, null, () => h('main', '屏幕')))
  await settle(5)
  return { ...view, shell }
}
type View = Awaited<ReturnType<typeof open>>

const button = () => screen.getByRole('button', { name: /^大屏/ })
async function menu({ user }: Pick<View, 'user'>) {
  await user.click(button())
  return screen.findByRole('menu')
}
const words = (menu: HTMLElement) =>
  within(menu)
    .getAllByRole('menuitem')
    .map(item => item.textContent)
const opened = (): WindowWish[] => wishes().filter(({ kind }) => kind === 'open' || kind === 'close')

describe('the menu', () => {
  it('offers each window on each display, moves it, closes it', async () => {
    const view = await open()
    expect(words(await menu(view)).slice(0, 2)).toEqual([
      '领导窗开在显示器 1（1920×1080，主窗所在）',
      '领导窗开在显示器 2（1920×1080）',
    ])
    await expectAccessible()
    await view.user.click(screen.getByRole('menuitem', { name: '会商投影开在显示器 2（1920×1080）' }))
    await waitFor(() => expect(button().textContent).toBe('大屏 · 已开 1'))
    expect(words(await menu(view)).slice(4)).toEqual([
      '会商投影：开在显示器 2',
      '会商投影移到显示器 1（1920×1080，主窗所在）',
      '关闭会商投影',
    ])
    await view.user.click(screen.getByRole('menuitem', { name: '关闭会商投影' }))
    await waitFor(() => expect(button().textContent).toBe('大屏'))
    expect(opened()).toEqual([
      { kind: 'open', window: 'projector', display: 'HDMI-1' },
      { kind: 'close', window: 'projector' },
    ])
  })

  it('just opens where there is one display', async () => {
    const view = await open(1)
    expect(words(await menu(view))).toEqual(['打开领导窗', '打开接听看板', '打开会商投影'])
    await view.user.click(screen.getByRole('menuitem', { name: '打开接听看板' }))
    await waitFor(() => expect(opened()).toEqual([{ kind: 'open', window: 'board', display: null }]))
    expect(words(await menu(view))).toContain('接听看板：开在显示器 1')
  })

  it('follows a window that was closed elsewhere', async () => {
    const { shell } = await open()
    shell.windows.open = [{ window: 'board', display: 'HDMI-1' }]
    fake.emit('changed', ['room'])
    await waitFor(() => expect(button().textContent).toBe('大屏 · 已开 1'))
    shell.windows.open = []
    fake.emit('changed', ['room'])
    await waitFor(() => expect(button().textContent).toBe('大屏'))
  })

  it('has a command each in the palette', async () => {
    await open()
    expect(runAction('room.open.leader')).toBe(true)
    await waitFor(() => expect(runAction('room.close.leader')).toBe(true))
    await waitFor(() =>
      expect(opened()).toEqual([
        { kind: 'open', window: 'leader', display: null },
        { kind: 'close', window: 'leader' },
      ]),
    )
    expect(runAction('room.close.board')).toBe(false)
  })

  it('says in a sentence what the shell refused, and the frame stands', async () => {
    const view = await open()
    fake.answer('windows', () => {
      throw { kind: 'fault', incident: '12' }
    })
    await menu(view)
    await view.user.click(screen.getByRole('menuitem', { name: '接听看板开在显示器 2（1920×1080）' }))
    expect(await screen.findAllByText(/窗口没有变/)).toBeTruthy()
    expect(screen.getByText('屏幕')).toBeTruthy()
  })
})

describe('text size', () => {
  const factors = () => wishes().flatMap(wish => (wish.kind === 'zoom' ? [wish.factor] : []))
  const press = async (key: string) => {
    dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }))
    await settle(5)
  }

  it('goes by tenths between 90 and 160 %, and back to 100 %', async () => {
    const { shell } = await open()
    await press('=')
    await press('=')
    await press('-')
    await press('0')
    expect(factors()).toEqual([1.1, 1.2, 1.1, 1])
    shell.windows.zoom = 1.6
    await press('=')
    shell.windows.zoom = 0.9
    await press('-')
    expect(factors().slice(4)).toEqual([1.6, 0.9])
    expect(screen.getAllByText('字号 90%')).toBeTruthy()
  })

  it('says why it stayed', async () => {
    await open()
    fake.answer('windows', () => {
      throw { kind: 'fault', incident: '12' }
    })
    await press('=')
    expect(await screen.findAllByText(/字号没有变/)).toBeTruthy()
  })
})

describe('staying awake', () => {
  const held = () => wishes().flatMap(wish => (wish.kind === 'stayAwake' ? [wish.on] : []))
  let header: HeaderView
  const become = async (
    change: Partial<HeaderView>,
    stage: 'planned' | 'open' | 'linesClosed' | 'sealed',
  ) => {
    header = { ...headerView, ...change, session: { ...headerView.session!, stage } }
    fake.emit('changed', ['session'])
    await settle(5)
  }
  const begin = (stage: 'planned' | 'open') => {
    header = { ...headerView, session: { ...headerView.session!, stage } }
    return open(2, () => header)
  }

  it('lasts from the opening until the meeting has closed', async () => {
    await begin('planned')
    expect(held()).toEqual([])
    await become({}, 'open')
    await become({}, 'linesClosed')
    await become({ meeting: { id: 'm', version: 1, adjourned: false } }, 'linesClosed')
    expect(held()).toEqual([true])
    await become({ meeting: { id: 'm', version: 2, adjourned: true } }, 'linesClosed')
    await become({ meeting: { id: 'm', version: 2, adjourned: true } }, 'sealed')
    expect(held()).toEqual([true, false])
  })

  it('ends when the house is left', async () => {
    const { unmount } = await begin('open')
    unmount()
    await settle(5)
    expect(held()).toEqual([true, false])
  })

  it('says when the system does not promise it', async () => {
    fakeHouse()
    const { shell } = await begin('planned')
    fake.answer('windows', () => ({ ...shell.windows, awake: false }))
    await become({}, 'open')
    expect(await screen.findAllByText(/没能让电脑保持亮屏/)).toBeTruthy()
  })
})
