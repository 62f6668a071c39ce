// The sentence that is read back before the call ends: matter, promise, 受理号, when we call back. It builds itself
// from the form; what is not there yet shows as a blank, never invented. What matters is set apart for bold type.
import { deadlineOf, t } from '@/i18n'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import { todayAtTime } from './orders'
import type { Sheet } from './sheet'

export interface Piece {
  text: string
  strong: boolean
}

const OPEN = '\uE000'
const CLOSE = '\uE001'
const strong = (text: string): string => `${OPEN}${text}${CLOSE}`

const clause = (text: string): string => {
  const line = text.split('\n').find(candidate => candidate.trim()) ?? ''
  return (line.split(/[。，,；;]/)[0] ?? line).trim()
}

/** The last name of a path, with or without spaces as a person typed it: 春晓苑 of 南湖区 · 长桥街道 · 春晓苑. */
const lastOf = (path: string): string => path.split('·').at(-1)?.trim() ?? ''

const ended = (words: string): string =>
  /[。！？.!?]$/.test(words) ? words : `${words}${t('call.say.stop')}`

export function readBackPieces(
  sheet: Sheet,
  context: {
    leader: string
    number: string
    spoken: string
    now: number
    directory: DirectoryView | undefined
  },
): Piece[] {
  const { form, disposition, today, answer } = sheet
  const { now } = context
  const blank = t('call.say.blank')
  const leader = context.leader || blank
  const place = lastOf(form.text.place)
  const matter = form.text.title.trim() || clause(form.text.matter)
  const told = matter.startsWith(place) ? matter.slice(place.length) : matter
  const said: string[] = [
    place
      ? t('call.say.matterAt', { place: strong(place), matter: strong(told || blank) })
      : t('call.say.matter', { matter: strong(matter || blank) }),
  ]

  const promise = form.noPromise ? '' : form.promise.trim()
  const due = form.noPromise ? null : form.promiseDue
  if (disposition === 'resolvedOnCall') {
    said.push(t('call.say.answered', { leader, answer: strong(ended(answer.answer.trim() || blank)) }))
  } else if (promise) {
    const words = strong(ended(promise))
    said.push(
      due === null
        ? t('call.say.promise', { leader, promise: words })
        : t('call.say.promiseDue', { leader, promise: words, due: strong(deadlineOf(due, now)) }),
    )
  } else if (form.noPromise) {
    said.push(t('call.say.noPromise'))
  }

  if (disposition === 'sameDay') {
    const unit = context.directory?.units.find(candidate => candidate.id === today.lead)?.name ?? blank
    const at = today.time ? deadlineOf(todayAtTime(today.time, now), now) : blank
    said.push(t('call.say.today', { unit: strong(unit), due: strong(at) }))
  }
  if (disposition === 'transferred') said.push(t('call.say.transferred'))
  said.push(
    t('call.say.number', { number: strong(context.number || blank), spoken: context.spoken || blank }),
  )
  if (due !== null && disposition !== 'resolvedOnCall' && disposition !== 'transferred') {
    said.push(t('call.say.callBack', { due: strong(deadlineOf(due, now)) }))
  }

  return said
    .join('')
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter(Boolean)
    .map(text =>
      text.startsWith(OPEN) ? { text: text.slice(1, -1), strong: true } : { text, strong: false },
    )
}
