import { screen, within } from '@testing-library/vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { setLocale } from '@/i18n'
import { fake } from '@/ipc'
import { RIGHTS } from '@/ipc/fixtures'
import type { AttachOrder } from '@/ipc/generated/AttachOrder'
import type { CasePage } from '@/ipc/generated/CasePage'
import type { EvidenceSeen } from '@/ipc/generated/EvidenceSeen'
import type { HeaderView } from '@/ipc/generated/HeaderView'
import type { Right } from '@/ipc/generated/Right'
import { closeToast } from '@/kit'
import { dialog, submit } from '@/testing/dialog'
import { meetingHouse } from '@/testing/meeting'
import { expectAccessible } from '@/testing/mount'
import { mountScreen, settle } from '@/testing/screen'
import CaseScreen from '@/screens/CaseScreen.vue'
import { nameOf, sizeOf } from './evidence'

const PHOTO: EvidenceSeen = {
  hash: 'a'.repeat(64),
  name: '井盖塌陷.jpg',
  note: '诉求人次日送来',
  size: 482_113,
  kind: 'photo',
  at: Date.parse('2026-12-01T10:30+08:00'),
  by: '赵敏',
  here: true,
  station: 1,
}
const AWAY: EvidenceSeen = {
  ...PHOTO,
  hash: 'b'.repeat(64),
  name: '答复.pdf',
  note: '',
  kind: 'document',
  size: 3_400_000,
  here: false,
  station: 3,
}

beforeEach(() => fake.reset())
afterEach(() => {
  for (let id = 0; id < 300; id++) closeToast(id)
  void setLocale('zh-CN')
  vi.restoreAllMocks()
})

async function open(evidence: EvidenceSeen[], rights: Right[] = RIGHTS, erased = false) {
  const house = meetingHouse()
  const page = house.answers.case as (query: { case: string }) => CasePage
  const header = house.answers.header as () => HeaderView
  house.answers.header = () => {
    const view = header()
    return { ...view, me: { ...view.me, rights } }
  }
  house.answers.case = (query: { case: string }) => {
    const view = page(query)
    return { ...view, case: { ...view.case, evidence, erased } }
  }
  const view = await mountScreen(CaseScreen, { id: 'c1' })
  await settle(20)
  return view
}

const lineOf = (name: string) => screen.getByText(name, { selector: 'strong' }).closest('li')!

describe('the files of a case', () => {
  it('says what each is, who added it when, and where it is if not here', async () => {
    await open([PHOTO, AWAY])
    expect(lineOf('井盖塌陷.jpg').textContent).toContain('图片 · 471 KB · 赵敏')
    expect(within(lineOf('井盖塌陷.jpg')).getByText('诉求人次日送来')).toBeTruthy()
    expect(within(lineOf('答复.pdf')).getByText(/3\.2 MB/)).toBeTruthy()
    expect(within(lineOf('答复.pdf')).getByText('在 3 号工作站，打开时取来')).toBeTruthy()
    expect(within(lineOf('答复.pdf')).queryByRole('button', { name: /看图/ })).toBeNull()
    await expectAccessible()
  })

  it('says that there are none yet, and shows nothing to who may not add', async () => {
    const first = await open([])
    expect(screen.getByText('还没有附件。')).toBeTruthy()
    first.unmount()
    await open(
      [],
      RIGHTS.filter(right => right !== 'attachEvidence'),
    )
    expect(screen.queryByRole('heading', { name: '附件' })).toBeNull()
  })

  it('names no file of an erased case', async () => {
    await open([{ ...PHOTO, name: '', note: '', here: false }], RIGHTS, true)
    expect(within(lineOf('已依法删除')).queryByRole('button')).toBeNull()
    expect(screen.queryByRole('button', { name: '添加附件…' })).toBeNull()
  })

  it('adds a file with a note, and keeps the note when it is refused', async () => {
    const { user } = await open([])
    const orders: AttachOrder[] = []
    fake.answer('choose_open', () => '/media/stick/井盖.jpg')
    fake.answer('attach', ({ order }) => {
      orders.push(order as AttachOrder)
      if (orders.length > 1) return { stream: 'c1', version: 9, topics: ['cases'], number: null }
      const problem = { kind: 'tooLarge', megabytes: 20 }
       
      throw {
        kind: 'refused',
        field: 'evidence',
        rejection: { kind: 'input', field: 'evidence', problem },
      }
    })
    await user.click(screen.getByRole('button', { name: '添加附件…' }))
    await user.click(dialog().getByRole('button', { name: '选择文件…' }))
    await settle()
    expect(dialog().getByText('已选：井盖.jpg')).toBeTruthy()
    await user.type(dialog().getByLabelText('说明'), '照片')
    await expectAccessible()
    await submit(user, '添加')
    expect(dialog().getByRole('alert').textContent).toContain('20 MB')
    await submit(user, '添加')
    expect(orders[1]).toMatchObject({ case: 'c1', path: '/media/stick/井盖.jpg', note: '照片' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('shows a picture and forgets it when it is closed', async () => {
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:picture')
    const revoked = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
    const { user } = await open([PHOTO])
    fake.answer('picture', () => new ArrayBuffer(4))
    await user.click(screen.getByRole('button', { name: /看图/ }))
    await settle(10)
    expect(screen.getByRole('img', { name: PHOTO.name }).getAttribute('src')).toBe('blob:picture')
    expect((made.mock.calls[0]![0] as Blob).type).toBe('image/jpeg')
    await expectAccessible()
    await user.keyboard('{Escape}')
    await settle(10)
    expect(revoked).toHaveBeenCalledWith('blob:picture')
    expect(screen.queryByRole('img', { name: PHOTO.name })).toBeNull()
  })

  it('saves a file, and says where it is while it can’t be had', async () => {
    const { user } = await open([AWAY])
    fake.answer('choose_file', () => '/home/li/答复.pdf')
    fake.answer('save_evidence', () => {
       
      throw { kind: 'away', what: { kind: 'evidenceAway', ordinal: 3 } }
    })
    await user.click(screen.getByRole('button', { name: /另存为/ }))
    await settle()
    expect(within(lineOf('答复.pdf')).getByRole('alert').textContent).toBe(
      '附件还在 3 号工作站，连上后可看。',
    )
    fake.answer('save_evidence', () => null)
    await user.click(screen.getByRole('button', { name: /另存为/ }))
    await settle()
    expect(fake.calls('save_evidence').at(-1)?.args).toEqual({
      order: { case: 'c1', hash: AWAY.hash },
      path: '/home/li/答复.pdf',
    })
    expect(screen.getAllByText('已存为 /home/li/答复.pdf').length).toBeGreaterThan(0)
  })
})

it('measures and names a file as people do', () => {
  expect([sizeOf(1), sizeOf(2048), sizeOf(20 << 20)]).toEqual(['1 KB', '2 KB', '20.0 MB'])
  expect([nameOf('C:\\a\\b.jpg'), nameOf('/a/b.jpg')]).toEqual(['b.jpg', 'b.jpg'])
})
