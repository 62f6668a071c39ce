// Walking a tree of paths in columns: column 0 is what was used lately, column 1 the roots, and so on down to the leaf.
import { computed, ref, type Ref } from 'vue'
import type { UPath } from './types'

export interface Cell {
  label: string
  /** Set on leaves and on recent ones. */
  leaf?: UPath
}

export function usePathWalk(paths: Readonly<Ref<readonly UPath[]>>, recent: Readonly<Ref<readonly UPath[]>>) {
  const column = ref(1)
  /** The active row of each column. */
  const rows = ref<number[]>([0])

  const depth = computed(() => Math.max(1, ...paths.value.map(({ path }) => path.length)))

  function children(prefix: readonly string[]): Cell[] {
    const cells = new Map<string, Cell>()
    for (const leaf of paths.value) {
      const label = leaf.path[prefix.length]
      if (label === undefined || !prefix.every((word, i) => leaf.path[i] === word)) continue
      if (leaf.path.length === prefix.length + 1) cells.set(label, { label, leaf })
      else if (!cells.has(label)) cells.set(label, { label })
    }
    return [...cells.values()]
  }

  const columns = computed<Cell[][]>(() => {
    const all: Cell[][] = [recent.value.map(leaf => ({ label: leaf.path.join(' / '), leaf }))]
    const prefix: string[] = []
    for (let level = 1; level <= depth.value; level++) {
      const cells = children(prefix)
      all.push(cells)
      const at = cells[rows.value[level] ?? -1]
      if (!at || at.leaf) {
        while (all.length <= depth.value) all.push([])
        break
      }
      prefix.push(at.label)
    }
    return all
  })

  const active = computed(() => columns.value[column.value]?.[rows.value[column.value] ?? -1])

  function activate(col: number, row: number): void {
    if (!columns.value[col]?.[row]) return
    column.value = col
    rows.value = [...rows.value.slice(0, col), row]
  }

  function vertical(step: number): void {
    const count = columns.value[column.value]?.length ?? 0
    if (count) activate(column.value, ((rows.value[column.value] ?? -1) + step + count) % count)
  }

  function horizontal(step: number): void {
    const to = column.value + step
    if (step > 0 || to > 0) activate(to, rows.value[to] ?? 0)
    else if (recent.value.length) {
      column.value = 0
      rows.value = [0, ...rows.value.slice(1)]
    }
  }

  /** To the chosen leaf, or to the first root. */
  function start(leaf: UPath | undefined): void {
    column.value = 1
    rows.value = [0, 0]
    leaf?.path.forEach((label, i) => {
      const row = columns.value[i + 1]?.findIndex(cell => cell.label === label) ?? -1
      if (row >= 0) activate(i + 1, row)
    })
  }

  return { columns, column, rows, active, activate, vertical, horizontal, start }
}
