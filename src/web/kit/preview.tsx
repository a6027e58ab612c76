import { BarChart3, ImageOff, Link2, Play } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { cx } from './class.ts'
import type { NetworkFace } from './network.tsx'
import { useWords } from './words.ts'

/** A stretch of a text: plain, or one that a network makes a link of. */
export type PreviewPiece = { kind: 'plain' | 'link' | 'mention' | 'tag'; text: string }

export type PreviewPicture = {
  id: string
  kind: 'image' | 'video'
  alt: string
  src: string
  width: number
  height: number
}

export type PreviewPart = {
  pieces: readonly PreviewPiece[]
  /** What stands before the fold; null where all of it is shown. */
  folded: readonly PreviewPiece[] | null
  media: readonly PreviewPicture[]
  poll: { options: readonly string[]; minutes: number; multiple: boolean } | null
  card: { url: string; title: string; description: string; imageSrc: string | null } | null
  quote: string | null
}

/** What a network's preview is given; `networks/<id>/ui/preview.tsx` exports `Preview` that takes it. */
export type PreviewProps = {
  network: NetworkFace
  account: { name: string; handle: string; avatarUrl: string | null }
  title: string
  /** One, or the posts of a thread. */
  parts: readonly PreviewPart[]
  firstReply: readonly PreviewPiece[] | null
  /** Values of the network's own settings. */
  options: Readonly<Record<string, unknown>>
  /** When it is published, in words. */
  when: string
}

type TextProps = Pick<PreviewPart, 'pieces' | 'folded'> & {
  /** How the network shows an address. */
  shorten?: (url: string) => string
  linkClass?: string
  className?: string
}

/** The text as readers see it: links marked, folded where the network folds. */
export function PreviewText({ pieces, folded, shorten, linkClass, className }: TextProps) {
  const t = useWords('kit')
  const [open, setOpen] = useState(false)
  if (pieces.length === 0) return null
  const shown = folded && !open ? folded : pieces
  return (
    <p className={cx('break-words whitespace-pre-wrap', className)}>
      {shown.map(({ kind, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name of their own and are drawn anew together
        <span key={place} className={kind === 'plain' ? undefined : (linkClass ?? 'text-accent')}>
          {kind === 'link' && shorten ? shorten(text) : text}
        </span>
      ))}
      {folded && (
        <button
          type="button"
          className="ml-1 font-medium text-muted hover:underline"
          onClick={() => setOpen(!open)}
        >
          {open ? t('foldLess') : t('foldMore')}
        </button>
      )}
    </p>
  )
}

/** Pictures side by side, up to four as a grid; one keeps its own shape within bounds. */
export function PreviewMedia({ media, className }: { media: readonly PreviewPicture[]; className?: string }) {
  const [first] = media
  if (!first) return null
  if (media.length === 1)
    return (
      <div
        className={cx('relative max-h-96 w-full overflow-hidden', className)}
        style={{ aspectRatio: ratioOf(first) }}
      >
        <Picture picture={first} />
      </div>
    )
  return (
    <div
      className={cx(
        'grid aspect-[16/10] grid-cols-2 gap-0.5 overflow-hidden',
        media.length > 2 && 'grid-rows-2',
        className,
      )}
    >
      {media.slice(0, 4).map((picture, place) => (
        <div
          key={picture.id}
          className={cx('relative min-h-0 min-w-0', media.length === 3 && place === 0 && 'row-span-2')}
        >
          <Picture picture={picture} />
        </div>
      ))}
    </div>
  )
}

const ratioOf = ({ width, height }: PreviewPicture): number =>
  Math.min(Math.max(width / Math.max(height, 1), 0.6), 2.4)

function Picture({ picture }: { picture: PreviewPicture }) {
  const [broken, setBroken] = useState(false)
  if (broken)
    return (
      <span className="flex size-full items-center justify-center bg-sunken text-faint">
        <ImageOff aria-hidden className="size-6" />
      </span>
    )
  if (picture.kind === 'image')
    return (
      <img
        src={picture.src}
        alt={picture.alt}
        className="size-full bg-sunken object-cover"
        onError={() => setBroken(true)}
      />
    )
  return (
    <span className="relative block size-full bg-black">
      {/* biome-ignore lint/a11y/useMediaCaption: a still of the film while it is being written */}
      <video
        src={`${picture.src}#t=0.1`}
        preload="metadata"
        aria-label={picture.alt}
        className="size-full object-contain"
      />
      <Play
        aria-hidden
        className="absolute inset-0 m-auto size-12 rounded-full bg-black/60 fill-white p-3 text-white"
      />
    </span>
  )
}

/** A link as a card. `beside`: a small picture to the left instead of a large one above. */
export function PreviewCard({
  card,
  beside,
  className,
}: {
  card: NonNullable<PreviewPart['card']>
  beside?: boolean
  className?: string
}) {
  const host = hostOf(card.url)
  return (
    <div className={cx('overflow-hidden border border-line', beside ? 'flex' : 'flex flex-col', className)}>
      {card.imageSrc ? (
        <img
          src={card.imageSrc}
          alt=""
          className={cx(
            'bg-sunken object-cover',
            beside ? 'w-24 shrink-0 self-stretch' : 'aspect-[1.91] w-full',
          )}
        />
      ) : (
        beside && (
          <span className="flex w-24 shrink-0 items-center justify-center bg-sunken text-faint">
            <Link2 aria-hidden className="size-6" />
          </span>
        )
      )}
      <span className="flex min-w-0 flex-col gap-0.5 px-3 py-2">
        {beside && <span className="truncate text-xs text-muted">{host}</span>}
        <span className="line-clamp-2 font-semibold">{card.title || host}</span>
        {card.description && <span className="line-clamp-2 text-sm text-muted">{card.description}</span>}
        {!beside && <span className="truncate text-xs text-muted">{host}</span>}
      </span>
    </div>
  )
}

export function hostOf(url: string): string {
  return URL.parse(url)?.host.replace(/^www\./, '') ?? url
}

export const PreviewQuote = ({ url, className }: { url: string; className?: string }) => (
  <div className={cx('truncate border border-line px-3 py-2 text-sm text-muted', className)}>{url}</div>
)

/** The answers of a poll before anybody has voted. */
export const PreviewPoll = ({
  poll,
  children,
}: {
  poll: NonNullable<PreviewPart['poll']>
  children?: ReactNode
}) => (
  <div className="flex flex-col gap-2">
    {poll.options.map((option, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: two answers may be the same while they are written
      <span key={place} className="flex items-center gap-2.5">
        <span
          aria-hidden
          className={cx(
            'size-4 shrink-0 border-2 border-edge',
            poll.multiple ? 'rounded-sm' : 'rounded-full',
          )}
        />
        <span className="min-w-0 break-words">{option}</span>
      </span>
    ))}
    {children && (
      <span className="flex items-center gap-1.5 text-sm text-muted">
        <BarChart3 aria-hidden className="size-4" />
        {children}
      </span>
    )}
  </div>
)
