// The words of the house as a form: its names, the words that promise nothing, the usual matters.
import { t } from '@/i18n'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Template } from '@/ipc/generated/Template'

export interface WordsForm {
  activity: string
  district: string
  vague: string[]
  templates: Template[]
}

export const formOf = ({ names, vague, templates }: DirectoryView): WordsForm => ({
  activity: names.activity,
  district: names.district,
  vague,
  templates,
})

export const newTemplate = (): Template => ({ name: '', matter: '', category: null, hazard: false })

const isBlank = ({ name, matter, category }: Template): boolean => !name.trim() && !matter.trim() && !category

/** A row in which nothing is written goes by itself. */
export const templatesOf = (rows: readonly Template[]): Template[] =>
  rows
    .filter(row => !isBlank(row))
    .map(row => ({ ...row, name: row.name.trim(), matter: row.matter.trim() || row.name.trim() }))

export interface RowProblem {
  row: number
  words: string
}

/** The first row that can't go on record, and why. */
export function problemIn(rows: readonly Template[]): RowProblem | undefined {
  const names = rows.map(row => row.name.trim())
  for (const [i, row] of rows.entries()) {
    if (isBlank(row)) continue
    if (!names[i]) return { row: i, words: t('directory.words.nameless', { n: i + 1 }) }
    if (names.indexOf(names[i]) < i)
      return { row: i, words: t('directory.words.twice', { n: i + 1, name: names[i] }) }
  }
  return undefined
}
