import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Activity } from 'lucide-react'
import { useMemo } from 'react'
import { type ChannelStatus, StatusList } from '../../../modules/channels/status/contract.ts'
import { useFailureWords } from '../../api/failure-words.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { StateBadge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { HealthLine } from '../health.tsx'
import { type Network, useNetworks } from '../use-networks.ts'
import { useLateWords } from './use-late-words.ts'

const grey = '#6b7577'

/** How the networks stand for each channel: limits, lateness, the last failure, the age of the sign-in. */
export function Page() {
  const t = useWords('channels')
  const words = useProblemWords()
  const list = useInfiniteQuery(
    askPages({
      topic: 'channels',
      also: ['deliveries'],
      path: '/channel-status',
      query: { limit: 50 },
      schema: StatusList,
    }),
  )
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Frame title={t('status.title')} help={t('status.help')} back={{ to: '/channels', label: t('nav') }}>
      {list.isPending && <SkeletonRows rows={4} />}
      {list.error && <ErrorState words={words(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && (
        <EmptyState icon={Activity} title={t('status.emptyTitle')}>
          {t('status.emptyWords')}
        </EmptyState>
      )}
      <ul aria-label={t('status.label')} className="grid gap-4 lg:grid-cols-2">
        {items.map((one) => (
          <li key={one.id} className="min-w-0">
            <StatusCard status={one} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button className="mt-4" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('status.more')}
        </Button>
      )}
    </Frame>
  )
}

function StatusCard({ status }: { status: ChannelStatus }) {
  const t = useWords('channels')
  const networks = useNetworks()
  const face = useMemo(
    () =>
      networks.items?.find(({ id }) => id === status.network) ?? {
        id: status.network,
        name: status.network,
        colour: grey,
        rates: [],
      },
    [networks.items, status.network],
  )
  return (
    <Card className="h-full">
      <div className="flex flex-col gap-4">
        <div className="flex items-start gap-3">
          <Avatar name={status.name} src={status.avatarUrl} network={face} />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2">
              <Link
                to={`/channels/${status.id}`}
                className="min-w-0 truncate rounded-sm font-medium hover:underline touch:py-2.5"
              >
                {status.name}
              </Link>
              {status.state !== 'active' && <StateBadge state={status.state} />}
            </p>
            <p className="truncate text-sm text-muted">{status.handle}</p>
            <HealthLine health={status.health} />
          </div>
        </div>
        <dl className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
          <Fact name={t('status.limits')}>
            <Limits status={status} rates={face.rates} />
          </Fact>
          <Fact name={t('status.late')}>
            <Late status={status} />
          </Fact>
          <Fact name={t('status.signIn')}>
            <SignIn status={status} />
          </Fact>
          <Fact name={t('status.failure')}>
            <Failure failure={status.failure} network={status.network} />
          </Fact>
        </dl>
      </div>
    </Card>
  )
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-sm text-muted">{name}</dt>
    <dd className="break-words">{children}</dd>
  </div>
)

/** Nobody knows, and why. */
const Unknown = ({ why }: { why: string }) => (
  <>
    <span aria-hidden>—</span> <span className="text-sm text-muted">{why}</span>
  </>
)

type LimitsProps = { status: ChannelStatus; rates: Network['rates'] }

/** What the network said last and our own cap; where it said nothing, what is known of it beforehand, or that nothing is. */
function Limits({ status: { limits, cap, byHand }, rates }: LimitsProps) {
  const t = useWords('channels')
  const { moment, relative } = useFormats()
  const say = useLateWords()
  if (byHand) return <Unknown why={t('status.why.byHand')} />
  const blocks = (until: string | null): until is string => until !== null && Date.parse(until) > Date.now()
  const known = rates.map(({ scope, most, perSeconds, of }) =>
    t(of === 'publish' ? 'status.knownPosts' : 'status.known', {
      count: most,
      span: say(perSeconds * 1000),
      scope: t(`status.scope.${scope}`),
    }),
  )
  return (
    <>
      <ul>
        {limits.map(({ scope, remaining, resetsAt, blockedUntil, heardAt }) => (
          <li key={scope}>
            {!blocks(blockedUntil) && remaining !== null && remaining > 0 && resetsAt
              ? t('status.left', { count: remaining, until: moment(resetsAt) })
              : t('status.blocked', { until: moment(blockedUntil ?? resetsAt ?? '') })}
            <span className="text-sm text-muted">
              {' '}
              ({t(`status.scope.${scope}`)}, {relative(heardAt)})
            </span>
          </li>
        ))}
        {cap && <li>{t('status.cap', cap)}</li>}
      </ul>
      {limits.length === 0 && (
        <p>
          <Unknown why={t(known.length > 0 ? 'status.why.silent' : 'status.why.none')} />
        </p>
      )}
      {limits.length === 0 &&
        known.map((line) => (
          <span key={line} className="block text-sm text-muted">
            {line}
          </span>
        ))}
    </>
  )
}

function Late({ status: { lateMs, published } }: { status: ChannelStatus }) {
  const t = useWords('channels')
  const say = useLateWords()
  if (!lateMs) return <Unknown why={t('status.none')} />
  return (
    <>
      <span className="figures">
        {say(lateMs.median)} · {say(lateMs.p99)}
      </span>
      <span className="block text-sm text-muted">{t('status.lateHelp', { count: published })}</span>
    </>
  )
}

function SignIn({ status: { signIn, state, health } }: { status: ChannelStatus }) {
  const t = useWords('channels')
  const { relative, day } = useFormats()
  // What works without one needs none: nothing of it can end.
  const works = state === 'active' && health.level !== 'trouble'
  if (!signIn) return <Unknown why={t(works ? 'status.why.noSignIn' : 'status.nobody')} />
  return (
    <>
      {t('status.renewed', { at: relative(signIn.at) })}
      <span className="block text-sm text-muted">
        {signIn.endsAt ? t('status.ends', { at: day(signIn.endsAt) }) : t('status.noEnd')}
      </span>
      {signIn.failures > 0 && (
        <span className="block text-sm text-bad">{t('status.failing', { count: signIn.failures })}</span>
      )}
    </>
  )
}

function Failure({ failure, network }: Pick<ChannelStatus, 'failure' | 'network'>) {
  const t = useWords('channels')
  const say = useFailureWords()
  const { relative } = useFormats()
  if (!failure) return <>{t('status.noFailure')}</>
  return (
    <>
      <Link to={`/deliveries/${failure.deliveryId}`} className="hover:underline">
        {say(failure, network).title}
      </Link>
      <span className="block text-sm text-muted">{relative(failure.at)}</span>
    </>
  )
}
