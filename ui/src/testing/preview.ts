// Opens the window on a fictitious house, without a shell: `npm run dev`, then /preview.html?house=rehearsal#/recorder.
// ?idle ?empty ?closed ?stage=planned|open|linesClosed|sealed ?meeting (after the last call: agenda, ledger, cases)
// ?pause=over (the ten minutes are done) ?printer=no ?convened=no ?seat=1 ?lang=en ?theme=dark
// ?locked ?locked=pin ?waiting (a login that nobody has admitted) ?as=clueOfficer|liaison|auditor
// ?shared ?shared=away (twelve workstations; #/floor, #/to-check) ?proposed=sameDay ?asked ?camera (what the leader's window did). Only for looking at screens; the build knows nothing of it.
import { setTheme } from '@/a11y'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { HEAD, NOW, headerView, liveCall, meSeen, queueView, roomView, startView } from '@/ipc/fixtures'
import type { Disposition } from '@/ipc/generated/Disposition'
import type { MeSeen } from '@/ipc/generated/MeSeen'
import type { Right } from '@/ipc/generated/Right'
import type { Role } from '@/ipc/generated/Role'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { keep } from '@/kept'
import { answerKeys } from './accounts'
import { clueHouse, clueSeen } from './clue'
import { fakeHouse } from './house'
import { meetingHouse } from './meeting'
import * as prep from './prep'
import { settingsHouse } from './settings'
import { alone, displaced, floorView, shared, station } from './sharing'
import { erased, erasure } from './trail'
import { unitViews } from './unit'

const wish = new URLSearchParams(location.search)
const house = wish.get('house') === 'rehearsal' ? 'rehearsal' : 'real'
const stage = wish.get('stage') as SessionStage | null
const at = wish.get('now') ?? (stage === 'linesClosed' ? '10:33' : '08:47')
const nobodyYet: MeSeen = {
  ...meSeen,
  roles: ['recorder'],
  rights: ['seeHouse', 'ownPassword'],
  waitingFor: ['general'],
}
/** Whose screens the house of one person doesn't have. */
const ALONE: Partial<Record<Role, Right[]>> = {
  clueOfficer: ['seeHouse', 'ownPassword', 'seeAccounts', 'admit', 'turnKeys', 'clues'],
  liaison: ['seeHouse', 'ownPassword', 'seeOwnUnit'],
  auditor: ['seeHouse', 'ownPassword', 'seeAccounts', 'seeTrail', 'seeErasures', 'seeBackups', 'proveRecord'],
}
const role = wish.get('as') as Role | null
const rights = role ? ALONE[role] : undefined
const me = wish.has('waiting') ? nobodyYet : role && rights ? { ...meSeen, roles: [role], rights } : meSeen
const header = { ...(stage ? prep.prepHeader(stage, prep.at(at)) : { ...headerView, me }), house }
const idle = wish.has('idle') || (stage !== null && stage !== 'open')

const others = shared({
  toCheck: 2,
  stations: [...shared().stations.slice(0, 11), station(12, { there: false })],
})
const away = { connected: false, since: NOW - 480_000, why: { kind: 'hubAway' as const }, waiting: 3 }
const sharing = wish.get('shared') === 'away' ? { ...others, ...away } : others

if (location.hash.startsWith('#/settings')) {
  settingsHouse()
} else if (wish.has('meeting')) {
  meetingHouse(undefined, { convened: wish.get('convened') !== 'no', stage: stage ?? 'linesClosed' })
} else {
  fakeHouse({
    ...(stage ? prep.prepViews : {}),
    ...unitViews,
    sharing: wish.has('shared') ? sharing : alone,
    floor: floorView,
    toCheck: wish.has('empty') ? [] : [displaced(), displaced({ first: 'second', number: '1201-05-02' })],
    erasures: [erasure({ state: { kind: 'waiting', until: NOW + 86_400_000, mine: false } }), erased],
    ...(wish.get('pause') === 'over' ? { break: prep.breakView } : {}),
    header: wish.has('empty') ? { ...header, session: null } : header,
    ...(wish.has('empty') ? { sessions: [] } : {}),
    room: {
      ...roomView,
      proposed: wish.get('proposed') as Disposition | null,
      asked: wish.has('asked') ? [{ person: HEAD, at: NOW - 60_000 }] : [],
      camera: wish.has('camera'),
    },
    queue: {
      ...queueView,
      ...(idle ? { live: null } : {}),
      ...(idle && stage !== null ? { next: null, waiting: 0, longestSince: null } : {}),
      ...(idle
        ? {}
        : {
            live: {
              ...liveCall,
              script:
                house === 'rehearsal' ? '我是春晓苑 7 号楼的，电梯停了 9 天，家里有老人下不了楼。' : null,
            },
          }),
    },
  })
}
fake.answer('windows', () => ({ ...prep.windowsView, printer: wish.get('printer') !== 'no' }))
fake.answer('choose_file', ({ name }) => `/tmp/${String(name)}`)
const locked = wish.has('locked')
  ? { name: '李敏', staffNo: '1', pin: wish.get('locked') === 'pin', since: NOW }
  : null
fake.answer('start', () => (wish.has('closed') ? startView : { ...startView, open: house, locked }))
answerKeys()
clueHouse([
  clueSeen(),
  clueSeen({
    clue: 'clue-2',
    signed: { at: NOW, by: '江临' },
    state: { kind: 'signed', at: NOW, by: '江临' },
  }),
])
if (wish.get('seat')) keep('seat', wish.get('seat') ?? '1')
if (!location.hash) location.hash = wish.has('closed') ? '#/' : '#/recorder'
if (wish.get('theme') === 'dark') setTheme('dark')
if (wish.get('lang') === 'en') await setLocale('en')
void import('@/main')
