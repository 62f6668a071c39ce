// A look in words: what its count counts.
import { beforeEach, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import type { LookKind } from '@/ipc/generated/LookKind'
import type { LookSeen } from '@/ipc/generated/LookSeen'
import { whatWords } from './words'

const words = (what: LookKind, count: number) => whatWords({ what, count } as LookSeen)

beforeEach(() => setLocale('zh-CN'))

it('counts cases on a paper, and wrong passwords and PINs everywhere else', () => {
  expect(words('printed', 2)).toBe('打印（2 件）')
  expect(words('loggedIn', 2)).toBe('登录（此前密码或 PIN 错 2 次）')
  expect(words('unlocked', 2)).toBe('解锁（此前密码或 PIN 错 2 次）')
  expect(words('loggedOut', 2)).toBe('退出登录（此前密码或 PIN 错 2 次）')
  expect(words('signed', 2)).toBe('签字（此前密码或 PIN 错 2 次）')
})
