import { Ellipsis, Heart, MessageCircle, Repeat2, Send } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewQuote,
  PreviewStrip,
  PreviewText,
} from '../../../web/kit/preview.tsx'
import { useWords } from '../../../web/kit/words.ts'

/** Threads leaves out the scheme, and cuts what is long. */
function shorten(url: string): string {
  const rest = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
  return rest.length > 30 ? `${rest.slice(0, 28)}…` : rest
}

/** A post as the Threads app shows it, with a line from each part to the next. */
export function Preview({ account, parts, firstReply, options, when }: PreviewProps) {
  const reply = firstReply && {
    ...{ pieces: firstReply, folded: null, media: [], poll: null, card: null, quote: null },
  }
  const all: readonly PreviewPart[] = reply ? [...parts, reply] : parts
  const topic = typeof options.topicTag === 'string' ? options.topicTag.trim().replace(/^#/, '') : ''
  const long = options.kind !== 'ghost' && typeof options.longText === 'string' ? options.longText.trim() : ''
  return (
    <div className="flex flex-col text-[0.9375rem] leading-snug">
      {all.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the posts of a thread are their places
        <div key={place} className="flex gap-3">
          <span className="flex flex-col items-center">
            <Avatar name={account.name} src={account.avatarUrl} size="large" />
            {place < all.length - 1 && <span aria-hidden className="my-1.5 w-0.5 flex-1 bg-line" />}
          </span>
          <div className="flex min-w-0 flex-1 flex-col gap-2 pb-3">
            <span className="flex items-baseline gap-1.5">
              <span className="min-w-0 truncate font-semibold">{account.handle.replace(/^@/, '')}</span>
              {place === 0 && topic !== '' && (
                <span className="min-w-0 truncate font-semibold">› {topic}</span>
              )}
              <span className="shrink-0 text-muted">{when}</span>
              <Ellipsis aria-hidden className="ml-auto size-4 shrink-0 self-center text-faint" />
            </span>
            <PreviewText {...part} shorten={shorten} linkClass="text-[light-dark(#00376b,#85a1ff)]" />
            <Beneath part={part} covered={options.spoiler === true} />
            {place === 0 && part.media.length === 0 && !part.poll && long !== '' && (
              <span className="line-clamp-3 rounded-lg border border-line px-3 py-2 whitespace-pre-line text-muted">
                {long}
              </span>
            )}
            <Actions />
          </div>
        </div>
      ))}
    </div>
  )
}

/** Room for one thing: files, a poll or a link's card; and a quoted post. */
function Beneath({ part: { media, poll, card, quote }, covered }: { part: PreviewPart; covered: boolean }) {
  const t = useWords('composer')
  return (
    <>
      {media.length > 0 &&
        (covered ? (
          <span className="rounded-lg bg-sunken px-3 py-3 text-sm text-muted">{t('previewSensitive')}</span>
        ) : media.length > 1 ? (
          <PreviewStrip media={media} className="rounded-lg border border-line" />
        ) : (
          <PreviewMedia media={media} className="rounded-lg border border-line" />
        ))}
      {poll && <PreviewPoll poll={{ ...poll, multiple: false }} />}
      {media.length === 0 && !poll && card && <PreviewCard card={card} className="rounded-lg" />}
      {quote && <PreviewQuote url={quote} className="rounded-lg" />}
    </>
  )
}

const Actions = () => (
  <span aria-hidden className="flex items-center gap-5 text-faint">
    {[Heart, MessageCircle, Repeat2, Send].map((Icon) => (
      <Icon key={Icon.displayName} className="size-4.5" />
    ))}
  </span>
)
