// All seats of the session at hand, and what may be done with one of them.
import { computed } from 'vue'
import { t } from '@/i18n'
import { floor, useHeader, useMay, useView } from '@/ipc'
import type { FloorSeat } from '@/ipc/generated/FloorSeat'
import type { FloorView } from '@/ipc/generated/FloorView'
import type { UMenuItem } from '@/kit'

export function useFloor() {
  const header = useHeader()
  const may = useMay()
  const session = computed(() => header.data.value?.session?.id)
  const view = useView<FloorView | null>(
    () => (session.value ? floor(session.value) : Promise.resolve(null)),
    () => ['calls', 'cases', 'session', 'sharing', 'directory', 'house'],
    { about: () => session.value },
  )
  /** Known not to be there, which is something else than not read yet. */
  const sessionless = computed(() => header.data.value !== undefined && session.value === undefined)
  return { ...view, header, may, sessionless }
}

/** A seat can be taken over while its workstation isn't heard of; a seat that none has served has nothing to take. */
export const canTakeOver = ({ station, there }: FloorSeat): boolean => station !== null && !there

/** Why a seat can't be taken over, in words. */
export const whyNot = ({ station }: FloorSeat): string =>
  t(station === null ? 'floor.notAway' : 'floor.there')

export const actsOf = (seat: FloorSeat): UMenuItem[] => [
  canTakeOver(seat)
    ? { id: 'takeOver', label: t('floor.takeOver'), keys: 'T' }
    : { id: 'takeOver', label: whyNot(seat), disabled: true },
  { id: 'shut', label: t(seat.state === 'shut' ? 'floor.unshut' : 'floor.shut'), separated: true },
]
