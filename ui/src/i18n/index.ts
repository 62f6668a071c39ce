// Every visible word comes from here: `t('kit.close')` in templates and scripts alike. Reading `t` in a render
// follows the language. Messages are interpreted, never compiled to a Function (the CSP has no unsafe-eval).
// Chinese is there from the start (of later screens: with the screen); English comes when it is asked for.
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import { keep, kept } from '@/kept'
import type { MessageKey, Words } from './words'
import zhCN from './zh-CN'

export type { MessageKey, Words } from './words'
export * from './time'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** Values for the {braces} of a message; a number `n` also chooses the plural. */
export type Named = Record<string, string | number>

const NONE = {} as Words
const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zhCN as unknown as Words, en: NONE } satisfies Record<Locale, Words>,
})

/** The Chinese words of a feature that isn't there from the start: `import '@/i18n/late/triage'` in its screen. */
export function addWords(words: Partial<Words>): void {
  i18n.global.mergeLocaleMessage('zh-CN', words)
}

// vue-i18n's own key type accepts any string; ours doesn't.
const say = i18n.global.t as unknown as (key: string, named: Named, options: { plural?: number }) => string

export function t(key: MessageKey, named: Named = {}): string {
  return say(key, named, typeof named.n === 'number' ? { plural: named.n } : {})
}

/** For keys built from data (codes of a failure): says whether the catalogue has it. */
export const isMessageKey = (key: string): key is MessageKey => i18n.global.te(key, 'zh-CN')

export const locale = computed<Locale>(() => i18n.global.locale.value)

/** What was asked for last: words that arrive late don't overtake it. */
let asked: Locale = 'zh-CN'
let english: Promise<void> | undefined

const fetchEnglish = (): Promise<void> =>
  (english ??= import('./en').then(
    ({ default: words }) => i18n.global.setLocaleMessage('en', words),
    (reason: unknown) => {
      english = undefined
      throw reason
    },
  ))

/** Resolves when the window speaks it. Rejects when the words can't be had; then the language stays. */
export async function setLocale(next: Locale): Promise<void> {
  asked = next
  if (next === 'en') await fetchEnglish()
  if (asked !== next) return
  i18n.global.locale.value = next
  document.documentElement.lang = next
  keep('locale', next)
}

/** The language that was chosen last. Awaited before the window is drawn, so that no word changes under the eye. */
export const restoreLocale = (): Promise<void> => setLocale(kept('locale', LOCALES, 'zh-CN')).catch(() => {})

document.documentElement.lang = locale.value
