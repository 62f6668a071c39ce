import { beforeEach, expect, it, vi } from 'vitest'
import { createFollower } from './follow'

beforeEach(() => vi.useFakeTimers())

function follow(takes = 0) {
  let state = 0
  const told: number[] = []
  const tell = vi.fn(async () => {
    const now = state
    if (takes) await new Promise(done => setTimeout(done, takes))
    told.push(now)
  })
  const follower = createFollower(tell, 60)
  return {
    follower,
    told,
    tell,
    type: () => {
      state++
      follower.changed()
    },
  }
}

it('tells at once, but never inside the key’s own event', async () => {
  const { type, told } = follow()
  type()
  expect(told).toEqual([])
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual([1])
})

it('tells the last state of a burst, and at most every 60 ms', async () => {
  const { type, told } = follow()
  for (let i = 0; i < 20; i++) {
    type()
    await vi.advanceTimersByTimeAsync(10)
  }
  expect(told.length).toBeLessThanOrEqual(5)
  await vi.advanceTimersByTimeAsync(60)
  expect(told.at(-1)).toBe(20)
  const sofar = told.length
  await vi.advanceTimersByTimeAsync(5000)
  expect(told.length).toBe(sofar)
})

it('tells one after the other: an older state never lands on a newer one', async () => {
  const { type, told, tell } = follow(500)
  type()
  await vi.advanceTimersByTimeAsync(100)
  type()
  await vi.advanceTimersByTimeAsync(300)
  expect(tell).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual([1, 2])
})

it('goes on after a telling that failed', async () => {
  const { type, tell, told } = follow()
  tell.mockRejectedValueOnce(new Error('away'))
  type()
  await vi.advanceTimersByTimeAsync(100)
  type()
  await vi.advanceTimersByTimeAsync(100)
  expect(told).toEqual([2])
})

it('tells what is left when it stops, and nothing after', async () => {
  const { type, follower, told } = follow()
  type()
  follower.stop()
  await vi.advanceTimersByTimeAsync(500)
  expect(told).toEqual([1])
})
