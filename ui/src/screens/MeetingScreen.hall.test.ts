// What the meeting puts on the projector: the item at hand value by value, keys B and H, the lamp, the tick.
import { screen, waitFor, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { ItemShown } from '@/ipc/generated/ItemShown'
import { closeToast } from '@/kit'
import { shows } from '@/testing/hall'
import { SEEDS, at, meetingHouse } from '@/testing/meeting'
import { open, title } from '@/testing/meeting/open'
import { expectAccessible } from '@/testing/mount'
import { ctrlEnter, mountScreen, press, settle } from '@/testing/screen'
import MeetingScreen from './MeetingScreen.vue'

beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
})

const shownItems = (): (ItemShown | null)[] =>
  shows().flatMap(show => (show.kind === 'item' ? [show.item] : []))
const latest = () => shownItems().at(-1)
const projectorShows = () => shows().flatMap(show => (show.kind === 'projector' ? [show] : []))
const lamp = () => within(screen.getByRole('group', { name: '投影' })).getByText(/^投影：/).textContent

describe('the item at hand', () => {
  it('is shown as far as it was spoken of: what policy presets waits for its step', async () => {
    await open()
    await settle(80)
    expect(latest()).toEqual({
      case: 'c3',
      step: 'lead',
      lead: 'u-build',
      assisting: [],
      due: null,
      plan: '',
      owner: null,
    })
    press('Enter')
    await settle(80)
    expect(latest()).toMatchObject({ step: 'due', lead: 'u-build', due: at('2026-12-04T17:30'), plan: '' })
    press('1')
    await settle(80)
    expect(latest()).toMatchObject({ due: at('2026-12-02T17:30') })
    press('Enter')
    press('Enter')
    await settle(80)
    expect(latest()).toMatchObject({ step: 'owner', plan: '抢修庭院管网，先恢复供热', owner: 'u-build-head' })
    press('Enter')
    await settle(80)
    expect(latest()).toMatchObject({ step: null, owner: 'u-build-head' })
  })

  it('keeps what was reached when the secretary goes back a step', async () => {
    await open()
    press('p')
    await settle(80)
    press('c')
    await settle()
    press('2')
    await settle(80)
    expect(latest()).toMatchObject({
      step: 'lead',
      assisting: ['u-city'],
      plan: '抢修庭院管网，先恢复供热',
      owner: null,
    })
  })

  it('follows a plan as it is typed, in few messages, and ends with its last letter', async () => {
    const { user } = await open()
    press('p')
    await settle()
    press('e')
    await settle(20)
    const plan = screen.getByLabelText('解决方案文字')
    await user.clear(plan)
    const before = shownItems().length
    const begun = performance.now()
    await user.type(plan, '先修两处漏点再按鉴定结果报维修资金')
    const most = Math.ceil((performance.now() - begun) / 60) + 1
    await settle(140)
    expect(latest()?.plan).toBe('先修两处漏点再按鉴定结果报维修资金')
    expect(shownItems().length - before).toBeLessThanOrEqual(most + 2)
  })

  it('begins anew with the next item, never with the values of the last one', async () => {
    await open()
    press('o')
    await settle(80)
    expect(latest()?.owner).toBe('u-build-head')
    ctrlEnter()
    await settle(120)
    expect(title()).toContain('兰溪路')
    expect(latest()).toMatchObject({ case: 'c4', step: 'lead', plan: '', owner: null })
    for (const shown of shownItems().filter(known => known?.case === 'c4')) {
      expect(shown?.lead).not.toBe('u-build')
    }
  })

  it('of a settled item only its name is told: the record has the rest', async () => {
    await open([{ ...SEEDS[2]!, state: 'settled' }])
    await settle(80)
    expect(latest()).toEqual({
      case: 'c3',
      step: null,
      lead: null,
      assisting: [],
      due: null,
      plan: '',
      owner: null,
    })
  })

  it('waits for the first pass: before it the hall sees the agenda', async () => {
    const house = meetingHouse()
    house.state.pass = 'opening'
    await mountScreen(MeetingScreen)
    await settle(80)
    expect(shownItems().filter(Boolean)).toEqual([])
    house.state.pass = 'oneByOne'
    fake.emit('changed', ['agenda'])
    await settle(80)
    expect(latest()?.case).toBe('c3')
  })

  it('goes when the meeting has closed, and when the screen is left', async () => {
    const { house, unmount } = await open()
    await settle(80)
    house.state.adjournedAt = at('2026-12-01T11:40')
    fake.emit('changed', ['agenda'])
    await settle(120)
    expect(latest()).toBeNull()
    house.state.adjournedAt = null
    fake.emit('changed', ['agenda'])
    await settle(120)
    expect(latest()?.case).toBe('c3')
    unmount()
    await settle(80)
    expect(latest()).toBeNull()
  })

  it('does not stop the meeting when it can not be shown', async () => {
    const { last } = await open()
    fake.answer('show', () => {
      throw { kind: 'fault', incident: 'x' }
    })
    ctrlEnter()
    await settle(20)
    expect(last().command.kind).toBe('assignCase')
  })
})

describe('keys B and H', () => {
  it('turn the projector black and back, hide the details and show them; the lamp says which', async () => {
    const { house } = await open()
    house.shell.windows.open = [{ window: 'projector', display: 'HDMI-1' }]
    fake.emit('changed', ['room'])
    await waitFor(() => expect(lamp()).toBe('投影：已脱敏'))
    press('b')
    await waitFor(() => expect(lamp()).toBe('投影：黑屏'))
    expect(
      screen.getByRole('button', { name: /黑屏/, pressed: true }).getAttribute('aria-keyshortcuts'),
    ).toBe('B')
    press('b')
    await settle(5)
    press('h')
    await waitFor(() => expect(lamp()).toBe('投影：隐去详情'))
    press('h')
    await waitFor(() => expect(lamp()).toBe('投影：已脱敏'))
    expect(projectorShows()).toEqual([
      { kind: 'projector', black: true, hidden: false },
      { kind: 'projector', black: false, hidden: false },
      { kind: 'projector', black: false, hidden: true },
      { kind: 'projector', black: false, hidden: false },
    ])
  })

  it('stay letters in a text field', async () => {
    const { user } = await open()
    press('g')
    await settle()
    await user.keyboard('bh')
    expect((document.activeElement as HTMLInputElement).value).toBe('bh')
    expect(projectorShows()).toEqual([])
  })

  it('are listed with the other keys of this screen', async () => {
    const { user } = await open()
    press('F1')
    await settle(20)
    const help = screen.getByRole('dialog')
    expect(within(help).getByText('黑屏')).toBeTruthy()
    expect(within(help).getByText('隐去详情')).toBeTruthy()
    await user.keyboard('{Escape}')
  })

  it('say that nothing changed where the shell refuses', async () => {
    const { house } = await open()
    house.shell.windows.open = [{ window: 'projector', display: 'HDMI-1' }]
    fake.emit('changed', ['room'])
    await settle(5)
    fake.answer('show', () => {
      throw { kind: 'fault', incident: '17' }
    })
    press('b')
    expect(await screen.findAllByText(/投影没有变/)).toBeTruthy()
    expect(lamp()).toBe('投影：已脱敏')
  })
})

it('the lamp says that no projector is open, and falls back to what it would show', async () => {
  const { house } = await open()
  await waitFor(() => expect(lamp()).toBe('投影：未开'))
  fake.answer('windows', () => {
    throw { kind: 'fault', incident: '1' }
  })
  house.shell.room.hidden = true
  const { unmount } = await mountScreen(MeetingScreen)
  await settle(20)
  expect(screen.getAllByText('投影：隐去详情')).toHaveLength(1)
  unmount()
})

describe('已核对脱敏', () => {
  const tick = () => screen.getByRole('checkbox', { name: '已核对脱敏' })

  it('is one click, keeps every other word, and gives the keys back to the step', async () => {
    const { last, user } = await open([{ ...SEEDS[2]!, checked: false }])
    expect(tick().getAttribute('aria-checked')).toBe('false')
    await user.click(tick())
    await settle(20)
    expect(last()).toMatchObject({
      stream: 'c3',
      version: 3,
      command: {
        kind: 'amendCase',
        form: {
          matter: { checked: true, households: 40 },
          text: { title: '青松里暖气不热', number: '10047203358' },
        },
      },
    })
    await waitFor(() => expect(tick().getAttribute('aria-checked')).toBe('true'))
    expect(document.activeElement?.getAttribute('data-step')).toBe('lead')
    ctrlEnter()
    await settle(20)
    expect(last().command.kind).toBe('assignCase')
  })

  it('can be taken back', async () => {
    const { house, user } = await open([{ ...SEEDS[2]!, checked: false }])
    await user.click(tick())
    await settle(20)
    expect(house.byId('c3').checked).toBe(true)
    press('z', { ctrlKey: true })
    await settle(20)
    expect(house.byId('c3').checked).toBe(false)
    await waitFor(() => expect(tick().getAttribute('aria-checked')).toBe('false'))
  })

  it('says why it was refused, and stays as it was', async () => {
    const { house, user } = await open([{ ...SEEDS[2]!, checked: false }])
    house.byId('c3').version = 7
    await user.click(tick())
    await settle(20)
    expect(screen.getAllByText(/先改了这一条/)).toBeTruthy()
    expect(house.byId('c3').checked).toBe(false)
  })

  it('goes with the words in the dialog', async () => {
    const { last, user } = await open([{ ...SEEDS[2]!, checked: false }])
    for (let i = 0; i < 4; i++) {
      press('Enter')
      await settle()
    }
    press('e')
    await settle(20)
    const dialog = screen.getByRole('dialog', { name: '编辑文字' })
    await user.click(within(dialog).getByRole('checkbox', { name: '已核对脱敏' }))
    await expectAccessible()
    await user.click(within(dialog).getByRole('button', { name: '保存文字' }))
    await settle(20)
    expect(last()).toMatchObject({ command: { kind: 'amendCase', form: { matter: { checked: true } } } })
  })

  it('is no step: a case that policy can settle still takes one key', async () => {
    const { orders } = await open([{ ...SEEDS[2]!, checked: false }])
    ctrlEnter()
    await settle(20)
    expect(orders().map(({ command }) => command.kind)).toEqual(['assignCase'])
  })
})
