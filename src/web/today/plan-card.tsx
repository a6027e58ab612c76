import { Link } from '@tanstack/react-router'
import { CalendarDays } from 'lucide-react'
import type { CalendarEntry } from '../../modules/create/calendar/contract.ts'
import type { KnownChannel } from '../api/channels.ts'
import { useProblemWords } from '../api/words.ts'
import { channelIdsOf, stateOf } from '../create/calendar/placed.ts'
import { StateBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { useFormats } from '../kit/format.ts'
import { NetworkMark } from '../kit/network.tsx'
import { Card } from '../kit/page.tsx'
import { useWords } from '../kit/words.ts'
import { useWeek } from './use-today.ts'

type Channels = ReadonlyMap<string, KnownChannel> | undefined

/** What goes out today, hour by hour, with a line at now. */
export function PlanCard({ channels }: { channels: Channels }) {
  const t = useWords('today')
  const words = useProblemWords()
  const week = useWeek()
  const entries = week.days.get(week.day) ?? []
  const now = Date.now()
  const passed = entries.filter(({ at }) => Date.parse(at) <= now).length
  return (
    <Card
      flush
      title={t('plan.title')}
      actions={
        <Button asChild size="small" look="quiet">
          <Link to="/calendar">
            <CalendarDays aria-hidden className="size-4" />
            {t('plan.calendar')}
          </Link>
        </Button>
      }
    >
      {week.isPending && (
        <div className="px-5">
          <SkeletonRows rows={3} />
        </div>
      )}
      {week.error && <ErrorState small words={words(week.error)} onRetry={() => void week.refetch()} />}
      {week.isSuccess && entries.length === 0 && <NothingToday entries={[...week.days.values()].flat()} />}
      <ol className="pb-2">
        {entries.map((entry, place) => (
          <EntryRow
            key={`${entry.postId}${entry.at}`}
            entry={entry}
            channels={channels}
            nowBefore={place === passed && passed > 0}
          />
        ))}
      </ol>
    </Card>
  )
}

function NothingToday({ entries }: { entries: CalendarEntry[] }) {
  const t = useWords('today')
  const formats = useFormats()
  const next = entries[0]
  return (
    <p className="px-4 pt-1 pb-5 text-muted md:px-5">
      {t('plan.none')}
      {next && ` ${t('plan.next', { when: formats.moment(next.at) })}`}
    </p>
  )
}

type RowProps = { entry: CalendarEntry; channels: Channels; nowBefore: boolean }

function EntryRow({ entry, channels, nowBefore }: RowProps) {
  const t = useWords('today')
  const formats = useFormats()
  const state = stateOf(entry)
  const faces = channelIdsOf(entry).flatMap((id) => channels?.get(id)?.face ?? [])
  return (
    <li className={cx('relative', nowBefore && 'mt-4')}>
      {nowBefore && (
        <span className="absolute -top-2.5 right-4 left-4 flex items-center gap-2 text-xs font-medium text-accent md:right-5 md:left-5">
          {t('plan.now')}
          <span aria-hidden className="h-px flex-1 bg-accent-solid" />
        </span>
      )}
      <Link
        to={`/posts/${entry.postId}`}
        className="flex items-start gap-3 px-4 py-2.5 hover:bg-hover md:px-5"
      >
        <time dateTime={entry.at} className="w-12 shrink-0 pt-px text-sm text-muted figures sm:w-16">
          {formats.time(entry.at)}
        </time>
        <span className="flex min-w-0 flex-1 flex-col gap-1 sm:flex-row sm:gap-3">
          <span className="line-clamp-2 min-w-0 flex-1">{entry.text || t('needs.noText')}</span>
          <span className="flex shrink-0 items-center gap-2 self-start">
            <span className="flex items-center gap-1">
              {faces.map((face) => (
                <NetworkMark key={face.id} network={face} size="small" />
              ))}
            </span>
            <StateBadge state={state} />
          </span>
        </span>
      </Link>
    </li>
  )
}
