// 全部的词：这里的形状就是类型，en 缺一个词，类型检查就不过。窗口里不导入它。
import accounts from './accounts.json'
import backup from './backup.json'
import call from './call.json'
import caseWords from './case.json'
import clue from './clue.json'
import directory from './directory.json'
import erasure from './erasure.json'
import floor from './floor.json'
import follow from './follow.json'
import hall from './hall.json'
import start from './index'
import join from './join.json'
import leader from './leader.json'
import prep from './prep.json'
import print from './print.json'
import trail from './trail.json'
import triage from './triage.json'
import unit from './unit.json'

export default {
  ...start,
  // 跟踪的拒绝说明随诉求的屏幕来，别处用不到。
  failure: {
    ...start.failure,
    field: { ...start.failure.field, ...follow.field },
    rejection: { ...start.failure.rejection, ...follow.rejection },
  },
  accounts,
  backup,
  call,
  case: caseWords,
  clue,
  directory,
  erasure,
  floor,
  hall,
  join,
  leader,
  prep,
  print,
  trail,
  triage,
  unit,
}
