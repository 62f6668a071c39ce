// 每个功能一个 JSON，一行导入。这里的形状就是类型：en 缺一个词，类型检查就不过。
import a11y from './a11y.json'
import app from './app.json'
import call from './call.json'
import caseWords from './case.json'
import failure from './failure.json'
import session from './session.json'
import kit from './kit.json'
import time from './time.json'
import triage from './triage.json'

export default { a11y, app, call, case: caseWords, failure, session, kit, time, triage }
