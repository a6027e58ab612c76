import { Heart, Lock, MessageCircle, Music2, Share2, Users } from 'lucide-react'
import { useState } from 'react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import { PreviewMedia, type PreviewPart, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

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
        {part.pieces.length > 0 && <PreviewText {...part} linkClass="font-semibold" />}
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

function Screen({ part: { media }, cover }: { part: PreviewPart; cover: number }) {
  const [turned, setTurned] = useState<number | null>(null)
  const page = Math.min(turned ?? cover, Math.max(media.length - 1, 0))
  const shown = media[page]
  return (
    <div className="relative flex aspect-[9/16] flex-col justify-center bg-black">
      {shown && <PreviewMedia media={[shown]} className="max-h-none" />}
      <span aria-hidden className="absolute right-2 bottom-10 flex flex-col gap-4 text-white drop-shadow">
        <Heart className="size-6" />
        <MessageCircle className="size-6" />
        <Share2 className="size-6" />
      </span>
      {media.length > 1 && (
        <span className="absolute inset-x-0 bottom-1 flex flex-wrap justify-center">
          {media.map((one, place) => (
            <button
              key={one.id}
              type="button"
              aria-label={`${place + 1} / ${media.length}`}
              aria-current={place === page}
              className="flex size-6 items-center justify-center"
              onClick={() => setTurned(place)}
            >
              <span className={`size-1.5 rounded-full ${place === page ? 'bg-white' : 'bg-white/40'}`} />
            </button>
          ))}
        </span>
      )}
    </div>
  )
}
