import { Eye, Pin } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import {
  PreviewCard,
  PreviewMedia,
  type PreviewPart,
  PreviewPoll,
  type PreviewProps,
  PreviewText,
} from '../../../web/kit/preview.tsx'
import { useWords } from '../../../web/kit/words.ts'
import { type Marked, type MarkKind, readMarks } from '../../kit/marks.ts'

const linkClass = 'text-[light-dark(#1c74a8,#6ab7e6)]'

/** A message as a channel's readers see it: one bubble, pictures above the words, the time at its end. */
export function Preview({ account, parts, options, when }: PreviewProps) {
  const { buttonText, buttonUrl, captionAbove, linkPreview, marks, pin, spoiler } = options
  return (
    <div className="flex flex-col gap-2 text-[0.9375rem] leading-normal">
      {parts.map((part, place) => (
        <article
          // biome-ignore lint/suspicious/noArrayIndexKey: a message has its place and no other name yet
          key={place}
          className="flex max-w-md flex-col gap-1"
        >
          <div className="flex flex-col overflow-hidden rounded-xl rounded-bl-sm bg-sunken">
            {captionAbove !== true && <Media part={part} covered={spoiler === true} />}
            <div className="flex flex-col gap-1.5 px-3 py-2">
              <span className={`truncate font-semibold ${linkClass}`}>{account.name}</span>
              {part.poll ? (
                <>
                  <PreviewText {...part} className="font-semibold" />
                  <PreviewPoll poll={part.poll} />
                </>
              ) : marks === true ? (
                <MarkedText part={part} />
              ) : (
                <PreviewText {...part} linkClass={linkClass} />
              )}
              {part.media.length === 0 && part.card && linkPreview !== false && (
                <PreviewCard card={part.card} className="rounded-md" />
              )}
              <span className="flex items-center gap-1 self-end text-xs text-muted">
                {pin === true && <Pin aria-hidden className="size-3.5" />}
                <Eye aria-hidden className="size-3.5" />
                {when}
              </span>
            </div>
            {captionAbove === true && <Media part={part} covered={spoiler === true} />}
          </div>
          {part.media.length < 2 && typeof buttonText === 'string' && buttonText.trim() && buttonUrl ? (
            <span className={`truncate rounded-lg bg-sunken px-3 py-2 text-center font-medium ${linkClass}`}>
              {buttonText}
            </span>
          ) : null}
        </article>
      ))}
    </div>
  )
}

const looks: Record<MarkKind, string> = {
  bold: 'font-bold',
  italic: 'italic',
  strikethrough: 'line-through',
  spoiler: 'rounded-sm bg-quiet-soft',
  code: 'font-mono text-sm',
  link: linkClass,
  quote: 'border-l-2 border-current pl-2',
}

/** What stands out may lie within something else that does: each stretch has the looks of all that cover it. */
function MarkedText({ part }: { part: PreviewPart }) {
  const { text, marked } = readMarks(part.pieces.map((piece) => piece.text).join(''))
  const ends = marked.flatMap(({ offset, length }) => [offset, offset + length])
  const cuts = [...new Set([0, ...ends, text.length])].sort((a, b) => a - b)
  return (
    <p className="break-words whitespace-pre-wrap">
      {cuts.slice(0, -1).map((from, at) => (
        <Fragment key={from}>{stretch(text.slice(from, cuts[at + 1]), marked, from)}</Fragment>
      ))}
    </p>
  )
}

function stretch(text: string, marked: readonly Marked[], from: number): ReactNode {
  const over = marked.filter(({ offset, length }) => offset <= from && from < offset + length)
  return over.length === 0 ? (
    text
  ) : (
    <span className={over.map(({ kind }) => looks[kind]).join(' ')}>{text}</span>
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
