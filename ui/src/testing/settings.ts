// The settings over a fictitious house that answers as the desk does: changes are taken by version, policies have
// versions and a preview, tables are brought in. For the tests of the settings and for preview.html.
import { fake } from '@/ipc'
import type { Answer } from '@/ipc/generated/Answer'
import type { Category } from '@/ipc/generated/Category'
import type { DeadlineClass } from '@/ipc/generated/DeadlineClass'
import type { DirectoryCommand } from '@/ipc/generated/DirectoryCommand'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Failure } from '@/ipc/generated/Failure'
import type { ImportOrder } from '@/ipc/generated/ImportOrder'
import type { ImportReceipt } from '@/ipc/generated/ImportReceipt'
import type { Order } from '@/ipc/generated/Order'
import type { PolicyPreview } from '@/ipc/generated/PolicyPreview'
import type { PolicySeen } from '@/ipc/generated/PolicySeen'
import type { Query } from '@/ipc/generated/Query'
import { NOW } from '@/ipc/fixtures'
import { setServerNow } from '@/kit'
import { accountsView } from './accounts'
import { fakeHouse } from './house'
import { deadlines, settingsDirectory } from './settingsDirectory'

export { settingsDirectory } from './settingsDirectory'

const DAY = 86_400_000

function preview(query: Extract<Query, { kind: 'policyPreview' }>, standing: DirectoryView): PolicyPreview {
  const same = (name: DeadlineClass) =>
    JSON.stringify(query.deadlines.rules[name]?.span) === JSON.stringify(standing.deadlines.rules[name]?.span)
  const classes = (Object.keys(standing.deadlines.rules) as DeadlineClass[])
    .filter(name => !same(name))
    .map(name => ({ class: name, cases: 12 }))
  const due = (days: number) => Date.parse('2026-12-01T17:30:00+08:00') + days * DAY
  const rows = classes.flatMap(({ class: name }) =>
    Array.from({ length: 12 }, (_, i) => ({
      case: `${name}-${i}`,
      number: `1201-0${(i % 4) + 1}-${String(i + 3).padStart(2, '0')}`,
      category: '物业管理 / 电梯 / 停运',
      place: '长桥街道 · 春晓苑',
      class: name,
      due: i < 3 ? due(9) : null,
      byOld: due(9),
      byNew: due(6),
    })),
  )
  return {
    open: 84,
    touched: rows.length,
    waiting: rows.filter(row => row.due === null).length,
    classes,
    cases: rows.slice(0, 50) as PolicyPreview['cases'],
  }
}

const receiptOf = ({ what }: ImportOrder): ImportReceipt =>
  what === 'calendar'
    ? {
        rows: 33,
        added: 33,
        changed: 0,
        same: 0,
        levels: [],
        refused: [],
        sample: ['1 月 1 日 周五 休 元旦'],
      }
    : {
        rows: 515,
        added: 628,
        changed: 2,
        same: 0,
        levels: [14, 99, 515],
        refused: [
          { line: 18, why: 'twice' },
          { line: 302, why: 'empty' },
        ],
        sample: ['科教文体 / 科技事务 / 科技服务', '科教文体 / 科技事务 / 科研工作'],
      }

/** Puts the answers into the fake; the answer changes and looks at the house. */
export function settingsHouse(change: Partial<DirectoryView> = {}) {
  setServerNow(NOW)
  const state = {
    directory: { ...settingsDirectory(), ...change },
    versions: [
      { policy: deadlines, from: '2026-11-02', enteredAt: NOW - 30 * DAY, enteredBy: '方可', holds: true },
      {
        policy: { ...deadlines, version: 1 },
        from: null,
        enteredAt: null,
        enteredBy: '',
        holds: false,
      },
    ] as PolicySeen[],
    orders: [] as DirectoryCommand[],
    /** What the next order is answered with instead of being done. */
    refuse: undefined as Failure | undefined,
    chosen: '/media/stick/table.csv' as string | null,
    receipt: receiptOf as (order: ImportOrder) => ImportReceipt,
    preview,
  }

  function put<T extends { id: string }>(
    list: readonly T[],
    set: readonly T[],
    gone: readonly string[],
  ): T[] {
    const kept = list.map(one => set.find(({ id }) => id === one.id) ?? one)
    const fresh = set.filter(({ id }) => !list.some(one => one.id === id))
    return [...kept, ...fresh].filter(({ id }) => !gone.includes(id))
  }

  function pathOf(categories: readonly Category[], id: string | null): string {
    const one = categories.find(category => category.id === id)
    return one ? [pathOf(categories, one.above), one.name].filter(Boolean).join(' / ') : ''
  }

  function take(command: DirectoryCommand): void {
    const house = state.directory
    if (command.kind === 'changeUnits') {
      const seen = command.set.map(unit => {
        const head = house.people.find(({ id }) => id === unit.head)
        return { ...unit, headName: head ? `${head.name}${head.address ?? head.title}` : '' }
      })
      house.units = put(house.units, seen, command.gone).sort((a, b) => a.order - b.order)
    } else if (command.kind === 'changePeople') {
      house.people = put(house.people, command.set, command.gone)
    } else if (command.kind === 'changeCategories') {
      const all = put<Category>(house.categories, command.set, command.gone)
      house.categories = all.map(category => ({
        ...category,
        path: pathOf(all, category.id),
        leaf: !all.some(({ above }) => above === category.id),
      }))
    } else if (command.kind === 'changePlaces') {
      house.places = put(
        house.places,
        command.set.map(place => ({ ...place, path: place.name })),
        command.gone,
      )
    } else if (command.kind === 'changeCalendar') {
      for (const [day, entry] of command.days) {
        const year = house.calendar.find(seen => day.startsWith(String(seen.year)))
        if (!year) continue
        year.off = year.off.filter(one => one !== day).concat(entry?.kind === 'off' ? [day] : [])
        year.work = year.work.filter(one => one !== day).concat(entry?.kind === 'work' ? [day] : [])
        year.named = year.named.filter(([one]) => one !== day).concat(entry?.name ? [[day, entry.name]] : [])
      }
    } else if (command.kind === 'changePolicies') {
      if (command.deadlines) {
        const holds = command.from === null || command.from <= '2026-12-01'
        if (holds) state.versions = state.versions.map(seen => ({ ...seen, holds: false }))
        state.versions = [
          { policy: command.deadlines, from: command.from, enteredAt: NOW, enteredBy: '方可', holds },
          ...state.versions,
        ]
        if (holds) house.deadlines = command.deadlines
      }
      house.timetable = command.timetable ?? house.timetable
      house.undecided = command.undecided ?? house.undecided
    } else if (command.kind === 'changeWords') {
      house.names = command.names ?? house.names
      house.vague = command.vague ?? house.vague
      house.templates = command.templates ?? house.templates
    }
  }

  function act(orders: Order[]): Answer[] {
    return orders.map((order): Answer => {
      const { refuse } = state
      state.refuse = undefined
      if (refuse) return { kind: 'failed', failure: refuse }
      if (order.version !== state.directory.version)
        return { kind: 'failed', failure: { kind: 'stale', by: '江临', at: NOW } }
      const { about, ...command } = order.command
      if (about !== 'directory') throw new Error('another stream')
      state.orders.push(command as DirectoryCommand)
      take(command as DirectoryCommand)
      state.directory = { ...state.directory, version: state.directory.version + 1 }
      return {
        kind: 'done',
        stream: order.stream,
        version: state.directory.version,
        topics: ['directory'],
        number: null,
      }
    })
  }

  fakeHouse(
    {
      // A copy, as it comes over the border: nothing on screen changes by itself.
      directory: () => structuredClone(state.directory),
      policies: () => structuredClone(state.versions),
      accounts: accountsView,
      policyPreview: (query: Query) => state.preview(query as never, state.directory),
    },
    act,
  )
  fake.answer('choose_open', () => state.chosen)
  fake.answer('bring', ({ order }) => state.receipt(order as ImportOrder))

  /** Somebody else changes the directory. */
  function elsewhere(command: DirectoryCommand, tell = true): void {
    take(structuredClone(command))
    state.directory = { ...state.directory, version: state.directory.version + 1 }
    if (tell) fake.emit('changed', ['directory'])
  }

  return { state, elsewhere, last: () => state.orders.at(-1) }
}
