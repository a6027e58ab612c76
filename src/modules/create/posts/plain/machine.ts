/** Which words of a post a machine wrote. The same in composer and server; the server decides. */
import type { MachineField, MachineMade, MachinePlace } from '../contract.ts'

type Part = { text: string; media: readonly { id: string; alt: string }[] }
type Idea = { title: string; parts: readonly Part[]; firstReply: string | null }
type Own = {
  title?: string
  parts?: readonly { text?: string; media?: Part['media'] }[]
  firstReply?: string | null
}
/** A post as far as it has words. */
export type Worded = {
  content: Idea
  variants: readonly { channelId: string; content: Own | null }[]
}

export const mostMarks = 100

type Words = MachinePlace & { text: string }

/** Everything that the idea says, or what a channel says of its own. */
export function wordsIn({ content, variants }: Worded): Words[] {
  return [
    ...wordsOf(null, content),
    ...variants.flatMap(({ channelId, content: own }) => (own ? wordsOf(channelId, own) : [])),
  ].filter(({ text }) => text.trim() !== '')
}

function wordsOf(channelId: string | null, { title = '', parts = [], firstReply }: Own): Words[] {
  const at = (field: MachineField, part: number, text = '', mediaId: string | null = null): Words => ({
    channelId,
    part,
    field,
    mediaId,
    text,
  })
  return [
    at('title', 0, title),
    ...parts.flatMap(({ text, media = [] }, part) => [
      at('text', part, text),
      ...media.map(({ id, alt }) => at('alt', part, alt, id)),
    ]),
    at('firstReply', 0, firstReply ?? ''),
  ]
}

/** Longer texts are compared by their beginning. */
const most = 20_000
/** So many signs together tell one text from another, in scripts with and without spaces. */
const size = 4

function piecesOf(text: string): Set<string> {
  const plain = text
    .slice(0, most)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  if (plain.length <= size) return new Set([plain])
  return new Set(Array.from({ length: plain.length - size + 1 }, (_, at) => plain.slice(at, at + size)))
}

/** Which share of the pieces of a text comes from another. */
function shareFrom(text: ReadonlySet<string>, source: ReadonlySet<string>): number {
  let shared = 0
  for (const piece of text) if (source.has(piece)) shared++
  return text.size === 0 ? 0 : shared / text.size
}

/** From here on a text is still the machine's, and below it a person has written it anew. */
const stillItsOwn = 0.5
/** The same words in another place: copied, or moved. */
const theSame = 0.9

const samePlace = (one: MachinePlace, other: MachinePlace): boolean =>
  one.channelId === other.channelId &&
  one.part === other.part &&
  one.field === other.field &&
  one.mediaId === other.mediaId

/** Whether a text is still what a machine made of it. Who takes back what stood there before has their own words again. */
export function isStillMade(text: string, mark: Pick<MachineMade, 'text' | 'before'>): boolean {
  if (text === mark.text) return true
  if (text.trim() === mark.before.trim()) return false
  return shareFrom(piecesOf(text), piecesOf(mark.text)) >= stillItsOwn
}

function isCopy(text: string, mark: MachineMade): boolean {
  if (text === mark.text) return true
  if (text.trim() === mark.before.trim()) return false
  const [here, made] = [piecesOf(text), piecesOf(mark.text)]
  return Math.min(shareFrom(here, made), shareFrom(made, here)) >= theSame
}

/**
 * The marks that hold for what a post says now. A mark stays where its text stands, goes along when the text is copied or moved,
 * and goes when a person has written the place anew.
 */
export function marksOf(post: Worded, marks: readonly MachineMade[]): MachineMade[] {
  if (marks.length === 0) return []
  return wordsIn(post)
    .flatMap(({ text, ...place }) => {
      const here = marks.find((mark) => samePlace(mark, place) && isStillMade(text, mark))
      const found = here ?? marks.find((mark) => isCopy(text, mark))
      return found ? [{ ...found, ...place }] : []
    })
    .slice(0, mostMarks)
}

/** Marks of both, the newer where both speak of one place. */
export const withMarks = (old: readonly MachineMade[], added: readonly MachineMade[]): MachineMade[] => [
  ...added,
  ...old.filter((mark) => !added.some((one) => samePlace(one, mark))),
]

/** Of the marks of a post those that a channel is sent: of its own words, and of the idea where it follows it. */
export function madeFor<M extends MachinePlace>(
  { variants }: Pick<Worded, 'variants'>,
  marks: readonly M[],
  channelId: string,
): M[] {
  if (marks.length === 0) return []
  const own = variants.find((variant) => variant.channelId === channelId)?.content ?? null
  return marks.filter((mark) =>
    mark.channelId === null ? !saysItself(own, mark) : mark.channelId === channelId,
  )
}

function saysItself(own: Own | null, { field, part }: MachinePlace): boolean {
  if (own === null) return false
  if (field === 'title' || field === 'firstReply') return own[field] !== undefined
  if (!own.parts) return false
  const mine = own.parts[part]
  return mine === undefined || (field === 'text' ? mine.text : mine.media) !== undefined
}
