// Days, moments and durations in words (ux.md §2.9). Moments are unix milliseconds UTC and are shown in Asia/Shanghai,
// whatever the machine's zone. China has kept +08:00 without summer time since 1992, so the shift is arithmetic and
// needs neither the machine's zone nor its ICU data. Never slashes, never an ISO date on screen.
import { t } from './index'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** Minutes of a working day: 8:30–12:00 and 13:30–17:30. */
export const WORKING_DAY_MINUTES = 450

type Digit = '1' | '2' | '3' | '4' | '5' | '6' | '7'
type Month = Digit | '8' | '9' | '10' | '11' | '12'

/** Days since 1 January 1970 on the wall calendar of Shanghai. */
const dayNumber = (ms: number): number => Math.floor((ms + SHANGHAI) / DAY)

/** Civil date in Shanghai as the wire writes it, `2026-12-01`: for values, not for the screen. */
export const civilOf = (ms: number): string => new Date(ms + SHANGHAI).toISOString().slice(0, 10)

const weekdayDigit = (number: number): Digit => String(((((number + 3) % 7) + 7) % 7) + 1) as Digit

function words(number: number, now: number): string {
  const date = new Date(number * DAY)
  const year = date.getUTCFullYear()
  const sameYear = year === new Date(now + SHANGHAI).getUTCFullYear()
  return t(sameYear ? 'time.date' : 'time.dateOfYear', {
    year,
    month: t(`time.monthName.${String(date.getUTCMonth() + 1) as Month}`),
    day: date.getUTCDate(),
    weekday: t(`time.weekday.${weekdayDigit(number)}`),
  })
}

function relativeWord(number: number, now: number): string | undefined {
  switch (number - dayNumber(now)) {
    case 0:
      return t('time.today')
    case 1:
      return t('time.tomorrow')
    case -1:
      return t('time.yesterday')
    default:
      return undefined
  }
}

/** `9:00` */
export function timeOfDay(ms: number): string {
  const minutes = Math.floor((ms + SHANGHAI) / MINUTE) % (DAY / MINUTE)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** `12 月 1 日 周二`; with the year when it is not this year's. */
export const dayOf = (ms: number, now: number): string => words(dayNumber(ms), now)

/** The same for a civil date of the wire, `2026-12-01`. A deadline's day is a date, never a moment. */
export const civilDay = (iso: string, now: number): string => words(Date.parse(`${iso}T00:00Z`) / DAY, now)

/** `今天 9:00`, `昨天 15:20`, else `12 月 1 日 周二 9:00` */
export const momentOf = (ms: number, now: number): string =>
  t('time.at', { day: relativeWord(dayNumber(ms), now) ?? dayOf(ms, now), time: timeOfDay(ms) })

/** A deadline names the weekday: `今天 17:30`, `明天 周三 17:30`, `12 月 4 日 周五 17:30` */
export function deadlineOf(ms: number, now: number): string {
  const number = dayNumber(ms)
  const word = relativeWord(number, now)
  const weekday = t(`time.weekday.${weekdayDigit(number)}`)
  const near = word && (number === dayNumber(now) ? word : t('time.relative', { word, weekday }))
  return t('time.at', { day: near ?? dayOf(ms, now), time: timeOfDay(ms) })
}

/** `2026 年 12 月` */
export const monthOf = (year: number, month: number): string =>
  t('time.month', { year, month: t(`time.monthName.${String(month) as Month}`) })

/** One letter or two for the head of a calendar; 1 is Monday. */
export const weekdayShort = (day: number): string => t(`time.weekdayShort.${String(day) as Digit}`)

const join = (parts: (string | false)[]): string => parts.filter(Boolean).join(' ')

/** Working time: `1 小时 30 分`, `3 个工作日 1 小时 30 分`. Minutes of the unit's calendar, counted by Rust. */
export function workingTime(minutes: number, perDay: number = WORKING_DAY_MINUTES): string {
  const whole = Math.floor(Math.abs(minutes))
  const days = Math.floor(whole / perDay)
  const rest = whole % perDay
  return join([
    days > 0 && t('time.workingDays', { n: days }),
    rest >= 60 && t('time.hours', { n: Math.floor(rest / 60) }),
    (rest % 60 > 0 || whole === 0) && t('time.minutes', { n: rest % 60 }),
  ])
}

/** `剩 1 小时 30 分`, or `超 1 个工作日 6 小时` when negative. */
export const workingTimeLeft = (minutes: number, perDay?: number): string =>
  t(minutes < 0 ? 'time.over' : 'time.left', { duration: workingTime(minutes, perDay) })

/** Plain time, for the citizen's clock and the hop chain only: `9 天`, `6 小时 16 分`, `26 小时`. */
export function plainTime(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE)
  if (minutes >= 3 * 24 * 60) return t('time.days', { n: Math.floor(minutes / (24 * 60)) })
  return join([
    minutes >= 60 && t('time.hours', { n: Math.floor(minutes / 60) }),
    (minutes % 60 > 0 || minutes === 0) && t('time.minutes', { n: minutes % 60 }),
  ])
}

/** Length of a call or a wait: `6 分 2 秒`; from an hour on as plain time. */
export function shortTime(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / SECOND)
  if (seconds >= 3600) return plainTime(ms)
  return join([
    seconds >= 60 && t('time.minutes', { n: Math.floor(seconds / 60) }),
    (seconds % 60 > 0 || seconds === 0) && t('time.seconds', { n: seconds % 60 }),
  ])
}

/** A running clock: `04:31`, `1:04:31`. The sign is the caller's word. */
export function clock(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / SECOND)
  const two = (n: number) => String(n).padStart(2, '0')
  const tail = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${tail}` : tail
}
