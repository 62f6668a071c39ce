// What the recorder has in hand: one sheet a case, new or to be completed. Plain data: it is the draft's body too.
import { newId } from '@/ipc'
import type { CaseForm } from '@/ipc/generated/CaseForm'
import type { Disposition } from '@/ipc/generated/Disposition'
import type { Field } from '@/ipc/generated/Field'
import type { FormView } from '@/ipc/generated/FormView'
import type { Stage } from '@/ipc/generated/Stage'

/** 现场调度: who in the room was called, when, what he answered. */
export interface DispatchLine {
  id: string
  person: string | null
  calledAt: number
  reached: boolean
  reply: string
  /** On disk already; a line is never noted twice. */
  noted: boolean
}

export interface Sheet {
  /** The case's stream. */
  stream: string
  draft: string
  call: string
  callVersion: number
  /** 0: not on record yet. */
  version: number
  /** 受理号 once it is on record. */
  number: string
  spoken: string
  stage: Stage
  sentBack: string | null
  /** The call's number as the desk shows it, whole or masked; null: the form is that of a record. */
  given: string | null
  /** The promise is on record: its words stand. */
  promiseStands: boolean
  form: CaseForm
  dispatches: DispatchLine[]
  disposition: Disposition | null
  answer: { answer: string; basis: string; confirmed: boolean }
  today: { lead: string | null; owner: string | null; time: string }
  openedAt: number
}

export const emptyForm = (): CaseForm => ({
  matter: {
    request: null,
    category: null,
    place: null,
    party: 'person',
    anonymous: false,
    hazard: false,
    confidential: false,
    vulnerable: false,
    film: false,
    publish: false,
    checked: false,
    households: null,
    days: null,
    stops: [],
    reported: null,
    candidate: null,
    repeatOf: null,
    askedBefore: 0,
    outside: null,
  },
  text: {
    title: '',
    matter: '',
    caller: '',
    number: '',
    place: '',
    asked: '',
    reported: '',
    thirdParty: '',
    enterprise: '',
  },
  promise: '',
  promiseDue: null,
  noPromise: false,
  readBack: false,
})

export function newSheet(call: string, callVersion: number, number: string, now: number): Sheet {
  const form = emptyForm()
  form.text.number = number
  return {
    stream: newId(),
    draft: newId(),
    call,
    callVersion,
    version: 0,
    number: '',
    spoken: '',
    stage: { kind: 'recording' },
    sentBack: null,
    given: number,
    promiseStands: false,
    form,
    dispatches: [],
    disposition: null,
    answer: { answer: '', basis: '', confirmed: false },
    today: { lead: null, owner: null, time: '' },
    openedAt: now,
  }
}

/** 再记一件: the same caller, another matter. */
export function secondSheet(first: Sheet, now: number): Sheet {
  const sheet = newSheet(first.call, first.callVersion, first.form.text.number, now)
  sheet.given = first.given
  const { anonymous, party, confidential, film, publish, speech } = first.form.matter
  Object.assign(sheet.form.matter, { anonymous, party, confidential, film, publish, speech })
  sheet.form.text.caller = first.form.text.caller
  sheet.form.text.enterprise = first.form.text.enterprise
  return sheet
}

export function sheetOf(view: FormView, callVersion: number, now: number): Sheet {
  const sheet = newSheet(view.call ?? '', callVersion, '', now)
  return {
    ...sheet,
    stream: view.case,
    version: view.version,
    number: view.number,
    spoken: view.spoken,
    stage: view.stage,
    sentBack: view.sentBack,
    given: null,
    promiseStands: view.form.promise !== '',
    form: structuredClone(view.form),
  }
}

/** What a record still lacks, as the rules count it (`domain/case/dispose.rs`): marks on the form, never a refusal. */
export function missingIn(form: CaseForm): Field[] {
  const { matter, text } = form
  const fields: [boolean, Field][] = [
    [matter.request === null, 'request'],
    [text.matter.trim() === '', 'matter'],
    [text.place.trim() === '' && matter.place === null, 'place'],
    [text.number.trim() === '' && !matter.anonymous, 'number'],
    [form.promise.trim() === '' && !form.noPromise, 'promise'],
  ]
  return fields.filter(([lacks]) => lacks).map(([, field]) => field)
}

/** Known before anything is sent: with the caller on the line a refusal after hanging up would come too late. */
export function lacking(sheet: Sheet): Field[] {
  const open = sheet.stage.kind === 'recording'
  if (!open || sheet.disposition === null) return []
  const { answer, today, form } = sheet
  if (sheet.disposition === 'resolvedOnCall') {
    const fields: [boolean, Field][] = [
      [form.text.matter.trim() === '', 'matter'],
      [answer.answer.trim() === '', 'answer'],
      [!answer.confirmed, 'confirmed'],
    ]
    return fields.filter(([lacks]) => lacks).map(([, field]) => field)
  }
  const musts = missingIn(form)
  if (sheet.disposition === 'transferred') return musts
  const fields: [boolean, Field][] = [
    [!today.lead, 'lead'],
    [!today.owner, 'owner'],
    [!today.time, 'due'],
  ]
  return [...musts, ...fields.filter(([lacks]) => lacks).map(([, field]) => field)]
}

/** What has a safety hazard can't be resolved on the call. */
export const barredOnCall = (sheet: Sheet): boolean =>
  sheet.stage.kind === 'recording' && sheet.disposition === 'resolvedOnCall' && sheet.form.matter.hazard

/** The body of a draft. */
export interface DraftBody {
  kind: 'recorder'
  seat: number
  sheet: Sheet
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A draft of this screen, of whatever version; what it lacks is filled in, what is strange is left out. */
export function readDraft(body: unknown): DraftBody | undefined {
  if (!isObject(body) || body.kind !== 'recorder' || !isObject(body.sheet)) return undefined
  const kept = body.sheet
  if (typeof kept.stream !== 'string' || typeof kept.call !== 'string' || !isObject(kept.form))
    return undefined
  const blank = newSheet(kept.call, 0, '', 0)
  const form = kept.form as Partial<CaseForm>
  const sheet: Sheet = {
    ...blank,
    ...(kept as Partial<Sheet>),
    form: {
      ...blank.form,
      ...form,
      matter: { ...blank.form.matter, ...form.matter },
      text: { ...blank.form.text, ...form.text },
    },
  }
  return { kind: 'recorder', seat: typeof body.seat === 'number' ? body.seat : 0, sheet }
}
