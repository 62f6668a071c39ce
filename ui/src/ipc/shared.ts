// The views that every screen needs: read once by the frame and handed down; a part that stands alone reads its own.
import { t } from '@/i18n'
import { inject, provide, type InjectionKey } from 'vue'
import type { DirectoryView } from './generated/DirectoryView'
import type { HeaderView } from './generated/HeaderView'
import type { RehearsalState } from './generated/RehearsalState'
import type { SharingView } from './generated/SharingView'
import type { Topic } from './generated/Topic'
import { rehearsal } from './start'
import { useView, type View } from './useView'
import { directory, header, sharing } from './views'

const HEADER: InjectionKey<View<HeaderView>> = Symbol('header')
const DIRECTORY: InjectionKey<View<DirectoryView>> = Symbol('directory')
const REHEARSAL: InjectionKey<View<RehearsalState | null>> = Symbol('rehearsal')
const SHARING: InjectionKey<View<SharingView>> = Symbol('sharing')

const HEADER_TOPICS: Topic[] = [
  'session',
  'calls',
  'cases',
  'agenda',
  'directory',
  'clock',
  'accounts',
  'house',
]
const DIRECTORY_TOPICS: Topic[] = ['directory', 'house']
const REHEARSAL_TOPICS: Topic[] = ['clock', 'house', 'session']

const SHARING_TOPICS: Topic[] = ['sharing', 'accounts', 'house']

const readHeader = () => useView(header, () => HEADER_TOPICS)
const readDirectory = () => useView(directory, () => DIRECTORY_TOPICS)
const readSharing = () => useView(sharing, () => SHARING_TOPICS)
/** Null where nothing is rehearsed. */
const readRehearsal = (house: View<HeaderView>) =>
  useView(
    () =>
      house.data.value?.house === 'rehearsal'
        ? rehearsal({ kind: 'state' })
        : Promise.resolve<RehearsalState | null>(null),
    () => REHEARSAL_TOPICS,
  )

/** Once, in the frame of an open house. */
export function shareHouse() {
  const house = readHeader()
  const views = {
    header: house,
    directory: readDirectory(),
    rehearsal: readRehearsal(house),
    sharing: readSharing(),
  }
  provide(HEADER, views.header)
  provide(DIRECTORY, views.directory)
  provide(REHEARSAL, views.rehearsal)
  provide(SHARING, views.sharing)
  return views
}

export const useHeader = (): View<HeaderView> => inject(HEADER, readHeader, true)
export const useDirectory = (): View<DirectoryView> => inject(DIRECTORY, readDirectory, true)
export const useRehearsal = (): View<RehearsalState | null> =>
  inject(REHEARSAL, () => readRehearsal(useHeader()), true)
export const useSharing = (): View<SharingView> => inject(SHARING, readSharing, true)

/** Who is typing on a stream at another workstation, in words; undefined: nobody. `brief`: where there is little room. */
export function useEditing(): (stream: string, brief?: boolean) => string | undefined {
  const { data } = useSharing()
  return (stream, brief = false) => {
    const other = data.value?.stations.find(({ me, edits }) => !me && edits === stream)
    if (!other) return undefined
    const { ordinal: n, person } = other
    return brief
      ? t('app.sharing.editsBrief', { ordinal: n })
      : t('app.sharing.edits', { ordinal: n, person }).replace(/\s+/g, ' ')
  }
}
