// Reading a time as people type it: 9:30, 09:30, 930, 0930, 17, 17：30 (full-width colon of an input method).

/** 'HH:mm', or undefined if it is no time. */
export function parseTime(text: string): string | undefined {
  const plain = text.trim().replace(/[０-９]/g, digit => String(digit.charCodeAt(0) - 0xff10))
  const match = /^(\d{1,2})(?:[:：.点时]?(\d{2})?)?分?$/.exec(plain)
  if (!match) return undefined
  // '930' is read greedily as 93 and 0; three digits are one and two.
  const three = /^(\d)(\d{2})$/.exec(plain)
  const hours = Number(three ? three[1] : match[1])
  const minutes = Number((three ? three[2] : match[2]) ?? 0)
  if (hours > 23 || minutes > 59) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** As shown: '09:30' → '9:30'. */
export const shownTime = (value: string): string => value.replace(/^0(?=\d:)/, '')

/** Moves by minutes within the day. */
export function shiftTime(value: string, minutes: number): string {
  const [h = 0, m = 0] = value.split(':').map(Number)
  const total = Math.min(23 * 60 + 59, Math.max(0, h * 60 + m + minutes))
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
