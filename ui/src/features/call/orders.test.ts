import { describe, expect, it } from 'vitest'
import { CALL, HEAD, LIFT, MARKET, NOW } from '@/ipc/fixtures'
import { done } from '@/testing/house'
import { book, noCaseSteps, saveSteps, type CallAtHand, type Step } from './orders'
import { lacking, missingIn, newSheet, readDraft, secondSheet, type Sheet } from './sheet'

const LIVE: CallAtHand = { live: true, logged: false, othersOpen: false }

function filled(): Sheet {
  const sheet = newSheet(CALL, 2, '10047206621', NOW)
  Object.assign(sheet.form.matter, { request: 'complaint', category: LIFT })
  Object.assign(sheet.form.text, { matter: '电梯停运 9 天。', place: '春晓苑', caller: '周女士' })
  sheet.form.promise = '今天下午五点半前修好。'
  return sheet
}

const shape = (steps: Step[]) =>
  steps.map(({ order }) => [order.command.kind, order.version, order.draft !== null])
const kinds = (steps: Step[]) => steps.map(({ order }) => order.command.kind)

describe('F9', () => {
  it('转办: record, hand over, hang up, log, in one list; the draft goes with the first', () => {
    const sheet = filled()
    sheet.disposition = 'transferred'
    expect(shape(saveSteps(sheet, LIVE, true, NOW))).toEqual([
      ['recordCase', 0, true],
      ['handOver', null, false],
      ['endCall', 2, false],
      ['logCall', null, false],
    ])
  })

  it('在线直办 carries the answer and the assent', () => {
    const sheet = filled()
    sheet.disposition = 'resolvedOnCall'
    sheet.answer = { answer: '凭身份证到二楼办。', basis: '', confirmed: true }
    const [, order] = saveSteps(sheet, LIVE, true, NOW)
    expect(order?.order.command).toEqual({
      about: 'case',
      kind: 'answerOnCall',
      answer: '凭身份证到二楼办。',
      basis: '',
      confirmed: true,
    })
  })

  it('当天办理: who was called comes before, the time is today in Shanghai', () => {
    const sheet = filled()
    sheet.disposition = 'sameDay'
    sheet.today = { lead: MARKET, owner: HEAD, time: '17:30' }
    sheet.dispatches = [
      { id: 'a', person: HEAD, calledAt: NOW, reached: true, reply: '11:00 前到场', noted: false },
      { id: 'b', person: null, calledAt: NOW, reached: true, reply: '', noted: false },
    ]
    const steps = saveSteps(sheet, LIVE, true, NOW)
    expect(kinds(steps)).toEqual(['recordCase', 'noteDispatch', 'handleToday', 'endCall', 'logCall'])
    expect(steps[2]?.order.command).toMatchObject({
      due: Date.parse('2026-12-01T17:30:00+08:00'),
      lead: MARKET,
    })
  })

  it('without a disposition it stays 待补录: recorded, hung up, not logged', () => {
    expect(kinds(saveSteps(filled(), LIVE, true, NOW))).toEqual(['recordCase', 'endCall'])
  })

  it('completing a record amends it, and logs its call', () => {
    const sheet = { ...filled(), version: 1, callVersion: 3, disposition: 'transferred' as const }
    expect(shape(saveSteps(sheet, { ...LIVE, live: false }, true, NOW))).toEqual([
      ['amendCase', 1, true],
      ['handOver', null, false],
      ['logCall', 3, false],
    ])
    expect(shape(saveSteps(sheet, { ...LIVE, live: false }, false, NOW))[0]).toEqual(['handOver', 1, true])
  })

  it('a call with another open case is not logged yet', () => {
    const sheet = { ...filled(), disposition: 'transferred' as const }
    expect(kinds(saveSteps(sheet, { ...LIVE, othersOpen: true }, true, NOW))).not.toContain('logCall')
  })

  it('a promise that was not made is not sent, a stop without a unit neither', () => {
    const sheet = filled()
    sheet.form.noPromise = true
    sheet.form.promiseDue = NOW
    sheet.form.matter.stops = [{ unit: '', from: null, hours: 3, why: 'noAnswer' }]
    const [first] = saveSteps(sheet, LIVE, true, NOW)
    expect(first?.order.command).toMatchObject({
      form: { promise: '', promiseDue: null, noPromise: true, matter: { stops: [] } },
    })
    expect(sheet.form.promise).not.toBe('')
  })
})

describe('what failed', () => {
  it('is sent again alone: what is on disk is not', () => {
    const sheet = filled()
    sheet.disposition = 'sameDay'
    sheet.today = { lead: MARKET, owner: HEAD, time: '17:30' }
    sheet.dispatches = [{ id: 'a', person: HEAD, calledAt: NOW, reached: false, reply: '', noted: false }]
    const steps = saveSteps(sheet, LIVE, true, NOW)
    const answers = done(steps.map(({ order }) => order))
    const failure = {
      kind: 'refused',
      rejection: { kind: 'nobodyReached', unit: MARKET },
      field: 'lead',
    } as const
    answers[2] = { kind: 'failed', failure }
    answers[4] = {
      kind: 'failed',
      failure: { kind: 'refused', rejection: { kind: 'caseUnsorted' }, field: null },
    }
    expect(book(sheet, steps, answers)).toEqual({ failure, formDone: true, complete: false })
    expect([sheet.version, sheet.callVersion, sheet.number]).toEqual([2, 3, '1201-01-07'])

    sheet.disposition = 'transferred'
    const again = saveSteps(sheet, { ...LIVE, live: false }, false, NOW)
    expect(shape(again)).toEqual([
      ['handOver', 2, true],
      ['logCall', 3, false],
    ])
    expect(book(sheet, again, done(again.map(({ order }) => order))).complete).toBe(true)
    expect(sheet.stage).toEqual({ kind: 'pendingTriage' })
    expect(kinds(saveSteps(sheet, { ...LIVE, live: false }, false, NOW))).toEqual(['logCall'])
  })

  it('nothing came back at all', () => {
    const steps = saveSteps(filled(), LIVE, true, NOW)
    expect(book(filled(), steps, []).failure).toEqual({ kind: 'fault', incident: '' })
  })
})

describe('a call without a case', () => {
  it('is hung up and coded; typed words go along, and the draft', () => {
    const steps = noCaseSteps(filled(), LIVE, { noCase: 'harassment', words: ' 骂人 ', hasDraft: true })
    expect(shape(steps)).toEqual([
      ['endCall', 2, true],
      ['logCall', null, false],
    ])
    expect(steps[1]?.order.command).toMatchObject({ noCase: 'harassment', words: '骂人' })
  })

  it('is only coded after hanging up', () => {
    const steps = noCaseSteps(
      filled(),
      { ...LIVE, live: false },
      { noCase: 'silent', words: '', hasDraft: false },
    )
    expect(shape(steps)).toEqual([['logCall', 2, false]])
    expect(steps[0]?.order.command).toMatchObject({ words: null })
  })
})

describe('a sheet', () => {
  it('counts what is missing as the rules do', () => {
    expect(missingIn(newSheet(CALL, 2, '', NOW).form)).toEqual([
      'request',
      'matter',
      'place',
      'number',
      'promise',
    ])
    expect(missingIn(filled().form)).toEqual([])
  })

  it('asks for what the chosen disposition needs before the caller is let go', () => {
    const sheet = newSheet(CALL, 2, '10047206621', NOW)
    expect(lacking(sheet)).toEqual([])
    sheet.disposition = 'resolvedOnCall'
    expect(lacking(sheet)).toEqual(['matter', 'answer', 'confirmed'])
    sheet.disposition = 'sameDay'
    expect(lacking(sheet)).toEqual(['request', 'matter', 'place', 'promise', 'lead', 'owner', 'due'])
  })

  it('a second matter keeps the caller', () => {
    const first = filled()
    first.form.matter.confidential = true
    const second = secondSheet(first, NOW)
    expect(second.stream).not.toBe(first.stream)
    expect(second.form.text).toMatchObject({ caller: '周女士', number: '10047206621', matter: '' })
    expect(second.form.matter.confidential).toBe(true)
  })

  it('comes back from a draft, also from one that lacks something', () => {
    const sheet = filled()
    const body = JSON.parse(JSON.stringify({ kind: 'recorder', seat: 3, sheet }))
    expect(readDraft(body)).toEqual({ kind: 'recorder', seat: 3, sheet })
    delete body.sheet.form.matter.stops
    delete body.sheet.today
    expect(readDraft(body)?.sheet).toEqual(sheet)
    expect(readDraft({ kind: 'triage' })).toBeUndefined()
    expect(readDraft(null)).toBeUndefined()
  })
})
