// The projector over the fictitious house: each scene, what is settled now, and what must not be on a wall.
import { render, screen, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import type { ProjectorItem } from '@/ipc/generated/ProjectorItem'
import type { Scene } from '@/ipc/generated/Scene'
import {
  SECRET,
  boardView,
  closing,
  itemScene,
  meetingHead,
  planted,
  projectorItem,
  projectorView,
  reach,
  scenes,
} from '@/testing/hall'
import { expectAccessible } from '@/testing/mount'
import { settle } from '@/testing/screen'
import ProjectorScreen from './ProjectorScreen.vue'

const picture = (width: number, height: number): void =>
  (window as unknown as { happyDOM: { setViewport: (size: object) => void } }).happyDOM.setViewport({
    width,
    height,
  })

beforeEach(() => {
  picture(1920, 1080)
  fake.reset()
  void setLocale('zh-CN')
})

async function open(scene: Scene) {
  fake.answer('projector', () => projectorView(scene))
  const rendered = render(ProjectorScreen)
  await settle(5)
  return rendered
}
const item = (change: Partial<ProjectorItem> = {}) => open(itemScene(change))

const all = () => document.body.textContent ?? ''
const box = (step: string) => document.querySelector<HTMLElement>(`[data-value="${step}"]`)!
const value = (step: string) => within(box(step)).getByRole('definition').textContent
const outlined = () =>
  [...document.querySelectorAll<HTMLElement>('[aria-current="step"]')].map(({ dataset }) => dataset.value)

describe('an item', () => {
  it('says which it is, what it is about, what was promised', async () => {
    await item()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('青松里暖气不热')
    expect(screen.getByText('第 8 场会商')).toBeTruthy()
    expect(screen.getByText('逐件 15 / 20')).toBeTruthy()
    expect(screen.getByRole('banner').textContent).toMatch(/已定 38\s*\/ 113/)
    for (const words of ['16 号', '1201-02-06', '供热', '重复 第 2 次', '“这个星期五以前让家里热起来。”']) {
      expect(screen.getByText(words)).toBeTruthy()
    }
    expect(screen.getByText('沈一帆区长承诺')).toBeTruthy()
    expect(screen.getByText('12 月 4 日 周五')).toBeTruthy()
    expect(all()).toContain('室温只有 14 度')
    expect(all()).toContain('诉求人信息已隐去')
    expect(screen.getByText('兰溪路工地夜间噪声')).toBeTruthy()
  })

  it('outlines the value that is being settled, and says so in a word', async () => {
    await item()
    expect(value('lead')).toBe('区住建局')
    expect(box('lead').textContent).toContain('协办：滨河供热公司、石桥街道')
    expect(value('due')).toBe('12 月 4 日 周五 17:30')
    expect(outlined()).toEqual(['due'])
    expect(box('due').textContent).toContain('正在定')
    expect([value('plan'), value('owner')]).toEqual(['待定', '待定'])
  })

  it('fills in live', async () => {
    await item()
    const next = itemScene({
      plan: '抢修庭院管网，先恢复供热',
      planned: true,
      step: 'owner',
      owner: '韩越局长',
    })
    fake.answer('projector', () => projectorView(next))
    fake.emit('changed', ['room'])
    await settle(5)
    expect([value('plan'), value('owner'), ...outlined()]).toEqual([
      '抢修庭院管网，先恢复供热',
      '韩越局长',
      'owner',
    ])
  })

  it('says that a date is provisional, that a plan stands though it is not shown, and names the state', async () => {
    await item({ provisional: true, plan: '', planned: true, step: null, state: 'undecided', hazard: true })
    expect(box('due').textContent).toContain('暂定')
    expect(value('plan')).toBe('已定，内容不公开展示')
    expect(outlined()).toEqual([])
    expect(screen.getByText('列入未决清单')).toBeTruthy()
    expect(screen.getByText('安全隐患')).toBeTruthy()
  })

  it('says of many assisting units how many they are', async () => {
    await item({ assisting: ['滨河供热公司', '石桥街道', '区城管执法局'] })
    expect(box('lead').textContent).toContain('协办：滨河供热公司等 3 个单位')
  })

  it('has the chain in its lower half, else how alike cases were settled', async () => {
    const { unmount } = await item()
    expect(screen.getByRole('region', { name: '流转过程' }).textContent).toContain('90 小时')
    unmount()
    await item({ hops: [], alike: [{ number: '1124-02-11', unit: '区住建局', workingDays: 3 }] })
    expect(screen.getByRole('region', { name: '同类怎么定的' }).textContent).toContain('3 个工作日')
    expect(screen.queryByRole('region', { name: '流转过程' })).toBeNull()
  })

  it('has place and category in place of words that nobody checked', async () => {
    await item({ text: null })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('青松里 室温不达标')
    expect(all()).toContain('文字核对后显示')
    expect(all()).not.toContain('让家里热起来')
    expect(screen.getByText('沈一帆区长承诺')).toBeTruthy()
    await expectAccessible()
  })

  it('leaves the promise out when neither its words nor its day can be said', async () => {
    await item({ text: null, promisedDue: null })
    expect(all()).not.toContain('承诺')
  })

  it('is alone where there is neither a chain nor anything alike, and takes the whole height', async () => {
    const { container, unmount } = await item({ hops: [], alike: [] })
    expect(container.querySelector('.item-scene-alone')).toBeTruthy()
    unmount()
    const chain = await item()
    expect(chain.container.querySelector('.item-scene-alone')).toBeNull()
  })

  it('has a name even where place and category are hidden', async () => {
    await item({ text: null, place: '', category: '' })
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('16 号')
  })

  it('takes the details down under key H, and says so', async () => {
    await item({ text: null, hidden: true, plan: '', planned: true })
    expect(all()).toContain('详情已隐去')
    expect(all()).not.toContain('还没有核对')
  })
})

describe('the other scenes', () => {
  it('black is nothing but black', async () => {
    await open(scenes.black)
    expect(all().trim()).toBe('')
    expect(screen.getByRole('main', { name: '投影：黑屏' })).toBeTruthy()
    await expectAccessible()
  })

  it('the calls are the board', async () => {
    await open(scenes.calls)
    expect(screen.getByRole('region', { name: '本场件数' }).textContent).toContain('58')
    await expectAccessible()
  })

  it('the agenda says how many there are to settle', async () => {
    await open(scenes.agenda)
    expect(screen.getByText('待会商').nextElementSibling?.textContent).toBe('113')
    expect(screen.getByText('开场')).toBeTruthy()
    await expectAccessible()
  })

  it('the closing adds up, tallies the units in their order, and names the next dates', async () => {
    await open(scenes.closing)
    const sum = document.querySelector('[data-sum]')?.textContent?.replace(/\s+/g, '')
    expect(sum).toBe('在线直办3+当天办理7+转办113=已接听123')
    for (const words of ['已定 110 / 113 件', '含并单 30 件', '未决 3 件']) {
      expect(screen.getByText(words)).toBeTruthy()
    }
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1)
    expect(rows.map(row => row.textContent)).toEqual(
      closing.units.map(({ name, assigned, sameDay }) => `${name}${assigned}${sameDay}`),
    )
    const dates = screen.getByRole('region', { name: '接下来' })
    expect(
      within(dates)
        .getAllByRole('definition')
        .map(({ textContent }) => textContent),
    ).toEqual(['明天 周三 17:30 前', '明天 周三 17:00 前', '今天 17:30', '12 月 22 日 周二 17:30'])
    await expectAccessible()
  })

  it('the closing leaves out what there is not, and counts what is left', async () => {
    const units = Array.from({ length: 20 }, (_, i) => ({
      unit: `u${i}`,
      name: `单位${i}`,
      assigned: 1,
      sameDay: 0,
    }))
    await open({
      kind: 'closing',
      head: {
        ...meetingHead,
        count: { ...meetingHead.count, merged: 0, undecided: 0, open: 2, deferred: 3 },
      },
      closing: { ...closing, units, rulingBy: null, lastDue: closing.firstDue },
    })
    expect(screen.getByText('还没有定 5 件')).toBeTruthy()
    expect(screen.queryByText(/含并单/)).toBeNull()
    expect(screen.queryByText('裁定未决清单')).toBeNull()
    expect(screen.queryByText('最晚办结时限')).toBeNull()
    expect(screen.getAllByRole('table')).toHaveLength(2)
    expect(screen.getByText('另 5 个单位')).toBeTruthy()
    expect(screen.getByText('单位14')).toBeTruthy()
    picture(1024, 768)
    await settle(5)
    expect(screen.getByText('另 11 个单位')).toBeTruthy()
  })
})

describe('a seat that is away', () => {
  const head = { ...meetingHead, reach }
  const seen: Scene[] = [
    { kind: 'calls', board: boardView({ reach }) },
    { kind: 'agenda', head },
    { kind: 'item', head, item: projectorItem },
    { kind: 'closing', head, closing },
  ]

  it.each(seen.map(scene => [scene.kind, scene] as const))(
    'is said beside the figures of %s',
    async (_, scene) => {
      await open(scene)
      expect(screen.getAllByText('3 席截至 9:42')).toHaveLength(1)
      await expectAccessible()
    },
  )

  it('is not spoken of while all are there', async () => {
    await open(scenes.agenda)
    expect(all()).not.toContain('截至')
  })
})

describe('what is on the wall', () => {
  it.each(Object.entries(scenes))(
    '%s shows nothing of the view but what it is made for',
    async (_, scene) => {
      fake.answer('projector', () => planted(projectorView(scene)))
      render(ProjectorScreen)
      await settle(5)
      expect(screen.getByRole('main')).toBeTruthy()
      expect(document.documentElement.outerHTML).not.toContain(SECRET)
      expect(document.documentElement.outerHTML).not.toContain(projectorItem.case)
      expect(new Set(fake.calls().map(({ command }) => command))).toEqual(new Set(['projector']))
    },
  )

  it('is taken down when the house is closed', async () => {
    await item()
    fake.answer('projector', () => {
      throw { kind: 'away', what: { kind: 'notOpen' } }
    })
    fake.emit('changed', ['house'])
    await settle(5)
    expect(all()).not.toContain('青松里')
    expect(screen.getByText('现在没有内容')).toBeTruthy()
  })

  it('has no critical and no serious axe finding, in both languages', async () => {
    await item()
    await expectAccessible()
    await setLocale('en')
    expect(box('due').textContent).toBe('Due datenowFri 4 Dec 17:30')
    await expectAccessible()
  })
})
