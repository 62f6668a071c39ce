// The caller's number as the desk shows it: whole in the seat's own live call, masked after it. What the recorder types
// is his own. The mask is the desk's (`domain::input::mask_number`): sent back, it means the number that stands there.
import type { Sheet } from './sheet'

export const isMasked = (number: string): boolean => number.includes('*')

/** `100****6621`; of a number under ten digits the last two alone. */
export function maskNumber(number: string): string {
  if (isMasked(number)) return number
  const all = number.normalize('NFKC').replace(/\D/g, '')
  const digits = /^86\d{11}$/.test(all) ? all.slice(2) : all
  const [head, tail] = digits.length < 3 ? [0, 0] : digits.length < 10 ? [0, 2] : [3, 4]
  const hidden = digits.length - head - tail
  return digits.slice(0, head) + '*'.repeat(hidden) + digits.slice(head + hidden)
}

/** The number in the form is the one that came with the call, whole or masked. */
export const isGiven = ({ given, form }: Sheet): boolean =>
  given !== null && (form.text.number === given || form.text.number === maskNumber(given))

/** The desk shows it otherwise now; a number that was typed stays. */
export function followNumber(of: Sheet, shown: string): void {
  if (of.given === null || of.given === shown) return
  if (!isGiven(of)) {
    of.given = shown
    return
  }
  // The whole one comes first and goes last: at no moment does the form look as if somebody had typed.
  if (!isMasked(shown)) of.given = shown
  of.form.text.number = shown
  of.given = shown
}

/** As it is kept in a draft: whole only while its call is on the line. */
export function masked(of: Sheet): Sheet {
  if (of.given === null) return of
  const given = maskNumber(of.given)
  if (!isGiven(of)) return { ...of, given }
  return { ...of, given, form: { ...of.form, text: { ...of.form.text, number: given } } }
}
