// A clue desk that answers as Rust does: opened by a password, folded in memory, shut when it is left. For tests and
// for preview.html.
import { fake } from '@/ipc'
import { NOW } from '@/ipc/fixtures'
import type { ClueDraft } from '@/ipc/generated/ClueDraft'
import type { ClueOrder } from '@/ipc/generated/ClueOrder'
import type { ClueSeen } from '@/ipc/generated/ClueSeen'
import type { ClueView } from '@/ipc/generated/ClueView'
import type { Failure } from '@/ipc/generated/Failure'

export const CLUE_PASSWORD = 'a-long-password'
/** What nobody else may find anywhere. */
export const CLUE_SECRET = '某局科长收受管理费'

const DAY = 86_400_000

export const clueSeen = (change: Partial<ClueSeen> = {}): ClueSeen => ({
  clue: 'clue-1',
  case: null,
  caseNumber: '',
  recipient: 'cityDiscipline',
  mode: 'whole',
  text: { reference: '密2026-03', about: '某局 科长', matter: CLUE_SECRET, basis: '三件诉求' },
  drawnUpAt: NOW - DAY,
  drawnUpBy: '李敏',
  signed: null,
  state: { kind: 'waiting', until: NOW + 6 * DAY, mine: true },
  ...change,
})

const named = (staffNo: string | null): string => (staffNo === null ? '李敏' : '江临')

/** `minutes`: how long it stays open. */
export function clueHouse(clues: ClueSeen[] = [], minutes = 5) {
  const state = {
    open: false,
    clues: [...clues],
    drafts: [] as ClueDraft[],
    orders: [] as ClueOrder[],
    /** The next act is refused with it. */
    refuse: undefined as Failure | undefined,
  }

  function see(): ClueView {
    if (!state.open) return { open: false, closesAt: null, clues: [], drafts: [] }
    return {
      open: true,
      closesAt: Date.now() + minutes * 60_000,
      clues: structuredClone(state.clues),
      drafts: structuredClone(state.drafts),
    }
  }

  function act({ clue, signer, command }: Extract<ClueOrder, { kind: 'act' }>): void {
    const { refuse } = state
    state.refuse = undefined
    if (refuse) throw refuse
    const by = named(signer.staffNo)
    const one = state.clues.find(known => known.clue === clue)
    if (command.kind === 'propose') {
      const { recipient, mode, text } = command
      const fresh = clueSeen({
        clue,
        case: command.case,
        recipient,
        mode,
        text,
        drawnUpAt: NOW,
        drawnUpBy: by,
      })
      state.clues.unshift(fresh)
      state.drafts = state.drafts.filter(draft => draft.clue !== clue)
    } else if (one && command.kind === 'confirm') {
      one.signed = { at: NOW, by }
      one.state = { kind: 'signed', at: NOW, by }
    } else if (one && command.kind === 'deliver') {
      one.state = { kind: 'delivered', at: NOW, by, receipt: command.receipt }
    } else if (one && command.kind === 'drop') {
      one.state = { kind: 'dropped', at: NOW, by, reason: command.reason }
    }
  }

  fake.answer('clue', ({ order: asked }) => {
    const order = asked as ClueOrder
    state.orders.push(structuredClone(order))
    if (order.kind === 'open') {
      if (order.password !== CLUE_PASSWORD) {
        throw { kind: 'denied', needs: { kind: 'rightPassword', left: 4 } } satisfies Failure
      }
      state.open = true
    } else if (order.kind === 'leave') state.open = false
    else if (order.kind !== 'see' && !state.open) {
      throw { kind: 'denied', needs: { kind: 'password' } } satisfies Failure
    } else if (order.kind === 'act') act(order)
    else if (order.kind === 'draft') {
      const { clue, text } = order
      state.drafts = state.drafts.filter(draft => draft.clue !== clue)
      if (text) state.drafts.push({ clue, text, savedAt: NOW })
    }
    return see()
  })
  return state
}
