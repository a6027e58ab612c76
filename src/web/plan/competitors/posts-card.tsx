import { ExternalLink } from 'lucide-react'
import type { Competitor, Post } from '../../../modules/plan/competitors/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { usePosts, type Window } from './use-competitors.ts'
import { useFace } from './use-figures.ts'

/** Their posts, those that moved people most first. */
export function PostsCard({ competitor, window }: { competitor: Competitor; window: Window }) {
  const t = useWords('competitors')
  const words = useProblemWords()
  const posts = usePosts(competitor.id, window)
  const all = posts.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Card flush title={t('bestPosts')} help={t('bestPostsHelp')}>
      {posts.isPending && <SkeletonRows rows={3} />}
      {posts.error && <ErrorState small words={words(posts.error)} onRetry={() => void posts.refetch()} />}
      {posts.isSuccess && all.length === 0 && (
        <p className="px-4 pb-4 text-base text-muted md:px-5">{t('noPosts')}</p>
      )}
      <ul className="divide-y divide-line">
        {all.map((post) => (
          <Row key={`${post.profileId} ${post.remoteId}`} post={post} competitor={competitor} />
        ))}
      </ul>
      <div className="px-4 pb-3 empty:hidden md:px-5">
        <Pager
          more={posts.hasNextPage}
          busy={posts.isFetchingNextPage}
          onMore={() => void posts.fetchNextPage()}
        />
      </div>
    </Card>
  )
}

const counts = ['likes', 'reposts', 'replies', 'quotes', 'saves'] as const

function Row({ post, competitor }: { post: Post; competitor: Competitor }) {
  const t = useWords('competitors')
  const formats = useFormats()
  const face = useFace()
  const profile = competitor.profiles.find(({ id }) => id === post.profileId)
  const told = counts.filter((name) => post[name] !== null)
  return (
    <li className="flex flex-col gap-1.5 px-4 py-3 md:px-5">
      <p className="line-clamp-3 text-base break-words whitespace-pre-line">
        {post.words || <span className="text-muted">{t('noWords')}</span>}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        {profile && <NetworkMark network={face(profile.network)} size="small" />}
        <span>{formats.moment(post.publishedAt)}</span>
        <Badge>{t(`formats.${post.format}`)}</Badge>
        {post.source !== 'network' && <Badge>{t(`sourceNames.${post.source}`)}</Badge>}
        <span className="font-medium text-text">
          {t('engagementCount', {
            count: post.engagements ?? 0,
            known: post.engagements === null ? 'no' : 'yes',
          })}
        </span>
        {told.length > 0 && (
          <span>
            {told.map((name) => `${t(`counts.${name}`)} ${formats.number(post[name])}`).join(' · ')}
          </span>
        )}
        {post.url && (
          <a
            href={post.url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-6 items-center gap-1 text-accent underline touch:min-h-11"
          >
            {t('openPost')}
            <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )}
      </p>
    </li>
  )
}
