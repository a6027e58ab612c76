import { Hand } from 'lucide-react'
import { PreviewCard, PreviewMedia, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** What a person is given to put there, piece by piece. How it looks at the place nobody here knows. */
export function Preview({ account, title, parts, firstReply, options, when }: PreviewProps) {
  const note = typeof options.note === 'string' ? options.note.trim() : ''
  return (
    <article className="flex flex-col gap-3 text-base leading-relaxed">
      <span className="flex items-center gap-1.5 text-sm text-muted">
        <Hand aria-hidden className="size-4" />
        <span className="min-w-0 truncate">{account.name}</span>
        <span className="shrink-0">· {when}</span>
      </span>
      {note && <p className="rounded-md bg-sunken p-3 text-sm whitespace-pre-wrap wrap-anywhere">{note}</p>}
      {title && <h3 className="text-lg leading-tight font-semibold break-words">{title}</h3>}
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are their places
        <div key={place} className="flex flex-col gap-3">
          <PreviewText {...part} linkClass="text-accent underline" />
          <PreviewMedia media={part.media} className="rounded-md" />
          {part.card && <PreviewCard card={part.card} beside className="rounded-md" />}
        </div>
      ))}
      {firstReply && (
        <div className="border-l-2 border-line pl-3">
          <PreviewText pieces={firstReply} folded={null} linkClass="text-accent underline" />
        </div>
      )}
    </article>
  )
}
