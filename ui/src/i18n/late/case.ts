// The Chinese words of one feature, in the chunk of the screen that needs them. English comes whole.
import words from '../zh-CN/case.json'
import { addWords } from '../index'

addWords({ case: words })
