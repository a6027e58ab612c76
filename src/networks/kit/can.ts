import { limitsByKind } from './limits.ts'
import type { Ability, Manifest } from './manifest.ts'

/** What may stand in a post there. */
export const postCan = [
  'pictures',
  'several pictures',
  'films',
  'pictures beside films',
  'alt text',
  'captions',
  'covers',
  'polls',
  'threads',
  'first comment',
  'link card',
  'quotes',
  'title',
  'paid partnership',
  'made by a machine',
] as const
type PostCan = (typeof postCan)[number]

/** What can be done around it. */
export const aroundCan = [
  'several kinds of post',
  'edit',
  'remove',
  'insights',
  'history',
  'find',
  'tells by itself',
  'people',
  'look-alikes',
  'mentions',
  'publicProfiles',
  'reactions',
  'contests',
] as const
type AroundCan = (typeof aroundCan)[number]

export type Can = PostCan | AroundCan

/** Everything that Carillon can do at a network, under names that are the same for all of them; in whichever kind of post. */
export function canOf(manifest: Manifest): Can[] {
  const all = limitsByKind(manifest, {}).map(({ limits }) => limits)
  const some = (has: (limits: (typeof all)[number]) => unknown): boolean =>
    all.some((one) => Boolean(has(one)))
  const able = (ability: Ability): boolean => manifest.abilities.includes(ability)
  const can: Record<Can, boolean> = {
    pictures: some(({ media }) => media.images),
    'several pictures': some(({ media }) => (media.images?.max ?? 0) > 1 && (media.most ?? 2) > 1),
    films: some(({ media }) => media.videos),
    'pictures beside films': some(({ media }) => media.mixed && media.images && media.videos),
    'alt text': some(({ media }) => (media.images?.alt.max ?? 0) > 0),
    captions: some(({ media }) => media.videos?.captions),
    covers: some(({ media }) => media.videos?.cover),
    polls: some(({ poll }) => poll),
    threads: some(({ threadMax }) => threadMax > 1),
    'first comment': some(({ firstReply }) => firstReply),
    'link card': manifest.linkCard !== 'none',
    quotes: manifest.quotes,
    title: some(({ text }) => text.title),
    'paid partnership': manifest.paidPartnership !== undefined,
    'made by a machine': manifest.machineLabel !== undefined,
    'several kinds of post': kindsOf(manifest).length > 1,
    edit: able('edit'),
    remove: able('remove'),
    insights: able('insights'),
    history: able('history'),
    find: able('find'),
    'tells by itself': manifest.webhooks !== undefined,
    // Our own profile, for audits.
    people: able('people'),
    // Where accounts are reported, they are looked for.
    'look-alikes': able('people') && Boolean(manifest.presence?.report),
    mentions: able('mentions'),
    publicProfiles: able('publicProfiles'),
    reactions: able('reactions'),
    contests: manifest.contest !== undefined,
  }
  return [...postCan, ...aroundCan].filter((one) => can[one])
}

/** The kinds of post that it knows, by the values that its option has; none where there is one kind alone. */
export const kindsOf = ({ kinds, options }: Pick<Manifest, 'kinds' | 'options'>): string[] =>
  options.find(({ name }) => name === kinds?.option)?.choices?.map(({ value }) => value) ?? []
