// Is there room for the right column? At 1280 it becomes a drawer (ux.md §2.5).
import { onScopeDispose, readonly, ref, type Ref } from 'vue'

export function useWide(least: number): Readonly<Ref<boolean>> {
  const query = matchMedia(`(min-width: ${least}px)`)
  const wide = ref(query.matches)
  const look = (): void => {
    wide.value = query.matches
  }
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return readonly(wide)
}
