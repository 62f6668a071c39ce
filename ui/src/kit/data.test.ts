import { screen } from '@testing-library/vue'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, shallowRef, type Component } from 'vue'
import { expectAccessible, mount } from '@/testing/mount'
import GalleryPage from './gallery/GalleryPage.vue'
import { columns, rows, timeline, type Row } from './gallery/samples'
import { STATUSES, UCountdown, UEmpty, UKbd, UStatusTag, UTag, UTimeline, setServerNow } from './index'
import UGrid from './UGrid.vue'

function grid(props: object = {}) {
  const active = ref<string | number>()
  const selected = shallowRef<ReadonlySet<string | number>>(new Set())
  const opened = vi.fn()
  const rangeChange = vi.fn()
  const Host = defineComponent(
    () => () =>
      h(UGrid as unknown as Component, {
        label: '诉求列表',
        columns,
        rows,
        rowKey: (row: unknown) => (row as Row).id,
        active: active.value,
        selected: selected.value,
        'onUpdate:active': (v: string | number | undefined) => (active.value = v),
        'onUpdate:selected': (v: ReadonlySet<string | number>) => (selected.value = v),
        onOpen: opened,
        onRangeChange: rangeChange,
        ...props,
      }),
  )
  return { ...mount(Host), active, selected, opened, rangeChange, table: screen.getByRole('grid') }
}

describe('UGrid', () => {
  it('draws only what can be seen of 3,000 rows, and says how many there are', async () => {
    const { table, rangeChange } = grid()
    await nextTick()
    expect(screen.getAllByRole('row').length).toBeLessThan(30)
    expect(table.getAttribute('aria-rowcount')).toBe('3001')
    expect(screen.getAllByRole('columnheader').map(cell => cell.textContent?.trim())).toEqual([
      '受理号',
      '诉求',
      '责任单位',
      '剩余',
    ])
    expect(rangeChange).toHaveBeenCalled()
    await expectAccessible()
  })

  it('is walked, opened and selected by keys', async () => {
    const { user, table, active, selected, opened } = grid({ selectable: true })
    await user.tab()
    expect(document.activeElement).toBe(table)
    await vi.waitFor(() => expect(active.value).toBe(0))
    await user.keyboard('{ArrowDown}{ArrowDown} {Enter}')
    expect(active.value).toBe(2)
    expect([...selected.value]).toEqual([2])
    expect(opened).toHaveBeenCalledWith(rows[2])
    expect(table.getAttribute('aria-activedescendant')).toMatch(/-2$/)
    await user.keyboard('{PageDown}')
    expect(active.value).toBe(10)
    await user.keyboard('{End}{ArrowDown}')
    expect(active.value).toBe(2999)
    await user.keyboard('{Home}{ArrowUp}')
    expect(active.value).toBe(0)
    await expectAccessible()
  })

  it('the active row is drawn wherever one has scrolled, so that its id exists', async () => {
    const { table, active } = grid()
    active.value = 2000
    await nextTick()
    await nextTick()
    expect(document.getElementById(table.getAttribute('aria-activedescendant') ?? '')).toBeTruthy()
  })

  it('rows that are not fetched yet are drawn as such', async () => {
    grid({ rows: [rows[0], undefined] })
    await nextTick()
    expect(screen.getAllByText('正在读取')).toHaveLength(columns.length)
    await expectAccessible()
  })

  it('says that it is empty, or being read', async () => {
    const view = grid({ rows: [], emptyTitle: '没有待补录的记录' })
    expect(screen.getByText('没有待补录的记录')).toBeTruthy()
    await expectAccessible()
    view.unmount()
    grid({ rows: [], loading: true })
    expect(screen.getByText('正在读取…')).toBeTruthy()
  })
})

it('every status has a shape and a word', async () => {
  mount(() => [
    ...STATUSES.map(status => h(UStatusTag, { status })),
    h(UStatusTag, { status: 'over', label: '超 1 个工作日', quiet: true }),
    h(UTag, { kind: 'primary' }, () => '通话中'),
    h(UKbd, { keys: 'Ctrl+ArrowUp' }),
    h(UEmpty, { title: '没有', hint: '做这个' }),
    h(UTimeline, { items: timeline, label: '时间线' }),
  ])
  for (const word of ['待定', '办理中', '办结', '临期', '超期', '提级督办', '重复', '超 1 个工作日']) {
    expect(screen.getByText(word).querySelector('svg')).toBeTruthy()
  }
  expect(screen.getAllByRole('listitem')).toHaveLength(timeline.length)
  await expectAccessible()
})

it('countdowns follow the clock of the record with one ticker', async () => {
  vi.useFakeTimers()
  vi.setSystemTime(0)
  const timers = vi.spyOn(globalThis, 'setInterval')
  setServerNow(1_000_000)
  mount(() => [
    h(UCountdown, { label: '距结束', until: 1_061_000 }),
    h(UCountdown, { label: '通话时长', since: 729_000 }),
    h(UCountdown, { label: '剩余', until: 1_002_000, format: (ms: number) => `${ms / 1000} 秒` }),
  ])
  const shown = () => screen.getAllByRole('timer').map(timer => timer.textContent)
  expect(shown()).toEqual(['01:01', '04:31', '2 秒'])
  expect(timers).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(63_000)
  await nextTick()
  expect(shown()).toEqual(['超时 00:02', '05:34', '-61 秒'])
  setServerNow(Date.now())
})

it('the gallery shows everything without a finding', async () => {
  mount(GalleryPage)
  expect(screen.getByRole('heading', { level: 1 })).toBeTruthy()
  await expectAccessible()
}, 20_000)

it('the gallery shows the form dialog, refused and sent', async () => {
  const { user } = mount(GalleryPage)
  await user.click(screen.getByRole('button', { name: '退回补录…' }))
  await user.click(await screen.findByRole('button', { name: '退回' }))
  expect(await screen.findByText('还缺：缺什么。写上再退。')).toBeTruthy()
  await expectAccessible()
  await user.type(screen.getByLabelText(/^缺什么/), '楼号')
  await user.click(screen.getByRole('button', { name: '退回' }))
  expect(await screen.findByText('最近：退回补录：楼号')).toBeTruthy()
}, 20_000)
