// After `vite build`: what the main window loads before anything can be pressed (ux.md §6), and that none of it would
// be refused by a CSP without unsafe-eval. Part of `npm run build`.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const MOST = 180_000
/** Each alone is a first screen; the largest counts. */
const FIRST = ['StartScreen', 'SessionScreen']
/** Loaded only when somebody asks for it. */
const LATER =
  /^(?:en|GalleryPage|RecorderScreen|MeetingScreen|LedgerScreen|FloorScreen|ToCheckScreen|CaseScreen|SettingsScreen|PrintScreen|LeaderScreen|BoardScreen|ProjectorScreen)-/

const ASSETS = fileURLToPath(new URL('../dist/assets/', import.meta.url))
const html = readFileSync(new URL('../dist/index.html', import.meta.url), 'utf8')
const scripts = readdirSync(ASSETS).filter(name => name.endsWith('.js'))
const text = new Map(scripts.map(name => [name, readFileSync(ASSETS + name, 'utf8')]))

/** A chunk with everything that it imports before it runs. */
function loaded(name, seen = new Set()) {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const [, next] of text.get(name).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    loaded(next, seen)
  return seen
}

const entries = [...html.matchAll(/assets\/([^"']+\.js)/g)].map(([, name]) => name)
const sizes = FIRST.map(screen => {
  const first = scripts.find(name => name.startsWith(`${screen}-`))
  const names = [...entries, first].reduce((seen, name) => loaded(name, seen), new Set())
  const early = [...names].filter(name => LATER.test(name))
  const bytes = [...names].reduce((sum, name) => sum + gzipSync(text.get(name), { level: 9 }).length, 0)
  return { screen, bytes, early }
})

const complaints = []
for (const { screen, bytes, early } of sizes) {
  console.log(`JS at start with ${screen}: ${(bytes / 1000).toFixed(1)} kB gz of ${MOST / 1000}`)
  if (bytes > MOST) complaints.push(`${screen}: ${bytes} bytes gz at start`)
  if (early.length) complaints.push(`${screen}: loads ${early.join(', ')} at start`)
}
for (const [name, words] of text) {
  if (/\bnew Function\b|(?<![\w.$])(?:eval|Function)\(/.test(words)) complaints.push(`${name}: eval`)
}
for (const complaint of complaints) console.error(complaint)
process.exit(complaints.length ? 1 : 0)
