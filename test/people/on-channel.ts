import { Readable } from 'node:stream'
import sharp from 'sharp'
import { avatarKey } from '../../src/modules/channels/accounts/avatar.ts'
import { addMedia } from '../../src/modules/create/media/index.ts'
import { PostSeed } from '../../src/modules/create/posts/contract.ts'
import { makeChannel, makePublication, tell } from '../factories/measure.ts'
import type { World } from '../world.ts'

/** One of everything that a channel brings along. Its words hold the name of the channel, which nothing else says. */
export type OnChannel = {
  name: string
  channel: string
  slot: string
  planned: string
  media: string
  campaign: string
  goal: string
  pilot: string
  series: string
  source: string
  post: string
  gonePost: string
  delivery: string
  publication: string
  notification: string
}

const due = new Date('2030-01-20T09:00:00Z')

export async function onChannel(w: World, name: string): Promise<OnChannel> {
  const { ctx, workspaceId } = w
  const { db } = ctx
  const channel = await makeChannel(ctx, workspaceId)
  await db
    .updateTable('channels')
    .set({ name, handle: `@${name}`, avatarUrl: `/avatars/${name}` })
    .where('id', '=', channel)
    .execute()
  await ctx.storage.write(avatarKey(channel), Buffer.from(name))
  const { id: slot } = await db
    .insertInto('slots')
    .values({ workspaceId, channelId: channel, weekday: 1, atTime: '09:00' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('channelPlans').values({ workspaceId, channelId: channel, perWeek: 3 }).execute()
  const { id: planned } = await db
    .insertInto('plannedPosts')
    .values({
      ...{ workspaceId, channelId: channel, wishAt: '2030-01-21T09:00', wishZone: 'UTC' },
      ...{ at: '2030-01-21T09:00:00Z', category: 'brand', hint: `Hint ${name}` },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const media = await picture(w, name)
  const { id: campaign } = await db
    .insertInto('campaigns')
    .values({ workspaceId, name: `Campaign ${name}` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: goal } = await db
    .insertInto('goals')
    .values({
      ...{ workspaceId, name: `Goal ${name}`, metric: 'followers', baseline: 1, target: 2 },
      ...{ scopeKind: 'channel', scopeId: channel, startsOn: '2030-01-01', deadline: '2030-06-01' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: pilot } = await db
    .insertInto('pilots')
    .values({
      ...{ workspaceId, name: `Pilot ${name}`, metric: 'engagements', weeks: 4, perWeek: 3, care: 0.1 },
      ...{ channels: JSON.stringify([channel]), startsOn: '2029-12-30' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const again = { content: { parts: [{ text: `Again ${name}` }] }, variants: [{ channelId: channel }] }
  const { id: series } = await db
    .insertInto('series')
    .values({
      ...{ workspaceId, kind: 'recurring', name: `Series ${name}`, rule: 'FREQ=WEEKLY;BYDAY=MO' },
      ...{
        startsAt: '2030-02-04T09:00',
        zone: 'Europe/Riga',
        horizonDays: 28,
        publish: 'draft',
        restDays: 0,
      },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('seriesItems')
    .values({
      workspaceId,
      seriesId: series,
      position: 0,
      body: JSON.stringify(PostSeed.parse(again)),
      wordings: [],
    })
    .execute()
  const { id: source } = await db
    .insertInto('postSources')
    .values({
      ...{ workspaceId, name: `Feed ${name}`, url: `https://feeds.example/${name}`, publish: 'draft' },
      ...{ rules: JSON.stringify({ channelIds: [channel] }), nextAt: due },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const content = JSON.stringify({
    ...{ title: '', firstReply: null, languages: [] },
    parts: [{ text: `Words ${name}`, media: [{ id: media, alt: '' }], poll: null, link: null, quote: null }],
  })
  const written = async (more: { deletedAt?: Date } = {}) => {
    const post = await db
      .insertInto('posts')
      .values({
        workspaceId,
        content,
        searchText: `words ${name}`,
        campaignId: campaign,
        stage: 'draft',
        ...more,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.insertInto('variants').values({ workspaceId, postId: post.id, channelId: channel }).execute()
    await db.insertInto('postMedia').values({ workspaceId, postId: post.id, mediaId: media }).execute()
    return post.id
  }
  const post = await written()
  const gonePost = await written({ deletedAt: w.clock.now() })
  const { id: delivery } = await db
    .insertInto('deliveries')
    .values({
      ...{ workspaceId, postId: post, channelId: channel, network: 'fake', dueAt: due, nextAt: due },
      ...{ key: `key-${name}`, digest: name, content },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const values = { postId: post, text: `Out ${name}` }
  const publication = await makePublication(ctx, workspaceId, channel, '2029-12-20T09:00:00Z', values)
  await tell(ctx, workspaceId, 'channel', channel, '2029-12-25T09:00:00Z', { followers: 1234 })
  const { id: notification } = await db
    .insertInto('notifications')
    .values({ workspaceId, kind: 'delivery.failed', subjectKind: 'delivery', subjectId: delivery })
    .returning('id')
    .executeTakeFirstOrThrow()
  return {
    ...{ name, channel, slot, planned, media, campaign, goal, pilot, series, source, post, gonePost },
    ...{ delivery, publication, notification },
  }
}

/** A post for two channels, of which one says nothing on the second. `hidden`: what there is of it there. */
export type OnBoth = { post: string; gonePost: string; hidden: string[] }

/** Goes to both, and says something of its own on the second. */
export async function onBoth(w: World, seen: OnChannel, other: OnChannel): Promise<OnBoth> {
  const { ctx, workspaceId } = w
  const { db } = ctx
  const part = { media: [], poll: null, link: null, quote: null }
  const idea = { title: '', firstReply: null, languages: [], parts: [{ ...part, text: 'Both read this' }] }
  const own = { parts: [{ text: `Words ${other.name}`, media: [{ id: other.media, alt: '' }] }] }
  const written = async (more: { deletedAt?: Date } = {}) => {
    const values = { workspaceId, content: JSON.stringify(idea), stage: 'draft', ...more }
    const post = await db
      .insertInto('posts')
      .values({ ...values, searchText: `both read this\nwords ${other.name}` })
      .returning('id')
      .executeTakeFirstOrThrow()
    const variants = [
      { channelId: seen.channel, content: null },
      { channelId: other.channel, content: JSON.stringify(own) },
    ]
    const rows = variants.map((variant) => ({ ...variant, workspaceId, postId: post.id }))
    const made = await db.insertInto('variants').values(rows).returning('id').execute()
    await db.insertInto('postMedia').values({ workspaceId, postId: post.id, mediaId: other.media }).execute()
    return { post: post.id, hidden: made.slice(1).map(({ id }) => id) }
  }
  const sent = async ({ name, channel }: OnChannel, postId: string) => {
    const delivery = await db
      .insertInto('deliveries')
      .values({
        ...{ workspaceId, postId, channelId: channel, network: 'fake', dueAt: due, nextAt: due },
        ...{ key: `key-both-${name}`, digest: `both-${name}`, content: JSON.stringify(idea) },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const values = { postId, text: `Out ${name}` }
    return [delivery.id, await makePublication(ctx, workspaceId, channel, '2029-12-21T09:00:00Z', values)]
  }
  const [kept, gone] = [await written(), await written({ deletedAt: w.clock.now() })]
  await sent(seen, kept.post)
  const there = await sent(other, kept.post)
  return { post: kept.post, gonePost: gone.post, hidden: [...kept.hidden, ...gone.hidden, ...there] }
}

/** Each of a colour of its own: the same file would be kept once. */
async function picture(w: World, name: string): Promise<string> {
  const background = `#${Buffer.from(name).toString('hex').slice(0, 6)}`
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer()
  const upload = { stream: Readable.from(png), fileName: `${name}.png` }
  return (await addMedia(w.ctx, w.actor('owner'), upload)).id
}
