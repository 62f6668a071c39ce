import { beforeEach, expect, it } from 'vitest'
import { fake } from '@/ipc'
import type { ItemView } from '@/ipc/generated/ItemView'
import { at, directoryView, meetingHouse, NOW } from '@/testing/meeting'
import { closeOf, dueChips, dueWish, dueWords, laterThanPromised, presetDue } from './due'
import { daysOff, type Room } from './room'

let room: Room
let item: ItemView

beforeEach(() => {
  fake.reset()
  const house = meetingHouse()
  room = { directory: directoryView(), session: house.session, chair: 'p-chair', adjourned: false }
  item = (house.answers.item as (query: { case: string }) => ItemView)({ case: 'c3' })
})

it.each([
  ['2026-12-01T17:30', '今天 17:30'],
  ['2026-12-04T17:30', '周五 4 日'],
  ['2026-12-04T09:00', '周五 4 日 9:00'],
  ['2027-01-08T17:30', '2027 年 1 月 8 日 周五'],
])('%s is said as %s', (moment, words) => expect(dueWords(at(moment), NOW, '17:30:00')).toBe(words))

it('the key is the number of working days', () => {
  const wishes = ['0', '1', '3', '5', '7', 'F'].map(key => dueWish({ kind: 'key', key }, item, NOW))
  expect(wishes.map(wish => wish?.kind === 'workingDays' && wish.days)).toEqual([0, 1, 3, 5, 7, 15])
  expect(dueWish({ kind: 'day', day: '2026-12-09' }, item, NOW)).toEqual({ kind: 'day', day: '2026-12-09' })
  expect(dueWish({ kind: 'key', key: '9' }, item, NOW)).toBeUndefined()
})

it('later than promised is compared as Rust does: an hour counts, a whole day counts to its end', () => {
  expect(laterThanPromised(at('2026-12-04T17:30'), item)).toBe(false)
  expect(laterThanPromised(at('2026-12-04T17:31'), item)).toBe(true)
  item.case.promise = { kind: 'made', by: '', at: 0, due: at('2026-12-04T00:00'), words: '' }
  expect(laterThanPromised(at('2026-12-04T17:30'), item)).toBe(false)
  expect(laterThanPromised(at('2026-12-05T00:00'), item)).toBe(true)
  item.case.promise = { kind: 'nothing' }
  expect(laterThanPromised(at('2027-12-05T00:00'), item)).toBe(false)
})

it('a class in hours is preset, unless it would be later than promised or fall on a rest day', () => {
  item.class = 'hazard'
  expect(presetDue(item, room, NOW)).toEqual({ kind: 'hours', hours: 2 })
  expect(dueChips(item, room, NOW)[0]).toMatchObject({ key: 'Z', at: at('2026-12-01T13:02') })
  item.case.promise = { kind: 'made', by: '', at: 0, due: at('2026-12-01T12:00'), words: '' }
  expect(presetDue(item, room, NOW)).toEqual({ kind: 'key', key: '3' })
  room.directory.deadlines.rules.hazard = { span: { kind: 'wallClockHours', value: 24 * 4 }, source: '' }
  expect(dueChips(item, room, NOW).some(({ key }) => key === 'Z')).toBe(false)
})

it('weekends are off, worked ones are not, and an unknown year has only what it says', () => {
  room.directory.calendar[0]!.work = ['2026-12-05']
  room.directory.calendar[0]!.off = ['2026-12-07']
  const off = daysOff(room)
  expect([
    off.has('2026-12-05'),
    off.has('2026-12-06'),
    off.has('2026-12-07'),
    off.has('2027-01-02'),
  ]).toEqual([false, true, true, false])
  expect(closeOf('2026-12-09', room)).toBe(at('2026-12-09T17:30'))
})
