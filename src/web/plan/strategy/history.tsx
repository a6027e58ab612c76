import { Compass, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Revision, StrategyState } from '../../../modules/plan/strategy/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { Differences } from './difference.tsx'
import { strategyPage } from './routes.tsx'
import { useRestore, useRevision, useRevisions } from './use-strategy.ts'

type Props = { state: StrategyState }

/** Every save: who, when, why, and what it changed. */
export function History({ state }: Props) {
  const t = useWords('strategy')
  const words = useProblemWords()
  const revisions = useRevisions()
  const { revision } = strategyPage.useSearch()
  const setSearch = strategyPage.useSetSearch()
  const all = revisions.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      {revisions.isPending && <SkeletonRows rows={5} />}
      {revisions.error && (
        <ErrorState words={words(revisions.error)} onRetry={() => void revisions.refetch()} />
      )}
      {revisions.data && all.length === 0 && <EmptyState icon={Compass} title={t('history.none')} />}
      {all.length > 0 && (
        <Card flush>
          <ul className="divide-y divide-line">
            {all.map((one) => (
              <RevisionRow
                key={one.number}
                revision={one}
                newest={one.number === state.revision}
                onOpen={() => setSearch({ revision: one.number })}
              />
            ))}
          </ul>
        </Card>
      )}
      <Pager
        more={revisions.hasNextPage}
        busy={revisions.isFetchingNextPage}
        onMore={() => void revisions.fetchNextPage()}
      />
      {revision && (
        <RevisionSheet number={revision} state={state} onClose={() => setSearch({ revision: undefined })} />
      )}
    </>
  )
}

type RowProps = { revision: Revision; newest: boolean; onOpen: () => void }

function RevisionRow({
  revision: { number, parts, reason, author, restoredFrom, createdAt },
  newest,
  onOpen,
}: RowProps) {
  const t = useWords('strategy')
  const formats = useFormats()
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-col gap-0.5 px-4 py-3.5 text-left hover:bg-hover md:px-5"
      >
        <span className="flex w-full flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{reason || t('history.number', { number })}</span>
          {newest && <Badge tone="good">{t('history.newest')}</Badge>}
        </span>
        <span className="text-sm">
          {formats.list(parts.map((part) => t(`parts.${part}`)))}
          {restoredFrom !== null && ` · ${t('history.restoredFrom', { number: restoredFrom })}`}
        </span>
        <span className="text-sm text-muted">
          {reason && `${t('history.number', { number })} · `}
          {formats.moment(createdAt)} · {author ?? t('history.byNobody')}
        </span>
      </button>
    </li>
  )
}

type SheetProps = Props & { number: number; onClose: () => void }

/** What one revision changed, or how it differs from what holds now; and the way back to it. */
function RevisionSheet({ number, state, onClose }: SheetProps) {
  const t = useWords('strategy')
  const words = useProblemWords()
  const may = useMay()
  const [against, setAgainst] = useState<'before' | 'today'>('before')
  const isNewest = number === state.revision
  const revision = useRevision(number, against === 'today' ? state.revision : undefined)
  const restore = useRestore()
  const names = new Map([...state.goals, ...state.personas].map(({ id, name }) => [id, name]))
  return (
    <Sheet
      open
      wide
      onClose={onClose}
      title={t('history.number', { number })}
      help={revision.data?.reason || undefined}
      actions={
        may('strategy.manage') &&
        !isNewest && (
          <Button
            icon={RotateCcw}
            look="primary"
            busy={restore.isPending}
            onClick={() => restore.mutate({ number, current: state.revision }, { onSuccess: onClose })}
          >
            {t('history.restore')}
          </Button>
        )
      }
    >
      {!isNewest && (
        <div className="mb-4 flex flex-wrap items-center gap-2 text-sm text-muted">
          {t('history.against')}
          <Select
            bare
            label={t('history.against')}
            value={against}
            onChange={setAgainst}
            choices={(['before', 'today'] as const).map((value) => ({ value, label: t(`history.${value}`) }))}
          />
        </div>
      )}
      {revision.isPending && <SkeletonRows rows={3} />}
      {revision.error && (
        <ErrorState small words={words(revision.error)} onRetry={() => void revision.refetch()} />
      )}
      {revision.data && <Differences all={revision.data.differences} names={names} />}
    </Sheet>
  )
}
