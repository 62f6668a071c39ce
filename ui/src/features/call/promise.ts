// The promise: whether its words bind anybody, and the days that are usually named. The rules decide; this is the
// hint at once, counted as `domain/vague.rs` counts it.
import { civilOf } from '@/i18n'
import { todayAtTime } from './orders'

const DAY = 86_400_000

/** 今天, 周五, 12月4日, 17:30, 五点半, 3个工作日: a day, an hour or a length of time is named. */
const DATES = [
  /今天|今日|今晚|今夜|明天|明日|明早|明晚|后天|当天|当日|当晚|次日|本日|下班前|月底|月末前|年底/,
  /(?:元旦|春节|清明|五一|端午|中秋|国庆|除夕)节?前/,
  /(?:周|星期|礼拜)[一二三四五六日天](?![次趟回遍常气])/,
  /\d{1,2}:\d{2}/,
  /(?:\d+|[一二三四五六七八九十]+)月(?:(?:\d+|[一二三四五六七八九十]+)[日号]|[底末前])/,
  /(?:\d+|[一二三四五六七八九十]+)日(?![常用光均产报])/,
  /(?:\d+|[一二三四五六七八九十]+)号(?:$|[前之以上下早晚中完办到起内])/,
  /(?:\d+|[一二三四五六七八九十两]+)点(?:$|[半整钟前之以准左完到\d])/,
  /(?:上午|下午|晚上|早上|中午|凌晨)(?:\d+|[一二三四五六七八九十两]+)点/,
  /(?:\d+|[一二三四五六七八九十两百]+)(?:个工作日|工作日|个半?小时|小时|分钟|个星期|星期|个月|个半月|天|周)/,
  /半天|半小时|半个月/,
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

/** Today, tomorrow and the next working days at the close of day; what has passed is left out. */
export function usualDays(now: number, closeOfDay: string, off: ReadonlySet<string>): number[] {
  const close = closeOfDay.slice(0, 5)
  const at = (ms: number) => todayAtTime(close, ms)
  const days = [at(now), at(now + DAY)]
  for (let ms = now + 2 * DAY, found = 0; found < 4 && ms < now + 30 * DAY; ms += DAY) {
    if (off.has(civilOf(ms))) continue
    days.push(at(ms))
    found++
  }
  return days.filter(day => day > now)
}
