// 附件: a file put on a case, shown as a picture, saved elsewhere. The desk reads and writes it; no path is made here.
import type { AttachOrder } from './generated/AttachOrder'
import type { EvidenceOrder } from './generated/EvidenceOrder'
import type { Receipt } from './generated/Receipt'
import { invoke } from './invoke'

/** Bytes of a picture that a page shows; the desk gives none that is larger. */
export const PICTURE_MOST = 8 * 1024 * 1024

export const attach = (order: AttachOrder) => invoke<Receipt>('attach', { order })
export const picture = (order: EvidenceOrder) => invoke<ArrayBuffer>('picture', { order })
export const saveEvidence = (order: EvidenceOrder, path: string) =>
  invoke<null>('save_evidence', { order, path })
