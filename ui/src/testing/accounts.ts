// The accounts of the fictitious house, answering as the desk does to signed acts: for the tests of the settings and for
// preview.html. One password opens every signature.
import { fake } from '@/ipc'
import { NOW, RECORDER, headerView, id, meSeen } from '@/ipc/fixtures'
import type { AccountSeen } from '@/ipc/generated/AccountSeen'
import type { AccountsView } from '@/ipc/generated/AccountsView'
import type { Failure } from '@/ipc/generated/Failure'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { KeysOrder } from '@/ipc/generated/KeysOrder'
import type { Right } from '@/ipc/generated/Right'
import { fakeHouse, type Views } from './house'

export const PASSWORD = 'a-long-password'
export const NEWCOMER = id(91)
const DAY = 86_400_000

const account = (change: Partial<AccountSeen>): AccountSeen => ({
  person: RECORDER,
  name: '李敏',
  title: '值班长',
  staffNo: '1',
  roles: ['secretary', 'floorManager'],
  fingerprint: 'K7QM-2XRD-9HTA',
  compartments: [
    { compartment: 'office', held: true, needed: true },
    { compartment: 'general', held: true, needed: true },
    { compartment: 'clue', held: false, needed: false },
  ],
  keyedAt: NOW - 90 * DAY,
  keyedBy: '李敏',
  withdrawn: null,
  withdrawnBy: '',
  lastLogin: NOW - 3_600_000,
  ...change,
})

export const accountsView: AccountsView = {
  accounts: [
    account({}),
    account({
      person: NEWCOMER,
      name: '周宁',
      title: '记录员',
      staffNo: '7',
      roles: ['recorder'],
      fingerprint: 'B4TN-XX2P-QZ7H',
      compartments: [
        { compartment: 'office', held: true, needed: true },
        { compartment: 'general', held: false, needed: true },
        { compartment: 'clue', held: false, needed: false },
      ],
      keyedAt: NOW - DAY,
      lastLogin: null,
    }),
    account({
      person: id(92),
      name: '郑山',
      staffNo: '3',
      roles: ['recorder'],
      withdrawn: NOW - 2 * DAY,
      withdrawnBy: '李敏',
    }),
  ],
  waived: false,
  houseFingerprint: 'ABCD-EFGH-JKLM-NPQR',
  epochs: [
    { compartment: 'office', number: 1, openedAt: NOW - 90 * DAY, turn: false },
    { compartment: 'general', number: 2, openedAt: NOW - 30 * DAY, turn: true },
    { compartment: 'clue', number: 1, openedAt: NOW - 90 * DAY, turn: false },
  ],
  rekeying: null,
}

/** A login with these rights alone. */
export const headerWith = (rights: Right[], change: Partial<HeaderView['me']> = {}): HeaderView => ({
  ...headerView,
  me: { ...meSeen, rights, ...change },
})

export const wrongPassword: Failure = { kind: 'denied', needs: { kind: 'rightPassword', left: 4 } }

/** `refuse`: what a signed act with the right password is answered with instead of being done. */
export function answerKeys() {
  const state = { refuse: undefined as Failure | undefined, orders: [] as KeysOrder[] }
  fake.answer('keys', ({ order }) => {
    const { signer, act } = order as KeysOrder
    if (signer.password !== PASSWORD) throw wrongPassword
    if (state.refuse) throw state.refuse
    state.orders.push(order as KeysOrder)
    const keyed = act.kind === 'openAccount' || act.kind === 'keyAnew'
    return { topics: ['directory', 'accounts'], fingerprint: keyed ? 'M2QR-77TA-PLNX' : null }
  })
  return state
}

export function accountsHouse(views: Views = {}) {
  fakeHouse({ accounts: accountsView, ...views })
  fake.answer('enter', () => ({ house: 'real', sheets: [] }))
  const state = answerKeys()
  return { state, last: () => state.orders.at(-1) }
}
