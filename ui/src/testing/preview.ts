// Opens the window on the fictitious house, without a shell: `npm run dev`, then /preview.html?house=rehearsal#/recorder.
// Only for looking at screens; the build knows nothing of it.
import { fake } from '@/ipc'
import { headerView, liveCall, queueView, startView } from '@/ipc/fixtures'
import { fakeHouse } from './house'

const wish = new URLSearchParams(location.search)
const house = wish.get('house') === 'rehearsal' ? 'rehearsal' : 'real'

fakeHouse({
  header: { ...headerView, house },
  queue: {
    ...queueView,
    live: wish.has('idle')
      ? null
      : {
          ...liveCall,
          script: house === 'rehearsal' ? '我是春晓苑 7 号楼的，电梯停了 9 天，家里有老人下不了楼。' : null,
        },
  },
  ...(wish.has('empty') ? { header: { ...headerView, house, session: null }, sessions: [] } : {}),
})
fake.answer('start', () => (wish.has('closed') ? startView : { ...startView, open: house }))
if (!location.hash) location.hash = wish.has('closed') ? '#/' : '#/recorder'
void import('@/main')
