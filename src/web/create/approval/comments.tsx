import { useQuery } from '@tanstack/react-query'
import { CornerDownRight } from 'lucide-react'
import { useState } from 'react'
import {
  type Anchor,
  type Comment,
  CommentList,
  locate,
  type Version,
} from '../../../modules/create/approval/contract.ts'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { MemberList } from '../../../modules/people/members/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { QuotedText } from './quoted-text.tsx'
import { touches, useSay } from './use-approvals.ts'

type Props = { post: Post; comments: readonly Comment[]; versions: readonly Version[] }

/** What was said to the post, and a place to say more: of all of it, or of some words. */
export function Comments({ post, comments }: Props) {
  const t = useWords('approval')
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const may = useMay()
  const texts = post.content.parts.map(({ text }) => text)
  const open = comments.filter(({ resolvedAt, deleted }) => !resolvedAt && !deleted)
  const anchors = open.flatMap((one) => one.anchor ?? [])
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-3">
      <h3 className="text-base font-semibold">{t('comments')}</h3>
      {may('post.comment') && (
        <details className="text-sm">
          <summary className="cursor-pointer text-muted">{t('quoteHelp')}</summary>
          <div className="mt-2 flex flex-col gap-2 rounded-md bg-sunken px-3 py-2 text-base">
            {texts.map((text, part) => (
              <QuotedText
                // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
                key={part}
                text={text}
                part={part}
                anchors={anchors}
                onQuote={setAnchor}
              />
            ))}
          </div>
        </details>
      )}
      {comments.length > 0 && (
        <ul className="flex flex-col gap-3">
          {comments.map((one) => (
            <CommentRow key={one.id} comment={one} postId={post.id} texts={texts} />
          ))}
        </ul>
      )}
      {may('post.comment') && <SayForm post={post} anchor={anchor} onAnchor={setAnchor} />}
    </section>
  )
}

type RowProps = { comment: Comment; postId: string; texts: readonly string[] }

function CommentRow({ comment, postId, texts }: RowProps) {
  const t = useWords('approval')
  const formats = useFormats()
  const [editing, setEditing] = useState<string | null>(null)
  const may = useMay()
  const { id, kind, words, by, byLink, forClients, anchor, createdAt, editedAt, resolvedAt, deleted } =
    comment
  const change = useWrite(
    (body: object) => api.patch(path`/posts/${postId}/comments/${id}`, { body, schema: CommentList }),
    { touches },
  )
  const resolve = useWrite(
    (resolved: boolean) =>
      api.post(path`/posts/${postId}/comments/${id}/resolve`, { body: { resolved }, schema: CommentList }),
    { touches },
  )
  const remove = () =>
    change.mutate(
      { deleted: true },
      { onSuccess: () => toast(t('removed'), { undo: () => change.mutate({ deleted: false }) }) },
    )
  const close = () =>
    resolve.mutate(true, {
      onSuccess: () => toast(t('resolvedNow'), { undo: () => resolve.mutate(false) }),
    })
  const isThere = anchor === null || locate(texts[anchor.part] ?? '', anchor) !== null
  return (
    <li className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-2 text-sm">
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
      {anchor && (
        <span className="flex items-start gap-1.5 text-sm text-muted">
          <CornerDownRight aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">
            {t('quoteOf', { quote: anchor.quote.slice(0, 160) })}
            {!isThere && ` ${t('quoteGone')}`}
          </span>
        </span>
      )}
      {editing === null ? (
        <p className={deleted ? 'text-muted italic' : 'break-words whitespace-pre-wrap'}>
          {deleted ? t('gone') : words}
        </p>
      ) : (
        <Field label={t('edit')} hideLabel>
          <Textarea maxLength={5000} value={editing} onChange={({ target }) => setEditing(target.value)} />
        </Field>
      )}
      <span className="-ml-2 flex flex-wrap gap-1">
        {editing !== null && (
          <>
            <Button
              size="small"
              busy={change.isPending}
              disabled={editing.trim() === ''}
              onClick={() => change.mutate({ words: editing }, { onSuccess: () => setEditing(null) })}
            >
              {t('save')}
            </Button>
            <Button size="small" look="quiet" onClick={() => setEditing(null)}>
              {t('cancel')}
            </Button>
          </>
        )}
        {editing === null && comment.editable && !deleted && (
          <>
            <Button size="small" look="quiet" onClick={() => setEditing(words)}>
              {t('edit')}
            </Button>
            <Button size="small" look="quiet" busy={change.isPending} onClick={remove}>
              {t('remove')}
            </Button>
          </>
        )}
        {comment.mayResolve && (
          <Button size="small" busy={resolve.isPending} onClick={close}>
            {t('resolve')}
          </Button>
        )}
      </span>
    </li>
  )
}

type SayProps = { post: Post; anchor: Anchor | null; onAnchor: (anchor: Anchor | null) => void }

function SayForm({ post, anchor, onAnchor }: SayProps) {
  const t = useWords('approval')
  const mayOn = useMayOn()
  const may = useMay()
  const [words, setWords] = useState('')
  const [holds, setHolds] = useState(false)
  const [mention, setMention] = useState('nobody')
  const [forClients, setForClients] = useState(false)
  const say = useSay(post.id)
  const members = useQuery({
    ...ask({ topic: 'members', path: '/members', query: { limit: 200 }, schema: MemberList }),
    enabled: may('team.read'),
  })
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const mayHold =
    post.stage !== 'draft' && (mayOn('post.approve', channelIds) || mayOn('post.write', channelIds))
  const send = () =>
    say.mutate(
      {
        ...{ kind: holds && mayHold ? 'change' : 'comment', words, anchor, forClients },
        mentions: mention === 'nobody' ? [] : [mention],
      },
      {
        onSuccess: () => {
          setWords('')
          setHolds(false)
          setForClients(false)
          setMention('nobody')
          onAnchor(null)
          toast(t('said'))
        },
      },
    )
  return (
    <div className="flex flex-col gap-2">
      {anchor && (
        <span className="flex flex-wrap items-center gap-2 text-sm">
          <span className="min-w-0 break-words text-muted">
            {t('quoteOf', { quote: anchor.quote.slice(0, 160) })}
          </span>
          <Button size="small" look="quiet" onClick={() => onAnchor(null)}>
            {t('dropQuote')}
          </Button>
        </span>
      )}
      <Field label={t('say')} hideLabel>
        <Textarea
          maxLength={5000}
          placeholder={t('say')}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      </Field>
      {words !== '' && (
        <div className="flex flex-wrap items-center gap-3">
          {mayHold && <Checkbox label={t('asRequest')} checked={holds} onChange={setHolds} />}
          {may('team.read') && (
            <Checkbox label={t('toClients')} checked={forClients} onChange={setForClients} />
          )}
          {members.data && (
            <Select
              bare
              label={t('mention')}
              value={mention}
              onChange={setMention}
              choices={[
                { value: 'nobody', label: t('nobody') },
                ...members.data.items.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <Button size="small" busy={say.isPending} disabled={words.trim() === ''} onClick={send}>
            {t('send')}
          </Button>
        </div>
      )}
    </div>
  )
}
