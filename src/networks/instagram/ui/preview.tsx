import { Bookmark, Ellipsis, Heart, MessageCircle, Play, Send } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewMedia,
  PreviewPages,
  type PreviewPart,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'

const link = 'text-[light-dark(#00376b,#a9c8f5)]'

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
      <PreviewPages media={part.media} className="rounded-sm" />
      <span aria-hidden className="flex items-center gap-4">
        <Heart className="size-5.5" />
        <MessageCircle className="size-5.5" />
        <Send className="size-5.5" />
        <Bookmark className="ml-auto size-5.5" />
      </span>
      <PreviewText {...part} by={name} plainLinks linkClass={link} />
      {firstReply && <PreviewText by={name} pieces={firstReply} folded={null} plainLinks linkClass={link} />}
      <span className="text-xs text-muted">{when}</span>
    </article>
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
      {reel && part.pieces.length > 0 && <PreviewText {...part} plainLinks className="px-3 py-2.5" />}
    </article>
  )
}
