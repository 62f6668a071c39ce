import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { EVERYTHING, fake, invoke, onTopics, useView } from './index'

const settle = async () => {
  for (let i = 0; i < 8; i++) await Promise.resolve()
}

/** Answers that the test gives when it likes. */
function deferred() {
  const pending: { resolve: (value: string) => void; reject: (reason: unknown) => void }[] = []
  const read = vi.fn(() => new Promise<string>((resolve, reject) => pending.push({ resolve, reject })))
  return { read, pending }
}

let scope: EffectScope

beforeEach(() => {
  fake.reset()
  scope = effectScope()
  return () => scope.stop()
})

const view = (read: () => Promise<string>, topics: string[] = ['agenda'], about?: () => unknown) =>
  scope.run(() => useView(read, () => topics, { about }))!

describe('the fake', () => {
  it('answers what a test put, refuses the rest, and keeps the calls', async () => {
    fake.answer('view_agenda', args => ({ pass: args.pass }))
    await expect(invoke('view_agenda', { pass: 2 })).resolves.toEqual({ pass: 2 })
    await expect(invoke('act')).rejects.toThrow('no answer for act')
    expect(fake.calls('view_agenda')).toEqual([{ command: 'view_agenda', args: { pass: 2 } }])
  })
})

describe('onTopics', () => {
  it('hears only its own topics, and everything', async () => {
    const fn = vi.fn()
    const off = onTopics(['agenda', 'calls'], fn)
    await settle()
    fake.emit('changed', ['cases'])
    fake.emit('changed', ['calls', 'cases'])
    fake.emit('changed', [EVERYTHING])
    expect(fn.mock.calls).toEqual([[['calls']], [[]]])
    off()
    fake.emit('changed', ['calls'])
    expect(fn).toHaveBeenCalledTimes(2)
  })
})

describe('useView', () => {
  it('reads once, and again when its topic changes, keeping the last data meanwhile', async () => {
    const { read, pending } = deferred()
    const { data, stale } = view(read)
    await settle()
    expect([data.value, stale.value]).toEqual([undefined, false])
    pending[0]!.resolve('one')
    await settle()
    expect([data.value, stale.value]).toEqual(['one', false])
    fake.emit('changed', ['agenda'])
    fake.emit('changed', ['calls'])
    expect(read).toHaveBeenCalledTimes(2)
    expect([data.value, stale.value]).toEqual(['one', true])
    pending[1]!.resolve('two')
    await settle()
    expect([data.value, stale.value]).toEqual(['two', false])
  })

  it('a burst of changes during a reading costs one more reading', async () => {
    const { read, pending } = deferred()
    const { data } = view(read)
    await settle()
    for (let i = 0; i < 5; i++) fake.emit('changed', ['agenda'])
    expect(read).toHaveBeenCalledTimes(1)
    pending[0]!.resolve('one')
    await settle()
    expect(read).toHaveBeenCalledTimes(2)
    pending[1]!.resolve('two')
    await settle()
    expect(data.value).toBe('two')
  })

  it('drops an answer that comes out of order', async () => {
    const { read, pending } = deferred()
    const id = ref(1)
    const { data } = view(() => (void id.value, read()))
    id.value = 2
    await nextTick()
    pending[1]!.resolve('new')
    await settle()
    pending[0]!.resolve('old')
    await settle()
    expect(data.value).toBe('new')
  })

  it('keeps the data after a failure, says why, and recovers', async () => {
    const { read, pending } = deferred()
    const { data, error, stale, refresh } = view(read)
    pending[0]!.resolve('one')
    await settle()
    const first = refresh()
    pending[1]!.reject({ kind: 'away' })
    await first
    expect([data.value, error.value, stale.value]).toEqual(['one', { kind: 'away' }, true])
    const second = refresh()
    pending[2]!.resolve('two')
    await second
    expect([data.value, error.value, stale.value]).toEqual(['two', undefined, false])
  })

  it('shows the skeleton only after 300 ms without data', async () => {
    vi.useFakeTimers()
    const { read, pending } = deferred()
    const { loading, refresh } = view(read)
    vi.advanceTimersByTime(299)
    expect(loading.value).toBe(false)
    vi.advanceTimersByTime(1)
    expect(loading.value).toBe(true)
    pending[0]!.resolve('one')
    await settle()
    expect(loading.value).toBe(false)
    void refresh()
    vi.advanceTimersByTime(1000)
    expect(loading.value).toBe(false)
  })

  it('drops the data when it is about something else', async () => {
    const { read, pending } = deferred()
    const id = ref(1)
    const { data } = view(
      () => (void id.value, read()),
      ['case'],
      () => id.value,
    )
    pending[0]!.resolve('case one')
    await settle()
    id.value = 2
    expect(data.value).toBeUndefined()
    pending[1]!.resolve('case two')
    await settle()
    expect(data.value).toBe('case two')
  })

  it('is quiet after its screen is gone', async () => {
    const { read, pending } = deferred()
    const { data } = view(read)
    await settle()
    scope.stop()
    pending[0]!.resolve('late')
    fake.emit('changed', ['agenda'])
    await settle()
    expect(data.value).toBeUndefined()
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('a reading that throws at once is a failure like any other', async () => {
    const { error } = view(() => {
      throw new Error('no session')
    })
    await settle()
    expect(error.value).toEqual(new Error('no session'))
  })
})
