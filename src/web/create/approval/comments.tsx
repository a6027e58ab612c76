import { useState } from 'react'
import { type Comment, locate } from '../../../modules/create/approval/contract.ts'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { useMay } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useWords } from '../../kit/words.ts'
import { CommentThread, type Thread } from './comment-thread.tsx'
import { QuotedText } from './quoted-text.tsx'
import { type Marked, type Said, saidBy } from './said.ts'
import { SayForm } from './say-form.tsx'

type Props = {
  post: Post
  comments: readonly Comment[]
  said?: Said
  /** Nothing else stands in the card, which has its title. */
  bare?: boolean
}

/** What was said to the post, with answers, and a place to say more: of all of it, or of some words. */
export function Comments({ post, comments, said: written, bare }: Props) {
  const t = useWords('together')
  const may = useMay()
  const [picked, setPicked] = useState<Marked | null>(null)
  const [settled, setSettled] = useState(false)
  const said = written ?? saidBy(post)
  const threads = threadsOf(comments)
  const open = threads.filter(({ top }) => !top.resolvedAt)
  const closed = threads.filter(({ top }) => top.resolvedAt)
  const shown = settled ? threads : open
  return (
    <section className={cx('flex flex-col gap-3', !bare && 'border-t border-line pt-3')}>
      <div>
        {!bare && <h3 className="text-base font-semibold">{t('remarks.title')}</h3>}
        {may('team.read') && <p className="text-sm text-muted">{t('remarks.help')}</p>}
      </div>
      {may('post.comment') && !written && (
        <Quoting said={said} comments={open.map(({ top }) => top)} onMark={setPicked} />
      )}
      {threads.length === 0 && <p className="text-sm text-muted">{t('remarks.none')}</p>}
      {shown.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {shown.map((thread) => (
            <CommentThread key={thread.top.id} post={post} thread={thread} said={said} />
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <Button look="quiet" size="small" className="-ml-2 w-fit" onClick={() => setSettled(!settled)}>
          {settled ? t('remarks.hideSettled') : t('remarks.showSettled', { count: closed.length })}
        </Button>
      )}
      {may('post.comment') && (
        <SayForm post={post} picked={picked} onPick={setPicked} offered={said.marked} />
      )}
    </section>
  )
}

/** Remarks with their answers. What was taken back and never answered is gone; an answer to what one may not read stands alone. */
function threadsOf(comments: readonly Comment[]): Thread[] {
  const ids = new Set(comments.map(({ id }) => id))
  const isTop = ({ replyTo }: Comment): boolean => replyTo === null || !ids.has(replyTo)
  return comments
    .filter(isTop)
    .map((top) => ({ top, answers: comments.filter((one) => one.replyTo === top.id && !one.deleted) }))
    .filter(({ top, answers }) => !top.deleted || answers.length > 0)
}

/** The text of a post that is read, to mark words in it. */
function Quoting({
  said,
  comments,
  onMark,
}: {
  said: Said
  comments: readonly Comment[]
  onMark: (marked: Marked) => void
}) {
  const t = useWords('approval')
  const anchors = comments
    .filter(({ channelId }) => channelId === null)
    .flatMap(({ anchor }) => anchor ?? [])
    .filter((anchor) => locate(said.textsOf(null)[anchor.part] ?? '', anchor) !== null)
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-muted touch:py-2.5">{t('quoteHelp')}</summary>
      <div className="mt-2 flex flex-col gap-2 rounded-md bg-sunken px-3 py-2 text-base">
        {said.textsOf(null).map((text, part) => (
          <QuotedText
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            key={part}
            text={text}
            part={part}
            anchors={anchors}
            onQuote={(anchor) => onMark({ channelId: null, anchor })}
          />
        ))}
      </div>
    </details>
  )
}
