import { describe, expect, it } from 'vitest'
import { branchOf, levelsOf, lineOf, rowsOf, treeOf, type Node } from './rows'

const node = (id: string, name: string, above: string | null, more: Partial<Node> = {}): Node => ({
  id,
  name,
  above,
  ...more,
})
const NODES = [
  node('b', '房产', null, { code: '02' }),
  node('a2', '收费', 'a', { code: '0102' }),
  node('a', '物业管理', null, { code: '01', initials: 'wygl' }),
  node('a1', '电梯', 'a', { code: '0101', initials: 'dt' }),
  node('a11', '停运', 'a1', { code: '010101', initials: 'ty' }),
]
const tree = treeOf(NODES)
const draw = (open: string[], words = '') =>
  rowsOf(tree, new Set(open), words, () => ({ unsaved: false })).map(({ label, depth, open: isOpen }) =>
    [depth, label, isOpen].filter(part => part !== undefined).join(' '),
  )

describe('a tree', () => {
  it('draws what is open, in the order of the numbers', () => {
    expect(draw([])).toEqual(['0 物业管理 false', '0 房产'])
    expect(draw(['a'])).toEqual(['0 物业管理 true', '1 电梯 false', '1 收费', '0 房产'])
  })

  it('finds by name, initials and number, with the way to what fits', () => {
    expect(draw([], 'ty')).toEqual(['0 物业管理 true', '1 电梯 true', '2 停运'])
    expect(draw([], '0102')).toEqual(['0 物业管理 true', '1 收费'])
    expect(draw([], '房')).toEqual(['0 房产'])
    expect(draw(['a'], '没有')).toEqual([])
  })

  it('counts its levels', () => expect(levelsOf(tree)).toEqual([2, 2, 1]))

  it('knows the line above and the branch below', () => {
    expect(lineOf(tree, 'a11').map(({ id }) => id)).toEqual(['a', 'a1', 'a11'])
    expect([...branchOf(tree, 'a')].sort()).toEqual(['a', 'a1', 'a11', 'a2'])
  })

  it('keeps in sight what names a parent that is gone, and ends a ring', () => {
    const odd = treeOf([node('x', '孤', 'gone'), node('y', '甲', 'z'), node('z', '乙', 'y')])
    expect(rowsOf(odd, new Set(), '', () => ({ unsaved: false })).map(({ id }) => id)).toEqual(['x'])
    expect(lineOf(odd, 'y').length).toBeLessThan(4)
    expect(branchOf(odd, 'y').size).toBe(2)
  })
})
