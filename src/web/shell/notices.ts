import {
  CalendarClock,
  CalendarX2,
  CircleHelp,
  CircleX,
  Compass,
  DatabaseBackup,
  Drama,
  Film,
  Hand,
  KeyRound,
  Link2Off,
  ListChecks,
  type LucideIcon,
  MessageSquareQuote,
  Repeat,
  Rss,
  Stamp,
  Webhook,
} from 'lucide-react'
import type { Notification, NotificationKind } from '../../modules/publish/notifications/contract.ts'
import type { Tone } from '../kit/state.ts'

type Face = { icon: LucideIcon; tone: Tone }

export const faces = {
  'delivery.failed': { icon: CircleX, tone: 'bad' },
  'delivery.in_doubt': { icon: CircleHelp, tone: 'doubt' },
  'delivery.missed': { icon: CalendarX2, tone: 'warn' },
  'delivery.lacks': { icon: CircleX, tone: 'warn' },
  'publication.change_refused': { icon: CircleX, tone: 'bad' },
  'delivery.handed': { icon: Hand, tone: 'accent' },
  'delivery.overdue': { icon: Hand, tone: 'warn' },
  'delivery.recalled': { icon: Hand, tone: 'bad' },
  'channel.reconnect': { icon: Link2Off, tone: 'bad' },
  'channel.expiring': { icon: KeyRound, tone: 'warn' },
  'post.proposed': { icon: MessageSquareQuote, tone: 'accent' },
  'approval.asked': { icon: Stamp, tone: 'accent' },
  'approval.approved': { icon: Stamp, tone: 'good' },
  'approval.changes': { icon: MessageSquareQuote, tone: 'warn' },
  'approval.mentioned': { icon: MessageSquareQuote, tone: 'accent' },
  'approval.replied': { icon: MessageSquareQuote, tone: 'accent' },
  'approval.reminder': { icon: Stamp, tone: 'warn' },
  'approval.overdue': { icon: CalendarClock, tone: 'warn' },
  'post.compliance': { icon: MessageSquareQuote, tone: 'warn' },
  'series.stuck': { icon: Repeat, tone: 'bad' },
  'series.ended': { icon: Repeat, tone: 'quiet' },
  'feed.failing': { icon: Rss, tone: 'bad' },
  'film.failed': { icon: Film, tone: 'bad' },
  'task.assigned': { icon: ListChecks, tone: 'accent' },
  'task.due': { icon: ListChecks, tone: 'warn' },
  'strategy.review': { icon: Compass, tone: 'accent' },
  'presence.suspects': { icon: Drama, tone: 'warn' },
  'contractor.due': { icon: CalendarClock, tone: 'warn' },
  'hook.failing': { icon: Webhook, tone: 'bad' },
  'key.ended': { icon: KeyRound, tone: 'warn' },
  'key.lessened': { icon: KeyRound, tone: 'warn' },
  'backup.failed': { icon: DatabaseBackup, tone: 'bad' },
} satisfies Record<NotificationKind, Face>

const homes: Record<string, (id: string) => string> = {
  delivery: (id) => `/deliveries/${id}`,
  channel: (id) => `/channels/${id}`,
  post: (id) => `/posts/${id}`,
  strategy: () => '/strategy',
  presence: () => '/presence/suspects',
  task: (id) => `/tasks/${id}`,
  contractor_job: (id) => `/contractors/${id}`,
  series: (id) => `/bulk/series/${id}`,
  hook: (id) => `/settings/webhooks/${id}`,
  key: () => '/settings/keys',
}

type Home = { path: string; search: Record<string, string> }

/** The page where something can be done about it. */
export function homeOf(notice: Pick<Notification, 'kind' | 'subject' | 'facts'>): Home {
  const { subject, facts } = notice
  if (subject.kind === 'source') return { path: '/bulk', search: { tab: 'feeds' } }
  if (subject.kind === 'film')
    return { path: '/media', search: typeof facts.mediaId === 'string' ? { open: facts.mediaId } : {} }
  return { path: pathOf(notice), search: {} }
}

const toHands: readonly NotificationKind[] = ['delivery.handed', 'delivery.overdue', 'delivery.recalled']

function pathOf({ kind, subject, facts }: Pick<Notification, 'kind' | 'subject' | 'facts'>): string {
  if (kind === 'delivery.missed') return '/'
  if (toHands.includes(kind)) return `/hand/${subject.id}`
  if (subject.kind === 'comment')
    return typeof facts.postId === 'string' ? `/posts/${facts.postId}` : '/posts'
  return homes[subject.kind]?.(subject.id) ?? '/'
}

/** Which one it is, and the network's own sentence. */
export const detailOf = ({ facts }: Pick<Notification, 'facts'>): string =>
  ['title', 'channel', 'handle', 'url', 'words', 'reason', 'text']
    .map((name) => facts[name])
    .filter((fact) => typeof fact === 'string' && fact !== '')
    .join(' · ')
