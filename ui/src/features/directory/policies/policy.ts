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

/** As many as the record takes. */
const MOST = { workingDays: 3660, wallClockHours: 87_840, minutes: 600, seconds: 3600 }

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

/** A whole number as people type it, full-width digits too; undefined for anything else. */
export function whole(text: string, most: number): number | undefined {
  const digits = text.normalize('NFKC').trim()
  return /^\d{1,6}$/.test(digits) && Number(digits) <= most ? Number(digits) : undefined
}

function spanOf({ kind, value }: RuleForm): Span | undefined {
  if (kind === 'todayAt') return value ? { kind, value: toWire(value) } : undefined
  const number = whole(value, MOST[kind])
  return number === undefined ? undefined : { kind, value: number }
}

const isBlank = (rule: RuleForm): boolean => !rule.value.trim() && !rule.source.trim()

/** Undefined as long as something in it is wrong. */
export function policyOf(form: PolicyForm, version: number): DeadlinePolicy | undefined {
  const rules: DeadlinePolicy['rules'] = {}
  for (const name of CLASSES) {
    const rule = form[name]
    if (isBlank(rule)) continue
    const span = spanOf(rule)
    if (!span || !rule.source.trim()) return undefined
    rules[name] = { span, source: rule.source.trim() }
  }
  if (hoursProblem(form.hours) || !form.closeOfDay) return undefined
  const spans = form.hours.map(({ from, to }) => ({ from: toWire(from), to: toWire(to) }))
  return { rules, hours: { spans }, closeOfDay: toWire(form.closeOfDay), version }
}

const KEYS: readonly (keyof PolicyForm)[] = [...CLASSES, 'hours', 'closeOfDay']
export const deadlinesChanged = (mine: PolicyForm, base: PolicyForm): boolean =>
  KEYS.some(key => !same(mine[key], base[key]))

export function timetableOf(form: PolicyForm): Timetable | undefined {
  const [opening, oneByOne, byUnit, absent, closing] = PARTS_OF_MEETING.map(part => whole(form[part], MOST.minutes))
  const secondsACase = whole(form.secondsACase, MOST.seconds)
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
  const days = whole(form.undecidedDays, MOST.workingDays)
  return days === undefined || !form.undecidedTime ? undefined : { days, time: toWire(form.undecidedTime) }
}

/** Begins before it ends, and after the one before has ended. */
function hoursProblem(hours: readonly HoursForm[]): MessageKey | undefined {
  if (!hours.length) return 'directory.policies.wrong.noHours'
  const times = hours.flatMap(({ from, to }) => [from, to])
  if (times.some(time => !time)) return 'directory.policies.wrong.hoursMissing'
  return times.some((time, i) => i > 0 && time <= (times[i - 1] ?? '') && !(i % 2 === 0 && time === times[i - 1]))
    ? 'directory.policies.wrong.hours'
    : undefined
}

/** Beside which field which sentence stands. */
export function problems(form: PolicyForm, stands: PolicyForm): Map<keyof PolicyForm, string> {
  const found = new Map<keyof PolicyForm, string>()
  for (const name of CLASSES) {
    const rule = form[name]
    if (isBlank(rule) && isBlank(stands[name])) continue
    if (!spanOf(rule)) found.set(name, t(`directory.policies.wrong.${rule.kind}`))
    else if (!rule.source.trim()) found.set(name, t('directory.policies.wrong.source'))
  }
  const hours = hoursProblem(form.hours)
  if (hours) found.set('hours', t(hours))
  if (!form.closeOfDay) found.set('closeOfDay', t('directory.policies.wrong.time'))
  for (const part of PARTS_OF_MEETING)
    if (whole(form[part], MOST.minutes) === undefined) found.set(part, t('directory.policies.wrong.minutes'))
  if (!whole(form.secondsACase, MOST.seconds)) found.set('secondsACase', t('directory.policies.wrong.seconds'))
  if (whole(form.undecidedDays, MOST.workingDays) === undefined)
    found.set('undecidedDays', t('directory.policies.wrong.workingDays'))
  if (!form.undecidedTime) found.set('undecidedTime', t('directory.policies.wrong.time'))
  return found
}

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
