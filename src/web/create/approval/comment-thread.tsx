import { CheckCheck, CornerDownRight, Ellipsis, PencilLine, Reply, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type Comment, CommentList, locate } from '../../../modules/create/approval/contract.ts'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { EditForm } from './edit-form.tsx'
import type { Said } from './said.ts'
import { SayForm } from './say-form.tsx'
import { touches } from './use-approvals.ts'

export type Thread = { top: Comment; answers: Comment[] }

type Props = { post: Post; thread: Thread; said: Said }

/** One remark with its answers, and what can be done with it. */
export function CommentThread({ post, thread: { top, answers }, said }: Props) {
  const t = useWords('together')
  const may = useMay()
  const [answering, setAnswering] = useState(false)
  const resolve = useWrite(
    (resolved: boolean) =>
      api.post(path`/posts/${post.id}/comments/${top.id}/resolve`, {
        body: { resolved },
        schema: CommentList,
      }),
    { touches },
  )
  const settle = () =>
    resolve.mutate(true, {
      onSuccess: () => toast(t('remarks.settled'), { undo: () => resolve.mutate(false) }),
    })
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0">
      <Words post={post} comment={top} said={said} />
      {answers.length > 0 && (
        <ul className="flex flex-col gap-2 border-l-2 border-line pl-3">
          {answers.map((one) => (
            <li key={one.id}>
              <Words post={post} comment={one} said={said} />
            </li>
          ))}
        </ul>
      )}
      <span className="-ml-2 flex flex-wrap gap-1">
        {may('post.comment') && !top.deleted && !answering && (
          <Button size="small" look="quiet" icon={Reply} onClick={() => setAnswering(true)}>
            {t('remarks.answer')}
          </Button>
        )}
        {top.mayResolve && !top.resolvedAt && (
          <Button size="small" look="quiet" icon={CheckCheck} busy={resolve.isPending} onClick={settle}>
            {t('remarks.settle')}
          </Button>
        )}
        {top.mayResolve && top.resolvedAt && (
          <Button size="small" look="quiet" busy={resolve.isPending} onClick={() => resolve.mutate(false)}>
            {t('remarks.reopen')}
          </Button>
        )}
      </span>
      {answering && <SayForm post={post} parent={top} onDone={() => setAnswering(false)} />}
    </li>
  )
}

function Words({ post, comment, said }: { post: Post; comment: Comment; said: Said }) {
  const t = useWords('approval')
  const formats = useFormats()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { kind, words, by, byLink, forClients, createdAt, editedAt, resolvedAt, deleted } = comment
  return (
    <article className="flex flex-col gap-1">
      <span className="flex items-start gap-x-2 text-sm">
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 pt-0.5">
          <span className="font-medium">{by}</span>
          <span className="text-muted figures">
            {formats.moment(createdAt)}
            {byLink && ` · ${t('byLink')}`}
            {forClients && !byLink && may('team.read') && ` · ${t('forClients')}`}
            {editedAt && ` · ${t('edited')}`}
          </span>
          {kind === 'change' && !deleted && (
            <Badge tone={resolvedAt ? 'good' : 'warn'}>{t(resolvedAt ? 'resolved' : 'request')}</Badge>
          )}
        </span>
        {comment.editable && !deleted && !editing && (
          <OwnMenu postId={post.id} comment={comment} onEdit={() => setEditing(true)} />
        )}
      </span>
      <About comment={comment} said={said} />
      {editing ? (
        <EditForm post={post} comment={comment} onClose={() => setEditing(false)} />
      ) : (
        <p className={deleted ? 'text-muted italic' : 'break-words whitespace-pre-wrap'}>
          {deleted ? t('gone') : <Called comment={comment} words={words} />}
        </p>
      )}
    </article>
  )
}

/** Words in which those who are called stand out. */
function Called({ comment: { mentions }, words }: { comment: Comment; words: string }) {
  const [first, ...rest] = [...mentions].sort((a, b) => b.name.length - a.name.length)
  if (!first) return words
  const call = `@${first.name}`
  const pieces = words.split(call)
  return pieces.map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
    <span key={place}>
      {place > 0 && <strong className="font-medium text-accent">{call}</strong>}
      <Called comment={{ mentions: rest } as Comment} words={piece} />
    </span>
  ))
}

/** The words that it is about; when they are gone, that is said. */
function About({ comment: { anchor, channelId }, said }: { comment: Comment; said: Said }) {
  const t = useWords('approval')
  const more = useWords('together')
  const channel = useChannels()?.get(channelId ?? '')
  if (!anchor)
    return channel ? (
      <p className="text-sm text-muted">{more('remarks.on', { channel: channel.name })}</p>
    ) : null
  const isThere = locate(said.textsOf(channelId)[anchor.part] ?? '', anchor) !== null
  const { onShow } = said
  return (
    <span className="flex items-start gap-1.5 text-sm text-muted">
      <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">
        {channel && `${channel.name}: `}
        {t('quoteOf', { quote: anchor.quote.slice(0, 160) })}
        {!isThere && ` ${t('quoteGone')}`}
        {isThere && onShow && (
          <button
            type="button"
            className="ml-1.5 font-medium text-accent hover:underline"
            onClick={() => onShow({ channelId, anchor })}
          >
            {more('remarks.show')}
          </button>
        )}
      </span>
    </span>
  )
}

type OwnProps = { postId: string; comment: Comment; onEdit: () => void }

function OwnMenu({ postId, comment: { id }, onEdit }: OwnProps) {
  const t = useWords('together')
  const words = useWords('approval')
  const change = useWrite(
    (deleted: boolean) =>
      api.patch(path`/posts/${postId}/comments/${id}`, { body: { deleted }, schema: CommentList }),
    { touches },
  )
  const remove = () =>
    change.mutate(true, {
      onSuccess: () => toast(t('remarks.deleted'), { undo: () => change.mutate(false) }),
    })
  return (
    <Menu trigger={<IconButton size="small" icon={Ellipsis} label={t('remarks.more')} />}>
      <MenuItem icon={PencilLine} onSelect={onEdit}>
        {words('edit')}
      </MenuItem>
      <MenuItem icon={Trash2} danger onSelect={remove}>
        {t('remarks.delete')}
      </MenuItem>
    </Menu>
  )
}
