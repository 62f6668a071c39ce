// Every role, compartment, right and reason has its words, and no words are left of one that has gone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import en from './en/keys.json'
import zhCN from './zh-CN/keys.json'

const codes = (type: string): string[] => {
  const text = readFileSync(join(import.meta.dirname, '../ipc/generated', `${type}.ts`), 'utf8')
  const [, union = ''] = /export type \w+ = (.+);/.exec(text) ?? []
  return [...union.matchAll(/"(\w+)"/g)].map(([, code]) => code!).sort()
}

it.each(Object.entries(zhCN))('%s', (name, words) => {
  const listed = codes(name[0]!.toUpperCase() + name.slice(1))
  expect(listed).not.toEqual([])
  expect(Object.keys(words).sort()).toEqual(listed)
  expect(Object.keys(en[name as keyof typeof zhCN]).sort()).toEqual(listed)
})
