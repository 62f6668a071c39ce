import { beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { begin, follow, newEdits, settle, touched, useEditing, type Edits } from './edits'

interface Form {
  name: string
  phone: string
  words: string[]
}
const record = (change: Partial<Form> = {}): Form => ({ name: '甲', phone: '1', words: ['一'], ...change })

let edits: Edits
beforeEach(() => (edits = newEdits()))

describe('an edit over a record', () => {
  it('is touched by what differs, not by what was typed and taken back', () => {
    const edit = begin(edits, 'a', record())
    expect(touched(edit)).toBe(false)
    edit.mine.words.push('二')
    expect(touched(edit)).toBe(true)
    edit.mine.words.pop()
    expect(touched(edit)).toBe(false)
  })

  it('a new one counts as unsaved before a word is typed', () => {
    expect(touched(begin(edits, 'a', record(), true))).toBe(true)
  })

  it('follows the record in the fields that nobody touched', () => {
    const edit = begin(edits, 'a', record())
    edit.mine.name = '乙'
    follow(edit, record({ phone: '2' }))
    expect(edit.mine).toEqual(record({ name: '乙', phone: '2' }))
    expect(edit.base).toEqual(record({ phone: '2' }))
  })

  it('what was typed while it was on its way stays typed over what is on record', () => {
    const edit = begin(edits, 'a', record())
    edit.mine.name = ' 乙 '
    const sent = { ...edit.mine }
    edit.mine.phone = '9'
    settle(edit, sent, record({ name: '乙' }))
    expect(edit.mine).toEqual(record({ name: '乙', phone: '9' }))
    expect(edit.base).toEqual(record({ name: '乙' }))
  })
})

describe('editing', () => {
  function start() {
    const id = shallowRef<string | undefined>('a')
    const records = shallowRef<Record<string, Form>>({ a: record(), b: record({ name: '丙' }) })
    const scope = effectScope()
    const editing = scope.run(() =>
      useEditing<Form>(
        edits,
        () => id.value,
        () => records.value[id.value ?? ''],
      ),
    )!
    return { id, records, editing }
  }

  it('keeps what is typed in one while another is open, and drops what nobody touched', async () => {
    const { id, editing } = start()
    editing.edit.value!.mine.name = '乙'
    id.value = 'b'
    await nextTick()
    id.value = 'a'
    expect(editing.edit.value!.mine.name).toBe('乙')
    expect([...edits.keys()]).toEqual(['a'])
  })

  it('shows theirs where both changed, and takes it or leaves it', () => {
    const { records, editing } = start()
    editing.edit.value!.mine.name = '乙'
    editing.edit.value!.mine.phone = '2'
    records.value = { a: record({ name: '丁', phone: '3' }) }
    expect(editing.clash('name')).toEqual({ theirs: '丁' })
    expect(editing.clash('words')).toBeUndefined()
    editing.take('name')
    expect(editing.edit.value!.mine).toEqual(record({ name: '丁', phone: '2' }))
    expect(editing.clash('name')).toBeUndefined()
    expect(editing.clash('phone')).toEqual({ theirs: '3' })
  })

  it('both typed the same: no clash', () => {
    const { records, editing } = start()
    editing.edit.value!.mine.name = '乙'
    records.value = { a: record({ name: '乙' }) }
    expect(editing.clash('name')).toBeUndefined()
    expect(touched(editing.edit.value!)).toBe(false)
  })

  it('discards to what the record says now', () => {
    const { records, editing } = start()
    editing.edit.value!.mine.name = '乙'
    records.value = { a: record({ name: '丁' }) }
    editing.discard()
    expect(editing.edit.value!.mine.name).toBe('丁')
    expect(touched(editing.edit.value!)).toBe(false)
  })

  it('a record that went missing takes an untouched edit with it, not what was typed', () => {
    const { records, editing } = start()
    records.value = {}
    expect(editing.edit.value).toBeUndefined()
    records.value = { a: record() }
    editing.edit.value!.mine.name = '乙'
    records.value = {}
    expect(editing.edit.value!.mine.name).toBe('乙')
  })
})
