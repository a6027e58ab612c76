import { Link } from '@tanstack/react-router'
import { Drama, Plus, Radar, Settings2 } from 'lucide-react'
import { useState } from 'react'
import { accountsAtMost, auditMost, type Overview } from '../../../modules/plan/presence/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { usePrices } from '../../channels/prices.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { AccountCard } from './account-card.tsx'
import { AccountDialog } from './account-dialog.tsx'
import { AudienceCard } from './audience-card.tsx'
import { DifferenceCard } from './difference-card.tsx'
import { FilesMenu } from './files-menu.tsx'
import { PresenceFrame } from './frame.tsx'
import { GapsCard } from './gaps-card.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { useOverview, useStart } from './use-presence.ts'

export function Page() {
  const words = useProblemWords()
  const overview = useOverview()
  return (
    <PresenceFrame here="accounts" actions={overview.data && <Actions overview={overview.data} />}>
      {overview.isPending && <SkeletonRows rows={5} />}
      {overview.error && <ErrorState words={words(overview.error)} onRetry={() => void overview.refetch()} />}
      {overview.data && <Body overview={overview.data} />}
    </PresenceFrame>
  )
}

function Actions({ overview }: { overview: Overview }) {
  const t = useWords('presence')
  const may = useMay()
  const start = useStart()
  const [open, setOpen] = useState<'settings' | 'account' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <FilesMenu />
      {may('strategy.manage') && (
        <>
          <Button icon={Settings2} onClick={() => setOpen('settings')}>
            {t('settings')}
          </Button>
          <Button icon={Plus} onClick={() => setOpen('account')}>
            {t('addAccount')}
          </Button>
          {overview.accounts.length > 0 && (
            <Button
              look="primary"
              icon={Radar}
              busy={start.isPending}
              disabled={overview.open !== null}
              onClick={() => start.mutate(undefined)}
            >
              {t('start')}
            </Button>
          )}
        </>
      )}
      {open === 'settings' && <SettingsDialog settings={overview.settings} onClose={close} />}
      {open === 'account' && <AccountDialog onClose={close} />}
    </>
  )
}

function Body({ overview }: { overview: Overview }) {
  const t = useWords('presence')
  const { accounts, run, open, suspects } = overview
  if (accounts.length === 0)
    return (
      <EmptyState
        icon={Drama}
        title={t('emptyTitle')}
        action={
          <Button asChild>
            <Link to="/channels">{t('joinFirst')}</Link>
          </Button>
        }
      >
        {t('emptyWords')}
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      {open && (
        <Alert tone="info" title={t('openRun.title')}>
          {t(open.state === 'running' ? 'openRun.running' : 'openRun.waiting')}
        </Alert>
      )}
      {run?.state === 'partial' && <Alert tone="warn">{t('partial')}</Alert>}
      {suspects.likely + suspects.possible > 0 && <Found {...suspects} />}
      <When overview={overview} />
      <Cost overview={overview} />
      <ul aria-label={t('accounts')} className="flex flex-col gap-4">
        {accounts.map((item) => (
          <AccountCard key={`${item.subject.kind}-${item.subject.id}`} item={item} />
        ))}
      </ul>
      <AudienceCard tables={overview.audience} />
      {run && (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <GapsCard gaps={run.gaps} />
          <DifferenceCard difference={run.difference} />
        </div>
      )}
    </div>
  )
}

function Found({ likely, possible }: { likely: number; possible: number }) {
  const t = useWords('presence')
  const said = [
    ...(likely > 0 ? [t('suspectsFound', { count: likely })] : []),
    ...(possible > 0 ? [t('suspectsPossible', { count: possible })] : []),
  ]
  return (
    <Alert
      tone={likely > 0 ? 'warn' : 'info'}
      action={
        <Button asChild size="small">
          <Link to="/presence/suspects">{t('look')}</Link>
        </Button>
      }
    >
      {said.join(' · ')}
    </Alert>
  )
}

/** When it was looked last, and when it is again. */
function When({ overview: { run, settings } }: { overview: Overview }) {
  const t = useWords('presence')
  const { moment, day } = useFormats()
  return (
    <p className="text-base text-muted">
      {run
        ? t('lastRun', {
            number: run.number,
            when: moment(run.finishedAt ?? run.createdAt),
            requests: run.requests,
          })
        : t('never')}{' '}
      {settings.nextAt ? t('next', { when: day(settings.nextAt) }) : t('noRhythm')}
    </p>
  )
}

/** Some networks charge for what is read: told before anybody presses, for audits that begin by themselves too. */
function Cost({ overview: { accounts } }: { overview: Overview }) {
  const t = useWords('presence')
  const may = useMay()
  const priceOf = usePrices()
  if (!may('strategy.manage')) return null
  const ours = Map.groupBy(
    accounts.filter(({ subject }) => subject.kind === 'channel'),
    ({ network }) => network,
  )
  const told = [...ours].flatMap(([network, { length }]) => {
    const much = { accounts: accountsAtMost * length, posts: auditMost.posts * length }
    const price = priceOf(network, much)
    return price ? [price] : []
  })
  return told.map((price) => (
    <p key={price.network} className="text-base text-muted">
      {t('cost', price)}
    </p>
  ))
}
