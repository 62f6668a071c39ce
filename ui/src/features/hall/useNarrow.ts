// One column instead of two: the picture is 4:3 (style sheets say `max-aspect-ratio: 3 / 2`).
import { onScopeDispose, readonly, ref, type Ref } from 'vue'

export function useNarrow(): Readonly<Ref<boolean>> {
  const query = matchMedia('(max-aspect-ratio: 3 / 2)')
  const narrow = ref(query.matches)
  const look = (): void => void (narrow.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return readonly(narrow)
}
