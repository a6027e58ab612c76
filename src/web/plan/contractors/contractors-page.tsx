import { Link } from '@tanstack/react-router'
import { Ellipsis, FileSpreadsheet, Handshake, Plus, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Job } from '../../../modules/plan/contractors/contract.ts'
import { withQuery } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useMoney } from '../../api/money.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { JobBadge } from './job-state.tsx'
import { contractorsPage } from './routes.tsx'
import { useJobs } from './use-jobs.ts'

const shows = ['open', 'closed'] as const

/** Work for people from outside. */
export function Page() {
  const t = useWords('contractors')
  const words = useProblemWords()
  const may = useMay()
  const { id: workspace } = useWorkspace()
  const { show, q } = contractorsPage.useSearch()
  const setSearch = contractorsPage.useSetSearch()
  const jobs = useJobs(show, q)
  const all = jobs.data?.pages.flatMap(({ items }) => items) ?? []
  const none = jobs.isSuccess && all.length === 0
  const brief = may('plan.manage') && (
    <Button look="primary" asChild>
      <Link to="/contractors/new">
        <Plus aria-hidden className="size-4" />
        {t('write')}
      </Link>
    </Button>
  )
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      actions={
        !(none && show === 'open' && !q) && (
          <>
            {brief}
            <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
              <MenuItem
                icon={FileSpreadsheet}
                onSelect={() =>
                  window.location.assign(withQuery('/api/v1/contractor-jobs/export', { workspace }))
                }
              >
                {t('csv')}
              </MenuItem>
            </Menu>
          </>
        )
      }
      bar={
        <Tabs
          label={t('view')}
          value={show}
          onChange={(next) => setSearch({ show: next })}
          tabs={shows.map((value) => ({ value, label: t(`shows.${value}`) }))}
        />
      }
    >
      {(q || all.length > 8) && <SearchField q={q} onSearch={(next) => setSearch({ q: next })} />}
      {jobs.isPending && <SkeletonRows />}
      {jobs.error && <ErrorState words={words(jobs.error)} onRetry={() => void jobs.refetch()} />}
      {none && q && <p className="py-6 text-center text-muted">{t('noneFound')}</p>}
      {none && !q && show === 'open' && (
        <EmptyState icon={Handshake} title={t('emptyTitle')} action={brief}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {none && !q && show === 'closed' && <EmptyState small icon={Handshake} title={t('noneClosed')} />}
      {all.length > 0 && (
        <Card flush>
          <ul className="divide-y divide-line">
            {all.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        </Card>
      )}
      <Pager
        auto
        more={jobs.hasNextPage}
        busy={jobs.isFetchingNextPage}
        onMore={() => void jobs.fetchNextPage()}
      />
    </Frame>
  )
}

/** Asked when one has stopped typing for a moment. */
function SearchField({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const t = useWords('contractors')
  const [text, setText] = useState(q)
  useEffect(() => {
    if (text === q) return
    const timer = setTimeout(() => onSearch(text), 250)
    return () => clearTimeout(timer)
  }, [text, q, onSearch])
  return (
    <div className="mb-3 max-w-sm">
      <Input
        type="search"
        icon={Search}
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={200}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
    </div>
  )
}

function JobRow({ job }: { job: Job }) {
  const t = useWords('contractors')
  const money = useMoney()
  const { day } = useFormats()
  const facts = [
    job.contractor,
    job.minor !== null && money.say(job.minor, job.currency),
    job.work,
    job.owner && t('ownedBy', { name: job.owner.name }),
  ].filter(Boolean)
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3 hover:bg-hover md:px-5">
      <div className="min-w-0 flex-1 basis-60">
        <Link to={`/contractors/${job.id}`} className="font-medium break-words after:absolute after:inset-0">
          {job.title}
        </Link>
        {facts.length > 0 && <p className="text-sm break-words text-muted">{facts.join(' · ')}</p>}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {job.deadline && (
          <span className="text-sm text-muted">
            {t('until', { day: day(`${job.deadline}T12:00:00Z`, 'UTC') })}
          </span>
        )}
        {job.overdue && <Badge tone="bad">{t('overdue')}</Badge>}
        <JobBadge state={job.state} />
      </div>
    </li>
  )
}
