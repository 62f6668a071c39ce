/** One thing to choose from, in every list of the kit. */
export interface UOption<V extends string | number = string> {
  value: V
  label: string
  /** Small words at the right (a unit's superior, how often used). */
  hint?: string
  /** Options of one group stand together in `options`. */
  group?: string
  disabled?: boolean
}

/** A leaf of a tree of categories, with the words from the root down to itself. */
export interface UPath {
  value: string
  path: readonly string[]
}

export interface UMenuItem {
  id: string
  label: string
  keys?: string
  disabled?: boolean
  /** Draws a line above. */
  separated?: boolean
}

export interface UTab {
  value: string
  label: string
  /** Written after the label. */
  count?: number
}

export type UStatus = 'new' | 'doing' | 'done' | 'soon' | 'over' | 'esc' | 'repeat'

export const STATUSES: readonly UStatus[] = ['new', 'doing', 'done', 'soon', 'over', 'esc', 'repeat']

export interface UTimelineItem {
  id: string | number
  /** When, in words. */
  at: string
  title: string
  body?: string
  /** Who spoke or who typed, at the right. */
  by?: string
  /** Draws the mark of a status in place of the dot. */
  status?: UStatus
}

export interface UColumn<T> {
  key: string
  label: string
  /** Track of the grid, e.g. '120px', 'minmax(160px, 1fr)'. Default '1fr'. */
  width?: string
  align?: 'start' | 'end'
  /** The text of the cell where no slot `cell-<key>` is given; shown as tooltip too when it is cut. */
  text?: (row: T) => string
}

export interface UPaletteItem {
  id: string
  label: string
  hint?: string
  keys?: string
  run: () => unknown
}

/** A group of the palette besides the commands: cases, units, places … fed by a feature. */
export interface UPaletteSource {
  id: string
  label: string
  search: (query: string) => UPaletteItem[] | Promise<UPaletteItem[]>
}

/** A row of a tree as it is drawn: the tree is flattened by whoever has it. */
export interface UTreeRow {
  id: string
  label: string
  /** Small words at the right. */
  hint?: string
  /** 0 at the root. */
  depth: number
  /** Whether a branch is open; a leaf has none. */
  open?: boolean
}

/** One thing that two have written. */
export interface UCompareRow {
  key: string
  label: string
  theirs: string
  mine: string
  /** `open`: theirs can be taken. `taken`: it has been. */
  choice?: 'open' | 'taken'
}

/** Whoever signs at this workstation: without a number it is the login. */
export interface USigner {
  staffNo: string | null
  password: string
}

/** Why a signed act was refused, beside what it stands. Empty: said beside the act's own fields. */
export interface USignProblem {
  password?: string
  staffNo?: string
  whole?: string
}
