// Opens the window on a fictitious house, without a shell: `npm run dev`, then /preview.html?house=rehearsal#/recorder.
// ?idle ?empty ?closed ?stage=planned|open|linesClosed|sealed ?meeting (after the last call: agenda, ledger, cases)
// ?convened=no ?seat=1 ?lang=en ?theme=dark. Only for looking at screens; the build knows nothing of it.
import { setTheme } from '@/a11y'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { headerView, liveCall, queueView, startView } from '@/ipc/fixtures'
import type { SessionStage } from '@/ipc/generated/SessionStage'
import { keep } from '@/kept'
import { fakeHouse } from './house'
import { meetingHouse } from './meeting'

const wish = new URLSearchParams(location.search)
const house = wish.get('house') === 'rehearsal' ? 'rehearsal' : 'real'
const stage = wish.get('stage') as SessionStage | null
const session = headerView.session && { ...headerView.session, stage: stage ?? headerView.session.stage }
const header = { ...headerView, house, session }
const idle = wish.has('idle') || (stage !== null && stage !== 'open')

if (wish.has('meeting')) {
  meetingHouse(undefined, { convened: wish.get('convened') !== 'no', stage: stage ?? 'linesClosed' })
} else {
  fakeHouse({
    header: wish.has('empty') ? { ...header, session: null } : header,
    ...(wish.has('empty') ? { sessions: [] } : {}),
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
fake.answer('start', () => (wish.has('closed') ? startView : { ...startView, open: house }))
if (wish.get('seat')) keep('seat', wish.get('seat') ?? '1')
if (!location.hash) location.hash = wish.has('closed') ? '#/' : '#/recorder'
if (wish.get('theme') === 'dark') setTheme('dark')
if (wish.get('lang') === 'en') await setLocale('en')
void import('@/main')
