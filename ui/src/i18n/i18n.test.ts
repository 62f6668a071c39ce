import { afterEach, describe, expect, it } from 'vitest'
import en from './en'
import { isMessageKey, locale, restoreLocale, setLocale, t } from './index'
import zhCN from './zh-CN/all'

type Tree = { [key: string]: string | Tree }

const leaves = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : leaves(value, `${prefix}${key}.`),
  )

const GREETING = /\.say\.greeting$/
const zhWords = leaves(zhCN)
const enWords = new Map(leaves(en))
const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort()

afterEach(() => setLocale('zh-CN'))

describe('the catalogue', () => {
  it('has the same keys in both languages', () => {
    expect([...enWords.keys()].sort()).toEqual(zhWords.map(([key]) => key).sort())
  })

  it.each(zhWords)('%s is said in both languages with the same values', (key, text) => {
    expect(text.trim()).not.toBe('')
    const english = enWords.get(key) ?? ''
    expect(english.trim()).not.toBe('')
    expect(english.split(' | ').map(names)).toEqual(english.split(' | ').map(() => names(text)))
    // What is read aloud to a citizen (*.say.*) is polite; what the window says to its user is plain. The greeting
    // alone calls out: it is prescribed with its sign.
    if (GREETING.test(key)) expect(text).toMatch(/^[^！!]*请讲！”?$/)
    else expect(text).not.toMatch(/\.say\./.test(key) ? /[!！]/ : /[!！您]/)
  })
})

it('speaks the chosen language and remembers it', async () => {
  expect(t('kit.close')).toBe('关闭')
  await setLocale('en')
  expect(t('kit.close')).toBe('Close')
  expect(locale.value).toBe('en')
  expect(document.documentElement.lang).toBe('en')
  expect(localStorage.getItem('console.locale')).toBe('en')
})

it('lets the language that was asked for last stand, and takes up the kept one', async () => {
  const first = setLocale('en')
  await setLocale('zh-CN')
  await first
  expect(locale.value).toBe('zh-CN')
  expect(localStorage.getItem('console.locale')).toBe('zh-CN')
  localStorage.setItem('console.locale', 'en')
  await restoreLocale()
  expect(t('kit.close')).toBe('Close')
})

it('fills in values and chooses the plural by n', async () => {
  expect(t('kit.matches', { n: 3 })).toBe('3 项')
  await setLocale('en')
  expect(t('kit.matches', { n: 1 })).toBe('1 match')
  expect(t('kit.matches', { n: 3 })).toBe('3 matches')
})

it('says whether a key built from data exists', () => {
  expect(isMessageKey('kit.close')).toBe(true)
  expect(isMessageKey('kit.nothing')).toBe(false)
})
