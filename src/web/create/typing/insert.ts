/**
 * Puts words in place of a stretch of a field, as if they were typed: so the field's own undo takes them back. Browsers
 * have no other way to do that, and the old one is kept by all of them.
 */
export function typeInto(area: HTMLTextAreaElement, words: string, start: number, end: number): void {
  area.focus()
  area.setSelectionRange(start, end)
  if (document.execCommand?.('insertText', false, words)) return
  area.setRangeText(words, start, end, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/** The same at the caret, with a space between words where one is missing. */
export function typeAtCaret(area: HTMLTextAreaElement, words: string, apart = false): void {
  const { value, selectionStart: start, selectionEnd: end } = area
  const before = value.slice(0, start)
  typeInto(area, apart && /\S$/.test(before) ? ` ${words}` : words, start, end)
}

const copied = [
  ...(['fontFamily', 'fontSize', 'fontWeight', 'lineHeight', 'letterSpacing', 'tabSize'] as const),
  ...(['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'borderTopWidth'] as const),
  ...(['borderLeftWidth', 'wordBreak', 'overflowWrap', 'textIndent', 'direction'] as const),
]

/** Where a sign of a field stands, from the field's upper left corner: the field is drawn again, unseen, up to it. */
export function placeOf(area: HTMLTextAreaElement, at: number): { left: number; top: number } {
  const mirror = document.createElement('div')
  const look = getComputedStyle(area)
  for (const name of copied) mirror.style[name] = look[name]
  Object.assign(mirror.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    width: `${area.clientWidth}px`,
  })
  const mark = document.createElement('span')
  mark.textContent = area.value.slice(at, at + 1) || '.'
  mirror.append(area.value.slice(0, at), mark)
  document.body.append(mirror)
  const { offsetLeft: left, offsetTop: top, offsetHeight: height } = mark
  mirror.remove()
  return { left, top: top + height - area.scrollTop }
}
