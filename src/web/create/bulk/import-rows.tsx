import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, Image, Info } from 'lucide-react'
import {
  type ImportRow,
  type PostImport,
  RowList,
  type RowNote,
} from '../../../modules/create/imports/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { path } from '../../api/client.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { narrowings, rowTones } from './import-state.ts'
import { importPage } from './routes.tsx'

const kinds = ['all', 'bad', 'warned', 'good', 'out'] as const
const labels = { bad: 'bad', warned: 'warned', good: 'good', out: 'made' } as const

/** Every row with what it becomes and what is to be mended. */
export function ImportRows({ table }: { table: PostImport }) {
  const t = useWords('bulk')
  const words = useProblemWords()
  const { rows } = importPage.useSearch()
  const setSearch = importPage.useSetSearch()
  const found = useInfiniteQuery(
    askPages({
      topic: 'imports',
      path: path`/post-imports/${table.id}/rows`,
      query: { state: narrowings[rows], limit: 100 },
      schema: RowList,
    }),
  )
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t('imports.which')} className="flex flex-col gap-3">
      <Tabs
        look="box"
        label={t('imports.which')}
        value={rows}
        onChange={(next) => setSearch({ rows: next })}
        tabs={kinds.map((value) => ({
          value,
          label: value === 'all' ? t('imports.all') : t(`imports.rowStates.${labels[value]}`),
        }))}
      />
      {found.isPending && <SkeletonRows />}
      {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState small icon={Info} title={t('imports.noRows')} />}
      {items.length > 0 && (
        <Card flush>
          <ul className="flex flex-col divide-y divide-line">
            {items.map((row) => (
              <Row key={row.n} row={row} header={table.header} />
            ))}
          </ul>
        </Card>
      )}
      <Pager
        auto
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </section>
  )
}

function Row({ row, header }: { row: ImportRow; header: readonly string[] }) {
  const t = useWords('bulk')
  const formats = useFormats()
  const { preview } = row
  const said = preview?.text || row.cells.find(Boolean) || ''
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3 md:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-sm text-muted figures">{t('imports.row', { n: row.n })}</span>
        <Badge tone={rowTones[row.state]}>{t(`imports.rowStates.${row.state}`)}</Badge>
        {preview && (
          <span className="text-sm text-muted figures">
            {preview.at ? formats.moment(preview.at) : t('imports.noTime')}
          </span>
        )}
        {preview && <Marks channelIds={preview.channelIds} />}
        {preview && preview.media > 0 && (
          <span className="inline-flex items-center gap-1 text-sm text-muted figures">
            <Image aria-hidden className="size-4" />
            {preview.media}
          </span>
        )}
        {row.postId && row.state !== 'undone' && (
          <Link
            to={`/posts/${row.postId}` as never}
            className="text-sm font-medium text-accent hover:underline"
          >
            {t('imports.open')}
          </Link>
        )}
      </div>
      <p className="line-clamp-2 text-base whitespace-pre-line">{said}</p>
      {row.notes.length > 0 && (
        <ul className="flex flex-col gap-1">
          {row.notes.map((note) => (
            <NoteLine
              key={`${note.column} ${note.code} ${note.detail}`}
              note={note}
              head={note.column === null ? null : (header[note.column] ?? null)}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

function Marks({ channelIds }: { channelIds: readonly string[] }) {
  const channels = useChannels()
  return (
    <span className="flex items-center gap-1">
      {channelIds.map((id) => {
        const channel = channels?.get(id)
        return (
          channel && <NetworkMark key={id} network={{ ...channel.face, name: channel.name }} size="small" />
        )
      })}
    </span>
  )
}

function NoteLine({ note, head }: { note: RowNote; head: string | null }) {
  const words = useNoteWords()
  const isError = note.level === 'error'
  const Icon = isError ? CircleAlert : Info
  return (
    <li className={cx('flex items-start gap-2 text-sm', isError ? 'text-bad' : 'text-warn')}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 break-words">
        {head && <strong className="font-medium">{head}: </strong>}
        {words(note)}
      </span>
    </li>
  )
}

/** In the person's language where there are words for it; what a network says of a post is told as in the composer. */
function useNoteWords() {
  const t = useWords('bulk')
  const composer = useWords('composer')
  return ({ code, facts, detail }: RowNote): string => {
    const own = `notes.${code}` as 'notes.nothing'
    if (!code.startsWith('post.')) return t.has(own) ? t(own, facts) : detail
    const check = `check.${code.slice('post.'.length)}` as 'check.empty'
    if (!composer.has(check)) return detail
    return [facts.channel, composer(check, facts)].filter(Boolean).join(': ')
  }
}
