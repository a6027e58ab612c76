/** What is judged: a post as one channel would be sent it. */
import type { TextRule } from '../../../../networks/kit/manifest.ts'
import type { BannedWord } from '../../../plan/advice/contract.ts'
import type { Connection, Evidence, Jurisdiction } from '../contract.ts'
import { foldText } from './fold.ts'
import { type Searched, searched } from './terms.ts'

type SidePart = {
  text: string
  links: readonly string[]
  film: boolean
  /** What may be chosen. */
  poll: readonly string[]
  /** Title and description of the link’s card, where they are ours. */
  card: readonly string[]
}

type Written = {
  text: string
  media: readonly { kind: string }[]
  poll: { options: readonly string[] } | null
  link: { url: string; title: string; description: string } | null
}

/** Parts as they are judged, in composer and server. `sendsCard`: the network shows the card as it is sent. */
export const sideParts = (parts: readonly Written[], sendsCard: boolean): SidePart[] =>
  parts.map(({ text, media, poll, link }) => ({
    text,
    links: link ? [link.url] : [],
    film: media.some(({ kind }) => kind === 'video'),
    poll: poll?.options ?? [],
    card: link && sendsCard ? [link.title, link.description].filter((words) => words !== '') : [],
  }))

export type Side = {
  channelId: string
  network: string
  /** How the network counts, and where it folds. */
  text: TextRule
  /** The network can mark paid partnerships by its API. */
  marks: boolean
  title: string
  parts: readonly SidePart[]
  firstReply: string | null
  /** A machine wrote some of it, and the network has no mark that says so. */
  machine?: boolean
  /** Where its people are. */
  jurisdictions: readonly Jurisdiction[]
}

export type Looked = {
  connection: Connection | null
  evidence: readonly Evidence[]
  /** BCP 47, as its writer named it. */
  language: string | null
  /** On which day it goes out. */
  day: string
  /** What the brand does not say; a post that does is kept back. */
  banned?: readonly BannedWord[]
}

export type Place = {
  where: 'title' | 'part' | 'reply' | 'poll' | 'card'
  part: number
  text: Searched
}

/** What the post itself says. Poll and card promise as loudly, but nobody is told there who pays. */
export const isSaid = ({ where }: Place): boolean => where !== 'poll' && where !== 'card'

/** Longer texts are judged by their beginning: no network takes more, and a page of rules is no post. */
const most = 120_000

/** Texts that several channels share are made ready once. */
export function placesOf(side: Side, ready: Map<string, Searched>): Place[] {
  const read = (text: string): Searched => {
    const known = ready.get(text)
    if (known) return known
    const made = searched(foldText(text.slice(0, most)))
    ready.set(text, made)
    return made
  }
  return [
    ...(side.title === '' ? [] : [{ where: 'title' as const, part: 0, text: read(side.title) }]),
    ...side.parts.map(({ text }, part) => ({ where: 'part' as const, part, text: read(text) })),
    ...side.parts.flatMap(({ poll, card }, part) => [
      ...poll.map((text) => ({ where: 'poll' as const, part, text: read(text) })),
      ...card.map((text) => ({ where: 'card' as const, part, text: read(text) })),
    ]),
    ...(side.firstReply ? [{ where: 'reply' as const, part: 0, text: read(side.firstReply) }] : []),
  ]
}
