// 预告 as it is proposed from the plan; it is changed freely before it is printed, and printed as it stands.
import { reactive, watch } from 'vue'
import { locale, t } from '@/i18n'
import type { DirectoryView } from '@/ipc/generated/DirectoryView'
import type { SessionSeen } from '@/ipc/generated/SessionSeen'
import { dateOnPaper } from './dates'

export interface Notice {
  title: string
  text: string
  /** Who publishes it. */
  sign: string
}

export interface Hours {
  from: string
  to: string
}

function proposed(session: SessionSeen, directory: DirectoryView, hours: Hours): Notice {
  const { plan } = session
  const { activity, district } = directory.names
  const host = plan.host?.name || district
  const leaders = plan.seats
    .flatMap(seat => directory.people.find(person => person.id === seat.leader) ?? [])
    .map(({ name, title }) => (title ? t('print.notice.leader', { name, title }) : name))
    .join(t('print.separator'))
  const scope = plan.host?.kind === 'bureau' ? 'scopeBureau' : 'scopeDistrict'
  return {
    title: t('print.notice.head', { activity, number: plan.number }),
    text: [
      t('print.notice.body.say.when', { host, activity, date: dateOnPaper(plan.day), ...hours }),
      t('print.notice.body.say.who', { leaders }),
      t(`print.notice.body.say.${scope}`, { host }),
      t('print.notice.body.say.outside'),
      t('print.notice.body.say.danger'),
    ].join('\n'),
    sign: '',
  }
}

/** Proposed once there is a plan, and anew in another language or for another plan. */
export function useNotice(of: () => [SessionSeen, DirectoryView, Hours] | undefined): Notice {
  const notice = reactive<Notice>({ title: '', text: '', sign: '' })
  const about = () => {
    const [session] = of() ?? []
    return session && `${locale.value} ${session.id} ${JSON.stringify(session.plan)}`
  }
  watch(
    about,
    () => {
      const known = of()
      if (known) Object.assign(notice, proposed(...known), { sign: notice.sign })
    },
    { immediate: true },
  )
  return notice
}
