import { isSameAddress } from '../../../networks/kit/address.ts'
import { urlsIn } from '../../../networks/kit/text.ts'
import type { Frozen, FrozenPart, Medium } from '../deliveries/frozen.ts'

/** Something to copy on its own. */
export type Piece =
  | { kind: 'headline' | 'firstReply' | 'link'; text: string }
  | { kind: 'part'; text: string; part: number; of: number }

export type Pieces = { texts: Piece[]; media: Medium[]; partly: boolean }

/** What a person still has to put there, in the order in which they do; of a thread what is out already is left out. */
export function piecesOf({ title, parts, firstReply }: Frozen, out: number): Pieces {
  const left = parts.slice(out)
  const texts: Piece[] = [
    ...(title && out === 0 ? [{ kind: 'headline', text: title } as const] : []),
    ...left.flatMap((part, place) => [
      ...(part.text.trim()
        ? [{ kind: 'part', text: part.text, part: out + place + 1, of: parts.length } as const]
        : []),
      ...linkOf(part),
    ]),
    ...(firstReply && out <= parts.length ? [{ kind: 'firstReply', text: firstReply } as const] : []),
  ]
  return { texts, media: left.flatMap(({ media }) => media), partly: out > 0 }
}

/** A link that stands beside the words is copied by itself; one that stands in them, however it is written, with them. */
const linkOf = ({ link, text }: FrozenPart): Piece[] =>
  link && !urlsIn(text).some(({ url }) => isSameAddress(url, link.url))
    ? [{ kind: 'link', text: link.url }]
    : []
