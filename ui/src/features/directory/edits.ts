// What is being typed over what stands in the record, field by field. A field that nobody touched follows the record;
// one that was changed on both sides is a clash: theirs is shown beside mine, and mine goes in with the next save.
import { reactive, shallowRef, watch, type ShallowRef } from 'vue'

export interface Edit<F extends object = object> {
  /** The record as it was when each field was last in line with it. */
  base: F
  mine: F
  /** Not in the record yet. */
  fresh: boolean
}

/** By the id of what is edited. */
export type Edits = Map<string, Edit>

export const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const keysOf = <F extends object>(form: F) => Object.keys(form) as (keyof F)[]

export const touched = (edit: Edit): boolean => edit.fresh || !same(edit.mine, edit.base)

/** Takes over what the record says now, except where something else was typed. */
export function follow<F extends object>(edit: Edit<F>, stands: F): void {
  for (const key of keysOf(stands)) {
    const untouched = same(edit.mine[key], edit.base[key])
    if (untouched && !same(edit.mine[key], stands[key])) edit.mine[key] = copy(stands[key])
    if (untouched || same(edit.mine[key], stands[key])) edit.base[key] = copy(stands[key])
  }
}

/** `sent` is on record, as `stands`: what was typed while it was on its way stays typed over it. */
export function settle<F extends object>(edit: Edit<F>, sent: F, stands: F): void {
  edit.fresh = false
  for (const key of keysOf(stands)) {
    if (same(edit.mine[key], sent[key])) edit.mine[key] = copy(stands[key])
    edit.base[key] = copy(stands[key])
  }
}

export function begin<F extends object>(edits: Edits, id: string, stands: F, fresh = false): Edit<F> {
  edits.set(id, { base: copy(stands), mine: copy(stands), fresh })
  return edits.get(id) as Edit<F>
}

export interface Editing<F extends object> {
  /** None while there is nothing to edit. */
  edit: Readonly<ShallowRef<Edit<F> | undefined>>
  /** What the record says now in a field that was changed here too. */
  clash: <K extends keyof F>(key: K) => { theirs: F[K] } | undefined
  /** Theirs in place of mine. */
  take: (key: keyof F) => void
  discard: () => void
}

/** The edit of `id` over what stands; `undefined` ids and records that went missing end it. */
export function useEditing<F extends object>(
  edits: Edits,
  id: () => string | undefined,
  stands: () => F | undefined,
): Editing<F> {
  const edit = shallowRef<Edit<F>>()
  const now = shallowRef<F>()

  watch(
    [id, stands],
    ([key, record], [before]) => {
      const left = before !== undefined && before !== key ? edits.get(before) : undefined
      if (left && before !== undefined && !touched(left)) edits.delete(before)
      now.value = record
      let known = key === undefined ? undefined : (edits.get(key) as Edit<F> | undefined)
      if (known && key !== undefined && !record && !touched(known)) {
        edits.delete(key)
        known = undefined
      }
      if (known && record) {
        known.fresh = false
        follow(known, record)
      }
      edit.value = known ?? (key !== undefined && record ? begin(edits, key, record) : undefined)
    },
    { immediate: true, flush: 'sync' },
  )

  function clash<K extends keyof F>(key: K): { theirs: F[K] } | undefined {
    const [typed, record] = [edit.value, now.value]
    if (!typed || !record || same(typed.base[key], record[key]) || same(typed.mine[key], record[key]))
      return undefined
    return { theirs: record[key] }
  }

  function take(key: keyof F): void {
    if (!edit.value || !now.value) return
    edit.value.mine[key] = copy(now.value[key])
    edit.value.base[key] = copy(now.value[key])
  }

  function discard(): void {
    if (!edit.value) return
    const back = copy(now.value ?? edit.value.base)
    Object.assign(edit.value.mine, back)
    Object.assign(edit.value.base, back)
  }

  return { edit, clash, take, discard }
}

export const newEdits = (): Edits => reactive(new Map<string, Edit>())
