import { Link } from '@tanstack/react-router'
import { Archive, ArchiveRestore, Columns2, Ellipsis, ExternalLink, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Competitor } from '../../../modules/plan/competitors/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { EditDialog } from './edit-dialog.tsx'
import { FiguresCard } from './figures-card.tsx'
import { FollowersCard } from './followers-card.tsx'
import { FormatsCard } from './formats-card.tsx'
import { HeatCard } from './heat-card.tsx'
import { NotesCard } from './notes-card.tsx'
import { PostsCard } from './posts-card.tsx'
import { ProfilesCard } from './profiles-card.tsx'
import { competitorPage } from './routes.tsx'
import { useCompetitor, usePut, useRemove, useReport } from './use-competitors.ts'
import { WindowBar } from './window-bar.tsx'

export function Page() {
  const t = useWords('competitors')
  const words = useProblemWords()
  const { id } = competitorPage.useParams()
  const competitor = useCompetitor(id)
  const { days, network } = competitorPage.useSearch()
  const setSearch = competitorPage.useSetSearch()
  const found = competitor.data
  return (
    <Frame
      title={found?.name ?? t('competitor')}
      back={{ to: '/competitors', label: t('nav') }}
      help={found && <Website competitor={found} />}
      actions={found && <Actions competitor={found} />}
      bar={
        found &&
        found.profiles.length > 0 && (
          <div className="flex flex-wrap gap-2">
            <WindowBar
              days={days}
              network={network}
              networks={found.profiles.map((one) => one.network)}
              onChange={setSearch}
            />
          </div>
        )
      }
    >
      {competitor.isPending && <SkeletonRows />}
      {competitor.error && (
        <ErrorState words={words(competitor.error)} onRetry={() => void competitor.refetch()} />
      )}
      {found && <Body competitor={found} />}
    </Frame>
  )
}

function Website({ competitor: { website, archivedAt } }: { competitor: Competitor }) {
  const t = useWords('competitors')
  return (
    <span className="flex flex-wrap items-center gap-2">
      {website && (
        <a
          href={website}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 items-center gap-1 break-all text-accent underline"
        >
          {website.replace(/^https?:\/\//, '')}
          <ExternalLink aria-hidden className="size-3.5 shrink-0" />
        </a>
      )}
      {archivedAt && <Badge tone="warn">{t('putAway')}</Badge>}
    </span>
  )
}

/** What we noted stands even where nothing is counted. */
function Body({ competitor }: { competitor: Competitor }) {
  const words = useProblemWords()
  const { days, network } = competitorPage.useSearch()
  const report = useReport(competitor.id, { days, network })
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <ProfilesCard competitor={competitor} />
          {report.isPending && <SkeletonRows />}
          {report.error && <ErrorState words={words(report.error)} onRetry={() => void report.refetch()} />}
          {report.data && (
            <>
              <FiguresCard numbers={report.data.numbers} />
              <FollowersCard daily={report.data.daily} profiles={competitor.profiles} />
            </>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <NotesCard competitorId={competitor.id} />
          {report.data && (
            <>
              <HeatCard heat={report.data.heat} />
              <FormatsCard numbers={report.data.numbers} />
            </>
          )}
        </div>
      </div>
      <PostsCard competitor={competitor} window={{ days, network }} />
    </div>
  )
}

function Actions({ competitor }: { competitor: Competitor }) {
  const t = useWords('competitors')
  const may = useMay()
  const go = useGo()
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null)
  const put = usePut(competitor, () => competitor.archivedAt || go('/competitors'))
  const compare = (
    <Button asChild>
      <Link to="/competitors/compare" search={{ ids: competitor.id } as never}>
        <Columns2 aria-hidden className="size-4" />
        {t('compareWithUs')}
      </Link>
    </Button>
  )
  if (!may('strategy.manage')) return compare
  return (
    <>
      {compare}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} look="secondary" />}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('edit')}>
          {t('change')}
        </MenuItem>
        <MenuItem
          icon={competitor.archivedAt ? ArchiveRestore : Archive}
          onSelect={() => put.mutate(undefined)}
        >
          {t(competitor.archivedAt ? 'restore' : 'archive')}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setOpen('remove')}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {open === 'edit' && <EditDialog competitor={competitor} onClose={() => setOpen(null)} />}
      {open === 'remove' && <RemoveDialog competitor={competitor} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Asked, because it cannot be taken back. */
function RemoveDialog({ competitor, onClose }: { competitor: Competitor; onClose: () => void }) {
  const t = useWords('competitors')
  const go = useGo()
  const remove = useRemove(competitor, () => go('/competitors'))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('removeTitle', { name: competitor.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removeWords')}</p>
    </Dialog>
  )
}
