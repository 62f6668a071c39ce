// Who looked, what was erased, backed up and signed in the fictitious house: for the tests of the case page, the record
// of looks and the settings, and for preview.html.
import { fake } from '@/ipc'
import { HEAD, LEADER, NOW, RECORDER, id } from '@/ipc/fixtures'
import type { BackupOrder } from '@/ipc/generated/BackupOrder'
import type { BackupsView } from '@/ipc/generated/BackupsView'
import type { CheckpointSeen } from '@/ipc/generated/CheckpointSeen'
import type { ErasureSeen } from '@/ipc/generated/ErasureSeen'
import type { LookKind } from '@/ipc/generated/LookKind'
import type { LookSeen } from '@/ipc/generated/LookSeen'
import type { Query } from '@/ipc/generated/Query'
import type { RevealOrder } from '@/ipc/generated/RevealOrder'
import type { Revealed } from '@/ipc/generated/Revealed'
import type { TrailPage } from '@/ipc/generated/TrailPage'

const MINUTE = 60_000
const DAY = 86_400_000

/** The number behind the mask. */
export const WHOLE = '10047203358'

export const look = (change: Partial<LookSeen> = {}): LookSeen => ({
  at: NOW - 5 * MINUTE,
  person: RECORDER,
  name: '李敏',
  what: 'caseOpened',
  case: id(700),
  number: '1201-01-06',
  session: null,
  reason: null,
  count: null,
  ...change,
})

export const caseLooks: LookSeen[] = [
  look({ at: NOW - MINUTE, what: 'numberRevealed', reason: 'callBack' }),
  look({ name: '江临', person: HEAD }),
]

const KINDS: readonly LookKind[] = ['caseOpened', 'numberRevealed', 'printed', 'exported', 'loggedIn']

/** Newest first, a minute apart. */
export const looks: LookSeen[] = Array.from({ length: 240 }, (_, i) => {
  const what = KINDS[i % KINDS.length] ?? 'caseOpened'
  const asked = what === 'numberRevealed' || what === 'printed' || what === 'exported'
  return look({
    at: NOW - i * MINUTE,
    what,
    person: i % 2 ? LEADER : RECORDER,
    name: i % 2 ? '林远' : '李敏',
    number: what === 'loggedIn' ? '' : `1201-01-${String((i % 40) + 1).padStart(2, '0')}`,
    case: what === 'loggedIn' ? null : id(800 + i),
    reason: asked ? 'supervision' : null,
    count: what === 'exported' ? 51 : null,
  })
})

export function trailPage({ filter, from, count }: Extract<Query, { kind: 'trail' }>): TrailPage {
  const found = looks
    .filter(row => filter.person === null || row.person === filter.person)
    .filter(row => !filter.what.length || filter.what.includes(row.what))
    .filter(row => !filter.number || row.number === filter.number)
    .filter(row => filter.from === null || row.at >= filter.from)
    .filter(row => filter.to === null || row.at < filter.to)
  return { total: found.length, from, rows: found.slice(from, from + count) }
}

export const erasure = (change: Partial<ErasureSeen> = {}): ErasureSeen => ({
  id: id(901),
  case: id(700),
  number: '1124-02-11',
  reason: 'consentWithdrawn',
  proposedAt: NOW - DAY,
  proposedBy: '李敏',
  state: { kind: 'waiting', until: NOW + 6 * DAY, mine: true },
  ...change,
})

export const erased: ErasureSeen = erasure({
  id: id(902),
  number: '1103-05-02',
  reason: 'periodOver',
  state: {
    kind: 'confirmed',
    at: NOW - 2 * DAY,
    by: '江临',
    doneAt: NOW - 2 * DAY,
    completeOn: NOW + 33 * DAY,
  },
})

export const backupsView: BackupsView = {
  plan: { folder: null, hour: 19, keepDays: 35 },
  folder: '/data/backups',
  backups: [
    {
      name: '20261130-190000',
      madeAt: Date.parse('2026-11-30T19:00:00+08:00'),
      events: 10_412,
      bytes: 48_300_000,
      expiresAt: Date.parse('2027-01-04T19:00:00+08:00'),
    },
    {
      name: '20261129-190000',
      madeAt: Date.parse('2026-11-29T19:00:00+08:00'),
      events: 9_120,
      bytes: 7_250_000,
      expiresAt: Date.parse('2027-01-03T19:00:00+08:00'),
    },
  ],
  running: false,
  trouble: null,
  nextAt: Date.parse('2026-12-01T19:00:00+08:00'),
}

const HOUSE_ID = '0f6e5a1c-2f7e-4a66-9d0a-5b8f0f3a1d11'
export const STATION_ID = '5a0f8c1e-8d0e-4c61-bb0b-22f7f0a3c9d2'

export const checkpoint = (change: Partial<CheckpointSeen> & { seq: number }): CheckpointSeen => ({
  at: NOW,
  why: 'sealed',
  code: 'ABCD-EFGH-JKLM-NPQR',
  text: `12345/checkpoint/1\n${HOUSE_ID}\n${STATION_ID}\n${change.seq}\n00ff\n\n\n${NOW}\nc2lnbmF0dXJl\n`,
  path: 'M0 0h1v1h-1zM2 0h1v1h-1zM1 1h1v1h-1z',
  modules: 3,
  ...change,
})

export const checkpoints: CheckpointSeen[] = [
  checkpoint({ seq: 10_412, why: 'backup', at: NOW + 60 * MINUTE, code: 'BCDE-FGHJ-KLMN-PQRS' }),
  checkpoint({ seq: 10_300, at: NOW + 30 * MINUTE }),
  checkpoint({ seq: 9_800, why: 'seatClosed', at: NOW - MINUTE, code: 'CDEF-GHJK-LMNP-QRST' }),
]

export const trailViews = {
  trail: trailPage,
  caseTrail: caseLooks,
  erasures: [] as ErasureSeen[],
  backups: backupsView,
  checkpoints,
}

/** The answers beside the views: numbers, prints, backups. */
export function trailAnswers(): void {
  fake.answer('reveal', ({ order }): Revealed => {
    const { copy } = order as RevealOrder
    return copy ? { number: null, seconds: 60 } : { number: WHOLE, seconds: 15 }
  })
  fake.answer('printing', () => null)
  fake.answer('backup', ({ order }): BackupsView => {
    const wish = order as BackupOrder
    return wish.kind === 'plan' ? { ...backupsView, plan: wish.plan } : backupsView
  })
}

/** What was said before something was printed or shown. */
export const printed = () => fake.calls('printing').map(({ args }) => args.order)
export const revealed = () => fake.calls('reveal').map(({ args }) => args.order)
