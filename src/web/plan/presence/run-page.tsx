import type { Finding } from '../../../modules/plan/presence/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { useProblemWords } from '../../api/words.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { type Column, Table } from '../../kit/table.tsx'
import { useWords } from '../../kit/words.ts'
import { DifferenceCard } from './difference-card.tsx'
import { GapsCard } from './gaps-card.tsx'
import { RunBadge } from './marks.tsx'
import { runPage } from './routes.tsx'
import { useRun } from './use-presence.ts'

/** One audit as it ended: what it found, and what was otherwise than before. */
export function Page() {
  const t = useWords('presence')
  const words = useProblemWords()
  const { moment } = useFormats()
  const { number } = runPage.useParams()
  const run = useRun(number)
  return (
    <Frame
      title={t('run', { number })}
      back={{ to: '/presence/runs', label: t('views.runs') }}
      help={run.data && moment(run.data.finishedAt ?? run.data.createdAt)}
      actions={run.data && <RunBadge state={run.data.state} />}
    >
      {run.isPending && <SkeletonRows rows={4} />}
      {run.error && <ErrorState words={words(run.error)} onRetry={() => void run.refetch()} />}
      {run.data && (
        <div className="flex flex-col gap-4">
          <DifferenceCard difference={run.data.difference} />
          <Findings findings={run.data.findings} />
          <GapsCard gaps={run.data.gaps} />
        </div>
      )}
    </Frame>
  )
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useWords('presence')
  const networks = useNetworks()
  const { number } = useFormats()
  const count = (finding: Finding, state: string) =>
    finding.checks.filter((one) => one.state === state).length
  const columns: Column<Finding>[] = [
    {
      id: 'name',
      head: t('accounts'),
      cell: ({ name, network }) => (
        <span className="break-words">
          {name} <span className="text-sm text-muted">{networks.get(network)?.name ?? network}</span>
        </span>
      ),
    },
    { id: 'good', head: t('checkStates.good'), align: 'end', cell: (one) => count(one, 'good') },
    { id: 'weak', head: t('checkStates.weak'), align: 'end', cell: (one) => count(one, 'weak') },
    { id: 'missing', head: t('checkStates.missing'), align: 'end', cell: (one) => count(one, 'missing') },
    {
      id: 'followers',
      head: t('followers'),
      align: 'end',
      wide: true,
      cell: ({ profile }) => number(profile?.followers ?? null),
    },
  ]
  return (
    <Card title={t('accounts')}>
      <Table
        label={t('accounts')}
        columns={columns}
        rows={findings}
        rowKey={({ subject }) => `${subject.kind}-${subject.id}`}
      />
    </Card>
  )
}
