import { Link } from '@tanstack/react-router'
import { FlaskConical, Plus } from 'lucide-react'
import type { Pilot } from '../../../modules/plan/pilots/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { PilotBadge } from './pilot-state.tsx'
import { usePilots } from './use-choice.ts'

/** Trials of channels, newest first. */
export function PilotsView() {
  const t = useWords('choice')
  const words = useProblemWords()
  const may = useMay()
  const pilots = usePilots()
  if (pilots.isPending) return <SkeletonRows rows={4} />
  if (pilots.error) return <ErrorState words={words(pilots.error)} onRetry={() => void pilots.refetch()} />
  const all = pilots.data.pages.flatMap(({ items }) => items)
  const begin = may('plan.manage') && (
    <Button look="primary" asChild>
      <Link to="/choice/pilots/new">
        <Plus aria-hidden className="size-4" />
        {t('pilot.begin')}
      </Link>
    </Button>
  )
  if (all.length === 0)
    return (
      <EmptyState icon={FlaskConical} title={t('pilot.none')} action={begin}>
        {t('pilot.noneWords')}
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-2xl text-muted">{t('pilot.help')}</p>
        {begin}
      </div>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {all.map((pilot) => (
          <PilotCard key={pilot.id} pilot={pilot} />
        ))}
      </ul>
      <Pager
        more={pilots.hasNextPage}
        busy={pilots.isFetchingNextPage}
        onMore={() => void pilots.fetchNextPage()}
      />
    </div>
  )
}

function PilotCard({ pilot }: { pilot: Pilot }) {
  const t = useWords('choice')
  const formats = useFormats()
  const channels = useChannels()
  const { timeZone } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  return (
    <li className="relative flex flex-col gap-2 rounded-lg border border-line bg-surface p-4 shadow-card hover:bg-hover">
      <Link
        to={`/choice/pilots/${pilot.id}`}
        className="font-semibold break-words after:absolute after:inset-0 after:rounded-lg"
      >
        {pilot.name}
      </Link>
      <PilotBadge pilot={pilot} today={today} />
      <p className="text-sm text-muted">
        {t('pilot.span', { from: formats.day(pilot.startsOn, 'UTC'), to: formats.day(pilot.endsOn, 'UTC') })}
      </p>
      <p className="mt-auto flex flex-wrap gap-1.5">
        {pilot.channelIds.map((id) => {
          const channel = channels?.get(id)
          return channel && <NetworkMark key={id} network={channel.face} size="small" />
        })}
      </p>
    </li>
  )
}
