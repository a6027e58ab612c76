import { BarChart3, ChevronLeft, ChevronRight, ImageOff, Link2, Play } from 'lucide-react'
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
  /** Whose words they are, where the network says it on the same line. */
  by?: string
  /** How the network shows an address. */
  shorten?: (url: string) => string
  /** Addresses are read there, and no press opens them. */
  plainLinks?: boolean
  linkClass?: string
  className?: string
}

/** The text as readers see it: links marked, folded where the network folds. */
export function PreviewText({ by, pieces, folded, shorten, plainLinks, linkClass, className }: TextProps) {
  const t = useWords('kit')
  const [open, setOpen] = useState(false)
  if (pieces.length === 0) return null
  const shown = folded && !open ? folded : pieces
  const isPlain = (kind: PreviewPiece['kind']) => kind === 'plain' || (kind === 'link' && plainLinks === true)
  return (
    <p className={cx('break-words whitespace-pre-wrap', className)}>
      {by && <span className="font-semibold">{by} </span>}
      {shown.map(({ kind, text }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name of their own and are drawn anew together
        <span key={place} className={isPlain(kind) ? undefined : (linkClass ?? 'text-accent')}>
          {kind === 'link' && shorten ? shorten(text) : text}
        </span>
      ))}
      {folded && (
        <button
          type="button"
          className="relative ml-1 font-medium text-muted hover:underline after:absolute after:-inset-3"
          onClick={() => setOpen(!open)}
        >
          {open ? t('foldLess') : t('foldMore')}
        </button>
      )}
    </p>
  )
}

type MediaProps = {
  media: readonly PreviewPicture[]
  /** The network marks pictures that are described. */
  marksAlt?: boolean
  className?: string
}

/** Pictures side by side, up to four as a grid, the last with how many more there are; one keeps its own shape within bounds. */
export function PreviewMedia({ media, marksAlt, className }: MediaProps) {
  const [first] = media
  if (!first) return null
  const more = media.length - 4
  if (media.length === 1)
    return (
      <div
        className={cx('relative max-h-96 w-full overflow-hidden', className)}
        style={{ aspectRatio: ratioOf(first) }}
      >
        <Picture picture={first} marksAlt={marksAlt} />
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
          <Picture picture={picture} marksAlt={marksAlt} />
          {more > 0 && place === 3 && (
            <span className="absolute inset-0 flex items-center justify-center bg-black/55 text-2xl font-semibold text-white">
              +{more}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

type PagesProps = {
  media: readonly PreviewPicture[]
  /** Which of them is seen first. */
  first?: number
  /** The dots lie on the picture, and each keeps its own shape; else beneath, and all have that of the first. */
  over?: boolean
  className?: string
}

/** Pictures of which one is seen at a time; dots tell which. */
export function PreviewPages({ media, first = 0, over, className }: PagesProps) {
  const [turned, setTurned] = useState<number | null>(null)
  const page = Math.max(0, Math.min(turned ?? first, media.length - 1))
  const [shown, shape] = [media[page], media[0]]
  if (!shown || !shape) return null
  const turn = (to: number) => ({ label: `${to + 1} / ${media.length}`, onPress: () => setTurned(to) })
  return (
    <div className="flex flex-col gap-2">
      <div className="relative">
        <PreviewMedia
          media={[over ? shown : { ...shown, width: shape.width, height: shape.height }]}
          className={className}
        />
        {page > 0 && <Turn {...turn(page - 1)} back />}
        {page < media.length - 1 && <Turn {...turn(page + 1)} />}
      </div>
      {media.length > 1 && (
        <span
          aria-hidden
          className={cx('flex flex-wrap justify-center gap-1.5', over && 'absolute inset-x-3 bottom-3')}
        >
          {media.map(({ id }, place) => (
            <span
              key={id}
              className={cx(
                'size-1.5 rounded-full',
                place !== page ? (over ? 'bg-white/40' : 'bg-line-strong') : over ? 'bg-white' : 'bg-accent',
              )}
            />
          ))}
        </span>
      )}
    </div>
  )
}

function Turn({ label, back, onPress }: { label: string; back?: boolean; onPress: () => void }) {
  const Sign = back ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className={cx(
        'absolute inset-y-0 m-auto flex size-11 items-center justify-center',
        back ? 'left-0' : 'right-0',
      )}
    >
      <Sign aria-hidden className="size-7 rounded-full bg-black/60 p-1 text-white" />
    </button>
  )
}

/** Pictures in one row that is pushed to the side. */
export const PreviewStrip = ({ media, className }: Omit<MediaProps, 'marksAlt'>) => (
  <div
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    tabIndex={0}
    className="-mr-4 flex gap-2 overflow-x-auto pr-4"
  >
    {media.map((picture) => (
      <div key={picture.id} className="h-52 shrink-0" style={{ aspectRatio: ratioOf(picture) }}>
        <PreviewMedia media={[picture]} className={cx('size-full', className)} />
      </div>
    ))}
  </div>
)

const ratioOf = ({ width, height }: PreviewPicture): number =>
  Math.min(Math.max(width / Math.max(height, 1), 0.6), 2.4)

function Picture({ picture, marksAlt }: { picture: PreviewPicture; marksAlt?: boolean | undefined }) {
  const t = useWords('kit')
  const [broken, setBroken] = useState(false)
  if (broken)
    return (
      <span className="flex size-full items-center justify-center bg-sunken text-faint">
        <ImageOff aria-hidden className="size-6" />
      </span>
    )
  if (picture.kind === 'image')
    return (
      <>
        <img
          src={picture.src}
          alt={picture.alt}
          className="size-full bg-sunken object-cover"
          onError={() => setBroken(true)}
        />
        {marksAlt && picture.alt.trim() !== '' && (
          <span
            aria-hidden
            className="absolute bottom-2 left-2 rounded-sm bg-black/75 px-1.5 py-0.5 text-xs font-semibold text-white"
          >
            {t('altMark')}
          </span>
        )}
      </>
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
