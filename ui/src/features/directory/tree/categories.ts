// A category as a form.
import type { Category } from '@/ipc/generated/Category'
import type { CategorySeen } from '@/ipc/generated/CategorySeen'
import type { DeadlineClass } from '@/ipc/generated/DeadlineClass'
import type { EntryPlan } from '../useEntries'

/** No more are shown on the leader's window. */
export const MOST_LINES = 3
export const LONGEST_LINE = 60

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
  fields: {
    name: ['name'],
    above: ['place'],
    unit: ['lead'],
    code: ['code'],
    initials: ['initials'],
    scope: ['scope'],
    lines: ['lines'],
  },
}
