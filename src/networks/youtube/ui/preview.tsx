import { EyeOff, Link2, ThumbsUp } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import { PreviewMedia, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** A film as its page shows it: the film, its title, whose it is, and the description in a box of its own; a Short stands upright. */
export function Preview({ account, title, parts, firstReply, options, when }: PreviewProps) {
  const [part] = parts
  const short = options.kind === 'short'
  const Audience = options.privacy === 'private' ? EyeOff : options.privacy === 'unlisted' ? Link2 : null
  return (
    <article className="flex flex-col gap-3 text-[0.9375rem] leading-normal">
      {part && part.media.length > 0 ? (
        <PreviewMedia media={part.media} className={short ? 'max-w-56 rounded-xl' : 'rounded-xl'} />
      ) : (
        <span
          aria-hidden
          className={`bg-sunken ${short ? 'aspect-[9/16] w-56' : 'aspect-video'} rounded-xl`}
        />
      )}
      <p className="line-clamp-2 text-lg leading-snug font-semibold break-words">{title}</p>
      <span className="flex items-center gap-2.5">
        <Avatar name={account.name} src={account.avatarUrl} />
        <span className="flex min-w-0 flex-1 flex-col leading-tight">
          <span className="truncate font-semibold">{account.name}</span>
          <span className="truncate text-sm text-muted">{account.handle}</span>
        </span>
        <ThumbsUp aria-hidden className="size-4.5 text-faint" />
      </span>
      <div className="flex flex-col gap-1 rounded-xl bg-sunken px-3 py-2">
        <span className="flex items-center gap-1 text-sm font-semibold">
          {Audience && <Audience aria-hidden className="size-3.5" />}
          {when}
        </span>
        {part && <PreviewText {...part} linkClass="text-[light-dark(#065fd4,#3ea6ff)]" />}
      </div>
      {firstReply && (
        <div className="flex items-start gap-2.5">
          <Avatar name={account.name} src={account.avatarUrl} size="small" />
          <span className="flex min-w-0 flex-col">
            <span className="truncate text-sm font-semibold">{account.handle}</span>
            <PreviewText pieces={firstReply} folded={null} linkClass="text-[light-dark(#065fd4,#3ea6ff)]" />
          </span>
        </div>
      )}
    </article>
  )
}
