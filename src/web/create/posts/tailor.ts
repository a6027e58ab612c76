import type { Idea, Own } from '../../../modules/create/posts/contract.ts'
import { same } from './same.ts'
import { contentOf, emptyPart, type IdeaPart, type Tailored, type Writing } from './writing.ts'

/** Whose words are worked on: the idea (null), or one channel's. */
export type Target = string | null

/** Changes one post of the thread. On a channel only the fields named become its own; the others go on following the idea. */
export function changePart(
  writing: Writing,
  target: Target,
  index: number,
  change: Partial<IdeaPart>,
): Writing {
  if (target === null)
    return withIdea(writing, {
      parts: writing.content.parts.map((part, at) => (at === index ? { ...part, ...change } : part)),
    })
  const parts = ownParts(writing, target)
  return withOwn(writing, target, {
    parts: parts.map((part, at) => (at === index ? { ...part, ...change } : part)),
  })
}

/** Changes what stands beside the parts. */
export const changeWhole = (
  writing: Writing,
  target: Target,
  change: Partial<Pick<Idea, 'title' | 'firstReply' | 'languages' | 'mentions'>>,
): Writing => (target === null ? withIdea(writing, change) : withOwn(writing, target, change))

/**
 * Sets how many posts the thread has and in which order. `order` names the old places; -1 is a new, empty post. On a
 * channel every part becomes its own then, because places no longer tell which part of the idea is meant.
 */
export function arrangeParts(writing: Writing, target: Target, order: readonly number[]): Writing {
  const now = contentOf(writing, target).parts
  const parts = order.map((place) => now[place] ?? emptyPart)
  return target === null ? withIdea(writing, { parts }) : withOwn(writing, target, { parts })
}

/** Puts texts in place of one post: it becomes the first, new posts follow. Its media stay with the first. */
export function splitPart(
  writing: Writing,
  target: Target,
  index: number,
  texts: readonly string[],
): Writing {
  const now = contentOf(writing, target).parts
  const parts = now.flatMap((part, at) =>
    at === index ? texts.map((text, i) => (i === 0 ? { ...part, text } : { ...emptyPart, text })) : [part],
  )
  return target === null ? withIdea(writing, { parts }) : withOwn(writing, target, { parts })
}

/** Puts all posts of a thread into one, for networks that have no threads. */
export function joinParts(writing: Writing, target: Target): Writing {
  const now = contentOf(writing, target).parts
  const [first = emptyPart, ...rest] = now
  const joined = {
    ...first,
    text: now
      .map((part) => part.text.trim())
      .filter(Boolean)
      .join('\n\n'),
    media: now.flatMap((part) => part.media),
    poll: first.poll ?? rest.find((part) => part.poll)?.poll ?? null,
    link: first.link ?? rest.find((part) => part.link)?.link ?? null,
  }
  return target === null
    ? withIdea(writing, { parts: [joined] })
    : withOwn(writing, target, { parts: [joined] })
}

export function setOption(
  writing: Writing,
  channelId: string,
  name: string,
  value: Tailored['options'][string] | undefined,
): Writing {
  const variant = writing.variants[channelId]
  if (!variant) return writing
  const { [name]: _, ...rest } = variant.options
  const options = value === undefined ? rest : { ...rest, [name]: value }
  return { ...writing, variants: { ...writing.variants, [channelId]: { ...variant, options } } }
}

export function toggleChannel(writing: Writing, channelId: string): Writing {
  const { [channelId]: had, ...rest } = writing.variants
  return { ...writing, variants: had ? rest : { ...rest, [channelId]: { content: null, options: {} } } }
}

/** The channel says what the idea says again; its settings stay. */
export function followIdea(writing: Writing, channelId: string): Writing {
  const variant = writing.variants[channelId]
  if (!variant) return writing
  return { ...writing, variants: { ...writing.variants, [channelId]: { ...variant, content: null } } }
}

/** Which fields a channel says itself. */
export const isTailored = (writing: Writing, channelId: string): boolean =>
  writing.variants[channelId]?.content != null

const withIdea = (writing: Writing, change: Partial<Idea>): Writing => ({
  ...writing,
  content: { ...writing.content, ...change },
})

function withOwn(writing: Writing, channelId: string, change: Own): Writing {
  const variant = writing.variants[channelId]
  if (!variant) return writing
  const content = withoutEchoes(writing.content, { ...variant.content, ...change })
  return { ...writing, variants: { ...writing.variants, [channelId]: { ...variant, content } } }
}

/** A field that was brought back to what the idea says follows it again. */
function withoutEchoes(idea: Idea, own: Own): Own | null {
  const { parts, ...fields } = own
  const kept: Own = Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== undefined && !same(value, idea[name as keyof Idea]),
    ),
  )
  const ownPartsLeft = parts?.map((part, at) => ownFieldsOf(idea.parts[at], part))
  const follows =
    !ownPartsLeft ||
    (parts?.length === idea.parts.length && ownPartsLeft.every((part) => Object.keys(part).length === 0))
  if (!follows) kept.parts = ownPartsLeft
  return Object.keys(kept).length > 0 ? kept : null
}

type OwnPart = NonNullable<Own['parts']>[number]

const ownFieldsOf = (idea: IdeaPart | undefined, own: OwnPart): OwnPart =>
  Object.fromEntries(
    Object.entries(own).filter(
      ([name, value]) => value !== undefined && !same(value, (idea ?? emptyPart)[name as keyof IdeaPart]),
    ),
  )

const ownParts = (writing: Writing, channelId: string): OwnPart[] => {
  const own = writing.variants[channelId]?.content?.parts
  return own ?? writing.content.parts.map(() => ({}))
}
