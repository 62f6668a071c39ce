// Lists and trees of the directory as rows to draw: what fits the words that are searched, with the branches above it.
import type { UTreeRow } from '@/kit'

export interface EntryRow extends UTreeRow {
  /** Something is typed in it that isn't saved. */
  unsaved: boolean
}

/** A thing that stands in a tree. */
export interface Node {
  id: string
  name: string
  above: string | null
  initials?: string
  code?: string
  path?: string
}

/** More steps than any tree has levels: a ring ends. */
const MOST_LEVELS = 12

const collator = new Intl.Collator('zh-CN', { numeric: true })

export const byName = (a: { name: string }, b: { name: string }): number => collator.compare(a.name, b.name)

/** By the number of the standard where there is one, by name elsewhere. */
const inOrder = (a: Node, b: Node): number => collator.compare(a.code ?? '', b.code ?? '') || byName(a, b)

export interface Tree<N extends Node> {
  byId: ReadonlyMap<string, N>
  /** In order; roots under null. */
  below: ReadonlyMap<string | null, readonly N[]>
}

/** What names a parent that isn't there stands at the root, so that nothing is out of sight. */
export function treeOf<N extends Node>(nodes: readonly N[]): Tree<N> {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const below = new Map<string | null, N[]>()
  for (const node of nodes) {
    const above = node.above !== null && byId.has(node.above) ? node.above : null
    const siblings = below.get(above)
    if (siblings) siblings.push(node)
    else below.set(above, [node])
  }
  for (const siblings of below.values()) siblings.sort(inOrder)
  return { byId, below }
}

/** From the root down to the node itself. */
export function lineOf<N extends Node>(tree: Tree<N>, id: string | null): N[] {
  const line: N[] = []
  let next = id === null ? undefined : tree.byId.get(id)
  while (next && line.length < MOST_LEVELS && !line.includes(next)) {
    line.unshift(next)
    next = next.above === null ? undefined : tree.byId.get(next.above)
  }
  return line
}

/** A node and everything below it. */
export function branchOf<N extends Node>(tree: Tree<N>, id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (const one of found) for (const node of tree.below.get(one) ?? []) found.add(node.id)
  return found
}

export function fits(node: Node, words: string): boolean {
  const q = words.trim().toLowerCase()
  if (!q) return true
  return (
    node.name.toLowerCase().includes(q) ||
    (node.initials ?? '').toLowerCase().startsWith(q) ||
    (node.code ?? '').startsWith(q)
  )
}

/** The tree as drawn: branches that are open; while something is searched, what fits and the way to it. */
export function rowsOf<N extends Node>(
  tree: Tree<N>,
  open: ReadonlySet<string>,
  words: string,
  extra: (node: N) => { hint?: string; unsaved: boolean },
): EntryRow[] {
  const searching = words.trim() !== ''
  const shown = new Set<string>()
  if (searching)
    for (const node of tree.byId.values())
      if (fits(node, words)) for (const one of lineOf(tree, node.id)) shown.add(one.id)

  const rows: EntryRow[] = []
  const draw = (above: string | null, depth: number): void => {
    if (depth >= MOST_LEVELS) return
    for (const node of tree.below.get(above) ?? []) {
      if (searching && !shown.has(node.id)) continue
      const branch = tree.below.get(node.id)
      const isOpen = searching ? (branch?.some(({ id }) => shown.has(id)) ?? false) : open.has(node.id)
      rows.push({
        id: node.id,
        label: node.name,
        depth,
        ...(branch ? { open: isOpen } : {}),
        ...extra(node),
      })
      if (branch && isOpen) draw(node.id, depth + 1)
    }
  }
  draw(null, 0)
  return rows
}

/** How many there are on each level: 14 / 99 / 515. */
export function levelsOf<N extends Node>(tree: Tree<N>): number[] {
  const counts: number[] = []
  const count = (above: string | null, depth: number): void => {
    if (depth >= MOST_LEVELS) return
    for (const node of tree.below.get(above) ?? []) {
      counts[depth] = (counts[depth] ?? 0) + 1
      count(node.id, depth + 1)
    }
  }
  count(null, 0)
  return counts
}
