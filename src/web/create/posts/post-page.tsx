import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { type Post, PostAnswer } from '../../../modules/create/posts/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { Composer } from './composer.tsx'
import { lastChannels } from './last-channels.ts'
import { PostDetail } from './post-detail.tsx'
import { PostMenu } from './post-menu.tsx'
import { postPage } from './routes.tsx'
import { clientIdOfTab, forgetClientIdOfTab, readKept, setClientIdOfTab } from './shelf.ts'
import { Unsaved } from './unsaved.tsx'
import { emptyWriting, type Writing, writingOf } from './writing.ts'

const askPost = (id: string) =>
  ask({ topic: 'posts', path: path`/posts/${id}`, schema: PostAnswer, fresh: 0 })

/** One post: written here while it is a draft, looked after here once it is on its way. */
export function Page() {
  const { id } = postPage.useParams()
  // The post that was begun on this page: it keeps its composer when `new` becomes its id.
  const [begun, setBegun] = useState<{ id: string | null; session: number }>({ id: null, session: 0 })
  const isNew = id === 'new'
  useEffect(() => {
    if (isNew) setBegun((now) => (now.id === null ? now : { id: null, session: now.session + 1 }))
  }, [isNew])
  const onMade = useCallback((made: string | null) => setBegun((now) => ({ ...now, id: made })), [])
  if (isNew || id === begun.id) return <NewPost key={begun.session} onMade={onMade} />
  return <KnownPost key={id} id={id} />
}

function NewPost({ onMade }: { onMade: (id: string | null) => void }) {
  const t = useWords('composer')
  const navigate = useNavigate()
  const start = useNewWriting()
  const [clientId, setClientId] = useState(clientIdOfTab)
  const [post, setPost] = useState<Post | null>(null)
  const heard = useQuery({ ...askPost(post?.id ?? ''), enabled: post !== null })
  const onPost = useCallback(
    (next: Post) => {
      setPost((before) => {
        if (before) return next
        forgetClientIdOfTab()
        onMade(next.id)
        // The page stays as it is under the hand that writes: only its address becomes another.
        void navigate({ to: `/posts/${next.id}` as never, replace: true, resetScroll: false })
        return next
      })
    },
    [navigate, onMade],
  )
  const resume = (other: string) => {
    setClientIdOfTab(other)
    setClientId(other)
  }
  return (
    <Frame
      title={post ? t(post.stage === 'proposed' ? 'proposalTitle' : 'draftTitle') : t('newTitle')}
      actions={post && <PostMenu post={post} />}
      back={{ to: '/posts', label: t('back') }}
    >
      {!post && <Unsaved clientId={clientId} onResume={resume} />}
      <Composer
        key={clientId}
        post={null}
        clientId={clientId}
        start={start}
        kept={readKept(`new-${clientId}`)}
        heard={heard.data}
        onPost={onPost}
        onSent={() => onMade(null)}
      />
    </Frame>
  )
}

/** An empty page knows what the address says and where this person published last. */
function useNewWriting(): Writing {
  const { at, channels } = postPage.useSearch()
  const { id, timeZone, language } = useWorkspace()
  const [start] = useState<Writing>(() => {
    const chosen = channels?.split(',').filter(Boolean) ?? lastChannels(id)
    return {
      ...emptyWriting,
      content: { ...emptyWriting.content, languages: [language] },
      wish: at ? { at, zone: timeZone } : null,
      variants: Object.fromEntries(chosen.map((channel) => [channel, { content: null, options: {} }])),
    }
  })
  return start
}

const titles = { draft: 'draftTitle', proposed: 'proposalTitle', scheduled: 'editTitle' } as const

function KnownPost({ id }: { id: string }) {
  const t = useWords('composer')
  const words = useProblemWords()
  const mayOn = useMayOn()
  const { edit } = postPage.useSearch()
  const setSearch = postPage.useSetSearch()
  const found = useQuery(askPost(id))
  const back = { to: '/posts', label: t('back') }
  if (found.isPending)
    return (
      <Frame title={t('draftTitle')} back={back}>
        <Skeleton className="h-96 w-full" />
      </Frame>
    )
  if (found.isError)
    return (
      <Frame title={t('draftTitle')} back={back}>
        <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
      </Frame>
    )
  const post = found.data
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const mayPublish = mayOn('post.publish', channelIds)
  const mayChange = mayOn('post.write', channelIds) && (post.stage !== 'scheduled' || mayPublish)
  const writes = mayChange && (post.stage !== 'scheduled' || edit === true)
  if (!writes) return <PostDetail post={post} mayEdit={mayChange} />
  return (
    <Frame
      title={t(titles[post.stage])}
      help={post.stage === 'scheduled' ? t('editHelp') : undefined}
      actions={
        <>
          {post.stage === 'scheduled' && <StateBadge state={post.stage} />}
          <PostMenu post={post} />
        </>
      }
      back={post.stage === 'scheduled' ? { to: `/posts/${id}`, label: t('backToPost') } : back}
    >
      <Composer
        key={`${id}${post.stage === 'scheduled'}`}
        post={post}
        clientId={id}
        start={writingOf(post)}
        kept={readKept(id)}
        heard={post}
        onSent={() => setSearch({ edit: undefined }, { replace: false })}
      />
    </Frame>
  )
}
