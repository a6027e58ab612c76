import { useState } from 'react'
import type { Comment } from '../../../modules/create/approval/contract.ts'
import type { Post } from '../../../modules/create/posts/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { MentionField } from '../company/mention-field.tsx'
import { calledIn } from '../company/mentions.ts'
import { useColleagues } from '../company/use-colleagues.ts'
import type { Marked } from './said.ts'
import { useSay } from './use-approvals.ts'
import { useKeptWords } from './use-kept-words.ts'

type Props = {
  post: Post
  /** What is answered. */
  parent?: Comment
  /** The words that it is about. */
  picked?: Marked | null
  onPick?: (marked: Marked | null) => void
  /** Words that are marked in the text just now. */
  offered?: Marked | null
  onDone?: () => void
}

/** A remark, a request that holds the post, or an answer. What was typed stays on this device until it is sent. */
export function SayForm({ post, parent, picked = null, onPick, offered = null, onDone }: Props) {
  const t = useWords('approval')
  const more = useWords('together')
  const may = useMay()
  const mayOn = useMayOn()
  const [words, setWords] = useKeptWords(`${post.id}.${parent?.id ?? 'new'}`)
  const [holds, setHolds] = useState(false)
  const [forClients, setForClients] = useState(false)
  const people = useColleagues(post.id)
  const say = useSay(post.id)
  const channelIds = post.variants.map(({ channelId }) => channelId)
  const mayHold =
    !parent &&
    post.stage !== 'draft' &&
    (mayOn('post.approve', channelIds) || mayOn('post.write', channelIds))
  const mayTellClients = may('team.read') && (!parent || parent.forClients || parent.byLink)
  const called = calledIn(words, people)
  const clear = () => {
    setWords('')
    setHolds(false)
    setForClients(false)
    onPick?.(null)
    onDone?.()
  }
  const send = () => {
    if (words.trim() === '' || say.isPending) return
    const about = { anchor: picked?.anchor ?? null, channelId: picked?.channelId ?? null }
    const body = {
      words,
      ...about,
      forClients,
      replyTo: parent?.id ?? null,
      mentions: called.map(({ id }) => id),
    }
    say.mutate(
      { kind: holds && mayHold ? 'change' : 'comment', ...body },
      {
        onSuccess: () => {
          clear()
          toast(t('said'))
        },
      },
    )
  }
  return (
    <div className="flex flex-col gap-2">
      {picked && <Quote marked={picked} onDrop={() => onPick?.(null)} />}
      {!picked && offered && onPick && (
        <Button size="small" className="w-fit max-w-full" onClick={() => onPick(offered)}>
          <span className="truncate">
            {more('remarks.about', { quote: offered.anchor.quote.slice(0, 60) })}
          </span>
        </Button>
      )}
      <MentionField
        label={parent ? more('remarks.answerTo', { name: parent.by }) : t('say')}
        placeholder={may('team.read') ? more('remarks.say') : t('say')}
        people={people}
        value={words}
        onChange={setWords}
        onSend={send}
        autoFocus={parent !== undefined}
      />
      {called.length > 0 && (
        <p className="text-sm text-muted">
          {more('remarks.calls', { names: called.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {(words !== '' || parent) && (
        <div className="flex flex-wrap items-center gap-3">
          {mayHold && <Checkbox label={t('asRequest')} checked={holds} onChange={setHolds} />}
          {mayTellClients && (
            <Checkbox label={t('toClients')} checked={forClients} onChange={setForClients} />
          )}
          <Button size="small" busy={say.isPending} disabled={words.trim() === ''} onClick={send}>
            {t('send')}
          </Button>
          {parent && (
            <Button size="small" look="quiet" onClick={onDone}>
              {t('cancel')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function Quote({ marked: { anchor }, onDrop }: { marked: Marked; onDrop: () => void }) {
  const t = useWords('approval')
  return (
    <span className="flex flex-wrap items-center gap-2 text-sm">
      <span className="min-w-0 break-words text-muted">
        {t('quoteOf', { quote: anchor.quote.slice(0, 160) })}
      </span>
      <Button size="small" look="quiet" onClick={onDrop}>
        {t('dropQuote')}
      </Button>
    </span>
  )
}
