import { RuleTester } from 'eslint'
import { afterAll, describe, it } from 'vitest'
import layers from './layers.js'

Object.assign(RuleTester, { afterAll, describe, it })

const at = (filename, code) => ({ filename: `${process.cwd()}/src/${filename}`, code })

new RuleTester().run('layers', layers, {
  valid: [
    at('ipc/invoke.ts', "import { invoke } from '@tauri-apps/api/core'"),
    at(
      'features/case/a.ts',
      "import { b } from './b'; import { t } from '@/i18n'; import { UButton } from '@/kit'",
    ),
    at('screens/A.ts', "import a from '@/features/case/A.vue'; import b from '../features/call/B.vue'"),
    at('kit/a.ts', "import { t } from '@/i18n'; import { imeOwns } from '../a11y'; import 'reka-ui'"),
    at('ipc/failure.ts', "import { t } from '@/i18n'"),
    at('routes.ts', "const a = () => import('./screens/A.vue')"),
  ],
  invalid: [
    { ...at('features/case/a.ts', "import { b } from '../call/b'"), errors: [{ messageId: 'feature' }] },
    {
      ...at('features/case/a.ts', "import { b } from '@/features/call/b'"),
      errors: [{ messageId: 'feature' }],
    },
    { ...at('features/case/a.ts', "import { b } from '@/screens/b'"), errors: [{ messageId: 'layer' }] },
    { ...at('kit/a.ts', "import { useView } from '@/ipc'"), errors: [{ messageId: 'layer' }] },
    { ...at('kit/a.ts', "export * from '../features/case/b'"), errors: [{ messageId: 'layer' }] },
    {
      ...at('ipc/act.ts', "import { invoke } from '@tauri-apps/api/core'"),
      errors: [{ messageId: 'owned' }],
    },
    { ...at('features/case/a.ts', "import { DialogRoot } from 'reka-ui'"), errors: [{ messageId: 'owned' }] },
  ],
})
