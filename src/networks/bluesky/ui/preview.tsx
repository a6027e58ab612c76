import { Bookmark, Ellipsis, Heart, MessageCircle, Repeat2, Share } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  hostOf,
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  type PreviewProps,
  PreviewQuote,
  PreviewText,
} from '../../../web/kit/preview.tsx'
import { useWords } from '../../../web/kit/words.ts'

/** Bluesky leaves out the scheme and cuts a path after some letters. */
function shorten(url: string): string {
  const rest = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
  const host = hostOf(url)
  return rest.length > host.length + 15 ? `${rest.slice(0, host.length + 13)}…` : rest
}

/** A post as the Bluesky app shows it in a feed. */
export function Preview({ account, parts, firstReply, options, when }: PreviewProps) {
  const reply = firstReply && {
    pieces: firstReply,
    folded: null,
    media: [],
    poll: null,
    card: null,
    quote: null,
  }
  const all = reply ? [...parts, reply] : parts
  const hidden = typeof options.warning === 'string' && options.warning !== 'none'
  return (
    <div className="flex flex-col text-[0.9375rem] leading-snug">
      {all.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the posts of a thread are their places
        <div key={place} className="flex gap-2.5">
          <span className="flex flex-col items-center">
            <Avatar name={account.name} src={account.avatarUrl} size="large" />
            {place < all.length - 1 && <span aria-hidden className="my-1 w-0.5 flex-1 bg-line" />}
          </span>
          <div className="flex min-w-0 flex-1 flex-col gap-2 pb-3">
            <span className="flex items-baseline gap-1">
              <span className="max-w-[60%] shrink-0 truncate font-semibold">{account.name}</span>
              <span className="min-w-0 truncate text-muted">{account.handle}</span>
              <span className="shrink-0 text-muted">· {when}</span>
            </span>
            <PreviewText {...part} shorten={shorten} linkClass="text-[light-dark(#0a66d8,#4c9bff)]" />
            <Embed part={part} hidden={hidden} />
            <Actions />
          </div>
        </div>
      ))}
    </div>
  )
}

/** Room for one thing: pictures or a film before a link's card. */
function Embed({ part: { media, card, quote }, hidden }: { part: PreviewPart; hidden: boolean }) {
  const t = useWords('composer')
  return (
    <>
      {media.length > 0 &&
        (hidden ? (
          <span className="rounded-lg bg-sunken px-3 py-3 text-sm text-muted">{t('previewSensitive')}</span>
        ) : (
          <PreviewMedia media={media} marksAlt className="rounded-xl border border-line" />
        ))}
      {media.length === 0 && card && <PreviewCard card={card} className="rounded-xl" />}
      {quote && <PreviewQuote url={quote} className="rounded-xl" />}
    </>
  )
}

const Actions = () => (
  <span aria-hidden className="flex items-center justify-between pr-2 text-faint">
    {[MessageCircle, Repeat2, Heart, Bookmark, Share, Ellipsis].map((Icon) => (
      <Icon key={Icon.displayName} className="size-4" />
    ))}
  </span>
)
