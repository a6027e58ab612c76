import { ExternalLink } from 'lucide-react'
import { Avatar } from '../../../web/kit/avatar.tsx'
import { PreviewPages, type PreviewPart, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** A pin as it is opened: the picture large with round corners, where it leads, its title, its words, and whose it is. */
export function Preview({ account, title, parts, options }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  const host = hostOf(part, options)
  return (
    <article className="flex max-w-sm flex-col gap-2 text-[0.9375rem] leading-normal">
      <PreviewPages media={part.media} className="rounded-[1.5rem]" />
      {host && (
        <span className="flex min-w-0 items-center gap-1 self-start rounded-full bg-sunken px-3 py-1 text-sm font-medium">
          <ExternalLink aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{host}</span>
        </span>
      )}
      {title.trim() && <h4 className="text-lg font-semibold break-words">{title}</h4>}
      <PreviewText {...part} linkClass="font-medium underline" />
      <span className="flex min-w-0 items-center gap-2 text-sm">
        <Avatar name={account.name} src={account.avatarUrl} size="small" />
        <span className="truncate font-medium">{account.name}</span>
      </span>
    </article>
  )
}

/** Where the pin leads: as it is told, else where its card or its first address does. */
function hostOf({ card, pieces }: PreviewPart, options: PreviewProps['options']): string | null {
  const told = typeof options.link === 'string' ? options.link.trim() : ''
  const first = pieces.find(({ kind, text }) => kind === 'link' && /^https?:/i.test(text))
  const address = told || card?.url || first?.text
  return address ? (URL.parse(address)?.host.replace(/^www\./, '') ?? null) : null
}
