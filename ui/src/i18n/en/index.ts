// One JSON per feature, one import line each. `satisfies Words`: a missing word fails the type check.
import type { Words } from '../words'
import a11y from './a11y.json'
import accounts from './accounts.json'
import app from './app.json'
import call from './call.json'
import caseWords from './case.json'
import directory from './directory.json'
import failure from './failure.json'
import hall from './hall.json'
import leader from './leader.json'
import prep from './prep.json'
import print from './print.json'
import session from './session.json'
import kit from './kit.json'
import time from './time.json'
import triage from './triage.json'

export default {
  a11y,
  accounts,
  app,
  call,
  case: caseWords,
  directory,
  failure,
  hall,
  kit,
  leader,
  prep,
  print,
  session,
  time,
  triage,
} satisfies Words
