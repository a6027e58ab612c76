import { BarChart3, Bookmark, Heart, MessageCircle, Repeat2 } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'
import { useWords } from '../../../web/kit/words.ts'

/** X hides the scheme and what goes beyond some thirty letters. */
function shorten(url: string): string {
  const rest = url.replace(/^https?:\/\/(www\.)?/, '')
  return rest.length > 29 ? `${rest.slice(0, 28)}…` : rest
}

/** Posts as X shows them in a timeline; those of a thread hang on one line. */
export function Preview({ account, parts, firstReply, when, options }: PreviewProps) {
  const reply = firstReply && {
    pieces: firstReply,
    folded: null,
    media: [],
    poll: null,
    card: null,
    quote: null,
  }
  const all = reply ? [...parts, reply] : parts
  return (
    <div className="flex flex-col text-[0.9375rem] leading-normal">
      {all.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the posts of a thread are their places
        <article key={place} className="flex gap-3">
          <span className="flex flex-col items-center">
            <Avatar name={account.name} src={account.avatarUrl} size="large" />
            {place < all.length - 1 && <span aria-hidden className="w-0.5 flex-1 bg-line" />}
          </span>
          <span className="flex min-w-0 flex-1 flex-col gap-2 pb-4">
            <span className="flex min-w-0 items-baseline gap-1">
              <span className="truncate font-bold">{account.name}</span>
              <span className="truncate text-muted">{account.handle}</span>
              <span className="shrink-0 text-muted">· {when}</span>
            </span>
            <Body part={part} covered={!['', 'none'].includes(String(options.sensitive ?? ''))} />
            <span aria-hidden className="flex max-w-sm items-center justify-between text-faint">
              {[MessageCircle, Repeat2, Heart, BarChart3, Bookmark].map((Icon) => (
                <Icon key={Icon.displayName} className="size-4.5" />
              ))}
            </span>
          </span>
        </article>
      ))}
    </div>
  )
}

function Body({ part, covered }: { part: PreviewPart; covered: boolean }) {
  const t = useWords('composer')
  return (
    <>
      <PreviewText {...part} shorten={shorten} linkClass="text-[light-dark(#0f6fb5,#4aa8f0)]" />
      {part.poll && <PreviewPoll poll={part.poll} />}
      {part.media.length > 0 &&
        (covered ? (
          <span className="rounded-lg bg-sunken px-3 py-3 text-sm text-muted">{t('previewSensitive')}</span>
        ) : (
          <PreviewMedia media={part.media} marksAlt className="rounded-lg" />
        ))}
      {part.media.length === 0 && !part.poll && part.card && (
        <PreviewCard card={part.card} className="rounded-lg" />
      )}
    </>
  )
}
