import '@fontsource-variable/noto-sans-sc/index.css'
import './styles/tokens.css'
import './styles/base.css'
import { createApp } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import { blockBrowserKeys, installKeys, installLandmarks } from '@/a11y'
import App from './App.vue'
import { restoreLocale } from './i18n'
import { routes } from './routes'

installKeys()
installLandmarks()
if (import.meta.env.PROD) blockBrowserKeys()

const router = createRouter({ history: createWebHashHistory(), routes })

// Waits only where the words are not Chinese.
void restoreLocale().then(() => createApp(App).use(router).mount('#app'))
