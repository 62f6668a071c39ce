// 全部的词：这里的形状就是类型，en 缺一个词，类型检查就不过。窗口里不导入它。
import accounts from './accounts.json'
import call from './call.json'
import directory from './directory.json'
import hall from './hall.json'
import start from './index'
import leader from './leader.json'
import prep from './prep.json'
import print from './print.json'
import triage from './triage.json'

export default { ...start, accounts, call, directory, hall, leader, prep, print, triage }
