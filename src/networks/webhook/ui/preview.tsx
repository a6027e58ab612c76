import { Braces } from 'lucide-react'
import type { PreviewProps } from '../../../web/kit/preview.tsx'

/** Whoever receives it decides how it looks; what is sent is the words, so they are shown as data. */
export function Preview({ account, title, parts, when }: PreviewProps) {
  const shown = {
    ...(title && { title }),
    parts: parts.map(({ pieces, media, card }) => ({
      text: pieces.map((piece) => piece.text).join(''),
      ...(media.length > 0 && { media: media.map(({ kind, alt }) => ({ kind, alt })) }),
      ...(card && { link: { url: card.url, title: card.title } }),
    })),
  }
  return (
    <div className="flex flex-col gap-2">
      <span className="flex items-center gap-1.5 text-sm text-muted">
        <Braces aria-hidden className="size-4" />
        <span className="min-w-0 truncate">{account.name}</span>
        <span className="shrink-0">· {when}</span>
      </span>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs leading-relaxed whitespace-pre-wrap"
      >
        {JSON.stringify(shown, null, 2)}
      </pre>
    </div>
  )
}
