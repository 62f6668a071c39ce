// The window itself: which screen it shows before and beside an open house.
import { render, screen } from '@testing-library/vue'
import { beforeEach, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import App from '@/App.vue'
import { fake } from '@/ipc'
import { routes } from '@/routes'

beforeEach(() => fake.reset())

it('shows the gallery without a shell and without a house', async () => {
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/gallery')
  render(App, { global: { plugins: [router] } })
  expect(await screen.findByRole('heading', { level: 1, name: '组件样品' })).toBeTruthy()
}, 20_000)
