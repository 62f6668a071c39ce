import { describe, expect, it } from 'vitest'
import { followNumber, isGiven, maskNumber, masked } from './number'
import { newSheet, secondSheet, sheetOf, type Sheet } from './sheet'

const NUMBER = '10047206621'
const MASKED = '100****6621'

const typed = (number: string): Sheet => {
  const sheet = newSheet('call', 2, NUMBER, 0)
  sheet.form.text.number = number
  return sheet
}

// The same as of `mask_number` in domain: what is sent back has to be recognised there.
it.each([
  [NUMBER, MASKED],
  ['1004720662', '100***0662'],
  ['+86 10047206621', MASKED],
  ['１００４７２０６６２１', MASKED],
  ['1002345', '*****45'],
  ['10', '**'],
  ['', ''],
  [MASKED, MASKED],
])('%s is masked as %s', (number, shown) => expect(maskNumber(number)).toBe(shown))

describe('a sheet', () => {
  it('follows how the desk shows the number of its call', () => {
    const sheet = newSheet('call', 2, NUMBER, 0)
    followNumber(sheet, MASKED)
    expect(sheet.form.text.number).toBe(MASKED)
    followNumber(sheet, NUMBER)
    expect(sheet.form.text.number).toBe(NUMBER)
  })

  it('keeps a number that was typed, and one that was taken out', () => {
    for (const number of ['10055551234', '']) {
      const sheet = typed(number)
      followNumber(sheet, MASKED)
      expect(sheet.form.text.number).toBe(number)
    }
  })

  it('of a second matter follows like the first', () => {
    const second = secondSheet(newSheet('call', 2, NUMBER, 0), 0)
    followNumber(second, MASKED)
    expect(second.form.text.number).toBe(MASKED)
  })

  it('of a record shows what the record holds, whoever rings', () => {
    const form = { ...newSheet('', 0, '', 0).form }
    form.text = { ...form.text, number: '100****0000' }
    const view = { case: 'a', version: 1, call: 'call', number: '', spoken: '', missing: [], sentBack: null }
    const sheet = sheetOf({ ...view, stage: { kind: 'recording' }, form }, 1, 0)
    followNumber(sheet, NUMBER)
    expect(sheet.form.text.number).toBe('100****0000')
  })

  it('is kept without the whole number of its call, and with one that was typed', () => {
    expect(JSON.stringify(masked(newSheet('call', 2, NUMBER, 0)))).not.toContain(NUMBER)
    const kept = masked(typed('10055551234'))
    expect(kept.form.text.number).toBe('10055551234')
    expect(JSON.stringify(kept)).not.toContain(NUMBER)
    expect(isGiven(kept)).toBe(false)
  })
})
