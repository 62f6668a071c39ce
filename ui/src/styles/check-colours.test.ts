// Contrast and colour vision over tokens.css. Add a line to PAIRS for every new combination of words and ground.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SIGHTS, contrast, deltaE, linear, seen } from './colourMath'

const css = readFileSync('src/styles/tokens.css', 'utf8')
const MARKS = ['new', 'doing', 'done', 'soon', 'over', 'esc'] as const

function declared(selector: string): Record<string, string> {
  const at = css.indexOf(`${selector} {`)
  const block = css.slice(at, css.indexOf('\n}', at))
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+):\s*(#[0-9A-Fa-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  )
}

const light = declared(':root')
const THEMES = { light, dark: { ...light, ...declared("html[data-theme='dark']") } }

type Pair = [what: string, words: string, ground: string, least: number]
const on = (what: string, words: string, grounds: string[], least: number): Pair[] =>
  grounds.map(ground => [`${what} on ${ground}`, words, `--c-${ground}`, least])

const PAIRS: Pair[] = [
  ...on('text', '--c-text', ['canvas', 'surface', 'surface-2', 'primary-tint'], 7),
  ...on('text-2, leader small text', '--c-text-2', ['surface', 'surface-2'], 7),
  ...on('text-2', '--c-text-2', ['canvas', 'primary-tint'], 4.5),
  ...on('text-2, leader note beside the buttons', '--c-text-2', ['canvas'], 7),
  ['leader: word beside an amber clock', '--s-soon-fg', '--s-soon-bg', 7],
  ['a day off in the calendar', '--c-text-2', '--c-line', 4.5],
  ...on('text-3', '--c-text-3', ['canvas', 'surface', 'surface-2'], 4.5),
  ...on('link, chosen', '--c-primary', ['surface', 'surface-2', 'primary-tint', 'canvas'], 4.5),
  ...on('error text', '--c-err', ['surface', 'canvas'], 4.5),
  ...on('border of a wrong field', '--c-err', ['surface', 'canvas', 'surface-2'], 3),
  ['button word on primary', '--c-on-primary', '--c-primary', 4.5],
  ['button word on primary, hover', '--c-on-primary', '--c-primary-h', 4.5],
  ['tick in a checkbox', '--c-on-primary', '--c-primary', 3],
  ['超期 on solid red', '--s-over-on', '--s-over-solid', 4.5],
  ['counter 临期: number on amber tint', '--c-text', '--s-soon-bg', 4.5],
  ['counter 临期: caption on amber tint', '--s-soon-fg', '--s-soon-bg', 4.5],
  ...MARKS.map((k): Pair => [`tag ${k}`, `--s-${k}-fg`, `--s-${k}-bg`, 4.5]),
  ...on('control border', '--c-line-strong', ['surface', 'surface-2'], 3),
  ...on('focus ring', '--c-focus', ['surface', 'surface-2', 'canvas', 'primary-tint'], 3),
  ['selected ring on tint', '--c-primary', '--c-primary-tint', 3],
  ...on('clock of the hall, running short', '--s-soon-fg', ['canvas'], 7),
  ...on('labels of the hall', '--c-text-2', ['canvas'], 7),
  // Amber is 1.9:1 on white by nature, so its bar never stands alone: word and ◐ beside it.
  ...(['doing', 'over', 'esc', 'done'] as const).map((k): Pair => [`bar ${k}`, `--s-${k}`, '--c-surface', 3]),
]

describe.each(Object.entries(THEMES))('%s theme', (_name, theme) => {
  it.each(PAIRS)('%s', (_what, words, ground, least) => {
    expect(contrast(theme[words]!, theme[ground]!)).toBeGreaterThanOrEqual(least)
  })

  it.each(SIGHTS)('status marks stay apart: %s', sight => {
    const close: string[] = []
    MARKS.forEach((a, i) =>
      MARKS.slice(i + 1).forEach(b => {
        const distance = deltaE(seen(theme[`--s-${a}`]!, sight), seen(theme[`--s-${b}`]!, sight))
        if (distance < 12) close.push(`${a}/${b} ${distance.toFixed(1)}`)
      }),
    )
    expect(close).toEqual([])
  })
})

it('both themes name the same colours, save the sizes', () => {
  const names = Object.keys(light)
  expect(names.length).toBeGreaterThan(30)
  expect(Object.keys(declared("html[data-theme='dark']")).sort()).toEqual(names.sort())
})

it('CIEDE2000 agrees with the published pairs closely enough', () => {
  expect(deltaE(linear('#000000'), linear('#ffffff'))).toBeCloseTo(100, 0)
  expect(deltaE(linear('#b3201b'), linear('#b3201b'))).toBe(0)
})
