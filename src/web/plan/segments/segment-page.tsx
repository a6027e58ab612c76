import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Ellipsis, Pencil, Target, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Segment } from '../../../modules/plan/segments/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, Skeleton, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { PeopleCard } from './people-card.tsx'
import { segmentPage } from './routes.tsx'
import { useSayFilter } from './say.ts'
import { usePut, useRemove, useSegment, useSegmentPeople } from './use-segments.ts'

export function Page() {
  const t = useWords('segments')
  const words = useProblemWords()
  const { id } = segmentPage.useParams()
  const segment = useSegment(id)
  return (
    <Frame
      title={segment.data?.name ?? t('segment')}
      back={{ to: '/personas/segments', label: t('title') }}
      width="read"
      actions={segment.data && <Actions segment={segment.data} />}
    >
      {segment.isPending && <SkeletonRows />}
      {segment.error && <ErrorState words={words(segment.error)} onRetry={() => void segment.refetch()} />}
      {segment.data && <Body segment={segment.data} />}
    </Frame>
  )
}

function Body({ segment: { id, note, filter, goals, archivedAt } }: { segment: Segment }) {
  const t = useWords('segments')
  const words = useProblemWords()
  const say = useSayFilter()
  const people = useSegmentPeople(id)
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <p className="flex flex-wrap items-center gap-2 font-medium break-words">
          {say(filter)}
          {archivedAt && <Badge tone="warn">{t('putAway')}</Badge>}
        </p>
        {note && <p className="mt-2 break-words whitespace-pre-wrap text-muted">{note}</p>}
        {goals > 0 && (
          <p className="mt-2 flex items-center gap-1.5 text-sm text-muted">
            <Target aria-hidden className="size-4" />
            {t('goals', { count: goals })}
          </p>
        )}
      </Card>
      {people.isPending && <Skeleton className="h-40 w-full" />}
      {people.error && <ErrorState small words={words(people.error)} onRetry={() => void people.refetch()} />}
      {people.data && <PeopleCard people={people.data} />}
    </div>
  )
}

function Actions({ segment }: { segment: Segment }) {
  const t = useWords('segments')
  const may = useMay()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const put = usePut(segment, () => segment.archivedAt || go('/personas/segments'))
  const remove = useRemove(segment, () => go('/personas/segments'))
  if (!may('strategy.manage')) return null
  return (
    <>
      <Button asChild>
        <Link to={`/personas/segments/${segment.id}/edit`}>
          <Pencil aria-hidden className="size-4" />
          {t('change')}
        </Link>
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} look="secondary" />}>
        <MenuItem icon={segment.archivedAt ? ArchiveRestore : Archive} onSelect={() => put.mutate(undefined)}>
          {t(segment.archivedAt ? 'restore' : 'archive')}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {asking && (
        <RemoveDialog
          name={segment.name}
          words={t('removeWords')}
          busy={remove.isPending}
          onClose={() => setAsking(false)}
          onRemove={() => remove.mutate(undefined)}
        />
      )}
    </>
  )
}

type RemoveProps = { name: string; words: string; busy: boolean; onClose: () => void; onRemove: () => void }

/** Asked, because it cannot be taken back. */
export function RemoveDialog({ name, words, busy, onClose, onRemove }: RemoveProps) {
  const t = useWords('segments')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('removeTitle', { name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={busy} onClick={onRemove}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  )
}
