import { Avatar } from '../../../web/kit/avatar.tsx'
import { PreviewMedia, type PreviewProps, PreviewText } from '../../../web/kit/preview.tsx'

/** A snap as it fills a phone: whose it is above, a description or title over its foot; a story has no words. */
export function Preview({ account, parts, options, when }: PreviewProps) {
  const [part] = parts
  if (!part) return null
  return (
    <article className="flex max-w-64 flex-col gap-2 rounded-xl bg-sunken p-3 text-[0.9375rem] leading-snug">
      <div className="flex items-center gap-2">
        <Avatar name={account.name} src={account.avatarUrl} />
        <div className="flex min-w-0 flex-col">
          <span className="truncate font-semibold">{account.name}</span>
          <span className="truncate text-muted text-sm">{when}</span>
        </div>
      </div>
      {part.media.length > 0 && <PreviewMedia media={part.media} className="rounded-xl" />}
      {options.kind !== 'story' && <PreviewText {...part} linkClass="font-medium" className="font-medium" />}
    </article>
  )
}
