// What the palette (Ctrl+K) searches besides the commands. A feature adds a source while it is mounted.
import { onScopeDispose, ref, shallowReactive } from 'vue'
import type { UPaletteSource } from './types'

export const paletteOpen = ref(false)
export const keyHelpOpen = ref(false)
export const paletteSources = shallowReactive<UPaletteSource[]>([])

export function usePaletteSource(source: UPaletteSource): void {
  paletteSources.push(source)
  onScopeDispose(() => void paletteSources.splice(paletteSources.indexOf(source), 1))
}
