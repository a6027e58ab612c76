import { Eye, Heart, MessageCircle, Pin, Share2 } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'

const link = 'text-[light-dark(#2a5885,#71aaeb)]'

/** A post on the wall of a community: name and time above, words, then what is shown, then what readers may do. */
export function Preview({ account, parts, firstReply, options, when }: PreviewProps) {
  if (options.kind === 'story')
    return (
      <div className="flex w-56 flex-col gap-3">
        <Head {...account} when={when} />
        {parts[0] && (
          <PreviewMedia media={parts[0].media} className="max-h-none rounded-xl bg-sunken object-cover" />
        )}
      </div>
    )
  return (
    <div className="flex flex-col gap-3 text-[0.9375rem] leading-normal">
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a post has its place and no other name yet
        <article key={place} className="flex flex-col gap-3">
          <Head {...account} when={when} pinned={options.pin === true} />
          <PreviewText {...part} linkClass={link} />
          <Shown part={part} options={options} />
          <Actions closed={options.closeComments === true} />
          {firstReply && (
            <div className="flex gap-2.5 border-line border-t pt-3">
              <Avatar name={account.name} src={account.avatarUrl} />
              <div className="flex min-w-0 flex-col">
                <span className={`truncate font-medium text-sm ${link}`}>{account.name}</span>
                <PreviewText pieces={firstReply} folded={null} linkClass={link} className="text-sm" />
              </div>
            </div>
          )}
        </article>
      ))}
    </div>
  )
}

function Head({
  name,
  avatarUrl,
  when,
  pinned = false,
}: PreviewProps['account'] & { when: string; pinned?: boolean }) {
  return (
    <div className="flex items-center gap-2.5">
      <Avatar name={name} src={avatarUrl} size="large" />
      <div className="flex min-w-0 flex-col">
        <span className={`truncate font-medium ${link}`}>{name}</span>
        <span className="flex items-center gap-1 truncate text-muted text-sm">
          {when}
          {pinned && <Pin aria-hidden className="size-3.5" />}
        </span>
      </div>
    </div>
  )
}

function Shown({ part, options }: { part: PreviewPart; options: PreviewProps['options'] }) {
  const { media, poll, card, pieces } = part
  return (
    <>
      {options.layout === 'carousel' && media.length > 1 ? (
        <div className="flex snap-x gap-1 overflow-x-auto">
          {media.map((one) => (
            <PreviewMedia key={one.id} media={[one]} className="w-4/5 shrink-0 snap-start rounded-lg" />
          ))}
        </div>
      ) : (
        media.length > 0 && <PreviewMedia media={media} className="rounded-lg" />
      )}
      {media.length === 0 && card && <PreviewCard card={card} className="rounded-lg" />}
      {poll && (
        <div className="flex flex-col gap-2 rounded-lg border border-line p-3">
          <span className="text-center font-semibold">{questionOf(options.pollQuestion, pieces)}</span>
          <PreviewPoll poll={poll} />
        </div>
      )}
    </>
  )
}

/** As the adapter asks: what was written for the poll, else how the words end. */
function questionOf(own: unknown, pieces: PreviewPart['pieces']): string {
  const words = pieces.map(({ text }) => text).join('')
  const last = words.trim().split('\n').at(-1) ?? ''
  return typeof own === 'string' && own.trim() !== '' ? own.trim() : [...last].slice(0, 250).join('')
}

const Actions = ({ closed }: { closed: boolean }) => (
  <span aria-hidden className="flex items-center gap-4 text-faint">
    {[Heart, ...(closed ? [] : [MessageCircle]), Share2].map((Icon) => (
      <Icon key={Icon.displayName} className="size-5" />
    ))}
    <Eye className="ml-auto size-4" />
  </span>
)
