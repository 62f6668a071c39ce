// 办结时限: the chips that keys choose, and what each of them means. The keys are values, not positions.
import { civilOf, timeOfDay, t, civilDay } from '@/i18n'
import type { DueWish } from '@/ipc/generated/DueWish'
import type { ItemView } from '@/ipc/generated/ItemView'
import { daysOff, type Room } from './room'

/** What is chosen: a key of the options, the hours of the class, or a day by hand. */
export type DueChoice =
  { kind: 'key'; key: string } | { kind: 'hours'; hours: number } | { kind: 'day'; day: string }

export interface DueChip {
  /** The key cap: `0` `1` `3` `5` `7` `F`, `Z` for the class in hours. */
  key: string
  choice: DueChoice
  at: number
  label: string
  /** 15 个工作日, where the digit does not say it. */
  aside: string
  later: boolean
  promisedDay: boolean
  /** The year whose holidays are not known. */
  provisional: number | null
}

const DAY = 86_400_000
const MINUTE = 60_000
const SHANGHAI = 8 * 3_600_000
/** Keys whose digit is the number of working days need no further word. */
const PLAIN = /^\d$/

type Digit = '1' | '2' | '3' | '4' | '5' | '6' | '7'

/** `今天 17:30`, `周五 4 日`, in another month `1 月 8 日 周五`; the time only when it is not the close of day. */
export function dueWords(at: number, now: number, close: string): string {
  const [day, today] = [civilOf(at), civilOf(now)]
  const time = timeOfDay(at)
  const atClose = time === close.replace(/^0/, '').slice(0, 5).replace(/:$/, '')
  if (day === today) return t('time.at', { day: t('time.today'), time })
  const number = Math.floor((at + SHANGHAI) / DAY)
  const weekday = t(`time.weekday.${String(((((number + 3) % 7) + 7) % 7) + 1) as Digit}`)
  const near = day.slice(0, 7) === today.slice(0, 7)
  const words = near ? t('triage.due.near', { weekday, day: Number(day.slice(8)) }) : civilDay(day, now)
  return atClose ? words : t('time.at', { day: words, time })
}

/** 17:30 of a civil day in Shanghai, as the directory has it. */
export const closeOf = (day: string, room: Room): number =>
  Date.parse(`${day}T${room.directory.deadlines.closeOfDay.slice(0, 5)}:00+08:00`)

/** As Rust compares: a promise for a day without an hour holds until the end of that day. */
export function laterThanPromised(at: number, item: ItemView): boolean {
  const { promise } = item.case
  if (promise.kind !== 'made' || promise.due === null) return false
  const wholeDay = (promise.due + SHANGHAI) % DAY === 0
  return wholeDay ? civilOf(at) > civilOf(promise.due) : at > promise.due
}

/** Classes in hours (hazard, water, power, gas, heat) have a chip of their own. */
function hoursChip(item: ItemView, room: Room, now: number): DueChip | undefined {
  const span = room.directory.deadlines.rules[item.class]?.span
  if (span?.kind !== 'wallClockHours') return undefined
  const at = Math.ceil(now / MINUTE) * MINUTE + span.value * 60 * MINUTE
  if (daysOff(room).has(civilOf(at))) return undefined
  return {
    key: 'Z',
    choice: { kind: 'hours', hours: span.value },
    at,
    label: dueWords(at, now, room.directory.deadlines.closeOfDay),
    aside: t('triage.due.hours', { n: span.value }),
    later: laterThanPromised(at, item),
    promisedDay: false,
    provisional: null,
  }
}

export function dueChips(item: ItemView, room: Room, now: number): DueChip[] {
  const close = room.directory.deadlines.closeOfDay
  const chips = item.due.map(option => ({
    key: option.key,
    choice: { kind: 'key', key: option.key } as const,
    at: option.due.at,
    label: dueWords(option.due.at, now, close),
    aside: PLAIN.test(option.key) ? '' : t('time.workingDays', { n: option.workingDays }),
    later: option.laterThanPromised,
    promisedDay: option.isPromisedDay,
    provisional: option.due.provisional?.year ?? null,
  }))
  const hours = hoursChip(item, room, now)
  return hours ? [hours, ...chips] : chips
}

/** What policy presets: the class in hours where it keeps the promise, else the key that Rust suggests. */
export function presetDue(item: ItemView, room: Room, now: number): DueChoice | null {
  const hours = hoursChip(item, room, now)
  if (hours && !hours.later) return hours.choice
  return item.preset.due === null ? null : { kind: 'key', key: item.preset.due }
}

export function chosenChip(chips: readonly DueChip[], choice: DueChoice | null): DueChip | undefined {
  return chips.find(
    ({ choice: offered }) =>
      (choice?.kind === 'key' && offered.kind === 'key' && offered.key === choice.key) ||
      (choice?.kind === 'hours' && offered.kind === 'hours'),
  )
}

/** When the chosen time limit falls; undefined while none is chosen. */
export function dueAt(choice: DueChoice | null, chips: readonly DueChip[], room: Room): number | undefined {
  if (choice?.kind === 'day') return closeOf(choice.day, room)
  return chosenChip(chips, choice)?.at
}

/** As Rust wants it. `chips` are those of the item at this moment. */
export function dueWish(choice: DueChoice, item: ItemView, now: number): DueWish | undefined {
  switch (choice.kind) {
    case 'day':
      return { kind: 'day', day: choice.day }
    case 'hours':
      return { kind: 'at', at: Math.ceil(now / MINUTE) * MINUTE + choice.hours * 60 * MINUTE }
    case 'key': {
      const option = item.due.find(candidate => candidate.key === choice.key)
      return option && { kind: 'workingDays', days: option.workingDays }
    }
  }
}
