/** What somebody began to type that can be completed, and where in the text it begins. */
export type Trigger = { kind: 'mention' | 'hashtag' | 'snippet'; query: string; start: number; end: number }

const kinds: Record<string, Trigger['kind']> = {
  '@': 'mention',
  '#': 'hashtag',
  '＃': 'hashtag',
  '/': 'snippet',
}

/** More than this nobody types to be completed. */
const most = 70
const opening = /(?:^|[\s([{"'“«„])([@#＃/])((?:[^\s@#＃/]{0,60})(?:@[^\s@#＃/]{0,60})?)$/u

/** What stands before the caret, if it is the beginning of a mention, a hashtag or a snippet. */
export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(Math.max(0, caret - most), caret)
  const found = opening.exec(before)
  const [, sign = '', query = ''] = found ?? []
  const kind = kinds[sign]
  // Only a mention has a server behind a second @.
  if (!kind || (kind !== 'mention' && query.includes('@'))) return null
  return { kind, query, start: caret - query.length - 1, end: caret }
}
