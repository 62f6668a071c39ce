import { describe, expect, it } from 'vitest'
import { meSeen } from '@/ipc/fixtures'
import type { MeSeen } from '@/ipc/generated/MeSeen'
import type { Right } from '@/ipc/generated/Right'
import type { Role } from '@/ipc/generated/Role'
import { routes } from '@/routes'
import { SCREENS, landing, mayOpen, screensOf } from './screens'

const me = (roles: Role[], rights: Right[]): MeSeen => ({
  ...meSeen,
  roles,
  rights: ['seeHouse', 'ownPassword', ...rights],
})
const names = (of: MeSeen) => screensOf(of).map(({ name }) => name)

const recorder = me(['recorder'], ['seeSession', 'seeSeat', 'seeMeeting', 'seeCases', 'takeCalls'])

describe('what a login finds', () => {
  it.each<[string, MeSeen, string[], string]>([
    ['a recorder', recorder, ['session', 'recorder', 'meeting', 'ledger', 'settings'], 'session'],
    ['an administrator', me(['administrator'], ['changeSettings', 'seeAccounts']), ['settings'], 'settings'],
    ['an auditor', me(['auditor'], ['seeTrail', 'seeAccounts']), ['settings', 'trail'], 'trail'],
    ['a liaison', me(['liaison'], ['seeOwnUnit']), ['settings', 'unit'], 'unit'],
    ['a clue officer', me(['clueOfficer'], ['clues', 'seeAccounts']), ['settings', 'clues'], 'clues'],
    ['a recorder whom nobody has admitted', me(['recorder'], []), ['settings'], 'waiting'],
  ])('%s', (_, of, screens, first) => {
    expect(names(of)).toEqual(screens)
    expect(landing(of)).toBe(first)
    expect(mayOpen(of, first)).toBe(true)
  })

  it('no trace of the clue desk for who is no clue officer, whatever else he may', () => {
    expect(names(meSeen)).toEqual(['session', 'recorder', 'meeting', 'ledger', 'settings', 'trail', 'floor'])
    expect(mayOpen(meSeen, 'clues')).toBe(false)
  })

  it('the floor and what has to be checked, for whoever runs a session or tidies cases', () => {
    const manager = me(['floorManager'], ['seeSession', 'runSession', 'tidyCases'])
    expect([mayOpen(manager, 'floor'), mayOpen(manager, 'to-check')]).toEqual([true, true])
    expect([mayOpen(recorder, 'floor'), mayOpen(recorder, 'to-check')]).toEqual([false, false])
  })

  it('no case by its address either, for who sees none', () => {
    const auditor = me(['auditor'], ['seeTrail'])
    expect([mayOpen(auditor, 'case'), mayOpen(recorder, 'case')]).toEqual([false, true])
    expect(mayOpen(auditor, 'waiting')).toBe(false)
  })
})

it('every screen has an address, and a key of its own', () => {
  const known = routes.map(({ name }) => name)
  expect(SCREENS.filter(({ name }) => !known.includes(name))).toEqual([])
  expect(new Set(SCREENS.map(({ keys }) => keys)).size).toBe(SCREENS.length)
})
