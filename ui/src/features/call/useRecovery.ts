// Drafts that no open sheet holds: what a crash left behind. Offered in place, put back on the table or thrown away.
import { shallowRef, watch, type Ref } from 'vue'
import { drafts as readDrafts, dropDraft, form as readForm, useView } from '@/ipc'
import type { DraftSeen } from '@/ipc/generated/DraftSeen'
import type { OwnRecord } from '@/ipc/generated/OwnRecord'
import { readDraft, type DraftBody, type Sheet } from './sheet'
import { formOf, type Table } from './table'

export type Recovered = DraftSeen & { kept: DraftBody }

export function createRecovery({
  seat,
  records,
  table,
  close,
  clearErrors,
  show,
}: {
  seat: Readonly<Ref<number>>
  records: Readonly<Ref<readonly OwnRecord[]>>
  table: Table
  close: (of: Sheet) => void
  clearErrors: () => void
  show: (failure: unknown) => void
}) {
  const { sheets, isTouched } = table
  const keptDrafts = useView(readDrafts, () => ['drafts', 'house'])

  const recovered = shallowRef<Recovered[]>([])
  watch(
    () => keptDrafts.data.value,
    seen => {
      const open = new Set([...sheets.values()].map(({ draft: id }) => id))
      recovered.value = (seen ?? []).flatMap(row => {
        const kept = open.has(row.draft) ? undefined : readDraft(row.body)
        return kept && (kept.seat === 0 || kept.seat === seat.value) ? [{ ...row, kept }] : []
      })
    },
  )

  async function restore(row: Recovered): Promise<void> {
    const kept: Sheet = { ...row.kept.sheet, draft: row.draft, stream: row.stream }
    let onRecord: string | undefined
    if (records.value.some(candidate => candidate.case === kept.stream)) {
      const view = await readForm(kept.stream).catch(() => undefined)
      if (view) {
        Object.assign(kept, {
          version: view.version,
          stage: view.stage,
          number: view.number,
          spoken: view.spoken,
        })
        kept.promiseStands = view.form.promise !== ''
        if (kept.promiseStands) {
          Object.assign(kept.form, {
            promise: view.form.promise,
            promiseDue: view.form.promiseDue,
            noPromise: false,
          })
        }
        onRecord = formOf({ ...kept, form: view.form })
      }
    }
    for (const other of [...sheets.values()]) {
      if (other.call === kept.call && other.version === 0 && !isTouched(other)) close(other)
    }
    table.putTyped(kept, onRecord)
    clearErrors()
    recovered.value = recovered.value.filter(other => other.draft !== row.draft)
  }

  async function discard(row: Recovered): Promise<void> {
    recovered.value = recovered.value.filter(other => other.draft !== row.draft)
    await dropDraft(row.draft, row.stream).catch(show)
  }

  return { recovered, restore, discard }
}
