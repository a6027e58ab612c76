import { Link } from '@tanstack/react-router'
import {
  CircleCheckBig,
  Compass,
  Drama,
  Link2Off,
  MessageSquareQuote,
  NotebookPen,
  PencilLine,
  TrendingDown,
  TriangleAlert,
} from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'
import type { CalendarEntry } from '../../modules/create/calendar/contract.ts'
import type { PostItem } from '../../modules/create/posts/contract.ts'
import type { GoalLine } from '../../modules/plan/waiting/contract.ts'
import type { KnownChannel } from '../api/channels.ts'
import { useSayGoalNumber } from '../api/goal-numbers.ts'
import { useProblemWords } from '../api/words.ts'
import { Count } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { sayDay } from '../kit/days.ts'
import { ErrorState, SkeletonRows } from '../kit/empty.tsx'
import { useFormats } from '../kit/format.ts'
import { Card } from '../kit/page.tsx'
import { Pager } from '../kit/pager.tsx'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'
import {
  useApprovesContent,
  useDrift,
  useDueReview,
  useEndingMedia,
  useGoals,
  useMissingWeek,
  useOutdatedPosts,
  useProposals,
  useStuck,
  useWaitingApprovals,
  useWaitingJobs,
  useWaitingSuspects,
  useWaitingTasks,
  useWeek,
} from './use-today.ts'

type Channels = ReadonlyMap<string, KnownChannel> | undefined

/** The soonest of them stand here; the rest have a page. */
const mostGoals = 3

/** Few have them: they come when there are some. */
const StuckRow = lazy(() => import('./stuck-row.tsx'))
const HandRow = lazy(() => import('./hand-row.tsx'))
const JobRows = lazy(() => import('./job-rows.tsx'))
const MixRow = lazy(() => import('./mix-row.tsx'))
const EndingRows = lazy(() => import('./ending-rows.tsx'))
const ApprovalsRow = lazy(() => import('./approvals-row.tsx'))
const TaskRows = lazy(() => import('./task-rows.tsx'))
const RulesRows = lazy(() => import('./rules-rows.tsx'))

/** Everything that waits for a person, the most pressing first. */
export function NeedsCard({ channels }: { channels: Channels }) {
  const t = useWords('today')
  const words = useProblemWords()
  const stuck = useStuck()
  const proposals = useProposals()
  const drafts = useDueDrafts()
  const atRisk = (useGoals().data?.items ?? []).filter(({ standing }) => standing.status === 'at_risk')
  const missing = useMissingWeek()
  const troubled = [...(channels?.values() ?? [])].filter(
    ({ state, health }) => state === 'reconnect' || (state === 'active' && health.level === 'trouble'),
  )
  const review = useDueReview()
  const suspects = useWaitingSuspects()
  const jobs = useWaitingJobs()
  const drift = useDrift()
  const ending = useEndingMedia()
  const approvals = useWaitingApprovals()
  const outdated = useOutdatedPosts()
  const tasks = useWaitingTasks()
  const deliveries = stuck.data?.pages.flatMap(({ items }) => items) ?? []
  const proposed = proposals.data?.items ?? []
  const count =
    deliveries.length +
    troubled.length +
    proposed.length +
    drafts.length +
    jobs.length +
    Math.min(1, ending.length) +
    Math.min(1, approvals.open) +
    outdated.length +
    tasks.items.length +
    atRisk.length +
    Math.min(1, missing.length) +
    Math.min(1, drift.length) +
    (review ? 1 : 0) +
    Math.min(1, suspects)
  const pending = stuck.isPending || channels === undefined
  return (
    <Card flush title={<Heading words={t('needs.title')} count={count} />}>
      {pending && !stuck.error && (
        <div className="px-5">
          <SkeletonRows rows={2} />
        </div>
      )}
      {stuck.error && <ErrorState small words={words(stuck.error)} onRetry={() => void stuck.refetch()} />}
      {!pending && count === 0 && <Quiet />}
      <ul className="divide-y divide-line">
        {troubled.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} />
        ))}
        {deliveries.map((delivery) => (
          <Suspense key={delivery.id}>
            {delivery.state === 'handed' ? (
              <HandRow delivery={delivery} />
            ) : (
              <StuckRow delivery={delivery} face={channels?.get(delivery.channel.id)?.face} />
            )}
          </Suspense>
        ))}
        {proposed.map((post) => (
          <ProposalRow key={post.id} post={post} />
        ))}
        {approvals.open > 0 && (
          <Suspense>
            <ApprovalsRow waiting={approvals} />
          </Suspense>
        )}
        {tasks.items.length > 0 && (
          <Suspense>
            <TaskRows waiting={tasks} />
          </Suspense>
        )}
        {jobs.length > 0 && (
          <Suspense>
            <JobRows jobs={jobs} />
          </Suspense>
        )}
        {ending.length > 0 && (
          <Suspense>
            <EndingRows items={ending} />
          </Suspense>
        )}
        {outdated.length > 0 && (
          <Suspense>
            <RulesRows posts={outdated} />
          </Suspense>
        )}
        {drafts.map((entry) => (
          <DraftRow key={entry.postId} entry={entry} />
        ))}
        {review && <ReviewRow day={review} />}
        {suspects > 0 && <SuspectsRow count={suspects} />}
        {missing.length > 0 && <WeekRow names={missing.map(({ name }) => name)} />}
        {drift.length > 0 && (
          <Suspense>
            <MixRow away={drift} />
          </Suspense>
        )}
        {atRisk.slice(0, mostGoals).map((goal) => (
          <GoalRow key={goal.id} goal={goal} />
        ))}
        {atRisk.length > mostGoals && <MoreGoals count={atRisk.length - mostGoals} />}
      </ul>
      <Pager
        more={stuck.hasNextPage}
        busy={stuck.isFetchingNextPage}
        onMore={() => void stuck.fetchNextPage()}
      />
    </Card>
  )
}

const Heading = ({ words, count }: { words: ReactNode; count: number }) => (
  <span className="flex items-center gap-2">
    {words}
    <Count value={count} tone="bad" />
  </span>
)

function Quiet() {
  const t = useWords('today')
  return (
    <div className="flex items-center gap-3 px-4 pt-1 pb-5 md:px-5">
      <CircleCheckBig aria-hidden className="size-8 shrink-0 text-good-mark" strokeWidth={1.6} />
      <div>
        <p className="font-medium">{t('needs.none')}</p>
        <p className="text-sm text-muted">{t('needs.noneMore')}</p>
      </div>
    </div>
  )
}

/** Drafts that were meant for today or tomorrow. */
function useDueDrafts(): CalendarEntry[] {
  const { days } = useWeek()
  return [...days.values()]
    .slice(0, 2)
    .flat()
    .filter(({ stage }) => stage === 'draft')
}

function ChannelRow({ channel }: { channel: KnownChannel }) {
  const t = useWords('today')
  const lost = channel.state === 'reconnect'
  return (
    <NeedRow
      icon={lost ? Link2Off : TriangleAlert}
      tone="bad"
      to={`/channels/${channel.id}`}
      title={t(lost ? 'needs.reconnect' : 'needs.channelTrouble', { channel: channel.name })}
      facts={`${channel.face.name} · ${channel.handle} · ${t('needs.queued', { count: channel.queued })}`}
      actions={
        <Button asChild size="small">
          <Link to={`/channels/${channel.id}`}>{t('needs.mend')}</Link>
        </Button>
      }
    />
  )
}

function ProposalRow({ post }: { post: PostItem }) {
  const t = useWords('today')
  const formats = useFormats()
  const approves = useApprovesContent()
  return (
    <NeedRow
      icon={MessageSquareQuote}
      tone="accent"
      to={`/posts/${post.id}`}
      title={post.author ? t('needs.proposed', { name: post.author.name }) : t('needs.proposedNobody')}
      facts={[formats.relative(post.updatedAt), approves && t('needs.approvesContent')]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <Button asChild size="small">
          <Link to={`/posts/${post.id}`}>{t('needs.review')}</Link>
        </Button>
      }
    >
      {post.text || t('needs.noText')}
    </NeedRow>
  )
}

function ReviewRow({ day }: { day: string }) {
  const t = useWords('today')
  const { locale } = useFormats()
  const said = sayDay(day, locale, { day: 'numeric', month: 'long' })
  return (
    <NeedRow
      icon={Compass}
      tone="accent"
      to="/strategy"
      title={t('needs.strategyReview')}
      facts={t('needs.strategyReviewFacts', { day: said })}
      actions={
        <Button asChild size="small">
          <Link to="/strategy">{t('needs.strategyLook')}</Link>
        </Button>
      }
    />
  )
}

function SuspectsRow({ count }: { count: number }) {
  const t = useWords('today')
  return (
    <NeedRow
      icon={Drama}
      tone="warn"
      to="/presence/suspects"
      title={t('needs.suspects')}
      facts={t('needs.suspectsFacts', { count })}
      actions={
        <Button asChild size="small">
          <Link to="/presence/suspects">{t('needs.suspectsLook')}</Link>
        </Button>
      }
    />
  )
}

function DraftRow({ entry }: { entry: CalendarEntry }) {
  const t = useWords('today')
  const formats = useFormats()
  return (
    <NeedRow
      icon={PencilLine}
      tone="quiet"
      to={`/posts/${entry.postId}`}
      title={t('needs.draft', { when: formats.moment(entry.at) })}
      actions={
        <Button asChild size="small">
          <Link to={`/posts/${entry.postId}`}>{t('needs.finish')}</Link>
        </Button>
      }
    >
      {entry.text || t('needs.noText')}
    </NeedRow>
  )
}

/** As things go its target will not be reached, or something that must not happen does. */
function GoalRow({ goal }: { goal: GoalLine }) {
  const t = useWords('today')
  const say = useSayGoalNumber()
  const { live, daysLeft } = goal.standing
  const way = t('goals.of', { value: say(goal, live.value), target: say(goal, goal.target) })
  return (
    <NeedRow
      icon={TrendingDown}
      tone="warn"
      to={`/goals/${goal.id}`}
      title={t('needs.goalAtRisk', { name: goal.name })}
      facts={`${way} · ${daysLeft < 0 ? t('goals.over') : t('goals.daysLeft', { count: daysLeft })}`}
      actions={
        <Button asChild size="small">
          <Link to={`/goals/${goal.id}`}>{t('needs.lookAtGoal')}</Link>
        </Button>
      }
    />
  )
}

function MoreGoals({ count }: { count: number }) {
  const t = useWords('today')
  return (
    <li>
      <Link
        to="/goals"
        search={{ view: 'tree', status: 'at_risk' } as never}
        className="flex min-h-control items-center px-4 py-2 font-medium text-accent hover:bg-hover md:px-5"
      >
        {t('needs.goalsMore', { count })}
      </Link>
    </li>
  )
}

/** Numbers entered by hand that a goal waits for. */
function WeekRow({ names }: { names: readonly string[] }) {
  const t = useWords('today')
  return (
    <NeedRow
      icon={NotebookPen}
      tone="quiet"
      to="/by-hand"
      title={t('needs.weekMissing')}
      facts={names.join(', ')}
      actions={
        <Button asChild size="small">
          <Link to="/by-hand">{t('needs.enter')}</Link>
        </Button>
      }
    />
  )
}
