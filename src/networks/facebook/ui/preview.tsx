import { Globe, MessageCircle, Share2, ThumbsUp } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'

const link = 'text-[light-dark(#0064d1,#5aa7ff)]'

/** A post as Facebook shows it in a feed: the words above what they belong to. Reels and stories stand upright. */
export function Preview({ account, parts, firstReply, options, when }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  if (options.kind === 'reel' || options.kind === 'story')
    return <Upright account={account} part={part} when={when} words={options.kind === 'reel'} />
  return (
    <article className="flex flex-col gap-2.5 text-[0.9375rem] leading-normal">
      <Head account={account} when={when} />
      <PreviewText {...part} linkClass={link} />
      {part.media.length > 0 && <PreviewMedia media={part.media} className="rounded-md" />}
      {part.media.length === 0 && part.card && options.linkPreview !== false && (
        <PreviewCard card={part.card} className="rounded-md" />
      )}
      <span aria-hidden className="flex justify-around border-t border-line pt-2 text-faint">
        {[ThumbsUp, MessageCircle, Share2].map((Icon) => (
          <Icon key={Icon.displayName} className="size-4.5" />
        ))}
      </span>
      {firstReply && (
        <span className="flex gap-2">
          <Avatar name={account.name} src={account.avatarUrl} />
          <span className="flex min-w-0 flex-col rounded-xl bg-sunken px-3 py-2">
            <span className="truncate text-sm font-semibold">{account.name}</span>
            <PreviewText pieces={firstReply} folded={null} linkClass={link} />
          </span>
        </span>
      )}
    </article>
  )
}

const Head = ({ account, when }: Pick<PreviewProps, 'account' | 'when'>) => (
  <span className="flex items-center gap-2.5">
    <Avatar name={account.name} src={account.avatarUrl} size="large" />
    <span className="flex min-w-0 flex-col leading-tight">
      <span className="truncate font-semibold">{account.name}</span>
      <span className="flex items-center gap-1 text-sm text-muted">
        {when} · <Globe aria-hidden className="size-3.5" />
      </span>
    </span>
  </span>
)

type UprightProps = Pick<PreviewProps, 'account' | 'when'> & { part: PreviewPart; words: boolean }

function Upright({ account, part, when, words }: UprightProps) {
  return (
    <article className="flex max-w-60 flex-col gap-2 text-[0.9375rem] leading-normal">
      <Head account={account} when={when} />
      <span className="flex aspect-[9/16] items-center overflow-hidden rounded-lg bg-black">
        <PreviewMedia media={part.media.slice(0, 1)} className="w-full" />
      </span>
      {words && <PreviewText {...part} linkClass={link} />}
    </article>
  )
}
