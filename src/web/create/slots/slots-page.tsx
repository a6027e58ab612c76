import { Link } from '@tanstack/react-router'
import { CalendarRange, Megaphone } from 'lucide-react'
import { type KnownChannel, useChannels } from '../../api/channels.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelPicker } from './channel-picker.tsx'
import { ChannelWeek } from './channel-week.tsx'
import { slotsPage } from './routes.tsx'
import { useWeeks } from './use-weeks.ts'

/** When each channel publishes by habit: a week of times, which "next free slot" fills. */
export function Page() {
  const t = useWords('slots')
  const known = useChannels()
  const channels = known && [...known.values()].filter(({ state }) => state !== 'removed')
  return (
    <Frame title={t('nav')} help={t('help')}>
      {!channels && <Skeleton className="h-[60dvh]" />}
      {channels?.length === 0 && <NoChannels />}
      {channels && channels.length > 0 && <Weeks channels={channels} />}
    </Frame>
  )
}

function NoChannels() {
  const t = useWords('slots')
  return (
    <Card>
      <EmptyState
        icon={CalendarRange}
        title={t('noChannels.title')}
        action={
          <Button asChild look="primary">
            <Link to="/channels">
              <Megaphone aria-hidden className="size-4" />
              {t('noChannels.join')}
            </Link>
          </Button>
        }
      >
        {t('noChannels.words')}
      </EmptyState>
    </Card>
  )
}

function Weeks({ channels }: { channels: KnownChannel[] }) {
  const words = useProblemWords()
  const { channel } = slotsPage.useSearch()
  const weeks = useWeeks()
  const chosen = channels.find(({ id }) => id === channel) ?? channels[0]
  if (weeks.asked.isPending) return <Skeleton className="h-[60dvh]" />
  if (weeks.asked.error)
    return <ErrorState words={words(weeks.asked.error)} onRetry={() => void weeks.asked.refetch()} />
  if (!chosen) return null
  return (
    <div className="flex flex-col gap-4 lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:items-start lg:gap-6">
      {channels.length > 1 && <ChannelPicker channels={channels} chosen={chosen} weeks={weeks} />}
      <ChannelWeek key={chosen.id} channel={chosen} channels={channels} weeks={weeks} />
    </div>
  )
}
