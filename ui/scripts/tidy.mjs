// What ESLint can't see: colours and motion in style sheets, inline styles in HTML, length of style sheets,
// registry hosts in the lock file. Part of `npm run lint`.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const complaints = []

const RULES = [
  [/#[0-9a-f]{3,8}\b(?![-\w])/i, 'colour outside tokens.css'],
  [/\b(?:rgba?|hsla?|oklch|lab)\(/i, 'colour outside tokens.css'],
  [/:\s*(?:white|black|red|green|blue|gr[ae]y|orange|yellow|purple)\b/i, 'named colour outside tokens.css'],
  [/\btransition\b|\banimation\b|@keyframes/, 'nothing moves (ux.md §2.6)'],
  [/backdrop-filter/, 'backdrop-filter is broken in WebKitGTK'],
  [
    /font-style:\s*italic|text-transform:\s*uppercase|text-align:\s*justify/,
    'not for Chinese text (ux.md §2.9)',
  ],
  [/url\(['"]?data:/, 'data: URLs are refused by the CSP'],
]

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* files(path)
    else yield path
  }
}

/** The style sheets in a file, with everything else blanked so that line numbers stay true. */
function styles(path, text) {
  if (path.endsWith('.css')) return text
  let inside = false
  return text
    .split('\n')
    .map(line => {
      if (/^<\/style>/.test(line)) inside = false
      const kept = inside ? line : ''
      if (/^<style/.test(line)) inside = true
      return kept
    })
    .join('\n')
}

for (const path of files(join(ROOT, 'src'))) {
  if (!/\.(?:css|vue)$/.test(path) || path.endsWith('tokens.css')) continue
  const text = readFileSync(path, 'utf8')
  const name = relative(ROOT, path)
  if (text.split('\n').length > 400) complaints.push(`${name}: longer than 400 lines`)
  styles(path, text)
    .split('\n')
    .forEach((line, i) => {
      for (const [pattern, why] of RULES) if (pattern.test(line)) complaints.push(`${name}:${i + 1}: ${why}`)
    })
}

// The kit says only words of its own: a domain word in it would tie it to a feature.
for (const path of files(join(ROOT, 'src/kit'))) {
  if (/\.test\.ts$|gallery/.test(path)) continue
  for (const [, key] of readFileSync(path, 'utf8').matchAll(/\bt\(\s*['`]([\w]+)\./g)) {
    if (!['kit', 'a11y', 'time'].includes(key))
      complaints.push(`${relative(ROOT, path)}: the kit says ${key}.*`)
  }
}

if (/<style|\sstyle=|<script(?![^>]*\ssrc=)/.test(readFileSync(join(ROOT, 'index.html'), 'utf8'))) {
  complaints.push('index.html: inline styles and scripts are refused by the CSP')
}
if (readFileSync(join(ROOT, 'package-lock.json'), 'utf8').includes('"resolved"')) {
  complaints.push('package-lock.json: names a registry host')
}

for (const complaint of complaints) console.error(complaint)
process.exit(complaints.length ? 1 : 0)
