import { expect, it } from 'vitest'
import { linesOf, pagesOf } from './pages'

it.each([
  ['', 10, 0],
  ['电梯停运 9 天', 10, 1],
  ['春晓苑七号楼电梯停运九天', 10, 2],
  ['1201-02-01', 6, 1],
])('%s in a column of %d: %d', (text, column, lines) => expect(linesOf(text, column)).toBe(lines))

it('fills sheets in order and loses no row', () => {
  const rows = [3, 3, 5, 1, 9, 2]
  expect(pagesOf(rows, row => row, 7)).toEqual([[3, 3], [5, 1], [9], [2]])
  expect(pagesOf(rows, row => row, 7).flat()).toEqual(rows)
})

it('has a sheet even for nothing', () => expect(pagesOf([], () => 1, 7)).toEqual([[]]))
