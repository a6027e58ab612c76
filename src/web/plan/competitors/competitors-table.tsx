import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { Listed } from '../../../modules/plan/competitors/contract.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { type Column, Table } from '../../kit/table.tsx'
import { useWords } from '../../kit/words.ts'
import { type FigureId, useFace, useFigures } from './use-figures.ts'

/** All competitors with what one looks at first. On a phone the rate stands below the name, and what else there is on their page. */
export function CompetitorsTable({ rows }: { rows: readonly Listed[] }) {
  const t = useWords('competitors')
  const go = useGo()
  const figures = useFigures()
  const figure = (id: Exclude<FigureId, 'shareOfEngagement'>, wide: boolean): Column<Listed> => ({
    id,
    head: figures.name(id),
    align: 'end',
    wide,
    cell: ({ numbers }) => <span title={figures.missing(numbers[id])}>{figures.say(id, numbers[id])}</span>,
  })
  const columns: Column<Listed>[] = [
    { id: 'name', head: t('competitor'), className: 'max-md:w-full', cell: (row) => <Who row={row} /> },
    figure('followers', false),
    figure('growth', true),
    figure('perWeek', true),
    figure('erFollowers', true),
    figure('answered', true),
    {
      id: 'notes',
      head: t('notes.title'),
      align: 'end',
      wide: true,
      cell: ({ notes }) => (
        <span title={t('notes.counted', notes)} className="text-muted">
          {notes.works + notes.fails || ''}
        </span>
      ),
    },
  ]
  return (
    <Card flush className="px-4 pb-1 md:px-5">
      <Table
        label={t('nav')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={({ id }) => go(`/competitors/${id}`)}
      />
    </Card>
  )
}

function Who({ row: { id, name, profiles, numbers } }: { row: Listed }) {
  const t = useWords('competitors')
  const figures = useFigures()
  const face = useFace()
  const avatar = profiles.find(({ avatarUrl }) => avatarUrl)?.avatarUrl
  const troubled = profiles.some(({ trouble }) => trouble)
  return (
    <span className="flex items-center gap-3">
      <Avatar square name={name} src={avatar} />
      <span className="min-w-0">
        <Link to={`/competitors/${id}`} className="font-medium break-words touch:inline-flex touch:min-h-6">
          {name}
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-1">
          {profiles.map(({ id: profileId, network }) => {
            const mark = face(network)
            // A grey letter tells nothing of a network that has no mark here: its name does.
            return mark.isKnown ? (
              <NetworkMark key={profileId} network={mark} size="small" />
            ) : (
              <span key={profileId} className="max-w-32 truncate text-xs text-muted" title={network}>
                {network}
              </span>
            )
          })}
          {troubled && (
            <span className="inline-flex items-center gap-1 text-xs text-warn">
              <TriangleAlert aria-hidden className="size-3.5" />
              {t('notRead')}
            </span>
          )}
          {numbers.erFollowers.value !== null && (
            <span className="text-xs text-muted md:hidden">
              {figures.name('erFollowers')} {figures.say('erFollowers', numbers.erFollowers)}
            </span>
          )}
          {profiles.length === 0 && <span className="text-xs text-muted">{t('noProfiles')}</span>}
        </span>
      </span>
    </span>
  )
}
