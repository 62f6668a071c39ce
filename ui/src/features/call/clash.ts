// Somebody else wrote the same record first. What this seat didn't touch follows the record; what both wrote stands
// side by side, and the words that were typed here stay until the person takes the other's.
import { computed, shallowRef } from 'vue'
import { deadlineOf, t, type MessageKey } from '@/i18n'
import { form as readForm } from '@/ipc'
import type { CaseForm } from '@/ipc/generated/CaseForm'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { FormView } from '@/ipc/generated/FormView'
import type { UCompareRow } from '@/kit'
import { isGiven } from './number'
import type { Sheet } from './sheet'
import type { Table } from './table'

interface Names {
  directory: DirectoryView | undefined
  now: number
}

/** Values that are one thing for whoever fills them in. */
interface Part {
  key: string
  label: MessageKey
  paths: readonly string[]
  say: (form: CaseForm, names: Names) => string
}

const yes = (on: boolean): string => t(on ? 'call.clash.yes' : 'call.clash.no')
const count = (n: number | null): string => (n === null ? '' : String(n))
const unitName = (id: string | null, { directory }: Names): string =>
  directory?.units.find(unit => unit.id === id)?.name ?? ''

function stopsOf({ matter }: CaseForm, names: Names): string {
  const stops = matter.stops.filter(({ unit }) => unit)
  return stops
    .map(({ unit, why }) => `${unitName(unit, names)} ${t(`call.stop.${why}`)}`)
    .join(t('failure.word.listSeparator'))
}

const text = (key: keyof CaseForm['text'], label: MessageKey): Part => ({
  key,
  label,
  paths: [`text.${key}`],
  say: form => form.text[key],
})

type Flag = 'hazard' | 'confidential' | 'vulnerable' | 'film' | 'publish' | 'checked'
const flag = (key: Flag): Part => ({
  key,
  label: `call.form.${key}`,
  paths: [`matter.${key}`],
  say: form => yes(form.matter[key]),
})

const placeOf = ({ matter, text: { place } }: CaseForm, { directory }: Names): string =>
  directory?.places.find(({ id }) => id === matter.place)?.path ?? place

const PARTS: readonly Part[] = [
  {
    key: 'request',
    label: 'call.form.request',
    paths: ['matter.request'],
    say: ({ matter }) => (matter.request ? t(`call.request.${matter.request}`) : ''),
  },
  text('caller', 'call.form.caller'),
  text('number', 'call.form.number'),
  {
    key: 'anonymous',
    label: 'call.form.anonymous',
    paths: ['matter.anonymous'],
    say: form => yes(form.matter.anonymous),
  },
  text('matter', 'call.form.matter'),
  text('title', 'call.form.title'),
  { key: 'place', label: 'call.form.place', paths: ['matter.place', 'text.place'], say: placeOf },
  {
    key: 'category',
    label: 'call.form.category',
    paths: ['matter.category'],
    say: ({ matter }, { directory }) =>
      directory?.categories.find(({ id }) => id === matter.category)?.path ?? '',
  },
  {
    key: 'promise',
    label: 'call.form.promise',
    paths: ['promise', 'noPromise'],
    say: form => (form.noPromise ? t('call.form.noPromise') : form.promise),
  },
  {
    key: 'promiseDay',
    label: 'call.form.promiseDay',
    paths: ['promiseDue'],
    say: (form, { now }) => (form.promiseDue === null ? '' : deadlineOf(form.promiseDue, now)),
  },
  {
    key: 'party',
    label: 'call.form.party',
    paths: ['matter.party', 'text.enterprise'],
    say: ({ matter, text: { enterprise } }) =>
      matter.party === 'person'
        ? t('call.form.person')
        : [t('call.form.enterpriseParty'), enterprise].filter(Boolean).join(' '),
  },
  {
    key: 'households',
    label: 'call.form.households',
    paths: ['matter.households'],
    say: form => count(form.matter.households),
  },
  { key: 'days', label: 'call.form.days', paths: ['matter.days'], say: form => count(form.matter.days) },
  text('asked', 'call.form.asked'),
  { key: 'stops', label: 'call.stop.title', paths: ['matter.stops'], say: stopsOf },
  {
    key: 'askedBefore',
    label: 'call.form.askedBefore',
    paths: ['matter.askedBefore'],
    say: form => count(form.matter.askedBefore),
  },
  {
    key: 'reported',
    label: 'call.form.reported',
    paths: ['matter.reported', 'text.reported'],
    say: (form, names) => unitName(form.matter.reported, names) || form.text.reported,
  },
  text('thirdParty', 'call.form.thirdParty'),
  {
    key: 'candidate',
    label: 'call.form.candidate',
    paths: ['matter.candidate'],
    say: (form, names) => unitName(form.matter.candidate, names),
  },
  ...(['hazard', 'confidential', 'vulnerable', 'film', 'publish', 'checked'] as const).map(flag),
  {
    key: 'speech',
    label: 'call.form.speech',
    paths: ['matter.speech'],
    say: ({ matter }) => t(`call.speech.${matter.speech ?? 'none'}`),
  },
  {
    key: 'outside',
    label: 'call.clash.outside',
    paths: ['matter.outside'],
    say: ({ matter }) => (matter.outside ? t(`case.outside.${matter.outside}`) : ''),
  },
  {
    key: 'repeatOf',
    label: 'call.clash.repeatOf',
    paths: ['matter.repeatOf'],
    say: form => yes(form.matter.repeatOf !== null),
  },
  { key: 'readBack', label: 'call.clash.readBack', paths: ['readBack'], say: form => yes(form.readBack) },
]

type Open = Record<string, unknown>
const cell = (form: CaseForm, path: string): [Open, string] => {
  const [first = '', second] = path.split('.')
  const whole = form as unknown as Open
  return second === undefined ? [whole, first] : [whole[first] as Open, second]
}
const valueOf = (form: CaseForm, paths: readonly string[]): string =>
  JSON.stringify(paths.map(path => ((at, key) => at[key] ?? null)(...cell(form, path))))

function copy(from: CaseForm, to: CaseForm, paths: readonly string[]): void {
  for (const path of paths) {
    const [source, key] = cell(from, path)
    cell(to, path)[0][key] = structuredClone(source[key])
  }
}

/** Which parts both wrote (`open`), and which followed the record (`taken`). `mine` is changed in place. */
export function mergeForms(
  base: CaseForm | undefined,
  mine: CaseForm,
  theirs: CaseForm,
  names: Names,
  except: readonly string[] = [],
): UCompareRow[] {
  const rows: UCompareRow[] = []
  for (const { key, label, paths, say } of PARTS) {
    const [here, there] = [valueOf(mine, paths), valueOf(theirs, paths)]
    const before = base && valueOf(base, paths)
    if (except.includes(key) || here === there || there === before) continue
    // What a leader has promised stands as it was recorded.
    const stands = theirs.promise !== '' && (key === 'promise' || key === 'promiseDay')
    const taken = here === before || stands
    rows.push({
      key,
      label: t(label),
      theirs: say(theirs, names),
      mine: say(mine, names),
      choice: taken ? 'taken' : 'open',
    })
    if (taken) copy(theirs, mine, paths)
  }
  // Ticked for their words, not for those that are written here.
  const same = valueOf(mine, ['text.matter', 'text.title']) === valueOf(theirs, ['text.matter', 'text.title'])
  const ticked = rows.find(({ key, choice }) => key === 'checked' && choice === 'taken')
  if (!same && ticked) {
    mine.matter.checked = false
    ticked.choice = undefined
  }
  return rows
}

export function createClash(table: Table, names: () => Names) {
  const met = shallowRef<{ stream: string; theirs: FormView; rows: UCompareRow[] }>()
  const rows = computed(() => (met.value?.stream === table.current.value ? met.value?.rows : undefined))

  /** After a refusal as stale: reads what the other wrote and lets the sheet go on from there. */
  async function meet(of: Sheet): Promise<void> {
    const theirs = await readForm(of.stream).catch(() => undefined)
    if (!theirs) return
    const base = table.recordOf(of)
    const found = mergeForms(base, of.form, theirs.form, names(), isGiven(of) ? ['number'] : [])
    if (of.stage.kind !== theirs.stage.kind && of.disposition) {
      const typed = of.disposition === 'resolvedOnCall' ? of.answer.answer : ''
      found.push({
        key: 'disposition',
        label: t('call.dispositions'),
        theirs: t(`case.stage.${theirs.stage.kind}`),
        mine: [t(`call.disposition.${of.disposition}`), typed].filter(Boolean).join(' '),
      })
    }
    Object.assign(of, { version: theirs.version, stage: theirs.stage, sentBack: theirs.sentBack })
    of.promiseStands = theirs.form.promise !== ''
    table.rebase(of, theirs.form)
    met.value = { stream: of.stream, theirs, rows: found }
  }

  function take(key: string): void {
    const [seen, of] = [met.value, table.sheet.value]
    const part = PARTS.find(candidate => candidate.key === key)
    if (!seen || !of || !part || of.stream !== seen.stream) return
    copy(seen.theirs.form, of.form, part.paths)
    met.value = {
      ...seen,
      rows: seen.rows.map(row => (row.key === key ? { ...row, choice: 'taken' as const } : row)),
    }
  }

  const close = (): void => void (met.value = undefined)
  return { rows, meet, take, close }
}
