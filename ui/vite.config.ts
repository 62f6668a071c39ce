import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig(({ command }) => ({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  // Only in the build: the test runner loads Vue's Node build, which reads no such flags.
  define:
    command === 'build'
      ? {
          __VUE_OPTIONS_API__: 'false',
          __VUE_PROD_DEVTOOLS__: 'false',
          __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
          // The CSP has no unsafe-eval. Messages are compiled to an AST and interpreted, never to a Function.
          __INTLIFY_JIT_COMPILATION__: 'true',
          __INTLIFY_DROP_MESSAGE_COMPILER__: 'false',
          __INTLIFY_PROD_DEVTOOLS__: 'false',
          __VUE_I18N_FULL_INSTALL__: 'false',
          __VUE_I18N_LEGACY_API__: 'false',
        }
      : {},
  build: {
    target: 'safari16',
    outDir: 'dist',
    // img-src and font-src are 'self': a data: URL would be refused, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { input: ['index.html', 'room.html'] },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.ts', 'eslint-rules/*.test.js'],
    restoreMocks: true,
  },
}))
