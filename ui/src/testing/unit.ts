// A unit's own cases in the fictitious house, one with its caller and one without: for tests and for preview.html.
import { NOW } from '@/ipc/fixtures'
import type { Query } from '@/ipc/generated/Query'
import type { UnitCase } from '@/ipc/generated/UnitCase'
import type { UnitRow } from '@/ipc/generated/UnitRow'

const unitCase = (id: string, contact: UnitCase['case']['contact'], matter: string): UnitCase => ({
  id,
  stage: { kind: 'assigned' },
  case: {
    number: `1201-01-0${id}`,
    contact,
    place: '南湖区 · 春晓苑',
    matter,
    promise: {
      kind: 'made',
      by: '林远书记',
      at: NOW,
      due: Date.parse('2026-12-04T00:00+08:00'),
      words: '周五前修好',
    },
    plan: '更换主板',
    owner: '江临局长',
    due: Date.parse('2026-12-04T17:30+08:00'),
  },
})
export const unitCases = [
  unitCase('1', { kind: 'named', caller: '周女士', number: '10047206621' }, '电梯停运'),
  unitCase('2', { kind: 'throughHotline' }, '举报乱收费'),
]

const unitRows: UnitRow[] = unitCases.map(({ id, stage, case: { number, matter, owner, due } }, at) => ({
  id,
  number,
  title: matter,
  part: at ? 'assists' : 'leads',
  lead: at ? '区发改局' : '区市场监管局',
  owner,
  due,
  stage,
}))

export const unitViews = {
  unitLedger: { unit: '区市场监管局', total: unitRows.length, from: 0, rows: unitRows },
  unitCase: (query: Extract<Query, { kind: 'unitCase' }>) => unitCases.find(({ id }) => id === query.case),
}
