// Serves dist as the shell does: with its CSP, and with frozen prototypes (Tauri's freezePrototype).
// node scripts/serve-csp.mjs [port]; look at http://127.0.0.1:4173/#/gallery and at the console for refusals.
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const PORT = Number(process.argv[2] ?? 4173)
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src blob:; font-src 'self'; " +
  "connect-src ipc: http://ipc.localhost; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
const FREEZE = 'Object.freeze(Object.prototype)\n'

createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
  const file = path === '/' ? '/index.html' : path
  response.setHeader('Content-Security-Policy', CSP)
  response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream')
  if (file === '/freeze.js') response.end(FREEZE)
  else if (!existsSync(join(DIST, file))) response.writeHead(404).end()
  else if (file === '/index.html') {
    const html = readFileSync(join(DIST, file), 'utf8')
    response.end(html.replace('<head>', '<head><script src="/freeze.js"></script>'))
  } else createReadStream(join(DIST, file)).pipe(response)
}).listen(PORT, '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/#/gallery`))
