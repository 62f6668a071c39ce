// The size of a backup as it is read on a disk: megabytes, of a small one kilobytes.
import { t } from '@/i18n'

const KILO = 1000
const MEGA = KILO * KILO

export function sizeWords(bytes: number): string {
  if (bytes < MEGA) return t('backup.kilobytes', { size: Math.ceil(bytes / KILO) })
  return t('backup.megabytes', { size: (bytes / MEGA).toFixed(bytes < 10 * MEGA ? 1 : 0) })
}
