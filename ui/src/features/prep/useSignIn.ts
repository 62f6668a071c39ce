// 签到: ticked is here, at the time that is written or now; a wrong tick is taken back.
import { computed, reactive, ref } from 'vue'
import { civilOf, t } from '@/i18n'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Plan } from '@/ipc/generated/Plan'
import type { SessionSeen } from '@/ipc/generated/SessionSeen'
import { useNow } from '@/kit'
import type { SessionActs } from './useSessionActs'

/** Whoever may speak for a unit: who is named for the hall, its head, its deputies. */
export function speakersOf(unit: string, plan: Plan, directory: DirectoryView): string[] {
  const known = directory.units.find(candidate => candidate.id === unit)
  const named = plan.hall?.find(seat => seat.unit === unit)?.person
  return [...new Set([named, known?.head, ...(known?.deputies ?? [])])].filter(id => typeof id === 'string')
}

/** Everybody of the plan, once. */
export function everybodyOf(plan: Plan, directory: DirectoryView): string[] {
  const seated = plan.seats.flatMap(seat => [seat.leader, seat.recorder]).filter(id => id !== null)
  const speakers = plan.units.flatMap(unit => speakersOf(unit, plan, directory))
  return [...new Set([...seated, plan.chair, plan.secretary, ...speakers])]
}

/** Where somebody sits who has a seat: he signs in there. */
export function seatOf(person: string, plan: Plan): string | undefined {
  const seat = plan.seats.find(({ leader, recorder }) => leader === person || recorder === person)
  return seat && t('prep.seats.nth', { n: seat.seat })
}

export type SignIn = ReturnType<typeof useSignIn>

export function useSignIn(session: () => SessionSeen, acts: SessionActs) {
  const now = useNow()
  const time = ref('')
  const arrived = computed(() => new Map(session().arrived.map(({ person, at }) => [person, at])))
  const over = computed(() => !acts.allowed || ['sealed', 'cancelled', 'postponed'].includes(session().stage))

  function tick(person: string, present: boolean): Promise<void> {
    const day = civilOf(now.value)
    const written = time.value && Date.parse(`${day}T${time.value.padStart(5, '0')}:00+08:00`)
    const arrived = present ? written || now.value : null
    return acts.send(() => ({ kind: 'takeAttendance', person, arrived }))
  }

  return reactive({ time, arrived, over, tick })
}
