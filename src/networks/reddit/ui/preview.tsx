import { ArrowBigDown, ArrowBigUp, Link2, MessageCircle } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import {
  PreviewPages,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'
import { useWords } from '../../../web/kit/words.ts'

/** A post as a community shows it: where and by whom, the title, what it shows, and votes beneath; the first comment under it. */
export function Preview({ account, title, parts, firstReply, options, when }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  const place = placeOf(options)
  return (
    <article className="flex max-w-xl flex-col gap-2 text-[0.9375rem] leading-normal">
      <span className="flex min-w-0 items-center gap-1.5 text-sm text-muted">
        <Avatar name={account.name} src={account.avatarUrl} size="small" />
        <span className="truncate font-semibold text-text">{place ?? account.handle}</span>
        {place && <span className="truncate">{account.handle}</span>}
        <span className="shrink-0">· {when}</span>
      </span>
      {title.trim() && <h4 className="text-lg font-semibold break-words">{title}</h4>}
      {options.kind === 'link' || options.kind === 'crosspost' ? (
        <Address part={part} options={options} />
      ) : null}
      <Pictures part={part} covered={options.nsfw === true || options.spoiler === true} />
      <PreviewText {...part} linkClass="text-[light-dark(#0a5bc2,#6aa9ff)]" />
      {part.poll && <PreviewPoll poll={part.poll} />}
      <span aria-hidden className="flex items-center gap-2 text-faint">
        <span className="flex items-center gap-1 rounded-full bg-sunken px-2 py-1">
          <ArrowBigUp className="size-4.5" />
          <ArrowBigDown className="size-4.5" />
        </span>
        <span className="flex items-center rounded-full bg-sunken px-2 py-1">
          <MessageCircle className="size-4.5" />
        </span>
      </span>
      {firstReply && (
        <span className="flex flex-col gap-1 border-l-2 border-line pl-3">
          <span className="truncate text-sm font-semibold">{account.handle}</span>
          <PreviewText pieces={firstReply} folded={null} />
        </span>
      )}
    </article>
  )
}

/** They stand above the words, one at a time. */
function Pictures({ part, covered }: { part: PreviewPart; covered: boolean }) {
  const t = useWords('composer')
  if (part.poll || part.media.length === 0) return null
  if (!covered) return <PreviewPages media={part.media} className="rounded-xl" />
  return (
    <span className="flex aspect-video items-center justify-center rounded-xl bg-quiet-soft text-sm text-muted">
      {t('previewSensitive')}
    </span>
  )
}

/** Where a link leads, or from where something is passed on. */
function Address({ part, options }: { part: PreviewPart; options: PreviewProps['options'] }) {
  const told = typeof options.address === 'string' ? options.address.trim() : ''
  const first = part.pieces.find(({ kind, text }) => kind === 'link' && /^https?:/i.test(text))
  const host = URL.parse(told || part.card?.url || first?.text || '')?.host.replace(/^www\./, '')
  if (!host) return null
  return (
    <span className="flex min-w-0 items-center gap-1 self-start rounded-full bg-sunken px-3 py-1 text-sm font-medium">
      <Link2 aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{host}</span>
    </span>
  )
}

/** A chosen community; null for the channel's own, which only the server knows. */
function placeOf({ community }: PreviewProps['options']): string | null {
  const [, name] = (typeof community === 'string' && /^(\w+)(?:\/|$)/.exec(community)) || []
  return name && !name.startsWith('u_') ? `r/${name}` : null
}
