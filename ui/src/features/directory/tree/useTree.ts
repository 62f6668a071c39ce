// A part that is a tree: which branches are open, what is searched, and where a new one goes.
import { computed, type ComputedRef, type Ref } from 'vue'
import { useSettings } from '../settings'
import type { PartName } from '../parts'
import { lineOf, rowsOf, treeOf, type EntryRow, type Node, type Tree } from '../rows'

/** What of the entries a tree needs. */
interface Trunk {
  records: ComputedRef<readonly Node[]>
  selected: Ref<string | undefined>
  unsaved: ComputedRef<ReadonlySet<string>>
  fresh: ComputedRef<[string, { name: string; above: string | null }][]>
  add: (below?: string) => void
}

export function useTree(
  part: PartName,
  trunk: Trunk,
  hint: (node: Node) => string | undefined,
  unnamed: () => string,
) {
  const { remember } = useSettings()
  const query = remember(`${part}.query`, '')
  const open: Ref<ReadonlySet<string>> = remember(`${part}.open`, new Set<string>())

  /** As it is on record, for choosing a parent. */
  const tree: ComputedRef<Tree<Node>> = computed(() => treeOf(trunk.records.value))
  /** With the new ones in their places. */
  const drawn = computed(() =>
    trunk.fresh.value.length
      ? treeOf<Node>([
          ...trunk.records.value,
          ...trunk.fresh.value.map(([id, { name, above }]) => ({
            id,
            name: name.trim() || unnamed(),
            above,
          })),
        ])
      : tree.value,
  )
  const rows = computed<EntryRow[]>(() =>
    rowsOf(drawn.value, open.value, query.value, node => {
      const words = hint(node)
      return { ...(words ? { hint: words } : {}), unsaved: trunk.unsaved.value.has(node.id) }
    }),
  )

  function toggle(id: string, wish: boolean): void {
    const next = new Set(open.value)
    if (wish) next.add(id)
    else next.delete(id)
    open.value = next
  }

  /** Beside the one that is open, or below it. */
  function add(below?: string): void {
    query.value = ''
    trunk.add(below)
    const id = trunk.selected.value
    if (id !== undefined) reveal(id)
  }

  function reveal(id: string): void {
    open.value = new Set([
      ...open.value,
      ...lineOf(drawn.value, id)
        .slice(0, -1)
        .map(node => node.id),
    ])
  }

  return { query, tree, rows, toggle, add, reveal }
}
