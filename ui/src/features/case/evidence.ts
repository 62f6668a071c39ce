// What a line of the list of files says: how large, by whom and when, and whether it is a picture to look at.
import { momentOf, t } from '@/i18n'
import { PICTURE_MOST } from '@/ipc'
import type { EvidenceSeen } from '@/ipc/generated/EvidenceSeen'

const KB = 1024
const MB = KB * KB

export const sizeOf = (bytes: number): string =>
  bytes < MB
    ? t('case.evidence.kb', { size: Math.max(1, Math.round(bytes / KB)) })
    : t('case.evidence.mb', { size: (bytes / MB).toFixed(1) })

export const aboutOf = (one: EvidenceSeen, now: number): string =>
  [
    t(`case.evidence.kind.${one.kind}`),
    sizeOf(one.size),
    t('case.evidence.by', { by: one.by, at: momentOf(one.at, now) }),
  ].join(' · ')

export const isPicture = (one: EvidenceSeen): boolean => one.kind === 'photo' && one.size <= PICTURE_MOST

/** A picture as the page can show it; whoever asked revokes it. */
export function urlOf(bytes: ArrayBuffer, name: string): string {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  return URL.createObjectURL(new Blob([bytes], { type: `image/${ending === 'jpg' ? 'jpeg' : ending}` }))
}

/** The last part of a path, of either system. */
export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
