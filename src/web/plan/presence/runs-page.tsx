import { Link } from '@tanstack/react-router'
import { Radar } from 'lucide-react'
import type { Run } from '../../../modules/plan/presence/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { PresenceFrame } from './frame.tsx'
import { RunBadge } from './marks.tsx'
import { useRuns } from './use-presence.ts'

export function Page() {
  const t = useWords('presence')
  const words = useProblemWords()
  const runs = useRuns()
  const items = runs.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PresenceFrame here="runs">
      {runs.isPending && <SkeletonRows rows={4} />}
      {runs.error && <ErrorState words={words(runs.error)} onRetry={() => void runs.refetch()} />}
      {runs.isSuccess && items.length === 0 && (
        <EmptyState icon={Radar} title={t('noRuns')}>
          {t('never')}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul
          aria-label={t('runs')}
          className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface"
        >
          {items.map((run) => (
            <Row key={run.id} run={run} />
          ))}
        </ul>
      )}
      <Pager
        more={runs.hasNextPage}
        busy={runs.isFetchingNextPage}
        onMore={() => void runs.fetchNextPage()}
      />
    </PresenceFrame>
  )
}

function Row({ run: { number, state, createdAt, finishedAt, cause, startedBy } }: { run: Run }) {
  const t = useWords('presence')
  const { moment } = useFormats()
  const who =
    cause === 'rhythm'
      ? t('cause.rhythm')
      : startedBy
        ? t('cause.person', { who: startedBy })
        : t('cause.somebody')
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover">
      <Link to={`/presence/runs/${number}`} className="font-medium after:absolute after:inset-0">
        {t('run', { number })}
      </Link>
      <span className="min-w-0 flex-1 text-base text-muted">
        {moment(finishedAt ?? createdAt)} · {who}
      </span>
      <RunBadge state={state} />
    </li>
  )
}
