import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { headerView, RIGHTS } from '@/ipc/fixtures'
import type { Query } from '@/ipc/generated/Query'
import type { Right } from '@/ipc/generated/Right'
import { closeToast } from '@/kit'
import { accountsView, headerWith } from '@/testing/accounts'
import { fakeHouse } from '@/testing/house'
import { settingsDirectory, settingsHouse } from '@/testing/settings'
import { expectAccessible } from '@/testing/mount'
import { press, settle } from '@/testing/screen'
import { mountSettings, openSettings } from '@/testing/settingsScreen'
import { shareHouse } from '@/ipc'

// Whole screens on a shared machine.
vi.setConfig({ testTimeout: 20_000 })
beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
})

// By what is drawn, not by role: a year of days is slow to search.
const nav = () => screen.getByLabelText('设置的各部分')
const links = () => [...nav().querySelectorAll('button')]
const title = () => document.querySelector('h1')?.textContent

describe('the list of parts', () => {
  it('goes to each part by a click and by a digit, and the address says where one is', async () => {
    const { user, router } = await openSettings()
    expect(links().map(link => link.querySelector('.part-link-name')?.textContent)).toEqual([
      '单位',
      '人员',
      '分类',
      '地点',
      '日历',
      '办结时限',
      '用语',
      '账号',
      '备份',
      '依法删除',
      '本人',
    ])
    expect(title()).toBe('单位')
    for (const [i, name] of ['人员', '分类', '地点', '日历', '办结时限', '用语'].entries()) {
      press(String(i + 2))
      await settle(20)
      expect(title()).toBe(name)
      expect(links()[i + 1]?.getAttribute('aria-current')).toBe('page')
    }
    expect(router.currentRoute.value.fullPath).toBe('/settings/words')
    await user.click(links()[0]!)
    await settle(5)
    expect(router.currentRoute.value.fullPath).toBe('/settings/units')
  })

  it('an unknown address shows the first part', async () => {
    await openSettings('elsewhere')
    expect(title()).toBe('单位')
  })
})

/** As the window's frame does: a screen is there once the login is known. */
const Frame = defineComponent((_, { slots }) => {
  const { header } = shareHouse()
  return () => h('div', header.data.value && slots.default?.())
})

describe('somebody else’s settings', () => {
  const as = async (person: string, part: string) => {
    const house = settingsHouse()
    fakeHouse({
      header: headerWith(RIGHTS, { person }),
      directory: () => structuredClone(house.state.directory),
    })
    return mountSettings(part, Frame)
  }

  it('are not found by the next login; one’s own are there again after the lock', async () => {
    const first = await as('p-one', 'words')
    await first.user.type(screen.getByLabelText(/主场地区/), '甲')
    first.unmount()
    const second = await as('p-two', 'words')
    expect((screen.getByLabelText(/主场地区/) as HTMLInputElement).value).toBe('南湖区')
    second.unmount()
    await as('p-one', 'words')
    expect((screen.getByLabelText(/主场地区/) as HTMLInputElement).value).toBe('南湖区甲')
  })
})

describe('a login without the right', () => {
  const names = () => links().map(link => link.querySelector('.part-link-name')?.textContent)

  it.each<[string, Right[], string[]]>([
    ['to change settings finds its own part alone', ['ownPassword'], ['本人']],
    ['to change settings, of a secretary', ['ownPassword', 'seeAccounts'], ['账号', '本人']],
  ])('%s', async (_, rights, parts) => {
    settingsHouse()
    fakeHouse({ header: headerWith(rights), directory: settingsDirectory(), accounts: accountsView })
    await mountSettings('units')
    expect(names()).toEqual(parts)
    expect(title()).toBe(parts[0])
  })
})

describe('what is typed', () => {
  it('stays while one looks at another part, and the list says so', async () => {
    const { user } = await openSettings('words')
    await user.type(screen.getByLabelText(/主场地区/), '甲')
    expect(within(links()[6]!).getByText('未保存')).toBeTruthy()
    await user.click(links()[4]!)
    await settle(10)
    expect(title()).toBe('日历')
    expect(within(links()[6]!).getByText('未保存')).toBeTruthy()
    await user.click(links()[6]!)
    await settle(10)
    expect((screen.getByLabelText(/主场地区/) as HTMLInputElement).value).toBe('南湖区甲')
    await user.click(screen.getByRole('button', { name: '放弃更改' }))
    await settle(5)
    expect(within(nav()).queryByText('未保存')).toBeNull()
  })

  it('stays in each entry of a list, with the one that was open', async () => {
    const { user } = await openSettings('units')
    const list = () => screen.getByRole('listbox', { name: '单位' })
    for (const unit of ['区住建局', '区水务局']) {
      await user.click(within(list()).getByText(unit))
      await user.type(screen.getByLabelText(/单位名称/), '甲')
    }
    await user.click(links()[1]!)
    await settle(10)
    await user.click(links()[0]!)
    await settle(10)
    expect((screen.getByLabelText(/单位名称/) as HTMLInputElement).value).toBe('区水务局甲')
    expect(within(list()).getAllByText('未保存').length).toBe(2)
    await user.click(within(list()).getByText('区住建局'))
    expect((screen.getByLabelText(/单位名称/) as HTMLInputElement).value).toBe('区住建局甲')
  })

  it('stays while one is at another screen of the same house', async () => {
    settingsHouse()
    const { user, router } = await mountSettings('words', Frame)
    await user.type(screen.getByLabelText(/主场地区/), '甲')
    await router.push('/session')
    await settle(10)
    expect(screen.queryByLabelText(/主场地区/)).toBeNull()
    await router.push('/settings')
    await settle(10)
    expect(title()).toBe('单位')
    press('7')
    await settle(10)
    expect((screen.getByLabelText(/主场地区/) as HTMLInputElement).value).toBe('南湖区甲')
  })
})

describe('without a directory', () => {
  it('says why, and tries again', async () => {
    const house = settingsHouse()
    let broken = true
    const { directory } = house.state
    fake.answer('view', ({ query }) => {
      if ((query as Query).kind === 'header') return headerView
      if (broken) throw { kind: 'away', what: { kind: 'damaged' } }
      return directory
    })
    const { user } = await mountSettings('words')
    expect(screen.getByText(/数据文件已损坏/)).toBeTruthy()
    expect(links().length).toBe(11)
    await expectAccessible()
    broken = false
    await user.click(screen.getByRole('button', { name: '再试一次' }))
    await settle(10)
    expect(title()).toBe('用语')
  })

  it('that can not be read again the last one stays, and the page says so', async () => {
    const { user } = await openSettings('words')
    await user.type(screen.getByLabelText(/主场地区/), '甲')
    fake.answer('view', () => {
      throw { kind: 'away', what: { kind: 'notOpen' } }
    })
    fake.emit('changed', ['directory'])
    await settle(20)
    expect(screen.getByText(/读不到最新的名录/)).toBeTruthy()
    expect((screen.getByLabelText(/主场地区/) as HTMLInputElement).value).toBe('南湖区甲')
  })

  it('shows that it is being read', async () => {
    settingsHouse()
    fake.answer('view', () => new Promise(() => {}))
    await mountSettings()
    await settle(320)
    expect(screen.getByText('正在读取…')).toBeTruthy()
  })
})
