import type { CalendarYear } from './generated/CalendarYear'

/** Days on which nobody works, as ISO: weekends that are not worked, and the holidays of the years known. */
export function daysOff(calendar: readonly CalendarYear[]): ReadonlySet<string> {
  const off = new Set<string>()
  for (const { year, off: holidays, work } of calendar) {
    const worked = new Set(work)
    for (let ms = Date.UTC(year, 0, 1); new Date(ms).getUTCFullYear() === year; ms += 86_400_000) {
      const iso = new Date(ms).toISOString().slice(0, 10)
      if ([0, 6].includes(new Date(ms).getUTCDay()) && !worked.has(iso)) off.add(iso)
    }
    for (const iso of holidays) off.add(iso)
  }
  return off
}
