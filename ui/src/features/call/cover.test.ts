import { describe, expect, it } from 'vitest'
import { COMPOUND, directoryView } from '@/ipc/fixtures'
import { compoundOf, surnameOnly } from './cover'
import { newSheet, readDraft } from './sheet'

describe('what a camera may read', () => {
  it.each([
    ['周女士', '周女士'],
    ['周晓兰女士', '周女士'],
    ['周晓兰', '周某'],
    ['欧阳先生', '欧阳先生'],
    ['欧阳明', '欧阳某'],
    ['女士', '女士'],
    ['', ''],
  ])('%s → %s', (name, shown) => expect(surnameOnly(name)).toBe(shown))

  it('a place of the directory by its compound; one written by hand not at all', () => {
    const sheet = newSheet('call', 1, '', 0)
    sheet.form.text.place = '春晓苑 7 号楼 302 室'
    expect(compoundOf(sheet, directoryView)).toBe('')
    sheet.form.matter.place = COMPOUND
    expect(compoundOf(sheet, directoryView)).toBe('春晓苑')
  })
})

it('a draft keeps the language that was noted', () => {
  const sheet = newSheet('call', 1, '', 0)
  sheet.form.matter.speech = 'dialect'
  const body: unknown = JSON.parse(JSON.stringify({ kind: 'recorder', seat: 1, sheet }))
  expect(readDraft(body)?.sheet.form.matter.speech).toBe('dialect')
})
