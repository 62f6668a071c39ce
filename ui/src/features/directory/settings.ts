// What the parts of the settings share: the directory, and what is typed in each part, kept while the house is open.
import { computed, inject, provide, ref, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useDirectory, useHeader, type View } from '@/ipc'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import { newEdits, touched, type Edits } from './edits'
import { PARTS, type PartName } from './parts'

export interface Settings {
  view: View<DirectoryView>
  edits: Record<PartName, Edits>
  unsaved: ComputedRef<ReadonlySet<PartName>>
  /** What was last chosen, opened or searched: a part finds it again. */
  remember: <T>(key: string, initial: T) => Ref<T>
}

const SETTINGS: InjectionKey<Settings> = Symbol('settings')

interface Kept {
  edits: Record<PartName, Edits>
  memory: Map<string, Ref<unknown>>
}

/**
 * By the login: a locked screen loses nothing that is typed, and nobody finds another's. A person has another id in
 * another house.
 */
const KEPT = new Map<string, Kept>()

const nothing = (): Kept => ({
  edits: Object.fromEntries(PARTS.map(part => [part, newEdits()])) as Record<PartName, Edits>,
  memory: new Map(),
})

function keptOf(person: string | undefined): Kept {
  const kept = (person !== undefined && KEPT.get(person)) || nothing()
  if (person !== undefined) KEPT.set(person, kept)
  return kept
}

function settingsOf(view: View<DirectoryView>, { edits, memory }: Kept): Settings {
  return {
    view,
    edits,
    unsaved: computed(() => new Set(PARTS.filter(part => [...edits[part].values()].some(touched)))),
    remember: <T>(key: string, initial: T) => {
      if (!memory.has(key)) memory.set(key, ref(initial))
      return memory.get(key) as Ref<T>
    },
  }
}

/** Once, in the screen. */
export function provideSettings(): Settings {
  const view = useDirectory()
  const settings = settingsOf(view, keptOf(useHeader().data.value?.me.person))
  provide(SETTINGS, settings)
  return settings
}

export function useSettings(): Settings {
  const settings = inject(SETTINGS)
  if (!settings) throw new Error('outside the settings')
  return settings
}

/** The directory of a part: the screen shows a part only when it is there. */
export function useSeen(): ComputedRef<DirectoryView> {
  const { view } = useSettings()
  const empty = view.data.value
  if (!empty) throw new Error('no directory')
  return computed(() => view.data.value ?? empty)
}
