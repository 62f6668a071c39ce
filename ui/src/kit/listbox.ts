// A list that is walked while the focus stays in a text field (aria-activedescendant): combobox, palette.
// An input method owns its keys first; what it takes never reaches the list.
import { computed, nextTick, ref, useId, watch, type Ref } from 'vue'
import { imeOwns } from '@/a11y'

interface ListboxOptions<T> {
  choose: (item: T) => void
  disabled?: (item: T) => boolean
  /** Which one is active when the list changes; default the first. */
  start?: () => number
}

export function useListbox<T>(items: Readonly<Ref<readonly T[]>>, options: ListboxOptions<T>) {
  const listId = useId()
  const active = ref(-1)
  const optionId = (index: number): string => `${listId}-${index}`
  const allowed = (index: number): boolean => {
    const item = items.value[index]
    return item !== undefined && !options.disabled?.(item)
  }

  function show(): void {
    void nextTick(() =>
      document.getElementById(optionId(active.value))?.scrollIntoView?.({ block: 'nearest' }),
    )
  }

  function activate(index: number): void {
    if (!allowed(index)) return
    active.value = index
    show()
  }

  /** To the next allowed one in the direction, round the end. */
  function move(step: number): void {
    const count = items.value.length
    for (let tried = 1; tried <= count; tried++) {
      const index = (active.value + step * tried + count * tried) % count
      if (allowed(index)) return activate(index)
    }
  }

  function reset(): void {
    active.value = -1
    const start = options.start?.() ?? 0
    if (allowed(start)) activate(start)
    else move(1)
  }

  watch(items, reset, { immediate: true })

  function chooseActive(): boolean {
    const item = items.value[active.value]
    if (item === undefined) return false
    options.choose(item)
    return true
  }

  /** True if the list used the key. */
  function onKeydown(e: KeyboardEvent): boolean {
    if (imeOwns(e) || e.ctrlKey || e.altKey || e.metaKey) return false
    if (e.key === 'ArrowDown') move(1)
    else if (e.key === 'ArrowUp') move(-1)
    else if (e.key === 'PageDown') activate(Math.min(active.value + 10, items.value.length - 1))
    else if (e.key === 'PageUp') activate(Math.max(active.value - 10, 0))
    else if (e.key === 'Enter') {
      if (!chooseActive()) return false
    } else return false
    e.preventDefault()
    return true
  }

  const activeId = computed(() =>
    items.value[active.value] === undefined ? undefined : optionId(active.value),
  )

  return { listId, active, activeId, optionId, activate, move, reset, chooseActive, onKeydown }
}
