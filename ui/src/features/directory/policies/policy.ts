// Time limits, timetable and the ruling on undecided cases as one form of texts, and back; what is wrong in it.
import { t, type MessageKey } from '@/i18n'
import type { DeadlineClass } from '@/ipc/generated/DeadlineClass'
import type { DeadlinePolicy } from '@/ipc/generated/DeadlinePolicy'
import type { DeadlineRule } from '@/ipc/generated/DeadlineRule'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Span } from '@/ipc/generated/Span'
import type { Timetable } from '@/ipc/generated/Timetable'
import type { UndecidedRule } from '@/ipc/generated/UndecidedRule'
import { shownTime } from '@/kit'
import { same } from '../edits'

export const CLASSES: readonly DeadlineClass[] = ['sameDay', 'hazard', 'utilities', 'general', 'complex']
export const SPAN_KINDS: readonly Span['kind'][] = ['workingDays', 'wallClockHours', 'todayAt']
/** Minutes of the parts of a meeting, in their order. */
export const PARTS_OF_MEETING = ['opening', 'oneByOne', 'byUnit', 'absent', 'closing'] as const

/** Least and most, as the record takes them. */
const RANGE = {
  workingDays: [1, 250],
  wallClockHours: [1, 720],
  minutes: [1, 180],
  sum: [1, 300],
  seconds: [10, 600],
  undecidedDays: [0, 30],
} as const

export interface RuleForm {
  kind: Span['kind']
  /** A number, or a time of day. */
  value: string
  source: string
}

export interface HoursForm {
  from: string
  to: string
}

type Minutes = Record<(typeof PARTS_OF_MEETING)[number], string>

export interface PolicyForm extends Record<DeadlineClass, RuleForm>, Minutes {
  hours: HoursForm[]
  closeOfDay: string
  secondsACase: string
  undecidedDays: string
  undecidedTime: string
}

const toTime = (wire: string): string => wire.slice(0, 5)
const toWire = (time: string): string => `${time}:00`

const ruleForm = (rule: DeadlineRule | undefined): RuleForm => ({
  kind: rule?.span.kind ?? 'workingDays',
  value: rule ? (rule.span.kind === 'todayAt' ? toTime(rule.span.value) : String(rule.span.value)) : '',
  source: rule?.source ?? '',
})

/** What is edited: the version entered last, which may hold only from a later day. */
export function formOf(deadlines: DeadlinePolicy, directory: DirectoryView): PolicyForm {
  const rules = Object.fromEntries(CLASSES.map(name => [name, ruleForm(deadlines.rules[name])]))
  const minutes = Object.fromEntries(PARTS_OF_MEETING.map(part => [part, String(directory.timetable[part])]))
  return {
    ...(rules as Record<DeadlineClass, RuleForm>),
    hours: deadlines.hours.spans.map(({ from, to }) => ({ from: toTime(from), to: toTime(to) })),
    closeOfDay: toTime(deadlines.closeOfDay),
    ...(minutes as Minutes),
    secondsACase: String(directory.timetable.secondsACase),
    undecidedDays: String(directory.undecided.days),
    undecidedTime: toTime(directory.undecided.time),
  }
}

/** A whole number as people type it, full-width digits too; undefined for anything else and outside its range. */
export function whole(text: string, range: keyof typeof RANGE): number | undefined {
  const digits = text.normalize('NFKC').trim()
  const [least, most] = RANGE[range]
  const number = /^\d{1,6}$/.test(digits) ? Number(digits) : -1
  return number >= least && number <= most ? number : undefined
}

function spanOf({ kind, value }: RuleForm): Span | undefined {
  if (kind === 'todayAt') return value ? { kind, value: toWire(value) } : undefined
  const number = whole(value, kind)
  return number === undefined ? undefined : { kind, value: number }
}

/** Undefined as long as something in it is wrong. */
export function policyOf(form: PolicyForm, version: number): DeadlinePolicy | undefined {
  const rules: DeadlinePolicy['rules'] = {}
  for (const name of CLASSES) {
    const rule = form[name]
    const span = spanOf(rule)
    if (!span || wrongPart(rule, form)) return undefined
    rules[name] = { span, source: rule.source.trim() }
  }
  if (hoursProblem(form.hours) || closesTooEarly(form)) return undefined
  const spans = form.hours.map(({ from, to }) => ({ from: toWire(from), to: toWire(to) }))
  return { rules, hours: { spans }, closeOfDay: toWire(form.closeOfDay), version }
}

const KEYS: readonly (keyof PolicyForm)[] = [...CLASSES, 'hours', 'closeOfDay']
export const deadlinesChanged = (mine: PolicyForm, base: PolicyForm): boolean =>
  KEYS.some(key => !same(mine[key], base[key]))

export function timetableOf(form: PolicyForm): Timetable | undefined {
  const [opening, oneByOne, byUnit, absent, closing] = PARTS_OF_MEETING.map(part =>
    whole(form[part], 'minutes'),
  )
  const secondsACase = whole(form.secondsACase, 'seconds')
  if (
    opening === undefined ||
    oneByOne === undefined ||
    byUnit === undefined ||
    absent === undefined ||
    closing === undefined ||
    !secondsACase
  )
    return undefined
  return { opening, oneByOne, byUnit, absent, closing, secondsACase }
}

export function undecidedOf(form: PolicyForm): UndecidedRule | undefined {
  const days = whole(form.undecidedDays, 'undecidedDays')
  return days === undefined || !form.undecidedTime ? undefined : { days, time: toWire(form.undecidedTime) }
}

/** Work must have begun before the day can end. */
const begins = ({ hours }: PolicyForm): string => hours[0]?.from ?? ''
const closesTooEarly = (form: PolicyForm): boolean => !form.closeOfDay || form.closeOfDay <= begins(form)
const tooEarly = (rule: RuleForm, form: PolicyForm): boolean =>
  rule.kind === 'todayAt' && rule.value <= begins(form)

/** Begins before it ends, and after the one before has ended. */
function hoursProblem(hours: readonly HoursForm[]): MessageKey | undefined {
  if (!hours.length) return 'directory.policies.wrong.noHours'
  const times = hours.flatMap(({ from, to }) => [from, to])
  if (times.some(time => !time)) return 'directory.policies.wrong.hoursMissing'
  return times.some(
    (time, i) => i > 0 && time <= (times[i - 1] ?? '') && !(i % 2 === 0 && time === times[i - 1]),
  )
    ? 'directory.policies.wrong.hours'
    : undefined
}

/** What of a rule can't go on record. */
export function wrongPart(rule: RuleForm, form: PolicyForm): 'value' | 'source' | undefined {
  if (!spanOf(rule) || tooEarly(rule, form)) return 'value'
  return rule.source.trim() ? undefined : 'source'
}

/** Beside which field which sentence stands. */
export function problems(form: PolicyForm): Map<keyof PolicyForm, string> {
  const found = new Map<keyof PolicyForm, string>()
  for (const name of CLASSES) {
    const wrong = wrongPart(form[name], form)
    if (wrong === 'value') found.set(name, t(`directory.policies.wrong.${form[name].kind}`))
    else if (wrong) found.set(name, t('directory.policies.wrong.source'))
  }
  const hours = hoursProblem(form.hours)
  if (hours) found.set('hours', t(hours))
  if (closesTooEarly(form)) found.set('closeOfDay', t('directory.policies.wrong.closeOfDay'))
  for (const part of PARTS_OF_MEETING)
    if (whole(form[part], 'minutes') === undefined) found.set(part, t('directory.policies.wrong.minutes'))
  if (minutesOf(form) > RANGE.sum[1]) found.set('closing', t('directory.policies.wrong.sum'))
  if (!whole(form.secondsACase, 'seconds')) found.set('secondsACase', t('directory.policies.wrong.seconds'))
  if (whole(form.undecidedDays, 'undecidedDays') === undefined)
    found.set('undecidedDays', t('directory.policies.wrong.undecidedDays'))
  if (!form.undecidedTime) found.set('undecidedTime', t('directory.policies.wrong.time'))
  return found
}

/** The meeting in minutes, as far as it is written. */
export const minutesOf = (form: PolicyForm): number =>
  PARTS_OF_MEETING.reduce((sum, part) => sum + (whole(form[part], 'minutes') ?? 0), 0)

/** `7 个工作日`, `24 小时`, `当天 17:30` */
export function spanWords(span: Span): string {
  if (span.kind === 'workingDays')
    return span.value ? t('time.workingDays', { n: span.value }) : t('directory.policies.closeOfToday')
  if (span.kind === 'wallClockHours') return t('time.hours', { n: span.value })
  return t('directory.policies.todayAt', { time: shownTime(toTime(span.value)) })
}

export const ruleWords = (rule: DeadlineRule | undefined): string =>
  rule ? spanWords(rule.span) : t('directory.policies.noRule')

export const ruleFormWords = (rule: RuleForm): string => {
  const span = spanOf(rule)
  return [span && spanWords(span), rule.source.trim()].filter(Boolean).join(' · ')
}
