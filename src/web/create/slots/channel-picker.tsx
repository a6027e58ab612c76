import { Link } from '@tanstack/react-router'
import type { KnownChannel } from '../../api/channels.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { cx } from '../../kit/class.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { slotsPage } from './routes.tsx'
import type { Weeks } from './use-weeks.ts'

type Props = { channels: readonly KnownChannel[]; chosen: KnownChannel; weeks: Weeks }

/** Whose week is shown: a list beside it, on narrow screens one line above it. */
export function ChannelPicker({ channels, chosen, weeks }: Props) {
  const t = useWords('slots')
  const setSearch = slotsPage.useSetSearch()
  return (
    <>
      <Select
        label={t('channel')}
        className="lg:hidden"
        value={chosen.id}
        onChange={(channel) => setSearch({ channel })}
        choices={channels.map(({ id, handle, face }) => ({
          value: id,
          label: handle,
          mark: <NetworkMark network={face} size="small" />,
        }))}
      />
      <nav aria-label={t('channels')} className="max-lg:hidden">
        <ul className="flex flex-col gap-0.5">
          {channels.map((channel) => (
            <li key={channel.id}>
              <Link
                to="/slots"
                search={{ channel: channel.id } as never}
                replace
                resetScroll={false}
                aria-current={channel.id === chosen.id || undefined}
                className={cx(
                  'flex items-center gap-3 rounded-md px-2.5 py-2',
                  channel.id === chosen.id ? 'bg-surface shadow-low' : 'hover:bg-hover',
                )}
              >
                <Avatar name={channel.name} src={channel.avatarUrl} network={channel.face} />
                <span className="min-w-0">
                  <span className="block truncate font-medium" title={channel.handle}>
                    {channel.handle}
                  </span>
                  <span className="block truncate text-sm text-muted">
                    {t('perWeek', { count: weeks.weekOf(channel.id).length })}
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
