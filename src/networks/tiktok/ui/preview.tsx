import { Heart, Lock, MessageCircle, Music2, Share2, Users } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import { PreviewPages, type PreviewPart, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** A post as it fills the screen of a phone: a film, or photos that are turned one by one, with the words below. */
export function Preview({ account, title, parts, options, when }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  const photos = part.media.length > 0 && part.media.every(({ kind }) => kind === 'image')
  return (
    <article className="flex w-full max-w-64 flex-col overflow-hidden rounded-xl bg-sunken text-[0.9375rem] leading-normal">
      <Screen part={part} cover={photos ? coverOf(options.coverPhoto) : 0} />
      <div className="flex flex-col gap-1.5 px-3 py-2.5">
        <span className="flex items-center gap-2">
          <Avatar name={account.name} src={account.avatarUrl} size="small" />
          <span className="min-w-0 flex-1 truncate font-semibold">{account.handle.replace(/^@/, '')}</span>
          <Audience privacy={options.privacy} />
          <span className="text-xs text-muted">{when}</span>
        </span>
        {photos && title !== '' && <p className="font-semibold break-words">{title}</p>}
        {part.pieces.length > 0 && <PreviewText {...part} plainLinks linkClass="font-semibold" />}
        <span aria-hidden className="flex items-center gap-1.5 text-faint">
          <Music2 className="size-3.5" />
          <span className="h-1 flex-1 rounded bg-line" />
        </span>
      </div>
    </article>
  )
}

/** TikTok is told a place that people count from one. */
const coverOf = (typed: unknown): number =>
  typeof typed === 'string' && /^\d{1,2}$/.test(typed) ? Math.max(0, Number(typed) - 1) : 0

function Audience({ privacy }: { privacy: unknown }) {
  const Sign = privacy === 'SELF_ONLY' ? Lock : privacy === 'PUBLIC_TO_EVERYONE' || !privacy ? null : Users
  return Sign && <Sign aria-hidden className="size-3.5 text-muted" />
}

const Screen = ({ part: { media }, cover }: { part: PreviewPart; cover: number }) => (
  <div className="relative flex aspect-[9/16] flex-col justify-center bg-black">
    <PreviewPages over media={media} first={cover} className="max-h-none" />
    <span
      aria-hidden
      className="pointer-events-none absolute right-2 bottom-10 flex flex-col gap-4 text-white drop-shadow"
    >
      <Heart className="size-6" />
      <MessageCircle className="size-6" />
      <Share2 className="size-6" />
    </span>
  </div>
)
