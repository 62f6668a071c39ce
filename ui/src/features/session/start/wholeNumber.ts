/** A whole number as typed (full width too) within its limits; undefined when it is none. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const digits = text.normalize('NFKC').trim()
  if (!/^\d{1,9}$/.test(digits)) return undefined
  const value = Number(digits)
  return value >= least && value <= most ? value : undefined
}
