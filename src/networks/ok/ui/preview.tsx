import { MessageCircle, Repeat2, ThumbsUp } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'

const link = 'text-[light-dark(#0a5fbf,#8ab8ff)]'

/** A post of a group: its name and the time above, the words, then what is shown, then what readers may do. */
export function Preview({ account, parts, options, when }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  return (
    <article className="flex flex-col gap-3 text-[0.9375rem] leading-normal">
      <div className="flex items-center gap-2.5">
        <Avatar name={account.name} src={account.avatarUrl} size="large" />
        <div className="flex min-w-0 flex-col">
          <span className="truncate font-semibold">{account.name}</span>
          <span className="truncate text-muted text-sm">{when}</span>
        </div>
      </div>
      <PreviewText {...part} linkClass={link} />
      <Shown part={part} options={options} />
      <Actions closed={options.closeComments === true} />
    </article>
  )
}

function Shown({ part, options }: { part: PreviewPart; options: PreviewProps['options'] }) {
  const { media, poll, card, pieces } = part
  const hasCard = options.linkPreview !== false && media.length === 0 && !poll
  return (
    <>
      {media.length > 0 && <PreviewMedia media={media} className="rounded-xl" />}
      {poll && (
        <div className="flex flex-col gap-2 rounded-xl border border-line p-3">
          <span className="font-semibold">{questionOf(options.pollQuestion, pieces)}</span>
          <PreviewPoll poll={poll} />
        </div>
      )}
      {hasCard && card && <PreviewCard card={card} className="rounded-xl" />}
    </>
  )
}

/** As the adapter asks: what was written for the poll, else how the words end. */
function questionOf(own: unknown, pieces: PreviewPart['pieces']): string {
  const words = pieces.map(({ text }) => text).join('')
  const last = words.trim().split('\n').at(-1) ?? ''
  return typeof own === 'string' && own.trim() !== '' ? own.trim() : [...last].slice(0, 200).join('')
}

const Actions = ({ closed }: { closed: boolean }) => (
  <span aria-hidden className="flex items-center gap-4 border-line border-t pt-3 text-faint">
    {[...(closed ? [] : [MessageCircle]), Repeat2, ThumbsUp].map((Icon) => (
      <Icon key={Icon.displayName} className="size-5" />
    ))}
  </span>
)
