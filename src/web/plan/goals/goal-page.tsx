import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Goal } from '../../../modules/plan/goals/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { KpisCard } from './kpis-card.tsx'
import { OnTheWay } from './on-the-way.tsx'
import { goalPage } from './routes.tsx'
import { ServingPosts } from './serving-posts.tsx'
import { StandingCard } from './standing-card.tsx'
import { TrendCard } from './trend-card.tsx'
import { useArchive, useGoal, useRemove, useRestore } from './use-goals.ts'

export function Page() {
  const t = useWords('goals')
  const words = useProblemWords()
  const { id } = goalPage.useParams()
  const goal = useGoal(id)
  return (
    <Frame
      title={goal.data?.name ?? t('goal')}
      back={{ to: '/goals', label: t('nav') }}
      actions={goal.data && <Actions goal={goal.data} />}
    >
      {goal.isPending && <SkeletonRows />}
      {goal.error && <ErrorState words={words(goal.error)} onRetry={() => void goal.refetch()} />}
      {goal.data && (
        <div className="flex flex-col gap-4">
          <StandingCard goal={goal.data} />
          <OnTheWay goal={goal.data} />
          <KpisCard goal={goal.data} />
          <TrendCard goal={goal.data} />
          <ServingPosts goal={goal.data} />
        </div>
      )}
    </Frame>
  )
}

function Actions({ goal }: { goal: Goal }) {
  const t = useWords('goals')
  const may = useMay()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const archive = useArchive(goal, () => go('/goals'))
  const restore = useRestore(goal)
  if (!may('plan.manage')) return null
  return (
    <>
      <Button asChild>
        <Link to={`/goals/${goal.id}/edit`}>
          <Pencil aria-hidden className="size-4" />
          {t('change')}
        </Link>
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} look="secondary" />}>
        {goal.archivedAt ? (
          <MenuItem icon={ArchiveRestore} onSelect={() => restore.mutate(undefined)}>
            {t('restore')}
          </MenuItem>
        ) : (
          <MenuItem icon={Archive} onSelect={() => archive.mutate(undefined)}>
            {t('archive')}
          </MenuItem>
        )}
        <MenuItem icon={Trash2} danger onSelect={() => setAsking(true)}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {asking && <RemoveDialog goal={goal} onClose={() => setAsking(false)} />}
    </>
  )
}

/** Asked, because it cannot be taken back. */
function RemoveDialog({ goal, onClose }: { goal: Goal; onClose: () => void }) {
  const t = useWords('goals')
  const go = useGo()
  const remove = useRemove(goal, () => go('/goals'))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('removeTitle', { name: goal.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removeWords', { count: goal.posts })}</p>
    </Dialog>
  )
}
