// Backups of this workstation: made by hand, or by another plan.
import type { BackupOrder } from './generated/BackupOrder'
import type { BackupsView } from './generated/BackupsView'
import { invoke } from './invoke'

/** Resolves when it has been done; a backup says meanwhile that it is running (topic `backups`). */
export const backup = (order: BackupOrder) => invoke<BackupsView>('backup', { order })
