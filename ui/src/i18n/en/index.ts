// One JSON per feature, one import line each. `satisfies Words`: a missing word fails the type check.
import type { Words } from '../words'
import a11y from './a11y.json'
import accounts from './accounts.json'
import app from './app.json'
import backup from './backup.json'
import call from './call.json'
import caseWords from './case.json'
import clue from './clue.json'
import directory from './directory.json'
import erasure from './erasure.json'
import failure from './failure.json'
import floor from './floor.json'
import follow from './follow.json'
import hall from './hall.json'
import join from './join.json'
import keys from './keys.json'
import leader from './leader.json'
import prep from './prep.json'
import print from './print.json'
import session from './session.json'
import kit from './kit.json'
import time from './time.json'
import trail from './trail.json'
import triage from './triage.json'
import unit from './unit.json'

export default {
  a11y,
  accounts,
  app,
  backup,
  call,
  case: caseWords,
  clue,
  directory,
  erasure,
  failure: {
    ...failure,
    field: { ...failure.field, ...follow.field },
    rejection: { ...failure.rejection, ...follow.rejection },
  },
  floor,
  hall,
  join,
  keys,
  kit,
  leader,
  prep,
  print,
  session,
  time,
  trail,
  triage,
  unit,
} satisfies Words
