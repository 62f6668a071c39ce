// 每个功能一个 JSON，一行导入。启动时就要的词；其余的随屏幕来（../late）。
import a11y from './a11y.json'
import app from './app.json'
import failure from './failure.json'
import keys from './keys.json'
import session from './session.json'
import kit from './kit.json'
import time from './time.json'

export default { a11y, app, failure, keys, session, kit, time }
