import { Link } from '@tanstack/react-router'
import type { KnownChannel } from '../api/channels.ts'
import { Avatar } from '../kit/avatar.tsx'
import { StateMark } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Skeleton } from '../kit/empty.tsx'
import { Card } from '../kit/page.tsx'
import { useWords } from '../kit/words.ts'

type Props = { channels: ReadonlyMap<string, KnownChannel> | undefined }

/** Through what we speak, and whether it works. */
export function ChannelsCard({ channels }: Props) {
  const t = useWords('today')
  const shown = [...(channels?.values() ?? [])].filter(({ state }) => state !== 'removed')
  if (channels && shown.length === 0) return null
  return (
    <Card
      flush
      title={t('channels.title')}
      actions={
        <Button asChild size="small" look="quiet">
          <Link to="/channels">{t('channels.all')}</Link>
        </Button>
      }
    >
      {!channels && <Skeleton className="mx-5 mb-5 h-10" />}
      <ul className="pb-2">
        {shown.slice(0, 6).map((channel) => (
          <li key={channel.id}>
            <Link
              to={`/channels/${channel.id}`}
              className="flex min-h-11 items-center gap-3 px-4 py-1.5 hover:bg-hover md:px-5"
            >
              <Avatar name={channel.name} src={channel.avatarUrl} network={channel.face} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{channel.name}</span>
                <span className="block truncate text-sm text-muted">{channel.handle}</span>
              </span>
              <StateMark state={channel.state} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
