import { type Actor, actorMay } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { Field } from '../../../networks/kit/manifest.ts'
import { joinList, joinThread, type More } from '../imports/index.ts'
import { findInfluencerNames } from '../influencers/index.ts'
import type { LinkRule } from '../links/contract.ts'
import { activeRule } from '../links/index.ts'
import { contentFor, type IdeaBody, type OwnBody } from '../posts/contract.ts'
import { type ChannelRow, findAllChannels, pageStored, type StoredPost } from '../posts/index.ts'
import { linksAsSent } from '../posts/plain/sent.ts'
import type { PostExportQuery } from './contract.ts'

/** What a table of posts is made with: its columns depend on which channels and networks there are. */
export type Frame = {
  header: string[]
  rowOf: (post: StoredPost) => string[]
}

const plain = [
  ...([
    'id',
    'stage',
    'key',
    'text',
    'channels',
    'at',
    'zone',
    'title',
    'media',
    'alt',
    'firstReply',
  ] as const),
  ...([
    'language',
    'category',
    'pillar',
    'campaign',
    'persona',
    'influencer',
    'goal',
    'appeal',
    'connection',
    'sponsor',
    'url',
    'sentLinks',
    'more',
  ] as const),
]

/**
 * A row for each post in a form that the import reads back: what columns cannot say stands in `more`. `id`, `stage`, `url`
 * and `sentLinks` are told to people and left out on the way back.
 */
export async function frameFor(ctx: Context, viewer: Actor): Promise<Frame> {
  const [channels, names, rule] = await Promise.all([
    findAllChannels(ctx.db, viewer),
    namesOf(ctx, viewer),
    activeRule(ctx.db, viewer.workspaceId),
  ])
  const known = new Map(channels.map((channel) => [channel.id, channel]))
  const options = optionsOf(ctx, channels)
  const header = [
    // Left out by the import: it would take a column `id` for a key.
    ...plain.map((name) => (name === 'id' ? 'postId' : name)),
    ...channels.map((channel) => `text: ${nameOf(channel)}`),
    ...options.map(({ name }) => name),
  ]
  const rowOf = (post: StoredPost): string[] => {
    const sent = sentLinks(ctx, post, known, { rule, names })
    const values = { ...valuesOf(post, known, names), sentLinks: sent }
    const texts = channels.map(({ id }) => ownText(post, id) ?? '')
    return [
      ...plain.map((name) => values[name]),
      ...texts,
      ...options.map((one) => optionOf(post, known, one)),
    ]
  }
  return { header, rowOf }
}

const nameOf = ({ network, handle }: ChannelRow): string => `${network}:${handle}`

type Names = ReadonlyMap<string, string>

/** Names of what posts are for, by id. */
async function namesOf({ db }: Context, viewer: Actor): Promise<Names> {
  const { workspaceId } = viewer
  const named = (table: 'pillars' | 'campaigns' | 'personas' | 'goals') =>
    db.selectFrom(table).select(['id', 'name']).where('workspaceId', '=', workspaceId).execute()
  const all = await Promise.all([named('pillars'), named('campaigns'), named('personas'), named('goals')])
  // Who outside speaks for the brand is the team’s to know.
  const people = actorMay(viewer, 'team.read') ? await findInfluencerNames(db, workspaceId) : []
  return new Map([...all.flat(), ...told(people)].map(({ id, name }) => [id, name]))
}

/** By name; where two have the same one, by id, so that it is read back as the same. */
function told(people: readonly { id: string; name: string }[]): { id: string; name: string }[] {
  const named = Map.groupBy(people, ({ name }) => name.toLowerCase())
  return [...named.values()].flatMap((same) =>
    same.length === 1 ? same : same.map(({ id }) => ({ id, name: id })),
  )
}

type Option = { name: string; network: string; field: Field }

/** Settings of the networks that have channels here. */
function optionsOf({ networks }: Context, channels: readonly ChannelRow[]): Option[] {
  const there = [...new Set(channels.map(({ network }) => network))].sort()
  return there.flatMap((network) =>
    (networks.get(network)?.manifest.options ?? []).map((field) => ({
      ...{ network, field },
      name: `${network}.${field.name}`,
    })),
  )
}

/** The same for all channels of a network; where they differ, the first one's. */
function optionOf(
  post: StoredPost,
  known: ReadonlyMap<string, ChannelRow>,
  { network, field }: Option,
): string {
  const values = post.variants
    .filter(({ channelId }) => known.get(channelId)?.network === network)
    .map(({ options }) => options[field.name])
  const value = values.find((one) => one !== undefined)
  if (value === undefined || value === null) return ''
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

type Values = Record<Exclude<(typeof plain)[number], 'sentLinks'>, string>

function valuesOf(post: StoredPost, known: ReadonlyMap<string, ChannelRow>, names: Names): Values {
  const { content, wish } = post
  const nameIn = (id: string | null): string => (id && names.get(id)) || ''
  const channels = post.variants.flatMap(({ channelId }) => known.get(channelId) ?? [])
  return {
    ...{ id: post.id, stage: post.stage, key: post.id },
    text: joinThread(content.parts.map(({ text }) => text)),
    channels: joinList(channels.map(nameOf)),
    at: wish ? wish.at.replace('T', ' ') : '',
    zone: wish?.zone ?? '',
    title: content.title,
    media: mediaOf(content, ({ id }) => `media:${id}`),
    alt: content.parts.some(({ media }) => media.some(({ alt }) => alt))
      ? mediaOf(content, ({ alt }) => alt)
      : '',
    firstReply: content.firstReply ?? '',
    language: joinList(content.languages),
    category: post.category ?? '',
    pillar: nameIn(post.pillarId),
    campaign: nameIn(post.campaignId),
    persona: nameIn(post.personaId),
    influencer: nameIn(post.influencerId),
    goal: nameIn(post.goalId),
    appeal: post.appeal ?? '',
    connection: post.connection?.kind ?? '',
    sponsor: post.connection?.sponsor ?? '',
    url: joinList(post.deliveries.flatMap(({ url }) => url ?? [])),
    more: moreOf(post, known),
  }
}

/** Links as the channels send them, each once: those that say where their readers came from. */
function sentLinks(
  { networks }: Context,
  post: StoredPost,
  known: ReadonlyMap<string, ChannelRow>,
  { rule, names }: { rule: LinkRule | null; names: Names },
): string {
  if (!rule) return ''
  const nameIn = (id: string | null): string => (id && names.get(id)) || ''
  const tagging = {
    rule,
    campaign: nameIn(post.campaignId),
    pillar: nameIn(post.pillarId),
    category: post.category ?? '',
  }
  const links = post.variants.flatMap(({ channelId, content }) => {
    const channel = known.get(channelId)
    const network = channel && networks.get(channel.network)?.manifest
    if (!channel || !network) return []
    const said = contentFor<{ id: string; alt: string }>(post.content, content)
    return linksAsSent(said, { network, handle: channel.handle, tagging }).map(({ to }) => to)
  })
  return joinList([...new Set(links)])
}

type Medium = { id: string; alt: string }

/** Of each part, with the sign of the thread between; parts at the end that have none are left away. */
function mediaOf({ parts }: IdeaBody, say: (medium: Medium) => string): string {
  const last = parts.findLastIndex(({ media }) => media.length > 0)
  const items = parts
    .slice(0, last + 1)
    .flatMap(({ media }, n) => [...(n > 0 ? ['---'] : []), ...media.map(say)])
  return joinList(items)
}

/** The text of a channel, where that is all that it says otherwise. */
function ownText({ variants }: StoredPost, channelId: string): string | null {
  const content = variants.find((variant) => variant.channelId === channelId)?.content
  const texts = content?.parts?.map(({ text }) => text)
  return texts?.every((text) => text !== undefined) ? joinThread(texts.map((text) => text ?? '')) : null
}

/** What the columns cannot say: polls, cards, quotes, and what a channel says otherwise than in its text. */
function moreOf({ content, variants }: StoredPost, known: ReadonlyMap<string, ChannelRow>): string {
  const parts = content.parts.map(({ poll, link, quote }) => ({ poll, link, quote }))
  const hasMore = parts.some(({ poll, link, quote }) => poll || link || quote)
  const own = Object.fromEntries(
    variants.flatMap((variant) => {
      const channel = known.get(variant.channelId)
      const rest = variant.content && beyondText(variant.content)
      return channel && rest ? [[nameOf(channel), rest]] : []
    }),
  )
  const { mentions } = content
  if (!hasMore && !mentions && Object.keys(own).length === 0) return ''
  const more: Partial<More> = {
    ...(hasMore && { parts }),
    ...(Object.keys(own).length > 0 && { own }),
    ...(mentions && { mentions }),
  }
  return JSON.stringify(more)
}

function beyondText(content: OwnBody): OwnBody | null {
  const isText = (part: object): boolean => Object.keys(part).every((name) => name === 'text')
  const onlyTexts = content.parts?.every((part) => isText(part) && part.text !== undefined)
  const others = Object.keys(content).filter((name) => name !== 'parts')
  return others.length === 0 && onlyTexts ? null : content
}

const rowsAtOnce = 200

/** A page at a time, so that a hundred thousand posts take no more memory than one page. */
export async function* eachPost(
  ctx: Context,
  viewer: Viewer,
  { format: _, ...filter }: PostExportQuery,
): AsyncGenerator<StoredPost> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { posts: StoredPost[]; next: string | null } = await pageStored(ctx.db, viewer, {
      ...filter,
      limit: rowsAtOnce,
      ...(cursor && { cursor }),
    })
    yield* page.posts
    cursor = page.next
  }
}
