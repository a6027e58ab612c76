import { Bookmark, Ellipsis, Globe, Lock, Moon, Repeat2, Reply, Star } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewQuote,
  PreviewText,
} from '../../../web/kit/preview.tsx'
import { useWords } from '../../../web/kit/words.ts'

/** Mastodon hides the scheme and all beyond thirty letters. */
function shorten(url: string): string {
  const rest = url.replace(/^https?:\/\/(www\.)?/, '')
  return rest.length > 30 ? `${rest.slice(0, 30)}…` : rest
}

const audiences = { public: Globe, unlisted: Moon, private: Lock }

/** A post as Mastodon's web shows it in a timeline. */
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
  const Audience = audiences[options.visibility as keyof typeof audiences] ?? Globe
  return (
    <div className="flex flex-col divide-y divide-line text-[0.9375rem] leading-normal">
      {all.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the posts of a thread are their places
        <article key={place} className="flex flex-col gap-2.5 py-3 first:pt-0 last:pb-0">
          <span className="flex items-center gap-2.5">
            <Avatar name={account.name} src={account.avatarUrl} size="large" square />
            <span className="flex min-w-0 flex-1 flex-col leading-tight">
              <span className="truncate font-semibold">{account.name}</span>
              <span className="truncate text-muted">{account.handle}</span>
            </span>
            <span className="flex shrink-0 items-center gap-1.5 text-sm text-muted">
              <Audience aria-hidden className="size-4" />
              {when}
            </span>
          </span>
          <Body part={part} options={options} />
          <span aria-hidden className="flex items-center justify-between pr-2 text-faint">
            {[Reply, Repeat2, Star, Bookmark, Ellipsis].map((Icon) => (
              <Icon key={Icon.displayName} className="size-4.5" />
            ))}
          </span>
        </article>
      ))}
    </div>
  )
}

/** A content warning stands in place of all the rest until it is opened. */
function Body({ part, options }: { part: PreviewPart; options: PreviewProps['options'] }) {
  const t = useWords('composer')
  const [open, setOpen] = useState(false)
  const warning = typeof options.spoiler === 'string' ? options.spoiler.trim() : ''
  return (
    <>
      {warning && (
        <span className="flex flex-col items-start gap-1 rounded-md bg-quiet-soft px-3 py-2">
          <span className="break-words">{warning}</span>
          <button
            type="button"
            className="text-sm font-medium text-accent hover:underline"
            onClick={() => setOpen(!open)}
          >
            {open ? t('previewHide') : t('previewShow')}
          </button>
        </span>
      )}
      {(!warning || open) && <Opened part={part} hidden={options.sensitive === true && !open} />}
    </>
  )
}

function Opened({ part, hidden }: { part: PreviewPart; hidden: boolean }) {
  const t = useWords('composer')
  return (
    <>
      <PreviewText {...part} shorten={shorten} linkClass="text-[light-dark(#4f46c8,#9a93ff)]" />
      {part.poll && <PreviewPoll poll={part.poll} />}
      {part.media.length > 0 &&
        (hidden ? (
          <span className="flex aspect-video items-center justify-center rounded-md bg-sunken text-sm text-muted">
            {t('previewSensitive')}
          </span>
        ) : (
          <PreviewMedia media={part.media} marksAlt className="rounded-md" />
        ))}
      {part.quote && <PreviewQuote url={part.quote} className="rounded-md" />}
      {part.media.length === 0 && !part.poll && !part.quote && part.card && (
        <PreviewCard card={part.card} className="rounded-md" />
      )}
    </>
  )
}
