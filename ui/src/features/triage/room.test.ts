import { expect, it } from 'vitest'
import { SEEDS, itemView } from '@/testing/meeting'
import { lockedLead } from './room'

it('the chair has ruled for a unit, whatever it is called by now', () => {
  const item = itemView({ ...SEEDS[0]!, number: '1201-01-06', version: 1, state: 'open' }, 1)
  expect(lockedLead(item)).toBeNull()
  item.case.adjudication = {
    unit: 'u-housing',
    lead: '区住房和城乡建设局',
    decidedBy: '林远书记',
    basis: '区住建局三定规定',
    dissent: '',
    objection: null,
  }
  expect(lockedLead(item)).toBe('u-housing')
})
