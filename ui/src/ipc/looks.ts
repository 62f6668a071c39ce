// Looking that leaves a trace: a number that is shown for a reason, and what goes to the printer.
import { t } from '@/i18n'
import type { LookKind } from './generated/LookKind'
import type { LookReason } from './generated/LookReason'
import type { PrintOrder } from './generated/PrintOrder'
import type { RevealOrder } from './generated/RevealOrder'
import type { Revealed } from './generated/Revealed'
import { invoke } from './invoke'

export const LOOK_REASONS: readonly LookReason[] = [
  'verifyWithCaller',
  'callBack',
  'tellCaller',
  'handToUnit',
  'meeting',
  'supervision',
  'callerAsked',
  'archive',
]

export const LOOK_KINDS: readonly LookKind[] = [
  'caseOpened',
  'numberRevealed',
  'numberCopied',
  'numberShown',
  'historyAsked',
  'evidenceOpened',
  'printed',
  'exported',
  'loggedIn',
  'loggedOut',
  'locked',
  'unlocked',
  'signed',
]

/** To choose from: a list, so that a reason holds nothing of what was seen. */
export const lookReasons = (): { value: LookReason; label: string }[] =>
  LOOK_REASONS.map(value => ({ value, label: t(`keys.lookReason.${value}`) }))

/** 查看号码. Copied: it goes into the clipboard, and the window doesn't get it. */
export const reveal = (order: RevealOrder) => invoke<Revealed>('reveal', { order })

/** Before the system's dialog opens, or the file is written. */
export const printing = (order: PrintOrder) => invoke<null>('printing', { order })
