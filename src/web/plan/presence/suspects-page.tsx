import { Link } from '@tanstack/react-router'
import { Drama } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { type Suspect, SuspectShow } from '../../../modules/plan/presence/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { useProblemWords } from '../../api/words.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { ListDetail } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useGo } from '../../kit/route.ts'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { FilesMenu } from './files-menu.tsx'
import { PresenceFrame } from './frame.tsx'
import { LevelBadge, VerdictBadge } from './marks.tsx'
import { suspectPage } from './routes.tsx'
import { SuspectDetail } from './suspect-detail.tsx'
import { useSuspects } from './use-presence.ts'

/** Who resembles us, the likeliest first, and one of them beside ours. */
export function Page() {
  const t = useWords('presence')
  const { id } = suspectPage.useParams()
  const { show } = suspectPage.useSearch()
  const setSearch = suspectPage.useSetSearch()
  const go = useGo()
  const suspects = useSuspects(show)
  const items = suspects.data?.pages.flatMap((page) => page.items) ?? []
  const step = (by: number) => {
    const next = items[items.findIndex((one) => one.id === id) + by]
    if (next) go(`/presence/suspects/${next.id}?show=${show}`)
  }
  return (
    <PresenceFrame here="suspects" actions={<FilesMenu />}>
      <ListDetail
        listLabel={t('views.suspects')}
        detailLabel={t('suspect')}
        backTo="/presence/suspects"
        backSearch={{ show }}
        list={
          <div className="flex flex-col gap-3">
            <Tabs
              label={t('show.label')}
              value={show}
              onChange={(next) => setSearch({ show: next })}
              tabs={SuspectShow.options.map((value) => ({ value, label: t(`show.${value}`) }))}
            />
            <List suspects={suspects} items={items} chosen={id} />
          </div>
        }
        detail={id ? <SuspectDetail key={id} id={id} onStep={step} /> : null}
        placeholder={items.length > 0 && <EmptyState small icon={Drama} title={t('choose')} />}
      />
    </PresenceFrame>
  )
}

type ListProps = {
  suspects: ReturnType<typeof useSuspects>
  items: readonly Suspect[]
  chosen: string | undefined
}

function List({ suspects, items, chosen }: ListProps) {
  const t = useWords('presence')
  const words = useProblemWords()
  if (suspects.isPending) return <SkeletonRows rows={4} />
  if (suspects.error)
    return <ErrorState words={words(suspects.error)} onRetry={() => void suspects.refetch()} />
  if (items.length === 0)
    return (
      <EmptyState small icon={Drama} title={t('noSuspectsTitle')}>
        {t('noSuspectsWords')}
      </EmptyState>
    )
  return (
    <>
      <ul
        onKeyDown={moveFocus}
        className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface"
      >
        {items.map((suspect) => (
          <Row key={suspect.id} suspect={suspect} chosen={suspect.id === chosen} />
        ))}
      </ul>
      <Pager
        more={suspects.hasNextPage}
        busy={suspects.isFetchingNextPage}
        onMore={() => void suspects.fetchNextPage()}
      />
    </>
  )
}

/** Arrows go from row to row, as in every list. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!by) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}

function Row({ suspect, chosen }: { suspect: Suspect; chosen: boolean }) {
  const t = useWords('presence')
  const networks = useNetworks()
  const { show } = suspectPage.useSearch()
  const { id, name, handle, network, pictureUrl, level, points, verdict, goneAt } = suspect
  return (
    <li
      className={cx(
        'relative flex items-center gap-3 px-3 py-2.5 hover:bg-hover',
        chosen && 'bg-accent-soft',
      )}
    >
      <Avatar name={name} src={pictureUrl} network={networks.get(network)} />
      <div className="min-w-0 flex-1">
        <Link
          to={`/presence/suspects/${id}`}
          search={{ show } as never}
          aria-current={chosen ? 'true' : undefined}
          className={cx('block truncate font-medium after:absolute after:inset-0', goneAt && 'line-through')}
          title={name}
        >
          {name}
        </Link>
        <p className="truncate text-sm text-muted" title={handle}>
          {handle}
        </p>
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1">
        {verdict ? <VerdictBadge verdict={verdict} /> : <LevelBadge level={level} />}
        <span className="text-xs text-muted figures">{t('points', { points })}</span>
      </div>
    </li>
  )
}
