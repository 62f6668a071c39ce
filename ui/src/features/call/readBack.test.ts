import { expect, it } from 'vitest'
import { readBackPieces } from './readBack'
import { newSheet } from './sheet'

const said = (place: string): string => {
  const sheet = newSheet('call', 1, '', 0)
  sheet.form.text.place = place
  sheet.form.text.title = '电梯停运'
  const context = { leader: '林远', number: '1201-01-01', spoken: '0101', now: 0, directory: undefined }
  return readBackPieces(sheet, context)
    .map(piece => piece.text)
    .join('')
}

it.each(['南湖区 · 长桥街道 · 春晓苑', '南湖区·长桥街道·春晓苑', '春晓苑'])(
  'of %s only 春晓苑 is read back',
  place => {
    expect(said(place)).toContain('春晓苑')
    expect(said(place)).not.toContain('长桥')
  },
)
