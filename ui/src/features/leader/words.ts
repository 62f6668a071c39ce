// The sentences of the leader's window: what to read aloud, what the history was, which one hint. What is not known
// yet stands as a blank, never invented.
import { civilOf, deadlineOf, t } from '@/i18n'
import type { LeaderCall } from '@/ipc/generated/LeaderCall'
import type { LeaderHistory } from '@/ipc/generated/LeaderHistory'
import type { LeaderSeat } from '@/ipc/generated/LeaderSeat'

const CUE_AFTER = 3 * 60_000
/** Longer than this nobody reads it aloud; the whole of it stands with the recorder. */
const MOST_ANSWER = 60
const MOST_MATTER = 30

const blank = (): string => t('leader.say.blank')
const filled = (text: string): string => text.trim() || blank()

const short = (text: string, most: number): string => {
  const letters = [...text.trim()]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('')
}

const ended = (words: string): string =>
  /[。！？.!?]$/.test(words) ? words : `${words}${t('leader.say.stop')}`

export const greeting = ({ title, name }: LeaderSeat): string =>
  t('leader.say.greeting', {
    who: title && name ? t('leader.say.who', { title, name }) : filled(title || name),
  })

/** What was typed often begins with the place, which stands before it already. */
export const matterAlone = ({ place, title }: LeaderCall): string =>
  (place && title.startsWith(place) ? title.slice(place.length) : title).trim()

function spokenMatter(call: LeaderCall): string {
  const matter = short(matterAlone(call), MOST_MATTER)
  return call.place
    ? t('leader.say.place', { place: call.place, matter: matter || blank() })
    : matter || blank()
}

/** The sentence to read aloud. `hidden`: a camera may read it too, so the matter is left out, not blank. */
export function sentence(call: LeaderCall, hidden: boolean, now: number): string {
  const { how, due, unit, answer, spoken, toldBy } = call.say
  const caller = filled(call.caller)
  const opening = hidden
    ? t('leader.say.opening', { caller })
    : t('leader.say.about', { caller, matter: spokenMatter(call) })
  const when = (moment: number | null): string => (moment === null ? blank() : deadlineOf(moment, now))
  const last = filled(spoken)
  const words = (): string => {
    switch (how) {
      case 'resolvedOnCall':
        return hidden
          ? t('leader.say.answered', { opening, spoken: last })
          : t('leader.say.resolvedOnCall', {
              opening,
              answer: ended(short(answer, MOST_ANSWER) || blank()),
              spoken: last,
            })
      case 'transferred':
        return t('leader.say.transferred', { opening, toldBy: when(toldBy), spoken: last })
      case 'sameDay':
      case null:
        return t('leader.say.promised', { opening, due: when(due), unit: filled(unit), spoken: last })
    }
  }
  return t('leader.say.quoted', { words: words() })
}

/** `8 天`, `5 个月`, `1 年 2 个月`. */
export function spanOf(days: number): string {
  const years = Math.floor(days / 365)
  const months = Math.min(11, Math.floor((days % 365) / 30))
  if (years === 0)
    return days < 31 ? t('leader.history.days', { n: days }) : t('leader.history.months', { n: months })
  const whole = t('leader.history.years', { n: years })
  return months === 0
    ? whole
    : t('leader.history.yearsMonths', { years: whole, months: t('leader.history.months', { n: months }) })
}

type Month = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12'

/** `11 月 27 日`: a day that is past needs no weekday. */
function plainDay(moment: number): string {
  const [, month, day] = civilOf(moment).split('-').map(Number)
  return t('leader.history.day', { month: t(`time.monthName.${String(month) as Month}`), day: day ?? 0 })
}

/** In plain words, what matters most first; empty when there is nothing beyond the count that stands beside the name. */
export const historyWords = ({ times, days, units, missed }: LeaderHistory): string =>
  [
    days > 0 && times > 1 && t('leader.history.timesIn', { span: spanOf(days), n: times }),
    missed && t('leader.history.missed', { unit: filled(missed.unit), due: plainDay(missed.due) }),
    units.length > 0 && t('leader.history.units', { units: units.join(t('leader.history.listSeparator')) }),
  ]
    .filter(Boolean)
    .join('')

/** One hint at a time. */
export function cue({ say, answeredAt }: LeaderCall, now: number): string {
  if (say.how === 'transferred') return t('leader.cue.after')
  return now - answeredAt >= CUE_AFTER ? t('leader.cue.settle') : t('leader.cue.calm')
}
