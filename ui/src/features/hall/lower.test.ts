import { expect, it } from 'vitest'
import { MEETING_NOW, projectorItem } from '@/testing/hall'
import { lowerOf } from './lower'

const hops = projectorItem.hops

it('is the hop chain where there is one: hours, reasons, and the meeting at its end', () => {
  const lower = lowerOf(
    { ...projectorItem, alike: [{ number: '1', unit: '区住建局', workingDays: 3 }] },
    MEETING_NOW,
  )
  expect(lower?.title).toBe('流转过程')
  expect(lower?.sum).toBe('7 天 · 3 个单位 · 168 小时')
  expect(lower?.stops.map(({ name, aside, words }) => [name, aside, words])).toEqual([
    ['石桥街道', '26 小时', '退：不属本单位职责'],
    ['区住建局', '52 小时', '退：属企业'],
    ['滨河供热公司', '90 小时', '退：还没有移交'],
    ['今天会商', undefined, '现场裁定'],
  ])
})

it('says whom it was given to once that is settled', () => {
  const given = { unit: '区住建局', from: MEETING_NOW, hours: null, why: null }
  const lower = lowerOf({ ...projectorItem, hops: [...hops, given] }, MEETING_NOW)
  expect(lower?.stops.at(-1)?.words).toBe('定给区住建局')
  expect(lower?.stops).toHaveLength(4)
})

it('says the first stops of a long chain together, with all their hours', () => {
  const lower = lowerOf({ ...projectorItem, hops: [...hops, ...hops] }, MEETING_NOW)
  expect(lower?.stops).toHaveLength(4)
  expect(lower?.stops[0]).toMatchObject({ name: '此前 4 个单位', aside: '194 小时' })
  expect(lower?.sum).toContain('336 小时')
})

it('leaves out what is not known', () => {
  const unknown = { unit: '石桥街道', from: null, hours: null, why: 'other' as const }
  const lower = lowerOf({ ...projectorItem, hops: [unknown] }, MEETING_NOW)
  expect(lower?.sum).toBe('1 个单位')
  expect(lower?.stops[0]?.aside).toBe('')
})

it('is how alike cases were settled where nobody passed it on, and nothing where there are none', () => {
  const alike = [
    { number: '1124-02-11', unit: '区住建局', workingDays: 3 },
    { number: '1117-01-03', unit: '滨河供热公司', workingDays: null },
  ]
  const lower = lowerOf({ ...projectorItem, hops: [], alike }, MEETING_NOW)
  expect(lower?.stops.map(({ name, words }) => `${name} ${words}`)).toEqual([
    '区住建局 1124-02-11 · 3 个工作日',
    '滨河供热公司 1117-01-03',
  ])
  expect(lowerOf({ ...projectorItem, hops: [], alike: [] }, MEETING_NOW)).toBeUndefined()
})
