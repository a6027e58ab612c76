import { Globe, MessageSquareText, Repeat2, Send, ThumbsUp, Users } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'

const link = 'font-semibold text-[light-dark(#0a66c2,#71b7fb)]'

/** A post as LinkedIn shows it in a feed: who and when, the words, and the one thing beside them. */
export function Preview({ account, title, parts, firstReply, options, when }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  const asks = part.poll !== null && part.media.length === 0
  return (
    <article className="flex flex-col gap-2.5 text-[0.875rem] leading-normal">
      <Head account={account} when={when} known={options.visibility === 'CONNECTIONS'} />
      {asks ? <Words text={options.pollText} /> : <PreviewText {...part} linkClass={link} />}
      <Shown part={part} title={title} document={options.kind === 'document'} />
      <span aria-hidden className="flex justify-around border-line border-t pt-2 text-faint">
        {[ThumbsUp, MessageSquareText, ...(options.noReshare === true ? [] : [Repeat2]), Send].map((Icon) => (
          <Icon key={Icon.displayName} className="size-4.5" />
        ))}
      </span>
      {firstReply && (
        <span className="flex gap-2">
          <Avatar name={account.name} src={account.avatarUrl} />
          <span className="flex min-w-0 flex-col rounded-md bg-sunken px-3 py-2">
            <span className="truncate font-semibold">{account.name}</span>
            <PreviewText pieces={firstReply} folded={null} linkClass={link} />
          </span>
        </span>
      )}
    </article>
  )
}

function Head({ account, when, known }: Pick<PreviewProps, 'account' | 'when'> & { known: boolean }) {
  const Seen = known ? Users : Globe
  return (
    <span className="flex items-center gap-2.5">
      <Avatar name={account.name} src={account.avatarUrl} size="large" />
      <span className="flex min-w-0 flex-col leading-tight">
        <span className="truncate font-semibold">{account.name}</span>
        <span className="flex items-center gap-1 text-muted text-xs">
          {when} · <Seen aria-hidden className="size-3.5" />
        </span>
      </span>
    </span>
  )
}

const Words = ({ text }: { text: unknown }) =>
  typeof text === 'string' && text.trim() !== '' ? (
    <p className="whitespace-pre-wrap break-words">{text}</p>
  ) : null

type ShownProps = { part: PreviewPart; title: string; document: boolean }

function Shown({ part, title, document }: ShownProps) {
  const { media, poll, card } = part
  if (media.length > 0 && document) return <Pages media={media} title={title} />
  if (media.length > 0) return <PreviewMedia media={media} className="rounded-md" />
  if (poll)
    return (
      <span className="flex flex-col gap-2 rounded-md border border-line p-3">
        <PreviewText pieces={part.pieces} folded={null} linkClass={link} className="font-semibold" />
        <PreviewPoll poll={poll} />
      </span>
    )
  return card ? <PreviewCard card={card} className="rounded-md" /> : null
}

/** A document: its first page, its title, and which page of how many it is. */
const Pages = ({ media, title }: Pick<PreviewPart, 'media'> & { title: string }) => (
  <span className="flex flex-col overflow-hidden rounded-md border border-line">
    <PreviewMedia media={media.slice(0, 1)} className="w-full" />
    <span className="flex justify-between gap-2 bg-sunken px-3 py-2 text-xs">
      <span className="truncate font-semibold">{title}</span>
      <span className="text-muted tabular-nums">1/{media.length}</span>
    </span>
  </span>
)
