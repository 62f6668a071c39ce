import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import vueA11y from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import ts from 'typescript-eslint'
import layers from './eslint-rules/layers.js'

// 汉字 in code, and colours outside tokens.css. Words live in src/i18n.
const NO_LITERALS = [
  { selector: 'Literal[value=/[\\u4e00-\\u9fff]/]', message: 'Words belong in src/i18n.' },
  { selector: 'TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]', message: 'Words belong in src/i18n.' },
  {
    selector: 'Literal[value=/^#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/]',
    message: 'Colours belong in tokens.css.',
  },
]

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/ipc/generated'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  ...vueA11y.configs['flat/recommended'],
  {
    plugins: { own: { rules: { layers } } },
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      'own/layers': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-globals': ['error', 'alert', 'confirm', 'prompt'],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', ...NO_LITERALS],
      // the compiler and prettier know better
      'no-undef': 'off',
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': 'error',
      'vue/define-emits-declaration': 'error',
      'vue/no-v-html': 'error',
      // The CSP refuses style attributes that come with innerHTML; Vue builds large static trees that way.
      'vue/no-static-inline-styles': ['error', { allowBinding: true }],
      'vue/no-bare-strings-in-template': [
        'error',
        {
          allowlist: ['(', ')', ',', '.', ':', '/', '·', '、', '…', '—', '-', '|', '*', '+', '%', '〔', '〕'],
          attributes: {
            '/.+/': [
              'title',
              'alt',
              'placeholder',
              'aria-label',
              'aria-placeholder',
              'aria-roledescription',
              'label',
              'hint',
              'error',
              'text',
              'description',
            ],
          },
          directives: ['v-text'],
        },
      ],
      'vue/no-restricted-syntax': ['error', ...NO_LITERALS],
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterView', 'RouterLink'] }],
      'vue/no-unused-refs': 'error',
      'vue/no-useless-v-bind': 'error',
      'vue/prefer-true-attribute-shorthand': 'error',
      'vue/require-default-prop': 'off', // TypeScript says which may be absent
      'vue/multi-word-component-names': 'off',
      // layout is prettier's
      'vue/attributes-order': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      // A label names its control by `for` or around it; UField does the first, UCheckbox the second.
      'vuejs-accessibility/label-has-for': [
        'error',
        {
          controlComponents: ['CheckboxRoot', 'SwitchRoot'],
          required: { some: ['nesting', 'id'] },
          allowChildren: true,
        },
      ],
    },
  },
  {
    // The gallery speaks Chinese, tests speak as they like, and shared files of the tooling run in Node.
    files: ['src/kit/gallery/**', '**/*.test.ts', 'src/testing/**', 'src/ipc/fixtures.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      'vue/no-restricted-syntax': 'off',
      'vue/no-bare-strings-in-template': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['scripts/**', 'eslint-rules/**', '*.config.*'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
)
