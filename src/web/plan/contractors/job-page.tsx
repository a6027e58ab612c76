import { Link } from '@tanstack/react-router'
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { JobDetail } from '../../../modules/plan/contractors/contract.ts'
import { useMay } from '../../api/me.ts'
import { useMoney } from '../../api/money.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { bodyOf } from './body-of.ts'
import { CandidatesCard } from './candidates-card.tsx'
import { FilesCard } from './files-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { JobBadge } from './job-state.tsx'
import { Moves } from './moves.tsx'
import { jobPage } from './routes.tsx'
import { useChangeJob, useJob, useRemoveJob } from './use-jobs.ts'

export function Page() {
  const t = useWords('contractors')
  const words = useProblemWords()
  const { id } = jobPage.useParams()
  const job = useJob(id)
  return (
    <Frame
      title={job.data?.title ?? t('job')}
      back={{ to: '/contractors', label: t('nav') }}
      actions={job.data && <Actions job={job.data} />}
    >
      {job.isPending && <SkeletonRows />}
      {job.error && <ErrorState words={words(job.error)} onRetry={() => void job.refetch()} />}
      {job.data && (
        // On a phone how it stands and what comes next is first.
        <div className="grid items-start gap-4 lg:grid-cols-[1.5fr_1fr] lg:grid-rows-[auto_1fr]">
          <div className="min-w-0 lg:col-start-2">
            <StandCard job={job.data} />
          </div>
          <div className="flex min-w-0 flex-col gap-4 lg:col-start-1 lg:row-span-2 lg:row-start-1">
            <BriefCard job={job.data} />
            <CandidatesCard job={job.data} />
            <FilesCard job={job.data} />
          </div>
          <div className="min-w-0 lg:col-start-2">
            <HistoryCard job={job.data} />
          </div>
        </div>
      )}
    </Frame>
  )
}

function Actions({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const may = useMay()
  const go = useGo()
  const remove = useRemoveJob()
  const [asking, setAsking] = useState(false)
  if (!may('plan.manage')) return null
  return (
    <>
      <Button asChild>
        <Link to={`/contractors/${job.id}/edit`}>
          <PencilLine aria-hidden className="size-4" />
          {t('change')}
        </Link>
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
        <MenuItem danger icon={Trash2} onSelect={() => setAsking(true)}>
          {t('remove')}
        </MenuItem>
      </Menu>
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          title={t('removeTitle', { title: job.title })}
          help={t('removeWords')}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button
                look="danger"
                busy={remove.isPending}
                onClick={() =>
                  remove.mutate(job.id, {
                    onSuccess: () => {
                      toast(t('removedNow', { title: job.title }))
                      go('/contractors')
                    },
                  })
                }
              >
                {t('remove')}
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
    </>
  )
}

/** What is to be made, and by what one sees that it is done. */
function BriefCard({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const may = useMay()
  const change = useChangeJob(job.id)
  const meet = (place: number, met: boolean) =>
    change.mutate({
      ...bodyOf(job),
      criteria: job.criteria.map((one, at) => (at === place ? { ...one, met } : one)),
      version: job.version,
    })
  return (
    <Card title={t('briefTitle')}>
      <div className="flex flex-col gap-3">
        <p className="break-words whitespace-pre-wrap">
          {job.brief || <span className="text-muted">{t('noBrief')}</span>}
        </p>
        {job.reason && (
          <div>
            <h3 className="text-sm font-medium">{t('form.reason')}</h3>
            <p className="break-words whitespace-pre-wrap">{job.reason}</p>
          </div>
        )}
        {job.place && (
          <div>
            <h3 className="text-sm font-medium">{t('form.place')}</h3>
            <p className="break-words">{job.place}</p>
          </div>
        )}
        {job.criteria.length > 0 && (
          <div className="flex flex-col gap-2">
            <h3 className="text-sm font-medium">{t('form.criteria')}</h3>
            {job.criteria.map(({ words, met }, place) => (
              <Checkbox
                // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same
                key={place}
                label={words}
                checked={met}
                disabled={!may('plan.manage') || change.isPending}
                onChange={(next) => meet(place, next)}
              />
            ))}
          </div>
        )}
      </div>
    </Card>
  )
}

/** How far it is, on which terms, and what comes next. */
function StandCard({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const money = useMoney()
  const { day, list } = useFormats()
  const facts = [
    [t('form.deadline'), job.deadline && day(`${job.deadline}T12:00:00Z`, 'UTC')],
    [t('contractor'), job.contractor],
    [t('price'), job.minor === null ? null : money.say(job.minor, job.currency)],
    [t('rights'), job.rights],
    [t('form.line'), job.line],
    [t('form.work'), job.work],
    [t('form.owner'), job.owner?.name],
    [t('approvers'), job.approvers.length > 0 ? list(job.approvers.map(({ name }) => name)) : null],
  ] as const
  return (
    <Card title={t('stand')} actions={<JobBadge state={job.state} />}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd className="break-words whitespace-pre-wrap">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {job.overdue && (
        <p className="mt-2">
          <Badge tone="bad">{t('overdue')}</Badge>
        </p>
      )}
      <Moves job={job} />
    </Card>
  )
}
