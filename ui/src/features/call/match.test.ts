// What is typed finds a path by its words, or by the first letters of any of its readings.
import { describe, expect, it } from 'vitest'
import { fits } from './match'

describe('fits', () => {
  it.each([
    ['', true],
    ['重庆', true],
    ['zql', true],
    ['CQ', true],
    [' cql ', true],
    ['ql', false],
    ['l c', false],
  ])('“%s” typed for 重庆路: %s', (typed, found) => {
    expect(fits('南湖区 · 重庆路', 'zql cql', typed)).toBe(found)
  })
})
