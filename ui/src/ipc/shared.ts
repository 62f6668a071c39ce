// Two views that every screen needs: read once by the frame and handed down; a part that stands alone reads its own.
import { inject, provide, type InjectionKey } from 'vue'
import type { DirectoryView } from './generated/DirectoryView'
import type { HeaderView } from './generated/HeaderView'
import type { Topic } from './generated/Topic'
import { useView, type View } from './useView'
import { directory, header } from './views'

const HEADER: InjectionKey<View<HeaderView>> = Symbol('header')
const DIRECTORY: InjectionKey<View<DirectoryView>> = Symbol('directory')

const HEADER_TOPICS: Topic[] = ['session', 'calls', 'cases', 'agenda', 'directory', 'clock', 'house']
const DIRECTORY_TOPICS: Topic[] = ['directory', 'house']

const readHeader = () => useView(header, () => HEADER_TOPICS)
const readDirectory = () => useView(directory, () => DIRECTORY_TOPICS)

/** Once, in the frame of an open house. */
export function shareHouse(): { header: View<HeaderView>; directory: View<DirectoryView> } {
  const views = { header: readHeader(), directory: readDirectory() }
  provide(HEADER, views.header)
  provide(DIRECTORY, views.directory)
  return views
}

export const useHeader = (): View<HeaderView> => inject(HEADER, readHeader, true)
export const useDirectory = (): View<DirectoryView> => inject(DIRECTORY, readDirectory, true)
