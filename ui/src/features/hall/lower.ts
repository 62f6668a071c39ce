// The lower half of the projector: the hop chain where there is one, else how alike cases were settled.
import { t } from '@/i18n'
import type { Hop } from '@/ipc/generated/Hop'
import type { ProjectorItem } from '@/ipc/generated/ProjectorItem'

const DAY = 86_400_000
/** Stops that have room beside the meeting's own; of a longer chain the first ones are said together. */
const MOST = 3

export interface Stop {
  name: string
  /** Behind the name: how many hours. */
  aside?: string
  words: string
  /** Its share of the width, from 1 up. */
  weight?: number
  now?: boolean
}

export interface Lower {
  title: string
  sum: string
  stops: Stop[]
}

const hoursOf = (hops: readonly Hop[]): number => hops.reduce((sum, hop) => sum + (hop.hours ?? 0), 0)
const hoursWords = (hours: number): string => (hours ? t('hall.hop.hours', { n: hours }) : '')

function together(hops: readonly Hop[]): Stop {
  return {
    name: t('hall.hop.earlier', { n: hops.length }),
    aside: hoursWords(hoursOf(hops)),
    words: hops.map(({ unit }) => unit).join(t('failure.word.listSeparator')),
  }
}

function chain(hops: readonly Hop[], now: number): Lower {
  const before = hops.filter(({ why }) => why !== null)
  const given = hops.find(({ why }) => why === null)
  const first = before.length > MOST ? before.length - MOST + 1 : 0
  const widest = Math.max(24, ...before.map(({ hours }) => hours ?? 0))
  const stops = before.slice(first).map((hop): Stop => ({
    name: hop.unit,
    aside: hop.hours === null ? '' : hoursWords(hop.hours),
    words: hop.why ? t('hall.hop.back', { why: t(`case.passedOn.${hop.why}`) }) : '',
    weight: 1 + (hop.hours ?? 0) / widest / 2,
  }))
  const since = before.find(({ from }) => from !== null)?.from
  const sum = [
    since ? t('hall.hop.days', { n: Math.max(Math.round((now - since) / DAY), 1) }) : '',
    t('hall.hop.units', { n: before.length }),
    hoursWords(hoursOf(before)),
  ]
  return {
    title: t('hall.hop.title'),
    sum: sum.filter(Boolean).join(' · '),
    stops: [
      ...(first ? [together(before.slice(0, first))] : []),
      ...stops,
      {
        name: t('hall.hop.now'),
        words: given ? t('hall.hop.given', { unit: given.unit }) : t('hall.hop.ruling'),
        now: true,
      },
    ],
  }
}

export function lowerOf(item: ProjectorItem, now: number): Lower | undefined {
  if (item.hops.some(({ why }) => why !== null)) return chain(item.hops, now)
  if (!item.alike.length) return undefined
  return {
    title: t('hall.alike.title'),
    sum: '',
    stops: item.alike.map(({ number, unit, workingDays }) => ({
      name: unit,
      words:
        workingDays === null
          ? number
          : t('hall.alike.days', { number, days: t('time.workingDays', { n: workingDays }) }),
    })),
  }
}
