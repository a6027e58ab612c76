import { Check, Link2, MessageSquareWarning } from 'lucide-react'
import { useState } from 'react'
import type { Ask, Standing, Version } from '../../../modules/create/approval/contract.ts'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { useChannels, useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { Difference } from './changed-text.tsx'
import { Comments } from './comments.tsx'
import { frozenOf, wordsOf } from './frozen.ts'
import { LinkForm } from './link-form.tsx'
import { RequestDialog } from './request-dialog.tsx'
import type { Said } from './said.ts'
import { touches, useApprove, useStanding } from './use-approvals.ts'

/** Who is asked about a post, who said yes to what, what changed since, and what was said. */
export default function PostApproval({ post, said }: { post: Post; said?: Said }) {
  const t = useWords('approval')
  const together = useWords('together')
  const words = useProblemWords()
  const standing = useStanding(post.id)
  if (standing.isPending) return <Skeleton className="h-24 w-full" />
  if (standing.error)
    return <ErrorState small words={words(standing.error)} onRetry={() => void standing.refetch()} />
  // A draft that nobody is asked about has only what is said to it.
  const isAsked = post.stage !== 'draft' || standing.data.asks.length > 0
  return (
    <Card title={isAsked ? t('panel') : together('remarks.title')}>
      <div className="flex flex-col gap-4">
        {isAsked && <Steps post={post} standing={standing.data} />}
        <Comments bare={!isAsked} post={post} comments={standing.data.comments} said={said} />
      </div>
    </Card>
  )
}

function Steps({ post, standing }: { post: Post; standing: Standing }) {
  const t = useWords('approval')
  const may = useMay()
  const mayOn = useMayOn()
  const [asking, setAsking] = useState(false)
  const [linking, setLinking] = useState(false)
  const approve = useApprove()
  const { asks, held, seen, versions } = standing
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const asked = asks.length > 0
  const mayRequest = mayOn('post.approve', channelIds) || mayOn('post.write', channelIds)
  return (
    <>
      {asked && (
        <p className="text-sm text-muted">
          {t(held ? (standing.published ? 'heldChange' : 'held') : 'complete')}
        </p>
      )}
      {asked && (
        <ol className="flex flex-col gap-3">
          {asks.map((ask) => (
            <StepRow key={ask.stepId} ask={ask} postId={post.id} />
          ))}
        </ol>
      )}
      {held && versions.map((version) => <Since key={version.channelId} version={version} />)}
      <div className="flex flex-wrap gap-2">
        {asks.some(({ mine }) => mine) && (
          <Button
            look="primary"
            icon={Check}
            busy={approve.isPending}
            onClick={() => approve.mutate({ postId: post.id, seen })}
          >
            {t('approve')}
          </Button>
        )}
        {mayRequest && post.stage !== 'draft' && (
          <Button icon={MessageSquareWarning} onClick={() => setAsking(true)}>
            {t('requestChange')}
          </Button>
        )}
        {post.stage !== 'draft' && may('post.publish') && (
          <Button look="quiet" icon={Link2} onClick={() => setLinking(true)}>
            {t('sendLink')}
          </Button>
        )}
      </div>
      {asking && <RequestDialog postId={post.id} onClose={() => setAsking(false)} />}
      {linking && <LinkForm postIds={[post.id]} onClose={() => setLinking(false)} />}
    </>
  )
}

const tones = { open: 'accent', later: 'quiet', done: 'good', idle: 'quiet' } as const
const roleNames = ['owner', 'manager', 'client'] as const

function StepRow({ ask, postId }: { ask: Ask; postId: string }) {
  const t = useWords('approval')
  const formats = useFormats()
  const may = useMay()
  const back = useWrite((voteId: string) => api.delete(path`/posts/${postId}/approval/${voteId}`), {
    touches,
    onSuccess: () => toast(t('takenBack')),
  })
  const names = ask.asked.map((name) => {
    const role = roleNames.find((one) => one === name)
    return role ? t(`roleOf.${role}`) : name === 'link' ? t('link') : name
  })
  return (
    <li className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium break-words">{ask.step}</span>
        <Badge tone={tones[ask.state]}>{t(`states.${ask.state}`)}</Badge>
        {ask.state === 'open' && ask.overdue && <Badge tone="warn">{t('overdue')}</Badge>}
        {ask.state === 'open' && ask.deadline && !ask.overdue && (
          <span className="text-sm text-muted figures">
            {t('deadline', { when: formats.moment(ask.deadline) })}
          </span>
        )}
      </span>
      <span className="text-sm text-muted">
        {names.length > 0 && `${t('asks', { who: names.join(', ') })} (${t(`howOf.${ask.how}`)})`}
      </span>
      {ask.unfilled.map((work) => (
        <span key={work} className="text-sm text-warn">
          {t('unfilled', { work })}
        </span>
      ))}
      {ask.empty > 0 && <span className="text-sm text-warn">{t('empty', { count: ask.empty })}</span>}
      {uniqueVotes(ask).map(({ id, by, instead, at, current, mine }) => (
        <span key={id} className="flex flex-wrap items-center gap-x-2 text-sm">
          <Check aria-hidden className={current ? 'size-4 text-good' : 'size-4 text-faint'} />
          <span className={current ? undefined : 'text-muted'}>
            {instead
              ? t('votedInstead', { who: by, when: formats.moment(at), instead })
              : t('votedBy', { who: by, when: formats.moment(at) })}
            {!current && ` · ${t('outdated')}`}
          </span>
          {current && (mine || may('workspace.manage')) && (
            <Button look="quiet" size="small" busy={back.isPending} onClick={() => back.mutate(id)}>
              {t('takeBack')}
            </Button>
          )}
        </span>
      ))}
    </li>
  )
}

/** A yes to several channels at once is told once, the newest first. */
function uniqueVotes({ votes }: Ask): Ask['votes'] {
  const seen = new Set<string>()
  return votes.filter(({ by, instead, current, channelId }) => {
    const name = `${by} ${instead} ${current} ${votes.length > 12 ? '' : channelId}`
    if (seen.has(name)) return false
    seen.add(name)
    return true
  })
}

/** What the approver of the last version has not seen. */
function Since({ version: { channelId, digest, content, approved } }: { version: Version }) {
  const t = useWords('approval')
  const channel = useChannels()?.get(channelId)
  if (!approved || approved.digest === digest) return null
  const [before, after] = [wordsOf(frozenOf(approved.content)), wordsOf(frozenOf(content))]
  return (
    <section className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2">
      <h3 className="text-sm font-medium">
        {t('changedSince')}
        {channel && ` · ${channel.name}`}
      </h3>
      {before === after ? (
        <p className="text-sm text-muted">{t('otherwise')}</p>
      ) : (
        <Difference before={before} after={after} />
      )}
    </section>
  )
}
