import { Link } from '@tanstack/react-router'
import type { Channel } from '../../modules/channels/accounts/contract.ts'
import { Avatar } from '../kit/avatar.tsx'
import { StateBadge } from '../kit/badge.tsx'
import { cx } from '../kit/class.ts'
import type { NetworkFace } from '../kit/network.tsx'
import { useWords } from '../kit/words.ts'
import { HealthLine } from './health.tsx'

type Props = { channel: Channel; face: NetworkFace; current: boolean }

export function ChannelRow({ channel, face, current }: Props) {
  const t = useWords('channels')
  return (
    <li>
      <Link
        to={`/channels/${channel.id}`}
        aria-current={current ? 'true' : undefined}
        className={cx(
          'flex items-start gap-3.5 px-4 py-3 -outline-offset-2 hover:bg-hover md:px-5',
          current && 'bg-press',
        )}
      >
        <Avatar name={channel.name} src={channel.avatarUrl} network={face} className="mt-0.5" />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="min-w-0 truncate font-medium" title={channel.name}>
              {channel.name}
            </span>
            {channel.state !== 'active' && <StateBadge state={channel.state} className="shrink-0" />}
          </span>
          <span className="block truncate text-sm text-muted" title={channel.handle}>
            {channel.handle}
          </span>
          {channel.health.level !== 'good' && <HealthLine health={channel.health} className="line-clamp-2" />}
        </span>
        {channel.queued > 0 && (
          <span className="mt-0.5 shrink-0 text-sm text-muted figures">
            {t('queued', { count: channel.queued })}
          </span>
        )}
      </Link>
    </li>
  )
}
