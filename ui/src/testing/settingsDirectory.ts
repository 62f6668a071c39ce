// The directory of a fictitious house as the settings need it: seventeen units with their people, a classification of
// 14 / 99 / 515, four streets with compounds, the calendar of four years. Nobody and nothing in it exists.
import type { CalendarYear } from '@/ipc/generated/CalendarYear'
import type { CategorySeen } from '@/ipc/generated/CategorySeen'
import type { DeadlinePolicy } from '@/ipc/generated/DeadlinePolicy'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Person } from '@/ipc/generated/Person'
import type { PlaceSeen } from '@/ipc/generated/PlaceSeen'
import type { UnitKind } from '@/ipc/generated/UnitKind'
import type { UnitSeen } from '@/ipc/generated/UnitSeen'
import { directoryView } from '@/ipc/fixtures'

type UnitLine = [id: string, name: string, kind: UnitKind, head: string, deputy: string, alias: string]

const UNITS: UnitLine[] = [
  ['u-build', '区住建局', 'bureau', '韩越', '白帆', '住建局'],
  ['u-market', '区市场监管局', 'bureau', '江临', '秦岚', '市监局'],
  ['u-order', '区城管执法局', 'bureau', '贺川', '齐明', '城管局'],
  ['u-road', '区交通运输局', 'bureau', '段青', '曹野', '交通局'],
  ['u-school', '区教育局', 'bureau', '夏宁', '祝安', '教育局'],
  ['u-labour', '区人社局', 'bureau', '丁原', '蒋蓉', '人社局'],
  ['u-health', '区卫健局', 'bureau', '童欣', '毕然', '卫健局'],
  ['u-nature', '区生态环境局', 'bureau', '骆冰', '尤佳', '环保局'],
  ['u-civil', '区民政局', 'bureau', '纪昀川', '滕越', '民政局'],
  ['u-water', '区水务局', 'bureau', '洪波', '盛夏', '水务局'],
  ['u-green', '区园林局', 'bureau', '柳青', '桑榆', '园林局'],
  ['u-trade', '区商务局', 'bureau', '邵华', '金珂', '商务局'],
  ['u-stone', '石桥街道办事处', 'street', '庄毅', '卓然', '石桥街道'],
  ['u-long', '长桥街道办事处', 'street', '温岚', '车明', '长桥街道'],
  ['u-heat', '滨河供热公司', 'company', '鲁阳', '甘霖', '供热公司'],
  ['u-city', '市 12345 平台', 'cityPlatform', '安宁', '易清', '市平台'],
  ['u-other', '其他旗县区平台', 'otherDistrict', '查理', '闻达', '外区'],
]

const LEADERS: [name: string, title: string, address: string][] = [
  ['林远', '南湖区委书记', '书记'],
  ['沈一帆', '南湖区区长', '区长'],
  ['顾清和', '南湖区委副书记', '副书记'],
  ['陆明川', '南湖区常务副区长', '副区长'],
]
const RECORDERS = ['李敏', '赵敏', '周楠', '吴桐']

/** `p-林远` reads better in a failing test than a number. */
const personId = (name: string): string => `p-${name}`

const titleOf = (kind: UnitKind): string => (kind === 'bureau' ? '局长' : kind === 'street' ? '主任' : '经理')

export function people(): Person[] {
  return [
    ...LEADERS.map(([name, title, address]) => ({
      id: personId(name),
      name,
      title,
      address,
      unit: null,
      phone: null,
    })),
    ...RECORDERS.map(name => ({ id: personId(name), name, title: '记录员', unit: null, phone: null })),
    ...UNITS.flatMap(([unit, of, kind, head, deputy], i) => [
      {
        id: personId(head),
        name: head,
        title: `${of}${titleOf(kind)}`,
        address: titleOf(kind),
        unit,
        phone: `100400${String(100 + i)}`,
      },
      { id: personId(deputy), name: deputy, title: `${of}副${titleOf(kind)}`, unit, phone: null },
    ]),
  ]
}

export function units(): UnitSeen[] {
  return UNITS.map(([id, name, kind, head, deputy, alias], i) => ({
    id,
    name,
    kind,
    head: personId(head),
    headName: `${head}${titleOf(kind)}`,
    deputies: [personId(deputy)],
    above: id === 'u-heat' ? 'u-build' : null,
    plans: i === 0 ? ['组织抢修，修复后由社区签字确认', '明确管护单位并在小区公示'] : ['现场核查并书面答复'],
    order: i + 1,
    aliases: [alias],
    dutyPhone: `10040${String(1000 + i)}`,
  }))
}

const TOPS = [
  '物业管理', '房产', '城市治理', '交通出行', '教育', '劳动保障', '医疗卫生',
  '生态环境', '民政', '供水排水', '园林绿化', '市场监管', '供热供气', '政务服务',
] // prettier-ignore
const SECONDS = ['电梯', '设施维护', '收费', '安全', '服务质量', '政策', '环境秩序', '资金使用']
const LEAVES = ['停运', '破损', '标准咨询', '噪声扰民', '长期不修', '其他']
const INITIALS: Record<string, string> = { 停运: 'ty', 电梯: 'dt', 物业管理: 'wygl', 破损: 'ps', 收费: 'sf' }

const two = (n: number): string => String(n).padStart(2, '0')

/** 14 roots, 99 branches, 515 leaves, numbered as a standard numbers them. */
export function categories(): CategorySeen[] {
  const found: CategorySeen[] = []
  let branches = 0
  const put = (name: string, above: CategorySeen | undefined, code: string, leaf: boolean) => {
    const category: CategorySeen = {
      id: `c-${code}`,
      name,
      initials: INITIALS[name] ?? '',
      above: above?.id ?? null,
      unit: code === '01' ? 'u-build' : code === '0101' ? 'u-market' : null,
      class: 'general',
      code,
      path: above ? `${above.path} / ${name}` : name,
      leaf,
    }
    found.push(category)
    return category
  }
  TOPS.forEach((top, i) => {
    const root = put(top, undefined, two(i + 1), false)
    for (const [j, second] of SECONDS.slice(0, i === 0 ? 8 : 7).entries()) {
      const branch = put(second, root, `${two(i + 1)}${two(j + 1)}`, false)
      const count = branches++ < 20 ? 6 : 5
      for (const [k, leaf] of LEAVES.slice(0, count).entries())
        put(leaf, branch, `${two(i + 1)}${two(j + 1)}${two(k + 1)}`, true)
    }
  })
  const lift = found.find(({ code }) => code === '010101')
  if (lift) {
    lift.scope = '住宅小区电梯停止运行、困人、维修不及时等诉求'
    lift.lines = ['电梯停运的，维保单位接报后半小时内到场。', '维修资金不够的，可以走应急程序。']
  }
  return found
}

const STREETS: [string, string, string[]][] = [
  ['长桥街道', 'cqjd', ['春晓苑', '望湖小区', '桂花里', '云杉里']],
  ['石桥街道', 'sqjd', ['青松里', '柳堤路', '兰溪路', '美塘巷']],
  ['东塘街道', 'dtjd', ['枫叶园', '东塘市场', '育才路', '银杏苑']],
  ['西岭街道', 'xljd', ['岭秀家园', '纺织路', '工人新村', '西岭公园']],
]

export function places(): PlaceSeen[] {
  const district: PlaceSeen = { id: 'l-nh', name: '南湖区', initials: 'nhq', above: null, path: '南湖区' }
  return [
    district,
    ...STREETS.flatMap(([street, initials, compounds]) => [
      { id: `l-${street}`, name: street, initials, above: district.id, path: `南湖区 · ${street}` },
      ...compounds.map(name => ({
        id: `l-${name}`,
        name,
        initials: name === '春晓苑' ? 'cxy' : '',
        above: `l-${street}`,
        path: `南湖区 · ${street} · ${name}`,
      })),
    ]),
  ]
}

/** First and last of each stretch off, and the weekend days that are worked for it. */
const YEAR_2026: [name: string, off: [string, string][], work: string[]][] = [
  ['元旦', [['01-01', '01-03']], ['01-04']],
  ['春节', [['02-15', '02-23']], ['02-14', '02-28']],
  ['清明节', [['04-04', '04-06']], []],
  ['劳动节', [['05-01', '05-05']], ['05-09']],
  ['端午节', [['06-19', '06-21']], []],
  ['中秋节', [['09-25', '09-27']], []],
  ['国庆节', [['10-01', '10-07']], ['09-20', '10-10']],
]

function* daysBetween(from: string, to: string): Generator<string> {
  for (let ms = Date.parse(`${from}T00:00Z`); ms <= Date.parse(`${to}T00:00Z`); ms += 86_400_000)
    yield new Date(ms).toISOString().slice(0, 10)
}

export function calendar(): CalendarYear[] {
  const unknown = (year: number): CalendarYear => ({
    year,
    known: false,
    off: [],
    work: [],
    named: [],
    source: '',
    updated: null,
  })
  const known: CalendarYear = {
    ...unknown(2026),
    known: true,
    source: '国务院办公厅关于 2026 年部分节假日安排的通知',
    updated: '2026-08-07',
  }
  for (const [name, off, work] of YEAR_2026) {
    const days = off.flatMap(([from, to]) => [...daysBetween(`2026-${from}`, `2026-${to}`)])
    known.off.push(...days)
    known.work.push(...work.map(day => `2026-${day}`))
    known.named.push(
      ...[...days, ...work.map(day => `2026-${day}`)].map((day): [string, string] => [day, name]),
    )
  }
  return [
    { ...unknown(2025), known: true, source: '国务院办公厅通知', updated: '2026-08-07' },
    known,
    unknown(2027),
    unknown(2028),
  ]
}

export const deadlines: DeadlinePolicy = {
  rules: {
    sameDay: { span: { kind: 'todayAt', value: '17:30:00' }, source: '活动实施方案' },
    hazard: { span: { kind: 'wallClockHours', value: 2 }, source: '热线管理办法（征求意见稿）' },
    utilities: { span: { kind: 'wallClockHours', value: 24 }, source: '热线管理办法（征求意见稿）' },
    general: { span: { kind: 'workingDays', value: 7 }, source: '热线管理办法（征求意见稿）' },
    complex: { span: { kind: 'workingDays', value: 15 }, source: '热线管理办法（征求意见稿）' },
  },
  hours: {
    spans: [
      { from: '08:30:00', to: '12:00:00' },
      { from: '13:30:00', to: '17:30:00' },
    ],
  },
  closeOfDay: '17:30:00',
  version: 2,
}

const VAGUE = [
  '尽快', '尽早', '尽量', '早日', '及时', '适时', '择机', '近期', '近日', '过几天', '一段时间', '马上', '抓紧', '加快',
  '稍后', '有空', '条件成熟', '陆续', '逐步', '待定', '争取', '力争', '原则上', '视情况', '酌情', '想办法', '研究研究',
  '研究一下', '协调一下', '积极推进', '持续推进', '了解一下', '跟进一下', '高度重视', '加大力度',
] // prettier-ignore

export const settingsDirectory = (): DirectoryView => ({
  ...directoryView,
  version: 12,
  units: units(),
  people: people(),
  categories: categories(),
  places: places(),
  templates: [
    { name: '电梯停运', matter: '电梯停运，影响出行', category: 'c-010101', hazard: false },
    { name: '路面塌陷', matter: '路面塌陷', category: 'c-030204', hazard: true },
    { name: '水管漏水', matter: '水管漏水', category: 'c-100201', hazard: false },
    { name: '暖气不热', matter: '室温不足 18 度', category: null, hazard: false },
    { name: '红绿灯缺失', matter: '路口红绿灯缺失', category: null, hazard: true },
  ],
  vague: VAGUE,
  deadlines,
  calendar: calendar(),
})
