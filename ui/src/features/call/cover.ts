// 镜头模式 of the recorder's own window: what a camera may read over the shoulder is a surname and a compound. It
// belongs to the window, so it outlives the screen; what is typed stays in its fields, covered.
import { ref } from 'vue'
import { t } from '@/i18n'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { Sheet } from './sheet'

export const covered = ref(false)

/** As `domain/input/mask.rs` has them. */
const SALUTATION = /(?:女士|先生|小姐|同学|老师|师傅|大爷|大妈|大姐|大哥|阿姨|叔叔|奶奶|爷爷|同志)$/
const DOUBLE =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|夏侯|诸葛|尉迟|皇甫|宇文|长孙|慕容|司徒|令狐|百里|公孙|呼延)/

/** 周女士 of 周晓兰女士; 周某 of 周晓兰. */
export function surnameOnly(name: string): string {
  const whole = name.trim()
  const word = SALUTATION.exec(whole)?.[0] ?? ''
  const person = whole.slice(0, whole.length - word.length).trim()
  if (!person) return word
  const surname = DOUBLE.exec(person)?.[0] ?? [...person][0] ?? ''
  return word ? `${surname}${word}` : t('call.camera.someone', { surname })
}

/** The compound, if the place is one of the directory's; what was written by hand may name a door. */
export const compoundOf = (sheet: Sheet, directory: DirectoryView | undefined): string =>
  directory?.places.find(place => place.id === sheet.form.matter.place)?.name ?? ''
