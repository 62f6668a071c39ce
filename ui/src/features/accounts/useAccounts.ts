// The accounts of the house, and who among them is at this window.
import { computed } from 'vue'
import { accounts, useHeader, useView } from '@/ipc'
import type { AccountSeen } from '@/ipc/generated/AccountSeen'
import type { Compartment } from '@/ipc/generated/Compartment'
import type { Role } from '@/ipc/generated/Role'
import type { Topic } from '@/ipc/generated/Topic'

const TOPICS: Topic[] = ['accounts', 'directory', 'house']

export const ROLES: readonly Role[] = [
  'recorder',
  'floorManager',
  'secretary',
  'liaison',
  'callbackAgent',
  'supervisionOfficer',
  'clueOfficer',
  'mediaLiaison',
  'analyst',
  'administrator',
  'auditor',
]

/** Running the house, looking at its trail and reading its cases are three people's. */
export function mixed(roles: readonly Role[]): boolean {
  const kinds = [
    roles.includes('administrator'),
    roles.includes('auditor'),
    roles.some(role => role !== 'administrator' && role !== 'auditor'),
  ]
  return kinds.filter(Boolean).length > 1
}

export const waits = ({ compartments }: AccountSeen): Compartment[] =>
  compartments.filter(({ needed, held }) => needed && !held).map(({ compartment }) => compartment)

/** One above the highest number that is only digits; a house may number otherwise. */
export function nextStaffNo(seen: readonly AccountSeen[]): string {
  const numbers = seen.map(({ staffNo }) => staffNo).filter(staffNo => /^\d{1,9}$/.test(staffNo))
  return String(Math.max(0, ...numbers.map(Number)) + 1)
}

export function useAccounts() {
  const view = useView(accounts, () => TOPICS)
  const { data: header } = useHeader()
  const mine = computed(() =>
    view.data.value?.accounts.find(({ person }) => person === header.value?.me.person),
  )
  const holds = (compartment: Compartment): boolean =>
    mine.value?.compartments.some(one => one.compartment === compartment && one.held) ?? false
  return { view, mine, holds }
}
