// One screen per route. A screen lives in src/screens and is loaded when it is first opened; whose it is stands in
// features/session/screens.ts.
import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: () => import('./screens/StartScreen.vue') },
  { path: '/session', name: 'session', component: () => import('./screens/SessionScreen.vue') },
  { path: '/recorder', name: 'recorder', component: () => import('./screens/RecorderScreen.vue') },
  { path: '/meeting', name: 'meeting', component: () => import('./screens/MeetingScreen.vue') },
  { path: '/ledger', name: 'ledger', component: () => import('./screens/LedgerScreen.vue') },
  { path: '/clues', name: 'clues', component: () => import('@/screens/ClueScreen.vue') },
  { path: '/unit', name: 'unit', component: () => import('@/screens/UnitScreen.vue') },
  { path: '/trail', name: 'trail', component: () => import('@/screens/TrailScreen.vue') },
  { path: '/floor', name: 'floor', component: () => import('@/screens/FloorScreen.vue') },
  { path: '/to-check', name: 'to-check', component: () => import('@/screens/ToCheckScreen.vue') },
  { path: '/waiting', name: 'waiting', component: () => import('./screens/WaitingScreen.vue') },
  { path: '/case/:id', name: 'case', component: () => import('./screens/CaseScreen.vue'), props: true },
  {
    path: '/settings/:part?',
    name: 'settings',
    component: () => import('./screens/SettingsScreen.vue'),
    props: true,
  },
  {
    path: '/print/:paper/:session',
    name: 'print',
    component: () => import('./screens/PrintScreen.vue'),
    props: true,
  },
  {
    path: '/checkpoint/:of',
    name: 'checkpoint',
    component: () => import('./screens/CheckpointScreen.vue'),
    props: true,
  },
  { path: '/gallery', name: 'gallery', component: () => import('./kit/gallery/GalleryPage.vue') },
  { path: '/:rest(.*)*', redirect: '/' },
]
