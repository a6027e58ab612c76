import { Newspaper, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  type Candidate,
  Contest,
  type ContestPost,
  type PostWay,
} from '../../../modules/create/contests/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { usePrices } from '../../channels/prices.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { touches, useCandidates, useStep } from './use-contest.ts'

/** Posts whose readers take part, and how far they are read. */
export function PostsCard({ contest }: { contest: Contest }) {
  const t = useWords('contests')
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const manages = may('plan.manage') && (contest.stage === 'draft' || contest.stage === 'open')
  return (
    <Card title={t('posts.title')} help={t('posts.help')}>
      <div className="flex flex-col gap-3">
        {contest.posts.length === 0 && <p className="text-muted">{t('posts.none')}</p>}
        <ul className="flex flex-col divide-y divide-line">
          {contest.posts.map((post) => (
            <Row key={post.id} contest={contest} post={post} />
          ))}
        </ul>
        {manages && (
          <Button icon={Plus} className="self-start" onClick={() => setAdding(true)}>
            {t('posts.add')}
          </Button>
        )}
      </div>
      {adding && <AddPost contest={contest} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function Row({ contest, post }: { contest: Contest; post: ContestPost }) {
  const t = useWords('contests')
  const may = useMay()
  const formats = useFormats()
  const back = useStep<{ publicationId: string; ways: PostWay[] }>(contest.id, 'posts')
  const remove = useWrite(
    () => api.delete(path`/contests/${contest.id}/posts/${post.id}`, { schema: Contest }),
    {
      touches,
      onSuccess: () =>
        toast(t('posts.removed'), {
          undo: () => back.mutate({ publicationId: post.publicationId, ways: post.ways }),
        }),
    },
  )
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 py-3 first:pt-0">
      <span className="flex min-w-0 flex-1 basis-56 flex-col gap-1">
        <span className="text-sm text-muted">{post.channel}</span>
        <span className="line-clamp-2 break-words">{post.text || t('posts.noText')}</span>
        <span className="flex flex-wrap gap-1">
          {post.ways.map((way) => (
            <Badge key={way}>{t(`ways.${way}`)}</Badge>
          ))}
        </span>
        {contest.stage !== 'draft' && (
          <span className="text-sm text-muted figures">
            {post.readAt ? t('posts.read', { when: formats.moment(post.readAt) }) : t('posts.unread')}
          </span>
        )}
        {post.partial.length > 0 && (
          <span className="text-sm text-warn">
            {t('posts.partial', { ways: formats.list(post.partial.map((way) => t(`ways.${way}`))) })}
          </span>
        )}
        {post.failure && <span className="text-sm text-bad">{post.failure}</span>}
      </span>
      {contest.stage === 'draft' && may('plan.manage') && (
        <IconButton icon={Trash2} label={t('posts.remove')} onClick={() => remove.mutate(undefined)} />
      )}
    </li>
  )
}

function AddPost({ contest, onClose }: { contest: Contest; onClose: () => void }) {
  const t = useWords('contests')
  const words = useProblemWords()
  const found = useCandidates(contest.id, true)
  const [chosen, setChosen] = useState<{ publicationId: string; ways: PostWay[] } | null>(null)
  const add = useStep<{ publicationId: string; ways: PostWay[] }>(contest.id, 'posts', onClose)
  const there = new Set(contest.posts.map(({ publicationId }) => publicationId))
  const items = found.data?.items.filter(({ publicationId }) => !there.has(publicationId)) ?? []
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('posts.add')}
      help={t('posts.addHelp')}
      actions={
        <Button
          look="primary"
          busy={add.isPending}
          disabled={!chosen || chosen.ways.length === 0}
          onClick={() => chosen && add.mutate(chosen)}
        >
          {t('posts.take')}
        </Button>
      }
    >
      {found.isPending && <SkeletonRows rows={3} />}
      {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && (
        <EmptyState small icon={Newspaper} title={t('posts.noneThere')}>
          {t('posts.noneThereHelp')}
        </EmptyState>
      )}
      <ul className="flex flex-col gap-2">
        {items.map((one) => (
          <CandidateRow
            key={one.publicationId}
            candidate={one}
            ways={chosen?.publicationId === one.publicationId ? chosen.ways : null}
            onChoose={(ways) => setChosen({ publicationId: one.publicationId, ways })}
          />
        ))}
      </ul>
    </Dialog>
  )
}

function CandidateRow(props: {
  candidate: Candidate
  ways: PostWay[] | null
  onChoose: (ways: PostWay[]) => void
}) {
  const { candidate, ways, onChoose } = props
  const t = useWords('contests')
  const formats = useFormats()
  const price = usePrices()(candidate.network, {
    accounts: hundred,
    ...(ways?.includes('comment') && { posts: hundred }),
  })
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line p-3">
      <label className="flex items-start gap-2.5">
        <input
          type="radio"
          name="post"
          checked={ways !== null}
          onChange={() => onChoose(candidate.ways)}
          className="mt-1 size-4.5"
        />
        <span className="min-w-0">
          <span className="block text-sm text-muted figures">
            {candidate.channel} · {formats.moment(candidate.publishedAt)}
          </span>
          <span className="line-clamp-3 break-words">{candidate.text || t('posts.noText')}</span>
        </span>
      </label>
      {ways && (
        <div className="flex flex-wrap gap-x-5 gap-y-2 pl-7">
          {candidate.ways.map((way) => (
            <Checkbox
              key={way}
              label={t(`ways.${way}`)}
              checked={ways.includes(way)}
              onChange={(on) =>
                onChoose(candidate.ways.filter((one) => (one === way ? on : ways.includes(one))))
              }
            />
          ))}
        </div>
      )}
      {ways && ways.length > 0 && price && <p className="pl-7 text-sm text-warn">{t('posts.cost', price)}</p>}
    </li>
  )
}

/** Nobody knows how many will take part, so that the price is told of so many. */
const hundred = 100
