// Rows onto sheets. WebKitGTK cuts a table row in two at the end of a page and doesn't repeat heads, so each sheet is a
// table of its own. Heights are estimated from the words, a little too high: a sheet may end early, never late.

/** Characters of full width; digits and Latin letters are narrower. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u0020-\u024f]/.test(sign) ? 0.6 : 1), 0)

/** Lines that a text takes in a column of so many characters; nothing takes none. */
export const linesOf = (text: string, column: number): number => Math.ceil(widthOf(text) / column)

/** At least one sheet, in the order of the rows; a row that is higher than a sheet has one to itself. */
export function pagesOf<T>(rows: readonly T[], heightOf: (row: T) => number, room: number): T[][] {
  const pages: T[][] = [[]]
  let used = 0
  for (const row of rows) {
    const height = heightOf(row)
    if (used > 0 && used + height > room) {
      pages.push([])
      used = 0
    }
    pages.at(-1)?.push(row)
    used += height
  }
  return pages
}
