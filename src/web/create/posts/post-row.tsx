import { Link } from '@tanstack/react-router'
import { Copy, Ellipsis, PencilLine, Trash2, Undo2 } from 'lucide-react'
import type { PostItem } from '../../../modules/create/posts/contract.ts'
import { useChannels, useMayOn } from '../../api/channels.ts'
import { StateBadge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { toInstant } from '../../kit/zone.ts'
import { showUrl } from '../media/media-url.ts'
import { standingOf } from './standing.ts'
import { usePostActs } from './use-post-acts.ts'

/** One post in the list: what it says, where, when, and how it stands. */
export function PostRow({ post }: { post: PostItem }) {
  const t = useWords('posts')
  const channels = useChannels()
  const words = post.title || post.text || t('untitled')
  const state = post.stage === 'scheduled' ? standingOf(post) : post.stage
  return (
    <li className="relative flex items-start gap-3 px-3 py-3 hover:bg-hover md:px-4">
      {post.firstMedia?.kind === 'image' && (
        <img
          src={showUrl(post.firstMedia, 160)}
          alt=""
          loading="lazy"
          className="size-14 shrink-0 rounded-md bg-sunken object-cover"
        />
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        {post.deletedAt ? (
          <p className="line-clamp-2 break-words">{words}</p>
        ) : (
          <Link
            to={`/posts/${post.id}` as never}
            className="line-clamp-2 break-words after:absolute after:inset-0 after:content-['']"
          >
            {words}
          </Link>
        )}
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-muted">
          <StateBadge state={state} />
          <span className="inline-flex gap-1 empty:hidden">
            {post.channelIds.map((id) => {
              const channel = channels?.get(id)
              return channel && <NetworkMark key={id} network={channel.face} size="small" />
            })}
          </span>
          <When post={post} />
          {post.parts > 1 && <span>{t('parts', { count: post.parts })}</span>}
          {post.category && <span>{t(`categories.${post.category}`)}</span>}
          {post.author && <span className="max-sm:hidden">{post.author.name}</span>}
          {post.authorGone && <span className="max-sm:hidden">{t('former')}</span>}
        </span>
      </div>
      <span className="relative z-10">
        {post.deletedAt ? <Restore post={post} /> : <RowMenu post={post} />}
      </span>
    </li>
  )
}

/** When it is due or was published; a draft tells its wish, or when it was last touched. */
function When({ post }: { post: PostItem }) {
  const t = useWords('posts')
  const formats = useFormats()
  const times = post.deliveries
    .filter((delivery) => delivery.state !== 'cancelled')
    .map((delivery) => delivery.publishedAt ?? delivery.dueAt)
    .sort()
  const at = times[0] ?? (post.wish ? toInstant(post.wish.at, post.wish.zone).at.toISOString() : null)
  if (at)
    return (
      <time dateTime={at} className="figures">
        {formats.moment(at)}
      </time>
    )
  return <span>{t('touched', { when: formats.relative(post.updatedAt) })}</span>
}

function Restore({ post }: { post: PostItem }) {
  const t = useWords('posts')
  const mayOn = useMayOn()
  const { restore } = usePostActs()
  if (!mayOn('post.write', post.channelIds)) return null
  return (
    <Button size="small" icon={Undo2} busy={restore.isPending} onClick={() => restore.mutate(post)}>
      {t('restore')}
    </Button>
  )
}

function RowMenu({ post }: { post: PostItem }) {
  const t = useWords('posts')
  const mayOn = useMayOn()
  const go = useGo()
  const { remove, duplicate } = usePostActs()
  if (!mayOn('post.write', post.channelIds)) return null
  const mine = post.stage !== 'scheduled' || mayOn('post.publish', post.channelIds)
  const edit = post.stage === 'scheduled' ? `/posts/${post.id}?edit=true` : `/posts/${post.id}`
  return (
    <Menu
      trigger={
        <IconButton
          icon={Ellipsis}
          label={t('moreFor', { words: post.text.slice(0, 40) || t('untitled') })}
        />
      }
    >
      {mine && (
        <MenuItem icon={PencilLine} onSelect={() => go(edit)}>
          {t('edit')}
        </MenuItem>
      )}
      <MenuItem icon={Copy} onSelect={() => duplicate.mutate(post)}>
        {t('duplicate')}
      </MenuItem>
      {mine && (
        <>
          <MenuLine />
          <MenuItem icon={Trash2} danger onSelect={() => remove.mutate(post)}>
            {t('delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
