// A category as a form: what it inherits, and what leans on it.
import { t } from '@/i18n'
import type { Category } from '@/ipc/generated/Category'
import type { CategorySeen } from '@/ipc/generated/CategorySeen'
import type { DeadlineClass } from '@/ipc/generated/DeadlineClass'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import { listed } from '../people/people'
import type { EntryPlan } from '../useEntries'

/** No more are shown on the leader's window. */
export const MOST_LINES = 3

export interface CategoryForm {
  name: string
  above: string | null
  unit: string | null
  class: DeadlineClass
  code: string
  initials: string
  scope: string
  lines: string[]
}

export const formOf = (category: CategorySeen): CategoryForm => ({
  name: category.name,
  above: category.above,
  unit: category.unit,
  class: category.class,
  code: category.code ?? '',
  initials: category.initials,
  scope: category.scope ?? '',
  lines: category.lines ?? [],
})

export function write(id: string, form: CategoryForm): Category {
  const lines = form.lines.map(line => line.trim()).filter(Boolean)
  return {
    id,
    name: form.name.trim(),
    initials: form.initials.trim().toLowerCase(),
    above: form.above,
    unit: form.unit,
    class: form.class,
    ...(form.code.trim() ? { code: form.code.trim() } : {}),
    ...(form.scope.trim() ? { scope: form.scope.trim() } : {}),
    ...(lines.length ? { lines } : {}),
  }
}

export function uses(category: CategorySeen, directory: DirectoryView): string {
  const below = directory.categories.filter(({ above }) => above === category.id).length
  const templates = directory.templates.filter(template => template.category === category.id).length
  const what = listed([
    below > 0 && t('directory.uses.below', { n: below }),
    templates > 0 && t('directory.uses.templates', { n: templates }),
  ])
  return what && t('directory.uses.refused', { name: category.name, what })
}

export const categoryPlan: EntryPlan<CategorySeen, CategoryForm, Category> = {
  part: 'categories',
  records: directory => directory.categories,
  formOf,
  blank: (open, below) => ({
    name: '',
    above: below ?? open?.above ?? null,
    unit: null,
    class: open?.class ?? 'general',
    code: '',
    initials: '',
    scope: '',
    lines: [],
  }),
  write,
  change: (set, gone) => ({ kind: 'changeCategories', set, gone }),
  uses,
  fields: { name: ['name'], above: ['place'], unit: ['lead'], lines: ['answer'], scope: ['matter'] },
}
