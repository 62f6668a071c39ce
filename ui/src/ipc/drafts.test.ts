import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, reactive, ref, type EffectScope } from 'vue'
import { flushDrafts, useDraft, type Draft } from './drafts'
import { fake } from './fake'

const form = reactive({ words: '' })
const id = ref('one')
let scope: EffectScope
let draft: Draft

const saved = () => fake.calls('draft').map(({ args }) => args.draft)
const on = (draftId: string, words: string) => ({ draft: draftId, stream: `s-${draftId}`, body: { words } })

beforeEach(() => {
  vi.useFakeTimers()
  fake.reset()
  fake.answer('draft', () => ({ savedAt: 5 }))
  form.words = ''
  id.value = 'one'
  scope = effectScope()
  draft = scope.run(() =>
    useDraft(
      () => id.value,
      () => `s-${id.value}`,
      () => (form.words ? { words: form.words } : null),
    ),
  )!
})
afterEach(() => scope.stop())

describe('a draft', () => {
  it('is on disk within a second of the last key', async () => {
    form.words = '电'
    await vi.advanceTimersByTimeAsync(400)
    form.words = '电梯'
    await vi.advanceTimersByTimeAsync(599)
    expect(saved()).toEqual([])
    expect(draft.state.value).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1)
    expect(saved()).toEqual([on('one', '电梯')])
    expect([draft.state.value, draft.savedAt.value]).toEqual(['saved', 5])
  })

  it('is written when a field is left, and while somebody types without a pause', async () => {
    form.words = '电'
    dispatchEvent(new Event('focusout'))
    await vi.advanceTimersByTimeAsync(0)
    expect(saved()).toEqual([on('one', '电')])
    for (let i = 0; i < 8; i++) {
      form.words += '梯'
      await vi.advanceTimersByTimeAsync(400)
    }
    expect(saved().length).toBeGreaterThan(1)
  })

  it('keeps the old one when the screen goes on to the next', async () => {
    form.words = '电梯'
    id.value = 'two'
    await vi.advanceTimersByTimeAsync(0)
    expect(saved()).toEqual([on('one', '电梯')])
    form.words = '路灯'
    await vi.advanceTimersByTimeAsync(600)
    expect(saved()[1]).toEqual(on('two', '路灯'))
  })

  it('says when it could not be saved, loses nothing, and tries again', async () => {
    fake.answer('draft', () => {
      throw { kind: 'away', what: { kind: 'diskFull' } }
    })
    form.words = '电梯'
    await vi.advanceTimersByTimeAsync(600)
    expect(draft.state.value).toBe('failed')
    expect(draft.failure.value).toEqual({ kind: 'away', what: { kind: 'diskFull' } })
    fake.answer('draft', () => ({ savedAt: 6 }))
    await draft.saveNow()
    expect(draft.state.value).toBe('saved')
    expect(saved().at(-1)).toEqual(on('one', '电梯'))
  })

  it('does not come back after the act that consumed it', async () => {
    form.words = '电梯'
    await draft.settle()
    draft.consumed()
    await vi.advanceTimersByTimeAsync(5000)
    expect(saved()).toEqual([])
  })

  it('is thrown away', async () => {
    form.words = '电梯'
    await draft.discard()
    expect(saved()).toEqual([{ draft: 'one', stream: 's-one', body: null }])
  })
})

describe('before the screens go', () => {
  it('everything that is typed is written at once', async () => {
    form.words = '电梯'
    expect(await flushDrafts()).toBe(true)
    expect(saved()).toEqual([on('one', '电梯')])
  })

  it('what can not be written is said', async () => {
    fake.answer('draft', () => {
      throw { kind: 'away', what: { kind: 'diskFull' } }
    })
    form.words = '电梯'
    expect(await flushDrafts()).toBe(false)
    fake.answer('draft', () => ({ savedAt: 6 }))
    expect(await flushDrafts()).toBe(true)
    expect(saved().at(-1)).toEqual(on('one', '电梯'))
  })

  it('a draft of a screen that has gone is not asked for any more', async () => {
    scope.stop()
    form.words = '电梯'
    expect(await flushDrafts()).toBe(true)
    expect(saved()).toEqual([])
  })
})
