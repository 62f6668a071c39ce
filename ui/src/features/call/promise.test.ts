import { describe, expect, it } from 'vitest'
import { NOW, directoryView } from '@/ipc/fixtures'
import { daysOff } from '@/ipc'
import { namesDate, usualDays, vagueWord } from './promise'

describe('a promise that binds nobody', () => {
  it.each([
    ['尽快给你修好', '尽快'],
    ['我们研究研究，抓紧办', '研究研究'],
    ['今天下午五点半前把电梯修好，抓紧办', undefined],
    ['3 个工作日内抓紧修', undefined],
    ['１２月４日前尽快修好', undefined],
    ['', undefined],
    ['把路灯修好', undefined],
  ])('%s', (words, found) => expect(vagueWord(words, directoryView.vague)).toBe(found))

  it.each([
    ['3 号楼的事', false],
    ['4 号前', true],
    ['周五', true],
    ['每周一次', false],
    ['17:30', true],
    ['三点意见', false],
    ['半个月', true],
  ])('%s names a day: %s', (words, is) => expect(namesDate(words)).toBe(is))
})

it('offers today, tomorrow and the next working days', () => {
  const iso = usualDays(NOW, '17:30:00', daysOff(directoryView.calendar)).map(ms =>
    new Date(ms).toISOString(),
  )
  expect(iso).toEqual([
    '2026-12-01T09:30:00.000Z',
    '2026-12-02T09:30:00.000Z',
    '2026-12-03T09:30:00.000Z',
    '2026-12-04T09:30:00.000Z',
    '2026-12-07T09:30:00.000Z',
    '2026-12-08T09:30:00.000Z',
  ])
  const late = Date.parse('2026-12-01T18:00:00+08:00')
  expect(usualDays(late, '17:30', new Set()).length).toBe(5)
})
