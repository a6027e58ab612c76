import type { IdeaBody, OwnBody, Post } from '../../../modules/create/posts/contract.ts'
import type { PostVersion } from '../../../modules/create/versions/contract.ts'

type Content = IdeaBody | OwnBody

/** What is compared of a text: its words, whether a machine wrote some, how much is shown with it, and all else as one. */
export type Says = { words: string; made: boolean; media: number; rest: string }

/** By `idea` and channels; a channel that follows the idea says nothing of its own. */
export type Saying = ReadonlyMap<string, Says | null>

const saysOf = (content: Content, options: unknown, made: boolean): Says => ({
  made,
  words: [content.title, ...(content.parts ?? []).map(({ text }) => text), content.firstReply]
    .filter(Boolean)
    .join('\n\n'),
  media: (content.parts ?? []).reduce((sum, { media }) => sum + (media?.length ?? 0), 0),
  rest: JSON.stringify([
    options,
    content.languages ?? [],
    (content.parts ?? []).map(({ media, poll, link, quote }) => [
      (media ?? []).map(({ id }) => id),
      ...[poll ?? null, link ?? null, quote ?? null],
    ]),
  ]),
})

type Sayer = Pick<PostVersion, 'content' | 'variants' | 'machineMade'> | Post

export function sayingOf({ content, variants, machineMade }: Sayer): Saying {
  const made = new Set(machineMade.map(({ channelId }) => channelId))
  const said = variants.map(
    ({ channelId, content: own, options }) =>
      [channelId, own && saysOf(own, options, made.has(channelId))] as const,
  )
  return new Map([['idea', saysOf(content, {}, made.has(null))], ...said])
}

/** The idea first, then channels that say something of their own in one of both. */
export function placesOf(one: Saying, other: Saying): string[] {
  const all = new Set([...one.keys(), ...other.keys()])
  return [...all].filter((place) => one.get(place) || other.get(place))
}
