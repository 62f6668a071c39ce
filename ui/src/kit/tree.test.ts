import { screen, within } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, type Component } from 'vue'
import { expectAccessible, mount } from '@/testing/mount'
import { treeRows } from './gallery/samples'
import type { UTreeRow } from './types'
import UTree from './UTree.vue'

function tree(props: object = {}) {
  const active = ref<string>()
  const shut = ref(new Set(['物业管理', '房产', '城市治理']))
  const opened = vi.fn()
  const Host = defineComponent(
    () => () =>
      h(UTree as unknown as Component, {
        label: '分类',
        rows: treeRows(shut.value),
        active: active.value,
        'onUpdate:active': (id: string) => (active.value = id),
        onToggle: (row: UTreeRow, open: boolean) => {
          const next = new Set(shut.value)
          if (open) next.delete(row.id)
          else next.add(row.id)
          shut.value = next
        },
        onOpen: opened,
        ...props,
      }),
  )
  return { ...mount(Host), active, opened }
}

const drawn = () => [...document.querySelectorAll('.u-tree-label')].map(({ textContent }) => textContent)

it('is opened, walked and closed by keys, and tells its levels', async () => {
  const { user, active, opened } = tree()
  await nextTick()
  expect(drawn()).toEqual(['物业管理', '房产', '城市治理'])
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('tree', { name: '分类' }))
  await user.keyboard('{ArrowRight}{ArrowRight}')
  expect(active.value).toBe('物业管理/电梯')
  const items = screen.getAllByRole('treeitem')
  expect(items[1]?.getAttribute('aria-level')).toBe('2')
  expect([items[1]?.getAttribute('aria-posinset'), items[1]?.getAttribute('aria-setsize')]).toEqual([
    '1',
    '2',
  ])
  expect([items.at(-1)?.getAttribute('aria-posinset'), items.at(-1)?.getAttribute('aria-setsize')]).toEqual([
    '3',
    '3',
  ])
  await user.keyboard('{ArrowRight}{ArrowDown}')
  expect(active.value).toBe('物业管理/电梯/困人')
  expect(screen.getByRole('tree').getAttribute('aria-activedescendant')).toBe(
    screen.getByRole('treeitem', { name: '困人' }).id,
  )
  await expectAccessible()
  await user.keyboard('{Enter}')
  expect(opened.mock.calls[0]?.[0]).toMatchObject({ label: '困人' })
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}')
  expect(active.value).toBe('物业管理')
  expect(drawn().length).toBe(3)
  await user.keyboard('{End}{ArrowDown}')
  expect(active.value).toBe('城市治理')
})

it('the twig opens without choosing, the words choose without opening', async () => {
  const { user, active } = tree()
  await nextTick()
  const estate = screen.getByRole('treeitem', { name: '房产' })
  await user.click(estate.querySelector('.u-tree-twig')!)
  expect(drawn()).toContain('产权办理')
  expect(active.value).toBeUndefined()
  await user.click(within(estate).getByText('房产'))
  expect(active.value).toBe('房产')
  expect(drawn()).toContain('产权办理')
})

it('draws only what is seen of many, and the active one wherever one has scrolled', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => ({ id: `n${i}`, label: `第 ${i} 个`, depth: 0 }))
  const { user, active } = tree({ rows, flat: true })
  await nextTick()
  const list = screen.getByRole('listbox', { name: '分类' })
  expect(screen.getAllByRole('option').length).toBeLessThan(40)
  expect(screen.getAllByRole('option')[0]?.getAttribute('aria-setsize')).toBe('2000')
  await user.tab()
  await user.keyboard('{PageDown}')
  expect(Number(active.value?.slice(1))).toBeGreaterThan(5)
  list.scrollTop = 40_000
  list.dispatchEvent(new Event('scroll'))
  await nextTick()
  expect(document.getElementById(list.getAttribute('aria-activedescendant')!)).toBeTruthy()
  await expectAccessible()
})
