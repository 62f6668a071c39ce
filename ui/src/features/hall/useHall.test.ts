import { render } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { setTheme } from '@/a11y'
import { fake } from '@/ipc'
import { NOW } from '@/ipc/fixtures'
import { useNow } from '@/kit'
import { atMostEvery, useHall } from './useHall'

beforeEach(() => {
  fake.reset()
  vi.useFakeTimers()
})
afterEach(() => setTheme('light'))

const told = (now = NOW, speed = 1) => ({ now, speed })

function open(read: () => Promise<{ now: number; speed: number }>, options = {}) {
  let hall!: ReturnType<typeof useHall>
  let now!: ReturnType<typeof useNow>
  const view = render(
    defineComponent({
      setup() {
        hall = useHall(read, options)
        now = useNow()
        return () => null
      },
    }),
  )
  return { ...view, hall, now }
}

it('spaces readings: the first at once, the next ones a second apart', async () => {
  const at: number[] = []
  const begun = performance.now()
  const read = atMostEvery(1000, async () => void at.push(Math.round(performance.now() - begun)))
  for (let i = 0; i < 3; i++) void read()
  await vi.advanceTimersByTimeAsync(5000)
  expect(at).toEqual([0, 1000, 2000])
})

it('reads a burst of changes once a second, and ends with what is newest', async () => {
  let answer = 0
  const read = vi.fn(async () => told(NOW + ++answer))
  const { hall } = open(read, { every: 1000 })
  for (let ms = 0; ms < 3000; ms += 50) {
    fake.emit('changed', ['calls'])
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(read.mock.calls.length).toBeLessThanOrEqual(4)
  const before = read.mock.calls.length
  await vi.advanceTimersByTimeAsync(1100)
  expect(read.mock.calls.length).toBe(before + 1)
  expect(hall.data.value?.now).toBe(NOW + answer)
})

it('keeps the time of the record, as fast as it runs', async () => {
  const { now } = open(async () => told(NOW, 60))
  await vi.advanceTimersByTimeAsync(1000)
  expect(Math.round((now.value - NOW) / 1000)).toBe(60)
})

it('reads again by itself what only time changes', async () => {
  const read = vi.fn(async () => told())
  open(read, { again: 10_000 })
  await vi.advanceTimersByTimeAsync(30_500)
  expect(read).toHaveBeenCalledTimes(4)
})

describe('when it can not read', () => {
  it('says why beside what was read before, and tries again', async () => {
    let down = false
    const read = vi.fn(async () => {
      if (down) throw { kind: 'away', what: { kind: 'inUse' } }
      return told()
    })
    const { hall } = open(read)
    await vi.advanceTimersByTimeAsync(0)
    down = true
    fake.emit('changed', ['calls'])
    await vi.advanceTimersByTimeAsync(0)
    expect(hall.data.value?.now).toBe(NOW)
    expect(hall.trouble.value).toContain('数据已由另一个窗口打开')
    down = false
    await vi.advanceTimersByTimeAsync(5000)
    expect(hall.trouble.value).toBe('')
  })

  it('takes down what belongs to a house that is closed', async () => {
    let closed = false
    const { hall } = open(async () => {
      if (closed) throw { kind: 'away', what: { kind: 'notOpen' } }
      return told()
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(hall.data.value).toBeDefined()
    closed = true
    fake.emit('changed', ['house'])
    await vi.advanceTimersByTimeAsync(0)
    expect(hall.data.value).toBeUndefined()
  })
})

it('is dark and large while it lives, and keeps nobody’s choice', async () => {
  const { dataset } = document.documentElement
  const before = { theme: dataset.theme, scale: dataset.scale }
  const { unmount } = open(async () => told())
  expect([dataset.theme, dataset.scale]).toEqual(['dark', 'projector'])
  expect(localStorage.getItem('console.theme')).not.toBe('dark')
  unmount()
  expect({ theme: dataset.theme, scale: dataset.scale }).toEqual(before)
})
