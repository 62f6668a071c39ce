// Theme and type scale are two attributes of <html>; every colour and size follows from tokens.css.
import { readonly, ref, watch } from 'vue'
import { keep, kept } from '@/kept'

export const THEMES = ['light', 'dark'] as const
export const SCALES = ['standard', 'leader', 'projector'] as const
export type Theme = (typeof THEMES)[number]
export type Scale = (typeof SCALES)[number]

const theme = ref<Theme>(kept('theme', THEMES, 'light'))
const scale = ref<Scale>('standard')

watch(
  [theme, scale],
  () => {
    document.documentElement.dataset.theme = theme.value
    document.documentElement.dataset.scale = scale.value
  },
  { immediate: true, flush: 'sync' },
)

export const currentTheme = readonly(theme)
export const currentScale = readonly(scale)

export function setTheme(next: Theme): void {
  theme.value = next
  keep('theme', next)
}

/** For a window that doesn't follow the person's choice (leader, projector); it is not kept. */
export function wearTheme(next: Theme): void {
  theme.value = next
}

/** Belongs to the window (leader, projector), so it is not kept. */
export function setScale(next: Scale): void {
  scale.value = next
}
