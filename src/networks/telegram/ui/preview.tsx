import { Eye } from 'lucide-react'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'
import { useWords } from '../../../web/kit/words.ts'

/** A message as a channel's readers see it: one bubble, pictures above the words, the time at its end. */
export function Preview({ account, parts, options, when }: PreviewProps) {
  return (
    <div className="flex flex-col gap-2 text-[0.9375rem] leading-normal">
      {parts.map((part, place) => (
        <article
          // biome-ignore lint/suspicious/noArrayIndexKey: a message has its place and no other name yet
          key={place}
          className="flex max-w-md flex-col overflow-hidden rounded-xl rounded-bl-sm bg-sunken"
        >
          <Media part={part} covered={options.spoiler === true} />
          <div className="flex flex-col gap-1.5 px-3 py-2">
            <span className="truncate font-semibold text-[light-dark(#1c74a8,#6ab7e6)]">{account.name}</span>
            {part.poll ? (
              <>
                <PreviewText {...part} className="font-semibold" />
                <PreviewPoll poll={part.poll} />
              </>
            ) : (
              <PreviewText {...part} linkClass="text-[light-dark(#1c74a8,#6ab7e6)]" />
            )}
            {part.media.length === 0 && part.card && options.linkPreview !== false && (
              <PreviewCard card={part.card} className="rounded-md" />
            )}
            <span className="flex items-center gap-1 self-end text-xs text-muted">
              <Eye aria-hidden className="size-3.5" />
              {when}
            </span>
          </div>
        </article>
      ))}
    </div>
  )
}

function Media({ part, covered }: { part: PreviewPart; covered: boolean }) {
  const t = useWords('composer')
  if (part.media.length === 0) return null
  if (!covered) return <PreviewMedia media={part.media} />
  return (
    <span className="flex aspect-video items-center justify-center bg-quiet-soft text-sm text-muted">
      {t('previewSensitive')}
    </span>
  )
}
