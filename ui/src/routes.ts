// One screen per route. A screen lives in src/screens and is loaded when it is first opened.
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./screens/HomeScreen.vue') },
  { path: '/gallery', name: 'gallery', component: () => import('./kit/gallery/GalleryPage.vue') },
]
