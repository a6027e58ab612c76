import { createHash } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { Draft, Json, MediaFacts } from '../../networks/kit/content.ts'
import { resolveCivil } from '../../platform/civil.ts'
import type { DB, Tx } from '../../platform/db/index.ts'
import { type Chance, chanceOf } from './chance.ts'
import { fromToday, type Ground, idAt, isoDay } from './ground.ts'
import type { Post, Story, Telling } from './story.ts'

/** One thing that is out, as the numbers want to know it. */
export type Out = {
  id: string
  channelId: string
  roleKey: string
  publishedAt: Date
  good: number
  post: Post | null
  idea: Post['idea']
}

type DeliveryState = 'published' | 'scheduled' | 'failed' | 'in_doubt' | 'missed'

/** The last three days have one of each trouble, so that there is something to do. */
const troubles: readonly { day: number; roleKey: string; state: DeliveryState }[] = [
  { day: -1, roleKey: 'lv', state: 'failed' },
  { day: -2, roleKey: 'vi', state: 'in_doubt' },
  { day: -3, roleKey: 'ru', state: 'missed' },
]

const tables = [
  'posts',
  'postMedia',
  'variants',
  'deliveries',
  'attempts',
  'publications',
  'notifications',
] as const

/** What is to be written, by table, in the order in which one refers to another. */
type Rows = { [T in (typeof tables)[number]]: Insertable<DB[T]>[] }

/** Writes half a year of posts with all that became of them. Answers what is out. */
export async function writePosts(
  tx: Tx,
  ground: Ground,
  story: Story,
  pictures: readonly MediaFacts[],
  seed: number,
): Promise<Out[]> {
  const chance = chanceOf(seed + 1)
  const rows: Rows = {
    posts: [],
    postMedia: [],
    variants: [],
    deliveries: [],
    attempts: [],
    publications: [],
    notifications: [],
  }
  const troubled = troublesOf(story)
  const out = story.posts.flatMap((post, i) =>
    tellPost(
      rows,
      ground,
      post,
      i,
      post.pictured ? pictures[i % Math.max(1, pictures.length)] : undefined,
      chance,
      troubled,
    ),
  )
  addDrafts(rows, ground, story)
  out.push(...tellNatives(rows, ground, story, chance))
  await insertAll(tx, rows)
  return out
}

/** Trouble needs a post on that channel: the nearest earlier one that has it. */
function troublesOf(story: Story): Map<Post, { roleKey: string; state: DeliveryState }> {
  const found = new Map<Post, { roleKey: string; state: DeliveryState }>()
  for (const { day, roleKey, state } of troubles) {
    const post = story.posts.findLast(
      (one) => one.day <= day && !found.has(one) && one.tellings.some(({ role }) => role.key === roleKey),
    )
    if (post) found.set(post, { roleKey, state })
  }
  return found
}

function tellPost(
  rows: Rows,
  ground: Ground,
  post: Post,
  number: number,
  picture: MediaFacts | undefined,
  chance: Chance,
  troubled: ReadonlyMap<Post, { roleKey: string; state: DeliveryState }>,
): Out[] {
  const civil = `${isoDay(fromToday(ground.now, post.day))}T${post.clock}`
  const dueAt = resolveCivil(civil, ground.zone).at
  const writtenAt = new Date(
    Math.min(dueAt.getTime(), ground.now.getTime()) - (2 + chance.even() * 6) * 86_400_000,
  )
  const postId = idAt(writtenAt)
  const [first] = post.tellings
  const texts = post.tellings.map((telling) => telling.text)
  rows.posts.push({
    id: postId,
    workspaceId: ground.workspaceId,
    stage: 'scheduled',
    content: JSON.stringify(ideaOf(first, picture)),
    searchText: texts.join('\n').toLowerCase(),
    category: post.category,
    campaignId: post.campaign && ground.campaigns.get(post.campaign.key),
    wishAt: civil,
    wishZone: ground.zone,
    authorId: ground.ownerId,
    createdAt: writtenAt,
    updatedAt: writtenAt,
  })
  if (picture) rows.postMedia.push({ workspaceId: ground.workspaceId, postId, mediaId: picture.id })
  return post.tellings.flatMap((telling, i) => {
    const trouble = troubled.get(post)
    const due = dueAt.getTime() <= ground.now.getTime()
    const state: DeliveryState =
      trouble?.roleKey === telling.role.key ? trouble.state : due ? 'published' : 'scheduled'
    return deliver(
      rows,
      ground,
      { post, postId, telling, own: i > 0, dueAt, writtenAt, picture, state, number },
      chance,
    )
  })
}

type Delivering = {
  post: Post
  postId: string
  telling: Telling
  own: boolean
  dueAt: Date
  writtenAt: Date
  picture: MediaFacts | undefined
  state: DeliveryState
  number: number
}

function deliver(rows: Rows, ground: Ground, it: Delivering, chance: Chance): Out[] {
  const { workspaceId } = ground
  const { role, text } = it.telling
  const channelId = ground.channels.get(role.key) ?? ''
  const variantId = idAt(it.writtenAt)
  rows.variants.push({
    id: variantId,
    workspaceId,
    postId: it.postId,
    channelId,
    content: it.own ? JSON.stringify({ parts: [{ text }], languages: [role.language] }) : null,
  })
  const content = JSON.stringify(draftOf(it.telling, it.picture))
  const id = idAt(it.writtenAt)
  const digest = createHash('sha256').update(content).digest('hex')
  const startedAt = new Date(it.dueAt.getTime() + 4 + chance.even() * 30)
  const finishedAt = new Date(startedAt.getTime() + 250 + chance.even() * 900)
  const remoteId = `demo-${id}`
  const tried = it.state === 'published' || it.state === 'failed' || it.state === 'in_doubt'
  rows.deliveries.push({
    id,
    workspaceId,
    postId: it.postId,
    variantId,
    channelId,
    network: role.network,
    state: it.state,
    dueAt: it.dueAt,
    nextAt: it.dueAt,
    key: `demo-${id}`,
    content,
    digest,
    parts: JSON.stringify(it.state === 'published' ? [{ remoteId, url: null }] : []),
    attempts: tried ? 1 : 0,
    firstAttemptAt: tried ? startedAt : null,
    publishedAt: it.state === 'published' ? finishedAt : null,
    createdAt: it.writtenAt,
    updatedAt: tried ? finishedAt : it.writtenAt,
    ...failureOf(it.state),
  })
  if (tried)
    rows.attempts.push({
      id: idAt(startedAt),
      workspaceId,
      deliveryId: id,
      number: 1,
      workerId: 'demo',
      key: `demo-${id}`,
      digest,
      startedAt,
      finishedAt,
      ...outcomeOf(it.state),
    })
  if (it.state !== 'published') {
    if (it.state !== 'scheduled') rows.notifications.push(noticeOf(ground, it, id, finishedAt))
    return []
  }
  const publicationId = idAt(finishedAt)
  rows.publications.push({
    id: publicationId,
    workspaceId,
    channelId,
    postId: it.postId,
    deliveryId: id,
    remoteId,
    text,
    origin: 'ours',
    publishedAt: finishedAt,
    createdAt: finishedAt,
  })
  const { good, idea } = it.post
  return [
    { id: publicationId, channelId, roleKey: role.key, publishedAt: finishedAt, good, post: it.post, idea },
  ]
}

const refused =
  'The network refused the picture: its description is longer than it takes. Shorten it and try again.'
const unclear =
  'The connection broke after the post was sent. It may be there or not: look at the account, then say which.'
const late = 'Its time passed before it could be sent. Publish it now, give it another time, or leave it.'

function failureOf(state: DeliveryState) {
  if (state === 'failed')
    return { failureKind: 'rejected', failureCode: 'alt_too_long', failureWords: refused }
  if (state === 'in_doubt') return { failureKind: 'unknown', failureCode: 'cut_off', failureWords: unclear }
  if (state === 'missed') return { failureKind: 'later', failureCode: 'missed', failureWords: late }
  return { failureKind: null, failureCode: null, failureWords: null }
}

function outcomeOf(state: DeliveryState) {
  if (state === 'failed') return { outcome: 'rejected', status: 422, code: 'alt_too_long', words: refused }
  if (state === 'in_doubt') return { outcome: 'unknown', status: null, code: 'cut_off', words: unclear }
  return { outcome: 'published', status: 200, code: null, words: null }
}

const noticeOf = (ground: Ground, it: Delivering, deliveryId: string, at: Date) => ({
  id: idAt(at),
  workspaceId: ground.workspaceId,
  kind: `delivery.${it.state}`,
  subjectKind: 'delivery',
  subjectId: deliveryId,
  facts: JSON.stringify({
    channel: it.telling.role.name,
    handle: it.telling.role.handle,
    network: it.telling.role.network,
    postId: it.postId,
    text: it.telling.text.slice(0, 140),
    dueAt: it.dueAt.toISOString(),
    reason: failureOf(it.state).failureWords,
  }),
  createdAt: at,
})

/** Things begun: three drafts, and one that a contributor proposes. */
function addDrafts(rows: Rows, ground: Ground, story: Story): void {
  const last = story.posts.slice(0, 4)
  last.forEach((post, i) => {
    const at = fromToday(ground.now, -1 - i)
    const postId = idAt(at)
    const [first] = post.tellings
    rows.posts.push({
      id: postId,
      workspaceId: ground.workspaceId,
      stage: i === 0 ? 'proposed' : 'draft',
      content: JSON.stringify(ideaOf(first, undefined)),
      searchText: (first?.text ?? '').toLowerCase(),
      category: i === 3 ? null : post.category,
      campaignId: null,
      wishAt: i < 2 ? `${isoDay(fromToday(ground.now, 3 + 2 * i))}T${post.clock}` : null,
      wishZone: i < 2 ? ground.zone : null,
      authorId: ground.ownerId,
      createdAt: at,
      updatedAt: at,
    })
    for (const { role } of post.tellings.slice(0, 2))
      rows.variants.push({
        id: idAt(at),
        workspaceId: ground.workspaceId,
        postId,
        channelId: ground.channels.get(role.key) ?? '',
        content: null,
      })
  })
}

function tellNatives(rows: Rows, ground: Ground, story: Story, chance: Chance): Out[] {
  return story.natives.map(({ day, hour, telling, idea }) => {
    const publishedAt = new Date(
      fromToday(ground.now, day).setUTCHours(hour, Math.floor(chance.even() * 60), 0, 0),
    )
    const id = idAt(publishedAt)
    const channelId = ground.channels.get(telling.role.key) ?? ''
    rows.publications.push({
      id,
      workspaceId: ground.workspaceId,
      channelId,
      postId: null,
      deliveryId: null,
      remoteId: `demo-${id}`,
      text: telling.text,
      origin: 'native',
      publishedAt,
      createdAt: publishedAt,
    })
    return { id, channelId, roleKey: telling.role.key, publishedAt, good: 0.9, post: null, idea }
  })
}

const partOf = (text: string, media: Json[]) => ({ text, media, poll: null, link: null, quote: null })

const ideaOf = (telling: Telling | undefined, picture: MediaFacts | undefined) => ({
  title: '',
  parts: [partOf(telling?.text ?? '', picture ? [{ id: picture.id, alt: picture.alt }] : [])],
  firstReply: null,
  languages: telling ? [telling.role.language] : [],
})

const draftOf = ({ role, text }: Telling, picture: MediaFacts | undefined): Draft => ({
  title: '',
  parts: [{ text, media: picture ? [picture] : [], poll: null, link: null, quote: null }],
  firstReply: null,
  languages: [role.language],
  options: {},
})

async function insertAll(tx: Tx, rows: Rows): Promise<void> {
  for (const table of tables)
    for (let i = 0; i < rows[table].length; i += 500)
      await tx
        .insertInto(table)
        // The compiler does not follow that table and rows belong together.
        .values(rows[table].slice(i, i + 500) as never)
        .execute()
}
