import { screen, within } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import { h } from 'vue'
import { expectAccessible, mount } from '@/testing/mount'
import type { UCompareRow } from '.'
import UCompare from './UCompare.vue'

const rows: UCompareRow[] = [
  { key: 'a', label: '事项', theirs: '路灯不亮', mine: '路灯不亮三天', choice: 'open' },
  { key: 'b', label: '称呼', theirs: '周女士', mine: '', choice: 'taken' },
  { key: 'c', label: '处置方式', theirs: '已交办', mine: '转办' },
]

it('lays theirs beside mine, and says of each what was chosen', async () => {
  const [take, close] = [vi.fn(), vi.fn()]
  const props = { title: '别人先改了这一条', hint: '看过再存', rows, onTake: take, onClose: close }
  const { user } = mount(() => h(UCompare, props))
  const row = (name: RegExp) => within(screen.getByRole('row', { name })).getAllByRole('cell')
  expect(row(/^事项/).map(cell => cell.textContent?.trim())).toEqual(['路灯不亮', '路灯不亮三天', '用别人的'])
  expect(row(/^称呼/).map(cell => cell.textContent?.trim())).toEqual(['周女士', '空着', '已用别人的'])
  expect(row(/^处置方式/)[2]?.textContent).toBe('')
  await expectAccessible()
  await user.click(screen.getByRole('button', { name: '事项：用别人的' }))
  await user.click(screen.getByRole('button', { name: '收起' }))
  expect(take).toHaveBeenCalledWith('a')
  expect(close).toHaveBeenCalled()
})

it('without a row has its sentence alone', () => {
  mount(() => h(UCompare, { title: '别人先改了这一条', hint: '不冲突', rows: [] }))
  expect(screen.getByText('不冲突')).toBeTruthy()
  expect(screen.queryByRole('table')).toBeNull()
})
