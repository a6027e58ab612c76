import { ScrollText, SearchX } from 'lucide-react'
import { Fragment } from 'react'
import type { AuditRow } from '../../../modules/people/audit/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { EntryRow } from './entry-row.tsx'
import { auditPage } from './routes.tsx'
import { type useAudit, useNarrowed } from './use-audit.ts'

/** So many entries come by scrolling; who looks for older ones presses, or narrows the time. */
const loadedByItself = 500

type Audit = ReturnType<typeof useAudit>

export function AuditEntries({ audit }: { audit: Audit }) {
  const t = useWords('audit')
  const words = useProblemWords()
  const narrowed = useNarrowed()
  if (audit.isPending)
    return (
      <div className="px-4 md:px-5">
        <SkeletonRows />
      </div>
    )
  if (audit.items.length === 0 && audit.error)
    return <ErrorState words={words(audit.error)} onRetry={() => void audit.refetch()} />
  if (audit.items.length === 0) return narrowed ? <NoneFound /> : <Empty />
  return (
    <>
      <Days items={audit.items} />
      {audit.error ? (
        // What was read stays; only the rest is missing.
        <ErrorState
          small
          words={words(audit.error)}
          onRetry={() => void (audit.isFetchNextPageError ? audit.fetchNextPage() : audit.refetch())}
        />
      ) : (
        <Pager
          auto={audit.items.length < loadedByItself}
          more={audit.hasNextPage}
          busy={audit.isFetchingNextPage}
          onMore={() => void audit.fetchNextPage()}
        />
      )}
      {!audit.hasNextPage && !narrowed && (
        <p className="px-4 py-4 text-center text-sm text-muted">{t('end')}</p>
      )}
    </>
  )
}

const Empty = () => {
  const t = useWords('audit')
  return (
    <EmptyState icon={ScrollText} title={t('emptyTitle')}>
      {t('emptyWords')}
    </EmptyState>
  )
}

function NoneFound() {
  const t = useWords('audit')
  const setSearch = auditPage.useSetSearch()
  const none = {
    q: undefined,
    about: undefined,
    from: undefined,
    to: undefined,
    actor: undefined,
    subject: undefined,
    address: undefined,
  }
  return (
    <EmptyState
      small
      icon={SearchX}
      title={t('noneTitle')}
      action={<Button onClick={() => setSearch(none)}>{t('clear')}</Button>}
    />
  )
}

/** A heading above each day, in the workspace's zone. */
function Days({ items }: { items: readonly AuditRow[] }) {
  const t = useWords('audit')
  const formats = useFormats()
  const { timeZone } = useWorkspace()
  const dayOf = ({ at }: AuditRow) => toCivil(at, timeZone).slice(0, 10)
  const days = Map.groupBy(items, dayOf)
  return (
    <section aria-label={t('list')}>
      {[...days].map(([day, entries]) => (
        <Fragment key={day}>
          <h2 className="bg-sunken px-4 py-1.5 text-sm font-medium text-muted md:px-5">
            {formats.custom(entries[0]?.at ?? day, {
              weekday: 'long',
              day: 'numeric',
              month: 'long',
              year: 'numeric',
            })}
          </h2>
          <ul className="divide-y divide-line">
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </Fragment>
      ))}
    </section>
  )
}
