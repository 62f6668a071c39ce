// The day's timetable (`domain.md` §2.3), counted from the plan: preparation before nine, the meeting ten minutes after.
import { t } from '@/i18n'
import type { Plan } from '@/ipc/generated/Plan'
import type { Timetable } from '@/ipc/generated/Timetable'

export interface DayTime {
  /** `9:00` */
  at: string
  what: string
}

/** Minutes before the calls begin. */
const LINES = 30
const SIGN = 25
const BRIEFING = 15
/** Minutes between the last call and the meeting. */
const PAUSE = 10

function clockOf(starts: string, shift: number): string {
  const [hours, minutes] = starts.split(':').map(Number)
  const of = ((hours ?? 0) * 60 + (minutes ?? 0) + shift + 1440) % 1440
  return `${Math.floor(of / 60)}:${String(of % 60).padStart(2, '0')}`
}

export const beginsAt = (plan: Plan): string => clockOf(plan.starts, 0)
export const endsAt = (plan: Plan): string => clockOf(plan.starts, plan.minutes)

export const meetingMinutes = (of: Timetable): number =>
  of.opening + of.oneByOne + of.byUnit + of.absent + of.closing

export function timesOf(plan: Plan, timetable: Timetable): DayTime[] {
  const at = (shift: number) => clockOf(plan.starts, shift)
  return [
    { at: at(-LINES), what: t('prep.time.lines') },
    { at: at(-SIGN), what: t('prep.time.sign') },
    { at: at(-BRIEFING), what: t('prep.time.briefing') },
    { at: at(0), what: t('prep.time.calls', { n: plan.minutes }) },
    { at: at(plan.minutes), what: t('prep.time.close') },
    { at: at(plan.minutes + PAUSE), what: t('prep.time.meeting', { n: meetingMinutes(timetable) }) },
  ]
}
