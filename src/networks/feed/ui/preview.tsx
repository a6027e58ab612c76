import { Rss } from 'lucide-react'
import { PreviewCard, PreviewMedia, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** An entry as a feed reader opens it. */
export function Preview({ account, title, parts, when }: PreviewProps) {
  return (
    <article className="flex flex-col gap-3 text-base leading-relaxed">
      <header className="flex flex-col gap-1">
        <span className="flex items-center gap-1.5 text-sm text-muted">
          <Rss aria-hidden className="size-4 text-[light-dark(#b65a08,#f0954a)]" />
          <span className="min-w-0 truncate">{account.name}</span>
          <span className="shrink-0">· {when}</span>
        </span>
        {title && <h3 className="text-xl leading-tight font-semibold break-words">{title}</h3>}
      </header>
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are their places
        <div key={place} className="flex flex-col gap-3">
          <PreviewText {...part} linkClass="text-accent underline" />
          {part.media.map((picture) => (
            <PreviewMedia key={picture.id} media={[picture]} className="rounded-md" />
          ))}
          {part.card && <PreviewCard card={part.card} beside className="rounded-md" />}
        </div>
      ))}
    </article>
  )
}
