// Every visible word comes from here: `t('kit.close')` in templates and scripts alike. Reading `t` in a render
// follows the language. Messages are interpreted, never compiled to a Function (the CSP has no unsafe-eval).
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import { keep, kept } from '@/kept'
import en from './en'
import type { MessageKey, Words } from './words'
import zhCN from './zh-CN'

export type { MessageKey, Words } from './words'
export * from './time'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** Values for the {braces} of a message; a number `n` also chooses the plural. */
export type Named = Record<string, string | number>

const i18n = createI18n({
  legacy: false,
  locale: kept('locale', LOCALES, 'zh-CN'),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN, en } satisfies Record<Locale, Words>,
})

// vue-i18n's own key type accepts any string; ours doesn't.
const say = i18n.global.t as unknown as (key: string, named: Named, options: { plural?: number }) => string

export function t(key: MessageKey, named: Named = {}): string {
  return say(key, named, typeof named.n === 'number' ? { plural: named.n } : {})
}

/** For keys built from data (codes of a failure): says whether the catalogue has it. */
export const isMessageKey = (key: string): key is MessageKey => i18n.global.te(key, 'zh-CN')

export const locale = computed<Locale>(() => i18n.global.locale.value)

export function setLocale(next: Locale): void {
  i18n.global.locale.value = next
  document.documentElement.lang = next
  keep('locale', next)
}

document.documentElement.lang = locale.value
