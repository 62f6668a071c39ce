// The views that every screen needs: read once by the frame and handed down; a part that stands alone reads its own.
import { inject, provide, type InjectionKey } from 'vue'
import type { DirectoryView } from './generated/DirectoryView'
import type { HeaderView } from './generated/HeaderView'
import type { RehearsalState } from './generated/RehearsalState'
import type { Topic } from './generated/Topic'
import { rehearsal } from './start'
import { useView, type View } from './useView'
import { directory, header } from './views'

const HEADER: InjectionKey<View<HeaderView>> = Symbol('header')
const DIRECTORY: InjectionKey<View<DirectoryView>> = Symbol('directory')
const REHEARSAL: InjectionKey<View<RehearsalState | null>> = Symbol('rehearsal')

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

const readHeader = () => useView(header, () => HEADER_TOPICS)
const readDirectory = () => useView(directory, () => DIRECTORY_TOPICS)
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
  const views = { header: house, directory: readDirectory(), rehearsal: readRehearsal(house) }
  provide(HEADER, views.header)
  provide(DIRECTORY, views.directory)
  provide(REHEARSAL, views.rehearsal)
  return views
}

export const useHeader = (): View<HeaderView> => inject(HEADER, readHeader, true)
export const useDirectory = (): View<DirectoryView> => inject(DIRECTORY, readDirectory, true)
export const useRehearsal = (): View<RehearsalState | null> =>
  inject(REHEARSAL, () => readRehearsal(useHeader()), true)
