// Who may import whom (architecture.md §3): screens → features → kit, ipc, i18n, a11y. A feature imports no other
// feature; only src/ipc/invoke.ts names @tauri-apps; only the kit names reka-ui.
import { dirname, relative, resolve, sep } from 'node:path'

const MAY_IMPORT = {
  i18n: ['kept'],
  a11y: ['i18n', 'kept'],
  ipc: ['i18n'],
  kit: ['a11y', 'i18n'],
  features: ['kit', 'ipc', 'i18n', 'a11y'],
  screens: ['features', 'kept', 'kit', 'ipc', 'i18n', 'a11y'],
}

/** Packages that only one place may name. */
const OWNED = [
  { pattern: /^@tauri-apps\//, owner: 'ipc/invoke.ts' },
  { pattern: /^reka-ui$/, owner: 'kit/' },
  { pattern: /^vue-i18n$/, owner: 'i18n/' },
  { pattern: /^@tanstack\//, owner: 'kit/' },
]

const parts = path => path.split(sep)

export default {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      owned: '{{name}} may be imported only in src/{{owner}}',
      layer: 'src/{{from}} may not import src/{{to}}',
      feature:
        'a feature imports no other feature: move what both need to the kit, or compose them in a screen',
    },
  },
  create(context) {
    const src = resolve(context.cwd, 'src')
    const file = relative(src, context.filename)
    if (file.startsWith('..') || /\.test\.ts$|^testing/.test(file)) return {}
    const [layer, feature] = parts(file)

    function check(node) {
      const name = node.source?.value
      if (typeof name !== 'string') return
      for (const { pattern, owner } of OWNED) {
        if (pattern.test(name) && !file.split(sep).join('/').startsWith(owner)) {
          context.report({ node, messageId: 'owned', data: { name, owner } })
        }
      }
      const target = name.startsWith('@/')
        ? name.slice(2)
        : name.startsWith('.')
          ? relative(src, resolve(dirname(context.filename), name))
          : undefined
      if (target === undefined) return
      const [to, toFeature] = parts(target)
      if (layer === 'features' && to === 'features') {
        if (feature !== toFeature) context.report({ node, messageId: 'feature' })
      } else if (MAY_IMPORT[layer] && to !== layer && !MAY_IMPORT[layer].includes(to)) {
        context.report({ node, messageId: 'layer', data: { from: layer, to } })
      }
    }

    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    }
  },
}
