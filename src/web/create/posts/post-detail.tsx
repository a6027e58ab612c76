import { ChevronRight, PencilLine } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { DeliverySummary, Post } from '../../../modules/create/posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card, Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'
import { useInfluencerNames } from '../compliance/use-influencers.ts'
import { hasPicture, showUrl } from '../media/media-url.ts'
import { CameBack } from './came-back.tsx'
import { DecisionBanner } from './decision-banner.tsx'
import { FilmStanding } from './film-standing.tsx'
import { PostMenu } from './post-menu.tsx'
import { Previews } from './previews.tsx'
import { postPage } from './routes.tsx'
import { byUrgency, standingOf } from './standing.ts'
import { TasksPlace } from './tasks-place.tsx'
import { useDesk, usePurposes } from './use-desk.ts'
import { writingOf } from './writing.ts'

const DeliveryDetail = lazy(() =>
  import('../../publish/deliveries/delivery-detail.tsx').then(({ DeliveryDetail: part }) => ({
    default: part,
  })),
)

const RefusedChanges = lazy(() => import('./refused-changes.tsx'))
const PostApproval = lazy(() => import('../approval/post-approval.tsx'))
const CompanyBar = lazy(() => import('../company/company-bar.tsx'))

const ResultsCard = lazy(() =>
  import('../compliance/results-card.tsx').then(({ ResultsCard: part }) => ({ default: part })),
)

/** A post that is on its way or out: what it says, and how it stands on each channel, with everything that happened there. */
export function PostDetail({ post, mayEdit }: { post: Post; mayEdit: boolean }) {
  const t = useWords('posts')
  const setSearch = postPage.useSetSearch()
  const { delivery: chosen } = postPage.useSearch()
  const shown = post.deliveries.find((one) => one.id === chosen) ?? byUrgency(post.deliveries)[0]
  return (
    <Frame
      title={t('post')}
      back={{ to: '/posts', label: t('nav') }}
      actions={
        <>
          <StateBadge state={post.stage === 'scheduled' ? standingOf(post) : post.stage} />
          {mayEdit && (
            <Button icon={PencilLine} onClick={() => setSearch({ edit: true }, { replace: false })}>
              {t('edit')}
            </Button>
          )}
          <PostMenu post={post} />
        </>
      }
    >
      <Suspense>
        <CompanyBar postId={post.id} channelId={null} writes={false} />
      </Suspense>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)] lg:gap-6">
        <div className="flex min-w-0 flex-col gap-4">
          <DecisionBanner post={post} onDecided={() => {}} />
          {post.deliveries.some(({ state }) => state === 'published') && (
            <Suspense>
              <RefusedChanges post={post} />
            </Suspense>
          )}
          <Said post={post} />
          <Suspense fallback={<Skeleton className="h-24 w-full" />}>
            <PostApproval post={post} />
          </Suspense>
          <TasksPlace postId={post.id} />
          <Purpose post={post} />
          <Suspense fallback={null}>
            <ResultsCard postId={post.id} />
          </Suspense>
          {post.deliveries.some((one) => one.state === 'published') && <CameBack postId={post.id} />}
          {post.deliveries.length > 1 && (
            <Card title={t('where')} flush>
              <ul className="divide-y divide-line">
                {post.deliveries.map((delivery) => (
                  <DeliveryRow
                    key={delivery.id}
                    delivery={delivery}
                    chosen={delivery.id === shown?.id}
                    onChoose={() => setSearch({ delivery: delivery.id })}
                  />
                ))}
              </ul>
            </Card>
          )}
        </div>
        <div className="min-w-0">
          {shown ? (
            <Suspense fallback={<Skeleton className="h-60 w-full" />}>
              <DeliveryDetail key={shown.id} id={shown.id} />
            </Suspense>
          ) : (
            <Looks post={post} />
          )}
        </div>
      </div>
    </Frame>
  )
}

/** A draft or proposal, for those who may look and decide but not write. */
function Looks({ post }: { post: Post }) {
  const desk = useDesk()
  const writing = writingOf(post)
  const channels = [...(desk?.values() ?? [])].filter((channel) => writing.variants[channel.id])
  return desk ? <Previews writing={writing} channels={channels} /> : <Skeleton className="h-60 w-full" />
}

function Said({ post }: { post: Post }) {
  const t = useWords('posts')
  const { title, parts, firstReply } = post.content
  return (
    <Card title={title || undefined}>
      <div className="flex flex-col gap-4">
        {parts.map((part, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <div key={place} className="flex flex-col gap-3">
            {part.text && <p className="text-base break-words whitespace-pre-wrap">{part.text}</p>}
            {part.media.length > 0 && (
              <ul className="flex flex-wrap gap-2">
                {part.media.map((media) => (
                  <li key={media.id} className="size-24 overflow-hidden rounded-md bg-sunken">
                    {hasPicture(media) ? (
                      <img src={showUrl(media, 160)} alt={media.alt} className="size-full object-cover" />
                    ) : (
                      <video
                        src={`${showUrl(media, 160)}#t=0.1`}
                        preload="metadata"
                        muted
                        aria-label={media.alt}
                        className="size-full object-cover"
                      />
                    )}
                  </li>
                ))}
              </ul>
            )}
            {part.media
              .filter(({ kind }) => kind === 'video')
              .map(({ id }) => (
                <FilmStanding key={id} mediaId={id} />
              ))}
          </div>
        ))}
        {firstReply && (
          <div className="border-l-2 border-line pl-3">
            <h3 className="text-xs text-muted">{t('firstReply')}</h3>
            <p className="break-words whitespace-pre-wrap">{firstReply}</p>
          </div>
        )}
      </div>
    </Card>
  )
}

function Purpose({ post }: { post: Post }) {
  const t = useWords('posts')
  const ofMachine = useWords('assistant')
  const { goals, campaigns, pillars, personas } = usePurposes()
  const influencers = useInfluencerNames(post.influencerId !== null)
  const nameOf = (items: readonly { id: string; name: string }[], id: string | null) =>
    items.find((item) => item.id === id)?.name
  const facts = [
    [t('category'), post.category && t(`categories.${post.category}`)],
    [t('pillar'), nameOf(pillars, post.pillarId)],
    [t('goal'), nameOf(goals, post.goalId)],
    [t('persona'), nameOf(personas, post.personaId)],
    [t('influencer'), nameOf(influencers, post.influencerId)],
    [t('appeal'), post.appeal && t(`appeals.${post.appeal}`)],
    [t('campaign'), nameOf(campaigns, post.campaignId)],
    [t('author'), post.authorGone ? t('former') : post.author?.name],
    [ofMachine('madeLabel'), [...new Set(post.machineMade.map(({ model }) => model))].join(', ')],
  ].filter(([, value]) => value)
  if (facts.length === 0) return null
  return (
    <Card>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-base">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function DeliveryRow({
  delivery,
  chosen,
  onChoose,
}: {
  delivery: DeliverySummary
  chosen: boolean
  onChoose: () => void
}) {
  const formats = useFormats()
  const channel = useChannels()?.get(delivery.channelId)
  const at = delivery.publishedAt ?? delivery.dueAt
  return (
    <li>
      <button
        type="button"
        aria-current={chosen || undefined}
        onClick={onChoose}
        className={cx(
          'flex w-full items-center gap-3 px-4 py-3 text-left md:px-5',
          chosen ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        {channel && <NetworkMark network={channel.face} />}
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-medium">{channel?.name ?? '–'}</span>
          <span className="text-sm text-muted figures">
            {formats.moment(at, channel?.timeZone)}
            {channel && channel.timeZone !== formats.timeZone && ` ${zoneCity(channel.timeZone)}`}
          </span>
        </span>
        <StateBadge state={delivery.state} />
        <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
      </button>
    </li>
  )
}
