// As many whole lines as there is room for. The words shrink with their column; a line cut in half is not shown.
import { nextTick, onMounted, onScopeDispose, ref, watch, type Ref } from 'vue'

/** `box` shrinks (min-height 0) and holds the words, which are clamped to the number that is answered. */
export function useWholeLines(box: Readonly<Ref<HTMLElement | null>>, most: number, about: () => unknown) {
  const lines = ref(most)

  async function fit(): Promise<void> {
    lines.value = most
    await nextTick()
    const seen = box.value
    if (!seen) return
    const one = parseFloat(getComputedStyle(seen).lineHeight)
    // A tenth of a line is its empty edge, and more than what is rounded away from lines of broken pixels.
    const room = Math.floor(seen.clientHeight / one + 0.1)
    lines.value = Math.min(Math.max(Number.isFinite(room) ? room : most, 1), most)
  }

  watch(about, fit, { flush: 'post' })
  // The column and what stands above the words: the window is resized, the letters of the title arrive.
  const observer = new ResizeObserver(() => void fit())
  onMounted(() => {
    const column = box.value?.parentElement
    if (column) [column, ...column.children].forEach(part => part !== box.value && observer.observe(part))
  })
  onScopeDispose(() => observer.disconnect())

  return lines
}
