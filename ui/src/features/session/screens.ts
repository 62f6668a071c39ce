// The screens of an open house and whose they are: one table for the navigation, its keys, the palette, the addresses
// and the landing after login. Any one of the rights is enough. A key never changes its screen, whoever logs in.
import type { MeSeen } from '@/ipc/generated/MeSeen'
import type { Right } from '@/ipc/generated/Right'

export const SCREENS = [
  { name: 'session', keys: 'Alt+1', rights: ['seeSession'] },
  { name: 'recorder', keys: 'Alt+2', rights: ['seeSeat'] },
  { name: 'meeting', keys: 'Alt+3', rights: ['seeMeeting'] },
  { name: 'ledger', keys: 'Alt+4', rights: ['seeCases'] },
  { name: 'settings', keys: 'Alt+5', rights: ['ownPassword'] },
  { name: 'clues', keys: 'Alt+6', rights: ['clues'] },
  { name: 'unit', keys: 'Alt+7', rights: ['seeOwnUnit'] },
  { name: 'trail', keys: 'Alt+8', rights: ['seeTrail'] },
  { name: 'floor', keys: 'Alt+9', rights: ['runSession'] },
] as const satisfies readonly { name: string; keys: string; rights: readonly Right[] }[]

export type Screen = (typeof SCREENS)[number]
export type ScreenName = Screen['name']

/** Addresses that are no screen of their own in the navigation. */
const BELOW: Record<string, readonly Right[]> = {
  case: ['seeCases'],
  'to-check': ['tidyCases'],
  print: ['printMasked'],
  checkpoint: ['proveRecord'],
}

const holdsOne = (me: MeSeen, rights: readonly Right[]): boolean =>
  rights.some(right => me.rights.includes(right))

export const screensOf = (me: MeSeen): Screen[] => SCREENS.filter(({ rights }) => holdsOne(me, rights))

/** The administrator's work is the settings; every other role has a screen, once it has been admitted. */
const hasNoScreen = ({ roles }: MeSeen): boolean => roles.every(role => role === 'administrator')

/** The first screen of one's work. Whoever has been admitted to none of it waits. */
export function landing(me: MeSeen): ScreenName | 'waiting' {
  const work = screensOf(me).find(({ name }) => name !== 'settings')
  return work?.name ?? (hasNoScreen(me) ? 'settings' : 'waiting')
}

export function mayOpen(me: MeSeen, route: unknown): boolean {
  if (route === 'waiting') return landing(me) === 'waiting'
  const rights = SCREENS.find(({ name }) => name === route)?.rights ?? BELOW[String(route)]
  return rights === undefined || holdsOne(me, rights)
}
