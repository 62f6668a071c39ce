// 样品数据，全部虚构。拼音首字母只为样品写死；真正的匹配由使用者给。
import type { UColumn, UOption, UPath, UTimelineItem, UTreeRow } from '../types'

export const places: UOption[] = [
  { value: 'cxy', label: '春晓苑', hint: '长桥街道', group: '小区' },
  { value: 'ghl', label: '桂花里', hint: '长桥街道', group: '小区' },
  { value: 'qsl', label: '青松里', hint: '石桥街道', group: '小区' },
  { value: 'whxq', label: '望湖小区', hint: '石桥街道', group: '小区' },
  { value: 'ldl', label: '柳堤路', hint: '东塘街道', group: '道路' },
  { value: 'zql', label: '重庆路', hint: '停用', group: '道路', disabled: true },
]

export const placeFilter = (option: UOption, query: string): boolean =>
  option.label.includes(query) || option.value.startsWith(query.toLowerCase())

const tree: [string, string][] = [
  ['wygl dt ty', '物业管理 电梯 停运'],
  ['wygl dt kr', '物业管理 电梯 困人'],
  ['wygl dt wxzj', '物业管理 电梯 维修资金'],
  ['wygl hjws ljqy', '物业管理 环境卫生 垃圾清运'],
  ['fc cqbl bdcz', '房产 产权办理 不动产证'],
  ['cszl dl lmtx', '城市治理 道路 路面塌陷'],
  ['cszl ps wswy', '城市治理 排水 污水外溢'],
]

export const paths: UPath[] = tree.map(([value, words]) => ({ value, path: words.split(' ') }))

export const pathMatch = (leaf: UPath, query: string): boolean =>
  leaf.path.some(word => word.includes(query)) ||
  leaf.value.split(' ').some(initials => initials.startsWith(query.toLowerCase()))

/** The tree flattened, without what is below a shut branch. */
export function treeRows(shut: ReadonlySet<string>): UTreeRow[] {
  const rows = new Map<string, UTreeRow>()
  for (const { path } of paths) {
    for (let depth = 0; depth < path.length; depth++) {
      const id = path.slice(0, depth + 1).join('/')
      const leaf = depth === path.length - 1
      rows.set(id, { id, label: path[depth] ?? '', depth, ...(leaf ? {} : { open: !shut.has(id) }) })
      if (shut.has(id)) break
    }
  }
  return [...rows.values()]
}

export const types: UOption[] = ['咨询', '投诉', '举报', '求助', '建议'].map(label => ({
  value: label,
  label,
}))

export const units: UOption[] = [
  { value: 'zjj', label: '区住建局' },
  { value: 'scjg', label: '区市场监管局', hint: '常用' },
  { value: 'swj', label: '区水务局' },
  { value: 'wz', label: '外区', disabled: true },
]

export interface Row {
  id: number
  no: string
  title: string
  unit: string
  left: string
  over: boolean
}

const titles = ['电梯停运', '污水井塌陷', '停车位被占', '路灯不亮', '暖气不热', '水管漏水', '工地夜间噪声']
const names = ['区市场监管局', '区水务局', '区城管执法局', '区住建局']

export const rows: Row[] = Array.from({ length: 3000 }, (_, i) => ({
  id: i,
  no: `1201-${String((i % 12) + 1).padStart(2, '0')}-${String(Math.floor(i / 12) + 1).padStart(2, '0')}`,
  title: `${titles[i % titles.length]}（样品 ${i + 1}）`,
  unit: names[i % names.length] ?? '',
  left: i % 5 === 0 ? '超 1 个工作日' : '剩 1 小时 30 分',
  over: i % 5 === 0,
}))

export const columns: UColumn<Row>[] = [
  { key: 'no', label: '受理号', width: '120px', text: row => row.no },
  { key: 'title', label: '诉求', width: 'minmax(160px, 1fr)', text: row => row.title },
  { key: 'unit', label: '责任单位', width: '140px', text: row => row.unit },
  { key: 'left', label: '剩余', width: '150px', align: 'end' },
]

export const timeline: UTimelineItem[] = [
  { id: 1, at: '9:44', title: '接听', body: '林远书记接听，6 分 2 秒', by: '李敏记录' },
  { id: 2, at: '9:48', title: '承诺', body: '“今天下午五点半前把电梯修好，修好给你打电话。”', by: '林远' },
  { id: 3, at: '10:44', title: '第 3 次反映同一件事', status: 'repeat', by: '系统' },
  { id: 4, at: '15:12', title: '办理结果', body: '更换主板，15:10 恢复运行', by: '吴桐', status: 'doing' },
]
