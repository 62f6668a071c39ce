// The promise: whether its words bind anybody, and the days that are usually named. The rules decide; this is the
// hint at once, counted as `domain/vague.rs` counts it.
import type { CalendarYear } from '@/ipc/generated/CalendarYear'
import { todayAtTime } from './orders'

const DAY = 86_400_000
const SHANGHAI = 8 * 3_600_000

const NUMBER = '(?:\\d+|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u4e24\u767e]+)'

/** 今天, 周五, 12月4日, 17:30, 五点半, 3个工作日: a day, an hour or a length of time is named. */
const DATES = [
  /今天|今日|今晚|今夜|明天|明日|明早|明晚|后天|当天|当日|当晚|次日|本日|下班前|月底|月末前|年底/,
  /(?:元旦|春节|清明|五一|端午|中秋|国庆|除夕)节?前/,
  /(?:周|星期|礼拜)[一二三四五六日天](?![次趟回遍常气])/,
  /\d{1,2}:\d{2}/,
  new RegExp(`${NUMBER}月${NUMBER}[日号]|${NUMBER}月(?:底|末|前)`),
  new RegExp(`${NUMBER}日(?![常用光均产报])|${NUMBER}号(?=[前之以上下早晚中完办到起内]|$)`),
  new RegExp(`${NUMBER}点(?=[半整钟前之以准左完到\\d]|$)|(?:上午|下午|晚上|早上|中午|凌晨)${NUMBER}点`),
  new RegExp(
    `${NUMBER}(?:个工作日|工作日|个小时|小时|分钟|个星期|星期|个月|个半月|天|周)|半天|半小时|半个月`,
  ),
]

const compact = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

export const namesDate = (text: string): boolean => DATES.some(date => date.test(compact(text)))

/** The word of the list that binds nobody; undefined when a date stands beside it. */
export function vagueWord(text: string, words: readonly string[]): string | undefined {
  const said = compact(text)
  if (!said || namesDate(said)) return undefined
  const found = words
    .filter(word => word && said.includes(word))
    .sort((a, b) => said.indexOf(a) - said.indexOf(b) || b.length - a.length)
  return found[0]
}

export const isoDay = (ms: number): string => new Date(ms + SHANGHAI).toISOString().slice(0, 10)

/** Days on which nobody works, as ISO, of the years that the directory knows. */
export function daysOff(calendar: readonly CalendarYear[]): ReadonlySet<string> {
  const off = new Set<string>()
  for (const year of calendar) {
    const work = new Set(year.work)
    for (let ms = Date.UTC(year.year, 0, 1); new Date(ms).getUTCFullYear() === year.year; ms += DAY) {
      const iso = new Date(ms).toISOString().slice(0, 10)
      const weekend = [0, 6].includes(new Date(ms).getUTCDay())
      if ((weekend && !work.has(iso)) || year.off.includes(iso)) off.add(iso)
    }
  }
  return off
}

/** Today, tomorrow and the next working days at the close of day; what has passed is left out. */
export function usualDays(now: number, closeOfDay: string, off: ReadonlySet<string>): number[] {
  const close = closeOfDay.slice(0, 5)
  const at = (ms: number) => todayAtTime(close, ms)
  const days = [at(now), at(now + DAY)]
  for (let ms = now + 2 * DAY, found = 0; found < 4 && ms < now + 30 * DAY; ms += DAY) {
    if (off.has(isoDay(ms))) continue
    days.push(at(ms))
    found++
  }
  return days.filter(day => day > now)
}
