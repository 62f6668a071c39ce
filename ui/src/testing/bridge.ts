import { fake } from '@/ipc'
const ask = (command: string) => async (args: unknown) => {
  const r = await fetch('http://127.0.0.1:4466', { method: 'POST', body: JSON.stringify({ command, args }) })
  const v = (await r.json()) as { ok?: unknown; err?: unknown }
  if (command !== 'view' && command !== 'start' && !(command === 'rehearsal')) setTimeout(() => fake.emit('changed', ['*']), 30)
  if (v && 'err' in v) throw v.err
  return v.ok
}
for (const c of ['start', 'enter', 'act', 'view', 'draft', 'export', 'rehearsal', 'choose_file']) fake.answer(c, ask(c))
setInterval(() => fake.emit('changed', ['calls', 'clock', 'session', 'cases', 'agenda']), 3000)
void import('@/main')
