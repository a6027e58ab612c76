import { useEffect, useRef } from 'react'
import { type Anchor, anchorAt, locate } from '../../../modules/create/approval/contract.ts'

type Props = {
  text: string
  part: number
  /** Words that somebody speaks of. */
  anchors: readonly Anchor[]
  /** Told when somebody marks words. */
  onQuote: (anchor: Anchor) => void
}

/** A text of which words can be marked, by mouse, finger or keyboard; those that are spoken of stand out. */
export function QuotedText({ text, part, anchors, onQuote }: Props) {
  const box = useRef<HTMLParagraphElement>(null)
  const hear = useRef(onQuote)
  hear.current = onQuote
  const said = useRef(text)
  said.current = text
  useEffect(() => {
    const listen = () => {
      const anchor = box.current && anchorOf(box.current, part, said.current)
      if (anchor) hear.current(anchor)
    }
    document.addEventListener('selectionchange', listen)
    return () => document.removeEventListener('selectionchange', listen)
  }, [part])
  return (
    <p ref={box} className="break-words whitespace-pre-wrap">
      {cutAt(text, part, anchors).map(({ marked, start, words }) =>
        marked ? (
          <mark key={start} className="rounded-sm bg-warn-soft text-text">
            {words}
          </mark>
        ) : (
          <span key={start}>{words}</span>
        ),
      )}
    </p>
  )
}

/** What is marked inside of a box, as places in its text. */
function anchorOf(box: HTMLElement, part: number, text: string): Anchor | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null
  const before = range.cloneRange()
  before.selectNodeContents(box)
  before.setEnd(range.startContainer, range.startOffset)
  const start = before.toString().length
  const quote = range.toString()
  return quote.trim() === '' ? null : anchorAt(text, part, start, start + quote.length)
}

type Cut = { marked: boolean; start: number; words: string }

function cutAt(text: string, part: number, anchors: readonly Anchor[]): Cut[] {
  const spans = anchors
    .filter((anchor) => anchor.part === part)
    .flatMap((anchor) => locate(text, anchor) ?? [])
    .sort((a, b) => a.start - b.start)
  const cuts: Cut[] = []
  let at = 0
  for (const { start, end } of spans) {
    if (start < at) continue
    if (start > at) cuts.push({ marked: false, start: at, words: text.slice(at, start) })
    cuts.push({ marked: true, start, words: text.slice(start, end) })
    at = end
  }
  if (at < text.length) cuts.push({ marked: false, start: at, words: text.slice(at) })
  return cuts
}
