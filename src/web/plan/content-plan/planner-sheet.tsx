import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarCheck2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Applied, type ContentPlan, PlanDraft } from '../../../modules/plan/content-plan/contract.ts'
import type { PlannedFields } from '../../../modules/plan/planned-posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { type Day, startOfWeek } from '../../kit/days.ts'
import { Sheet } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { PlannedLine } from './planned-list.tsx'

const laterOf = (a: Day, b: Day): Day => [a, b].sort().at(-1) ?? a

type Span = { first: Day; weeks: number; tomorrow: Day }
type Props = { plan: ContentPlan; span: Span; onClose: () => void }

/** What planning would do, before it is done. */
export function PlannerSheet({ plan, span, onClose }: Props) {
  const t = useWords('plan')
  const words = useProblemWords()
  const client = useQueryClient()
  const from = laterOf(span.first, span.tomorrow)
  const body = { from, weeks: span.weeks }
  const draft = useQuery({
    queryKey: ['plan', 'preview', plan.version, from, span.weeks],
    queryFn: ({ signal }) => api.post('/content-plan/preview', { body, schema: PlanDraft, signal }),
    staleTime: 0,
    gcTime: 0,
  })
  const apply = useWrite(
    ({ digest }: PlanDraft) =>
      api.post('/content-plan/apply', { body: { ...body, digest }, schema: Applied }),
    {
      touches: ['plan', 'posts'],
      onSuccess: ({ added, changed, removed }) => {
        toast(t('planner.applied', { count: added + changed + removed }))
        onClose()
      },
      onProblem: (problem: ApiProblem) => {
        if (problem.code !== 'content_plan.outdated') return undefined
        toast(words(problem), { tone: 'info' })
        void client.invalidateQueries({ queryKey: ['plan', 'preview'] })
        return true
      },
    },
  )
  const { data } = draft
  const changes = data ? data.added.length + data.changed.length + data.removed.length : 0
  return (
    <Sheet
      open
      wide
      onClose={onClose}
      title={t('planner.title', { weeks: span.weeks })}
      help={t('planner.help')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {data && changes > 0 && (
            <Button
              look="primary"
              busy={apply.isPending || draft.isFetching}
              onClick={() => apply.mutate(data)}
            >
              {t('planner.apply', { count: changes })}
            </Button>
          )}
        </>
      }
    >
      {draft.isPending && <SkeletonRows rows={6} />}
      {draft.error && <ErrorState words={words(draft.error)} onRetry={() => void draft.refetch()} />}
      {data && <Difference draft={data} plan={plan} />}
    </Sheet>
  )
}

function Difference({ draft, plan }: { draft: PlanDraft; plan: ContentPlan }) {
  const t = useWords('plan')
  const { added, changed, removed, same, kept, counted, worst } = draft
  return (
    <section
      aria-label={t('planner.help')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      className="flex flex-col gap-4"
    >
      <p className="text-muted">
        {[
          same > 0 && t('planner.same', { count: same }),
          kept > 0 && t('planner.kept', { count: kept }),
          counted > 0 && t('planner.counted', { count: counted }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {worst && worst.deviation > 1 && (
        <Alert tone="warn">
          {t('planner.drift', {
            count: Math.round(worst.deviation * 10) / 10,
            category: t(`categories.${worst.category}`),
          })}
        </Alert>
      )}
      <Shortfalls draft={draft} />
      {added.length + changed.length + removed.length === 0 && (
        <EmptyState small icon={CalendarCheck2} title={t('planner.nothing')} />
      )}
      <Rows title={t('planner.added', { count: added.length })} items={added} plan={plan} sign="+" />
      <Rows
        title={t('planner.changed', { count: changed.length })}
        items={changed.map(({ after }) => after)}
        before={changed.map(({ before }) => before)}
        plan={plan}
        sign="~"
      />
      <Rows title={t('planner.removed', { count: removed.length })} items={removed} plan={plan} sign="−" />
    </section>
  )
}

function Shortfalls({ draft }: { draft: PlanDraft }) {
  const t = useWords('plan')
  const channels = useChannels()
  if (draft.shortfalls.length === 0) return null
  const byChannel = Map.groupBy(draft.shortfalls, ({ channelId }) => channelId)
  return (
    <Alert tone="warn" title={t('planner.shortfallTitle')}>
      <ul>
        {[...byChannel].map(([id, weeks]) => (
          <li key={id}>
            {t('planner.shortfall', {
              channel: channels?.get(id)?.name ?? '',
              count: weeks.reduce((sum, { missing }) => sum + missing, 0),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** So many are drawn at once; the rest when it is asked for. */
const shownAtOnce = 60

type RowsProps = {
  title: string
  items: readonly PlannedFields[]
  before?: readonly PlannedFields[]
  plan: ContentPlan
  sign: string
}

function Rows({ title, items, before, plan, sign }: RowsProps) {
  const t = useWords('plan')
  const formats = useFormats()
  const { weekStartsOn } = useWorkspace()
  const [all, setAll] = useState(false)
  if (items.length === 0) return null
  const shown = all ? items : items.slice(0, shownAtOnce)
  let week = ''
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-base font-semibold">{title}</h3>
      <ul className="divide-y divide-line">
        {shown.map((planned, i) => {
          const own = startOfWeek(planned.civil.slice(0, 10), weekStartsOn)
          const head = own !== week
          week = own
          return (
            <li key={`${planned.channelId} ${planned.civil}`} className="py-1.5">
              {head && (
                <p className="pt-1 pb-1.5 text-sm text-muted">
                  {t('planner.week', { day: formats.day(`${own}T12:00:00Z`, 'UTC') })}
                </p>
              )}
              <div className="flex items-start gap-2">
                <span aria-hidden className="w-4 shrink-0 text-center text-muted figures">
                  {sign}
                </span>
                <span className="w-16 shrink-0 text-sm text-muted">
                  {formats.custom(`${planned.civil}:00Z`, { weekday: 'short', day: 'numeric' }, 'UTC')}
                </span>
                <PlannedLine planned={planned} plan={plan} />
                {before?.[i] && <Was before={before[i]} after={planned} />}
              </div>
            </li>
          )
        })}
      </ul>
      {shown.length < items.length && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {t('planner.more', { count: items.length - shown.length })}
        </Button>
      )}
    </section>
  )
}

/** What it was before; what stays the same is not said again. */
function Was({ before, after }: { before: PlannedFields; after: PlannedFields }): ReactNode {
  const t = useWords('plan')
  const words =
    before.category === after.category ? t('planner.otherwise') : t(`categories.${before.category}`)
  return <span className="shrink-0 text-sm text-muted">{t('planner.was', { words })}</span>
}
