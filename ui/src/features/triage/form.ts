// What the meeting decides about one item, while it is being decided: preset from policy and directory, changed by
// the secretary, sent as one order.
import { t } from '@/i18n'
import type { CaseCommand } from '@/ipc/generated/CaseCommand'
import type { Field } from '@/ipc/generated/Field'
import type { ItemView } from '@/ipc/generated/ItemView'
import type { Objection } from '@/ipc/generated/Objection'
import type { Settlement } from '@/ipc/generated/Settlement'
import { dueAt, dueChips, dueWish, laterThanPromised, presetDue, type DueChoice } from './due'
import { lockedLead, peopleOf, speakerOf, unitOf, type Room } from './room'

/** The parts of the card that keys go to. */
export type Step = 'lead' | 'assist' | 'claimant' | 'due' | 'plan' | 'owner' | 'gap'

export interface TriageForm {
  lead: string | null
  assisting: string[]
  due: DueChoice | null
  plan: string
  /** True: the plan is typed, not one of the options. */
  planByHand: boolean
  owner: string | null
  gap: string
  lateReason: string
  /** Who spoke: a head who claims, or the chair who decides. */
  settled: Settlement['kind']
  claimant: string | null
  basis: string
  objection: Objection | null
  /** What the objector relies on, in his words. */
  dissent: string
}

/** Ready plans of the unit. Rust sends those of the unit that it suggests. */
export function plansOf(item: ItemView, room: Room, lead: string | null): string[] {
  return lead === item.preset.lead ? item.plans : (unitOf(room, lead)?.plans ?? [])
}

/** Head first; the directory helps out for a unit that the item did not list. */
export function ownersOf(item: ItemView, room: Room, lead: string | null): string[] {
  const listed = item.owners.filter(owner => owner.unit === lead).map(owner => owner.person)
  return listed.length ? listed : peopleOf(room, lead)
}

/** Who speaks by default: the head of the chosen unit if he is there, else the chair decides. */
function spokenBy(room: Room, lead: string | null): Pick<TriageForm, 'settled' | 'claimant' | 'basis'> {
  const claimant = speakerOf(room, lead)
  if (claimant && !room.adjourned) return { settled: 'claimed', claimant, basis: '' }
  const basis = room.adjourned ? '' : t('triage.basis.absent')
  return { settled: 'decided', claimant: null, basis }
}

export function presetForm(item: ItemView, room: Room, now: number): TriageForm {
  const lead = lockedLead(item) ?? item.preset.lead
  const plans = plansOf(item, room, lead)
  return {
    lead,
    assisting: [],
    due: presetDue(item, room, now),
    plan: (lead === item.preset.lead ? item.preset.plan : plans[0]) ?? '',
    planByHand: false,
    owner: (lead === item.preset.lead ? item.preset.owner : null) ?? ownersOf(item, room, lead)[0] ?? null,
    gap: item.case.gap,
    lateReason: '',
    ...spokenBy(room, lead),
    objection: null,
    dissent: '',
  }
}

/** Another lead: what was preset for the old one follows, what was typed stays. */
export function chooseLead(form: TriageForm, lead: string, item: ItemView, room: Room): void {
  if (form.lead === lead) return
  const before = plansOf(item, room, form.lead)
  form.lead = lead
  form.assisting = form.assisting.filter(unit => unit !== lead)
  form.owner = ownersOf(item, room, lead)[0] ?? null
  if (!form.planByHand && (form.plan === '' || before.includes(form.plan))) {
    form.plan = plansOf(item, room, lead)[0] ?? ''
  }
  if (!form.objection) Object.assign(form, spokenBy(room, lead))
}

export function toggleAssisting(form: TriageForm, unit: string): void {
  if (unit === form.lead) return
  const at = form.assisting.indexOf(unit)
  if (at < 0) form.assisting.push(unit)
  else form.assisting.splice(at, 1)
}

export function claimBy(form: TriageForm, person: string): void {
  Object.assign(form, { settled: 'claimed', claimant: person, objection: null, dissent: '' })
}

export function decideByChair(form: TriageForm): void {
  if (form.settled === 'decided') return
  Object.assign(form, { settled: 'decided', claimant: null })
}

/** Why a unit can't lead, or null. Shown in words on its option. */
export type Barred = 'reported' | 'locked' | null

export function barred(item: ItemView, unit: string): Barred {
  if (item.units.find(option => option.unit === unit)?.reported) return 'reported'
  const locked = lockedLead(item)
  return locked && locked !== unit ? 'locked' : null
}

/** True when the chosen time limit asks for a reason. */
export function isLate(form: TriageForm, item: ItemView, room: Room, now: number): boolean {
  const chips = dueChips(item, room, now)
  const chip =
    form.due?.kind === 'key'
      ? chips.find(({ key }) => form.due?.kind === 'key' && key === form.due.key)
      : undefined
  if (chip) return chip.later
  const at = dueAt(form.due, chips, room)
  return at !== undefined && laterThanPromised(at, item)
}

/** What has to be there before an order can be built at all. Rust judges the rest. */
export function gapsOf(form: TriageForm, item: ItemView, now: number): Field[] {
  const gaps: Field[] = []
  if (!form.lead) gaps.push('lead')
  if (!form.due || !dueWish(form.due, item, now)) gaps.push('due')
  if (!form.plan.trim()) gaps.push('plan')
  if (!form.owner) gaps.push('owner')
  if (form.settled === 'claimed' && !form.claimant) gaps.push('claimant')
  if (form.settled === 'decided' && !form.basis.trim()) gaps.push('basis')
  return gaps
}

export const settlementOf = (form: TriageForm, room: Room): Settlement =>
  form.settled === 'claimed' && form.claimant
    ? { kind: 'claimed', by: form.claimant }
    : {
        kind: 'decided',
        by: room.chair,
        basis: form.basis,
        objection: form.objection && { ...form.objection },
        dissent: form.dissent,
      }

export type AssignCommand = Extract<CaseCommand, { kind: 'assignCase' }>

/** The order's command; null while something of `gapsOf` is missing. */
export function assignCommand(
  form: TriageForm,
  item: ItemView,
  room: Room,
  now: number,
): AssignCommand | null {
  const due = form.due && dueWish(form.due, item, now)
  if (!form.lead || !form.owner || !due) return null
  return {
    kind: 'assignCase',
    lead: form.lead,
    assisting: [...form.assisting],
    owner: form.owner,
    due,
    plan: form.plan.trim(),
    lateReason: isLate(form, item, room, now) ? form.lateReason.trim() : '',
    gap: form.gap.trim() === item.case.gap.trim() ? '' : form.gap.trim(),
    settlement: settlementOf(form, room),
  }
}

/** Beside which step a refusal stands. */
const STEP_OF: Partial<Record<Field, Step>> = {
  lead: 'lead',
  units: 'lead',
  assisting: 'assist',
  claimant: 'claimant',
  basis: 'claimant',
  reason: 'claimant',
  due: 'due',
  lateReason: 'due',
  date: 'due',
  plan: 'plan',
  owner: 'owner',
  gap: 'gap',
}

export const stepOf = (field: Field | undefined): Step | undefined => field && STEP_OF[field]

/** Where the work on a fresh item begins: at the first step that policy could not fill. */
export function firstStep(form: TriageForm, item: ItemView, now: number): Step {
  const [gap] = gapsOf(form, item, now)
  return stepOf(gap) ?? 'lead'
}

const ORDER: readonly (Step | null)[] = ['lead', 'due', 'plan', 'owner', null]

/** Enter: 责任单位 → 办结时限 → 解决方案 → 责任人 → out of the steps. */
export function nextStep(step: Step | null): Step | null {
  if (step === null) return 'lead'
  if (step === 'assist' || step === 'claimant') return 'due'
  if (step === 'gap') return null
  return ORDER[ORDER.indexOf(step) + 1] ?? null
}
