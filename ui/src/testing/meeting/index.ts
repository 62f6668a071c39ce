// A fictitious house after the last call of a session, answering as the desk does: for the tests of the meeting, the
// ledger and the case page.
import { fake } from '@/ipc'
import type { AgendaView } from '@/ipc/generated/AgendaView'
import type { Answer } from '@/ipc/generated/Answer'
import type { DraftSeen } from '@/ipc/generated/DraftSeen'
import type { Failure } from '@/ipc/generated/Failure'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { ItemState } from '@/ipc/generated/ItemState'
import type { LedgerFilter } from '@/ipc/generated/LedgerFilter'
import type { Order } from '@/ipc/generated/Order'
import type { Pass } from '@/ipc/generated/Pass'
import type { Rejection } from '@/ipc/generated/Rejection'
import type { Right } from '@/ipc/generated/Right'
import type { SessionSeen } from '@/ipc/generated/SessionSeen'
import { meSeen } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import { fakeShell } from '../hall'
import { caseLooks, trailAnswers } from '../trail'
import { type CaseSeed, DAYS, NOW, SEEDS, UNITS, at, directoryView, head, titled } from './people'
import { type Kept, agendaItem, caseFull, isDone, itemView, passOf, rowOf } from './views'

export { itemView } from './views'
export { at, NOW, SEEDS, directoryView, type CaseSeed } from './people'

/** Puts the answers of one house into the fake; the answer changes and looks at it. */
export function meetingHouse(
  seeds: readonly CaseSeed[] = SEEDS,
  options: { convened?: boolean; stage?: SessionSeen['stage']; rights?: Right[] } = {},
) {
  setServerNow(NOW)
  const cases: Kept[] = seeds.map((seed, i) => ({
    ...seed,
    number: `1201-0${(i % 9) + 1}-${String(Math.floor(i / 9) + 6).padStart(2, '0')}`,
    version: 3,
    state: seed.state ?? 'open',
    given:
      seed.state === 'settled' || seed.state === 'sameDay'
        ? {
            lead: seed.unit,
            owner: head(seed.unit),
            plan: '已派人到场',
            due: at('2026-12-01T17:30'),
            said: head(seed.unit),
            late: '',
          }
        : undefined,
  }))
  const state = {
    version: 4,
    convened: options.convened ?? true,
    adjournedAt: null as number | null,
    pass: 'oneByOne' as Pass,
    opened: null as string | null,
    late: 0,
    orders: [] as Order[][],
    drafts: [] as DraftSeen[],
    /** The next order of this case is refused with that. */
    refuse: new Map<string, Failure>(),
    cases,
  }
  const byId = (id: string): Kept => {
    const found = cases.find(known => known.id === id)
    if (!found) throw { kind: 'refused', rejection: { kind: 'notFound' }, field: null } satisfies Failure
    return found
  }

  const session: SessionSeen = {
    id: 's8',
    version: 9,
    stage: options.stage ?? 'linesClosed',
    plan: {
      number: 8,
      day: '2026-12-01',
      starts: '09:00:00',
      minutes: 90,
      seats: [],
      units: UNITS.filter(unit => unit.here).map(unit => unit.id),
      chair: 'p-chair',
      secretary: 'p-me',
    },
    startsAt: at('2026-12-01T09:00'),
    openedAt: at('2026-12-01T09:00'),
    endsAt: at('2026-12-01T10:30'),
    linesClosedAt: at('2026-12-01T10:30'),
    seats: [],
    arrived: UNITS.filter(unit => unit.here).map(unit => ({
      person: head(unit.id),
      at: at('2026-12-01T08:41'),
    })),
    shut: [],
    seal: null,
  }

  const headerView = (): HeaderView => ({
    house: 'rehearsal',
    names: directoryView().names,
    me: { ...meSeen, person: 'p-me', name: '方可', rights: options.rights ?? meSeen.rights },
    now: NOW,
    speed: 1,
    session,
    meeting: state.convened
      ? { id: 'm8', version: state.version, adjourned: state.adjournedAt !== null }
      : null,
    tally: {
      answered: 9,
      resolvedOnCall: 0,
      sameDay: 1,
      transferred: 8,
      noCase: 0,
      unsorted: 0,
      live: 0,
      missed: 0,
      waiting: 0,
      transferredCases: 8,
    },
  })

  function agendaView(): AgendaView | null {
    if (!state.convened) return null
    const groups: AgendaView['groups'] = []
    cases.forEach((one, i) => {
      let group = groups.find(known => known.group === one.group)
      if (!group) groups.push((group = { group: one.group, items: [], done: 0 }))
      group.items.push(agendaItem(one, i))
      if (isDone(one.state)) group.done++
    })
    const counted = cases.filter(({ group }) => group !== 'sameDay')
    const count = (wanted: ItemState): number => counted.filter(one => one.state === wanted).length
    const minutes = { opening: 2, oneByOne: 24, byUnit: 24, absent: 4, closing: 3 }
    return {
      meeting: 'm8',
      version: state.version,
      session: 's8',
      chair: 'p-chair',
      chairName: titled('p-chair'),
      secretaryName: '方可',
      convenedAt: at('2026-12-01T10:40'),
      adjournedAt: state.adjournedAt,
      pass: state.pass,
      passes: (Object.keys(minutes) as Pass[]).map(pass => ({
        pass,
        minutes: minutes[pass],
        startedAt: pass === 'opening' ? at('2026-12-01T10:40') : pass === state.pass ? NOW - 1_210_000 : null,
        items: cases.filter(({ group }) => passOf(group) === pass).length,
        // What was assigned on the call is only reported, and here nobody has come past it.
        done: cases.filter(one => passOf(one.group) === pass && isDone(one.state) && one.state !== 'sameDay')
          .length,
      })),
      groups,
      count: {
        total: counted.length,
        settled: count('settled') + count('merged'),
        merged: count('merged'),
        undecided: count('undecided'),
        deferred: count('deferred'),
        open: count('open'),
        sameDay: cases.length - counted.length,
      },
      opened: state.opened,
      openedAt: null,
      plannedSecondsACase: 75,
      late: state.late,
    }
  }

  const refusal = (rejection: Rejection, field: Extract<Failure, { kind: 'refused' }>['field']): Failure => ({
    kind: 'refused',
    rejection,
    field,
  })

  /** A few of the rules, enough to be refused by. */
  function decide(order: Order): Failure | undefined {
    const { command } = order
    const planned = state.refuse.get(order.stream)
    if (planned) {
      state.refuse.delete(order.stream)
      return planned
    }
    if (command.about === 'meeting') {
      state.version++
      if (command.kind === 'convene') state.convened = true
      if (command.kind === 'startPass') state.pass = command.pass
      if (command.kind === 'sortAgenda') state.late = 0
      if (command.kind === 'deferItem') byId(command.case).state = 'deferred'
      if (command.kind === 'leaveUndecided') {
        Object.assign(byId(command.case), {
          state: 'undecided',
          list: { owner: command.owner, until: at('2026-12-02T17:00') },
        })
      }
      if (command.kind === 'openItem') {
        const one = byId(command.case)
        state.opened = one.id
        one.list = undefined
        if (one.state === 'deferred' || one.state === 'undecided') one.state = 'open'
      }
      if (command.kind === 'adjourn') {
        const left = cases.filter(one => one.state === 'open' || one.state === 'deferred').length
        if (left) return refusal({ kind: 'unsettled', count: left }, null)
        state.adjournedAt = NOW
      }
      return undefined
    }
    if (command.about !== 'case') return undefined
    const one = byId(order.stream)
    if (order.version !== one.version) return { kind: 'stale', by: '白帆', at: NOW }
    if (command.kind === 'assignCase') {
      if (command.lead === one.reported) return refusal({ kind: 'leadIsReported', above: 'u-city' }, 'lead')
      if (command.plan.includes('尽快'))
        return refusal({ kind: 'vague', field: 'plan', word: '尽快', missing: 'date' }, 'plan')
      const due =
        command.due.kind === 'at'
          ? command.due.at
          : command.due.kind === 'day'
            ? at(`${command.due.day}T17:30`)
            : at(
                `${DAYS.find(([, days]) => command.due.kind === 'workingDays' && days === command.due.days)?.[2] ?? '2026-12-10'}T17:30`,
              )
      if (one.promised !== undefined && due > one.promised && !command.lateReason) {
        return refusal({ kind: 'laterThanPromised', promised: one.promised }, 'lateReason')
      }
      one.given = {
        lead: command.lead,
        owner: command.owner,
        plan: command.plan,
        due,
        said: command.settlement.by,
        late: command.lateReason,
      }
      one.state = 'settled'
    }
    if (command.kind === 'amendCase') {
      Object.assign(one, { title: command.form.text.title, checked: command.form.matter.checked })
    }
    if (command.kind === 'undoDecision') Object.assign(one, { given: undefined, state: 'open' })
    if (command.kind === 'mergeCase') Object.assign(one, { state: 'merged', merged: command.master })
    if (command.kind === 'unmergeCase') Object.assign(one, { state: 'open', merged: undefined })
    one.version++
    return undefined
  }

  fake.answer('act', args => {
    const orders = args.orders as Order[]
    state.orders.push(orders)
    const answers = orders.map((order): Answer => {
      const failure = decide(order)
      if (failure) return { kind: 'failed', failure }
      const version = order.command.about === 'meeting' ? state.version : byId(order.stream).version
      return { kind: 'done', stream: order.stream, version, topics: ['agenda', 'cases'], number: null }
    })
    queueMicrotask(() => fake.emit('changed', ['agenda', 'cases']))
    return answers
  })

  const shell = fakeShell()

  const answers: Record<string, (query: never) => unknown> = {
    header: headerView,
    directory: directoryView,
    agenda: agendaView,
    item: ({ case: id }: { case: string }) => itemView(byId(id), cases.indexOf(byId(id)) + 1),
    drafts: () => state.drafts,
    room: () => ({ ...shell.room }),
    caseTrail: () => caseLooks,
    erasures: () => [],
    sessions: () => [
      { id: 's8', number: 8, day: '2026-12-01', stage: session.stage, tally: headerView().tally, seal: null },
      { id: 's7', number: 7, day: '2026-11-24', stage: 'sealed', tally: headerView().tally, seal: null },
    ],
    ledger: ({ filter, from, count }: { filter: LedgerFilter; from: number; count: number }) => {
      const rows = cases
        .filter(one => !filter.words || one.title.includes(filter.words) || one.number.includes(filter.words))
        .filter(one => !filter.hazard || one.hazard)
        .filter(one => !filter.disposition || rowOf(one).disposition === filter.disposition)
        .filter(one => !filter.unit || one.unit === filter.unit)
        .filter(one => !filter.state || rowOf(one).stage.kind === filter.state)
        .map(one => rowOf(one))
      return { total: rows.length, from, rows: rows.slice(from, from + count) }
    },
    case: ({ case: id }: { case: string }) => ({
      case: caseFull(byId(id)),
      timeline: [
        {
          at: at('2026-12-01T10:14'),
          by: '赵敏',
          kind: 'CallAnswered',
          who: titled('p-mayor'),
          unit: '',
          due: null,
          words: '',
          erased: false,
        },
        {
          at: at('2026-12-01T10:20'),
          by: '赵敏',
          kind: 'CaseRecorded',
          who: titled('p-mayor'),
          unit: '',
          due: at('2026-12-04T17:30'),
          words: '这个星期五以前让家里热起来。',
          erased: false,
        },
        {
          at: at('2026-12-01T10:21'),
          by: '赵敏',
          kind: 'DispatchNoted',
          who: '韩越局长',
          unit: '区住建局',
          due: null,
          words: '已派抢修队',
          erased: false,
        },
        {
          at: at('2026-12-01T10:22'),
          by: '赵敏',
          kind: 'HandedOver',
          who: '',
          unit: '',
          due: null,
          words: '',
          erased: false,
        },
        {
          at: at('2026-12-01T11:01'),
          by: '方可',
          kind: 'CaseClaimed',
          who: '韩越局长',
          unit: '区住建局',
          due: null,
          words: '管网移交一直没有办',
          erased: false,
        },
        {
          at: at('2026-12-01T11:02'),
          by: '方可',
          kind: 'CaseAssigned',
          who: '韩越局长',
          unit: '区住建局',
          due: at('2026-12-04T17:30'),
          words: '抢修庭院管网，先恢复供热',
          erased: false,
        },
      ],
      merged: cases.filter(one => one.merged === id).map(one => rowOf(one)),
    }),
    form: ({ case: id }: { case: string }) => {
      const { matter, text } = caseFull(byId(id))
      const form = {
        matter,
        text: { ...text, number: '10047203358' },
        promise: '',
        promiseDue: null,
        noPromise: true,
        readBack: true,
      }
      return {
        case: id,
        version: byId(id).version,
        call: null,
        number: '',
        spoken: '',
        stage: { kind: 'pendingTriage' },
        form,
        missing: [],
        sentBack: null,
      }
    },
  }
  fake.answer('view', args => {
    const query = args.query as { kind: string }
    const answer = answers[query.kind]
    if (!answer) throw new Error(`no answer for the view ${query.kind}`)
    return answer(query as never)
  })
  fake.answer('draft', () => ({ savedAt: NOW }))
  trailAnswers()
  fake.answer('rehearsal', () => null)
  fake.answer('choose_file', args => `/tmp/${String(args.name)}`)
  fake.answer('export', args => ({ path: (args.paper as { path: string }).path, rows: cases.length }))
  return { state, session, byId, answers, shell }
}
