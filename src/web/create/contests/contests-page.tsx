import { Link, useRouter } from '@tanstack/react-router'
import { Gift, Plus } from 'lucide-react'
import { useState } from 'react'
import { Contest, ContestBody, type ContestSummary } from '../../../modules/create/contests/contract.ts'
import { api } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { useContests } from './use-contest.ts'

/** Giveaways, the newest first. */
export function Page() {
  const t = useWords('contests')
  const may = useMay()
  const [adding, setAdding] = useState(false)
  return (
    <Frame
      title={t('nav')}
      help={t('help')}
      width="read"
      actions={
        may('plan.manage') && (
          <>
            <Button asChild>
              <Link to={'/consents' as never}>{t('consents.nav')}</Link>
            </Button>
            <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>
              {t('new')}
            </Button>
          </>
        )
      }
    >
      <Rows />
      {adding && <NewContest onClose={() => setAdding(false)} />}
    </Frame>
  )
}

function Rows() {
  const t = useWords('contests')
  const words = useProblemWords()
  const found = useContests()
  if (found.isPending) return <SkeletonRows rows={3} />
  if (found.isError) return <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <EmptyState icon={Gift} title={t('none')}>
        {t('noneHelp')}
      </EmptyState>
    )
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
        {items.map((contest) => (
          <Row key={contest.id} contest={contest} />
        ))}
      </ul>
      <Pager
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
        auto
      />
    </>
  )
}

function Row({ contest }: { contest: ContestSummary }) {
  const t = useWords('contests')
  const formats = useFormats()
  const ends = contest.endsAt && t('until', { when: formats.moment(contest.endsAt, contest.timeZone) })
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-hover">
      <span className="flex min-w-0 flex-1 basis-48 flex-col">
        <Link
          to={`/contests/${contest.id}` as never}
          className="truncate font-medium after:absolute after:inset-0 after:content-['']"
        >
          {contest.name}
        </Link>
        <span className="text-sm text-muted figures">
          {[ends, t('people', { count: contest.people })].filter(Boolean).join(' · ')}
        </span>
      </span>
      {contest.aside > 0 && contest.stage === 'open' && (
        <Badge tone="warn">{t('asideOf', { count: contest.aside })}</Badge>
      )}
      <StageBadge contest={contest} />
    </li>
  )
}

export function StageBadge({ contest }: { contest: Pick<ContestSummary, 'stage' | 'endsAt' | 'startsAt'> }) {
  const t = useWords('contests')
  const now = new Date().toISOString()
  const { stage, startsAt, endsAt } = contest
  const shown =
    stage !== 'open' ? stage : endsAt && endsAt <= now ? 'over' : startsAt && startsAt > now ? 'soon' : 'open'
  const tone = shown === 'open' ? 'good' : shown === 'over' || shown === 'frozen' ? 'warn' : 'quiet'
  return <Badge tone={tone}>{t(`stages.${shown}`)}</Badge>
}

function NewContest({ onClose }: { onClose: () => void }) {
  const t = useWords('contests')
  const router = useRouter()
  const form = useContractForm(ContestBody, { name: '' })
  const add = form.submit(async (body) => {
    const { id } = await api.post('/contests', { body, schema: Contest })
    void router.navigate({ to: `/contests/${id}` as never })
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('new')}
      actions={
        <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void add()}>
          {t('add')}
        </Button>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={add}>
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        <Field label={t('fields.name')} required error={form.errorOf('name')}>
          <Input {...form.register('name')} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  )
}
