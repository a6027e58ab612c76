import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, Info } from 'lucide-react'
import type { RowNote } from '../../../modules/create/imports/contract.ts'
import {
  type MetricImport,
  type MetricImportRow,
  MetricRowList,
  type Said,
} from '../../../modules/measure/imports/contract.ts'
import { path } from '../../api/client.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { fileOfNumbersPage } from './routes.tsx'
import { fateTones, narrowings, rowTones } from './states.ts'
import { useMetricName } from './use-metric-name.ts'

const kinds = ['all', 'bad', 'warned', 'good', 'idle'] as const

/** Every row with its values, what becomes of each, and what is to be mended. */
export function FileRows({ file }: { file: MetricImport }) {
  const t = useWords('brought')
  const words = useProblemWords()
  const { rows } = fileOfNumbersPage.useSearch()
  const setSearch = fileOfNumbersPage.useSetSearch()
  const found = useInfiniteQuery(
    askPages({
      topic: 'imports',
      path: path`/metric-imports/${file.id}/rows`,
      query: { state: narrowings[rows], limit: 100 },
      schema: MetricRowList,
    }),
  )
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t('which')} className="flex flex-col gap-3">
      <Tabs
        look="box"
        label={t('which')}
        value={rows}
        onChange={(next) => setSearch({ rows: next })}
        tabs={kinds.map((value) => ({
          value,
          label: value === 'all' ? t('all') : t(`rowStates.${value}`),
        }))}
      />
      {found.isPending && <SkeletonRows />}
      {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState small icon={Info} title={t('noRows')} />}
      {items.length > 0 && (
        <Card flush>
          <ul className="flex flex-col divide-y divide-line">
            {items.map((row) => (
              <Row key={row.n} row={row} file={file} />
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

function Row({ row, file }: { row: MetricImportRow; file: MetricImport }) {
  const t = useWords('brought')
  const formats = useFormats()
  const at = row.said[0]?.at
  return (
    <li className="flex flex-col gap-2 px-4 py-3 md:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="text-sm text-muted figures">{t('row', { n: row.n })}</span>
        <Badge tone={rowTones[row.state]}>{t(`rowStates.${row.state}`)}</Badge>
        {at && (
          <span className="text-sm text-muted figures">
            {t('asOf', { when: formats.day(at, file.settings.zone) })}
          </span>
        )}
        {row.publicationId && (
          <Link
            to={`/numbers/publications/${row.publicationId}` as never}
            className="text-sm font-medium text-accent hover:underline"
          >
            {t('open')}
          </Link>
        )}
      </div>
      {row.said.length === 0 ? (
        <p className="line-clamp-2 text-sm break-words text-muted">
          {row.cells.filter(Boolean).slice(0, 6).join(' · ')}
        </p>
      ) : (
        <ul className="flex flex-wrap gap-x-5 gap-y-1.5">
          {row.said.map((said) => (
            <Value key={said.metric} said={said} />
          ))}
        </ul>
      )}
      {row.notes.length > 0 && (
        <ul className="flex flex-col gap-1">
          {row.notes.map((note) => (
            <NoteLine
              key={`${note.column} ${note.code} ${note.detail}`}
              note={note}
              head={note.column === null ? null : (file.header[note.column] ?? null)}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

function Value({ said: { metric, value, fate } }: { said: Said }) {
  const t = useWords('brought')
  const formats = useFormats()
  const name = useMetricName()
  return (
    <li className="inline-flex items-baseline gap-1.5 text-sm">
      <span className="text-muted">{name(metric)}</span>
      <span className={cx('font-medium figures', fate === 'told' && 'line-through')}>
        {formats.number(value)}
      </span>
      {fate !== 'write' && <Badge tone={fateTones[fate]}>{t(`fates.${fate}`)}</Badge>}
    </li>
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

/** In the person's language; numbers are called as everywhere. */
function useNoteWords() {
  const t = useWords('brought')
  const name = useMetricName()
  return ({ code, facts, detail }: RowNote): string => {
    const own = `notes.${code}` as 'notes.no_place'
    if (!t.has(own)) return detail
    const { metric } = facts
    return t(own, typeof metric === 'string' ? { ...facts, metric: name(metric) } : facts)
  }
}
