// The Chinese words of the follow-up's refusals, in the chunk of the screens that can meet them.
import words from '../zh-CN/follow.json'
import type { Words } from '../words'
import { addWords } from '../index'

addWords({ failure: words as unknown as Words['failure'] })
