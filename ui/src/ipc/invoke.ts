// The only file that names @tauri-apps. Without Tauri (a browser, a test) the fake answers.
import { invoke as tauriInvoke } from '@tauri-apps/api/core'
import { listen as tauriListen } from '@tauri-apps/api/event'
import { fakeInvoke, fakeListen } from './fake'

export const inShell = (): boolean => '__TAURI_INTERNALS__' in window

/** Calls a command. Rejects with the failure as Rust serialised it. */
export async function invoke<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  return inShell() ? tauriInvoke<T>(command, args) : ((await fakeInvoke(command, args)) as T)
}

/** Hears an event; the answer stops it. */
export async function listen<T>(event: string, fn: (payload: T) => void): Promise<() => void> {
  return inShell()
    ? tauriListen<T>(event, ({ payload }) => fn(payload))
    : fakeListen(event, payload => fn(payload as T))
}
