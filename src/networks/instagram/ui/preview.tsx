import { Bookmark, Ellipsis, Heart, MessageCircle, Play, Send } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import { PreviewMedia, type PreviewPart, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** A post as it stands in the feed, or a story or reel as it fills the screen of a phone. */
export function Preview(props: PreviewProps) {
  const { parts, options } = props
  const [part] = parts
  if (!part) return null
  const alone = part.media.length === 1 && part.media[0]?.kind === 'video'
  const tall = options.kind === 'story' || options.kind === 'reel' || alone
  return tall ? <Tall {...props} part={part} /> : <InFeed {...props} part={part} />
}

type Shown = PreviewProps & { part: PreviewPart }

/** Whoever is asked to appear as an author, beside the account. */
function authorsOf(name: string, collaborators: unknown): string {
  const others = typeof collaborators === 'string' ? collaborators.split(/[\s,;]+/).filter(Boolean) : []
  return [name, ...others.map((one) => one.replace(/^@/, ''))].join(', ')
}

function InFeed({ account, part, firstReply, options, when }: Shown) {
  const name = account.handle.replace(/^@/, '')
  return (
    <article className="flex max-w-md flex-col gap-2.5 text-[0.9375rem] leading-normal">
      <span className="flex items-center gap-2.5">
        <Avatar name={account.name} src={account.avatarUrl} size="normal" />
        <span className="min-w-0 flex-1 truncate font-semibold">
          {authorsOf(name, options.collaborators)}
        </span>
        <Ellipsis aria-hidden className="size-4.5 text-faint" />
      </span>
      <Pages part={part} />
      <span aria-hidden className="flex items-center gap-4">
        <Heart className="size-5.5" />
        <MessageCircle className="size-5.5" />
        <Send className="size-5.5" />
        <Bookmark className="ml-auto size-5.5" />
      </span>
      {part.pieces.length > 0 && <PreviewText {...part} linkClass="text-[light-dark(#00376b,#a9c8f5)]" />}
      {firstReply && (
        <span className="flex gap-1.5">
          <span className="font-semibold">{name}</span>
          <PreviewText pieces={firstReply} folded={null} className="min-w-0 text-muted" />
        </span>
      )}
      <span className="text-xs text-muted">{when}</span>
    </article>
  )
}

/** A carousel shows one picture at a time, all in the shape of the first. */
function Pages({ part: { media } }: { part: PreviewPart }) {
  const [page, setPage] = useState(0)
  const shown = media[Math.min(page, media.length - 1)]
  const [first] = media
  if (!shown || !first) return null
  return (
    <>
      <PreviewMedia media={[{ ...shown, width: first.width, height: first.height }]} className="rounded-sm" />
      {media.length > 1 && (
        <span className="flex justify-center">
          {media.map((one, place) => (
            <button
              key={one.id}
              type="button"
              aria-label={`${place + 1} / ${media.length}`}
              aria-current={one === shown}
              className="flex size-6 items-center justify-center"
              onClick={() => setPage(place)}
            >
              <span
                className={one === shown ? 'size-2 rounded-full bg-accent' : 'size-2 rounded-full bg-line'}
              />
            </button>
          ))}
        </span>
      )}
    </>
  )
}

function Tall({ account, part, options, when }: Shown) {
  const reel = options.kind !== 'story'
  return (
    <article className="relative flex w-full max-w-64 flex-col overflow-hidden rounded-xl bg-sunken text-[0.9375rem]">
      <span className="flex items-center gap-2 px-3 py-2.5">
        <Avatar name={account.name} src={account.avatarUrl} size="small" />
        <span className="min-w-0 flex-1 truncate font-semibold">
          {authorsOf(account.handle.replace(/^@/, ''), reel ? options.collaborators : '')}
        </span>
        <span className="text-xs text-muted">{when}</span>
      </span>
      <span className="flex aspect-[9/16] items-center">
        {part.media.length > 0 ? (
          <PreviewMedia media={part.media.slice(0, 1)} />
        ) : (
          <Play aria-hidden className="mx-auto size-8 text-faint" />
        )}
      </span>
      {reel && part.pieces.length > 0 && <PreviewText {...part} className="px-3 py-2.5" />}
    </article>
  )
}
