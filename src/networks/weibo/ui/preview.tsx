import { MessageCircle, Share2, ThumbsUp } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import { PreviewMedia, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** Weibo shows no address: a link of every kind stands there as these words. */
const asWords = () => '网页链接'

/** A post as it stands in a timeline: who and when, the words, one picture, then what readers may do. */
export function Preview({ account, parts, when }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  return (
    <article className="flex flex-col gap-2.5 text-[0.9375rem] leading-relaxed">
      <div className="flex items-center gap-2.5">
        <Avatar name={account.name} src={account.avatarUrl} size="large" />
        <div className="flex min-w-0 flex-col">
          <span className="truncate font-medium text-[light-dark(#c34a26,#ff9a76)]">{account.name}</span>
          <span className="truncate text-muted text-sm">{when}</span>
        </div>
      </div>
      <PreviewText {...part} shorten={asWords} linkClass="text-[light-dark(#c34a26,#ff9a76)]" />
      {part.media.length > 0 && <PreviewMedia media={part.media} className="max-w-xs rounded-md" />}
      <span aria-hidden className="flex items-center justify-around border-line border-t pt-2.5 text-faint">
        <Share2 className="size-4" />
        <MessageCircle className="size-4" />
        <ThumbsUp className="size-4" />
      </span>
    </article>
  )
}
