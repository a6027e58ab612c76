import type { House } from './house.ts'

const hour = 3_600_000

type Line = {
  text: string
  /** Hours from now. */
  at: number
  on: ('bluesky' | 'mastodon' | 'feed')[]
  state: string
  failure?: { kind: string; code: string; words: string }
}

const lines: Line[] = [
  {
    text: 'Rye bread from the stone oven is ready at seven. Who comes first gets the crust.',
    at: -30,
    on: ['bluesky', 'mastodon'],
    state: 'published',
  },
  {
    text: 'Kā mēs cepam: rudzu milti, ūdens, sāls un 24 stundas pacietības.',
    at: -5,
    on: ['bluesky'],
    state: 'published',
  },
  {
    text: 'Ask us anything about sourdough 🥖',
    at: -3,
    on: ['mastodon'],
    state: 'failed',
    failure: {
      kind: 'rejected',
      code: 'image_type',
      words: 'Mastodon does not take this kind of picture. Save it as JPEG or PNG and send it again.',
    },
  },
  { text: 'Свежие булочки с кардамоном — только сегодня.', at: -26, on: ['bluesky'], state: 'missed' },
  {
    text: 'ขนมปังอบใหม่ทุกเช้า แวะมาชิมได้ที่ร้านของเรา',
    at: -2,
    on: ['feed'],
    state: 'in_doubt',
    failure: {
      kind: 'unknown',
      code: 'no_answer',
      words: 'The line was cut after sending. Nobody can tell whether it arrived.',
    },
  },
  {
    text: 'Two tables free for the baking course on Saturday. Tag the friend who burns toast.',
    at: 2,
    on: ['bluesky', 'mastodon', 'feed'],
    state: 'scheduled',
  },
  {
    text: 'Bánh mì lúa mạch đen, nướng chậm suốt đêm.',
    at: 26,
    on: ['bluesky', 'mastodon'],
    state: 'scheduled',
  },
  { text: 'A day in the bakery, in six pictures.', at: 50, on: ['bluesky'], state: 'scheduled' },
  { text: 'Why we never use sugar in rye.', at: 51, on: ['mastodon'], state: 'scheduled' },
  { text: 'Saturday course: last seats.', at: 98, on: ['bluesky', 'feed'], state: 'scheduled' },
]

const accounts = {
  bluesky: {
    network: 'bluesky',
    server: 'https://bsky.social',
    handle: '@riga-bakery.bsky.social',
    name: 'Riga Bakery',
    state: 'active',
  },
  mastodon: {
    network: 'mastodon',
    server: 'https://mastodon.social',
    handle: '@rigabakery@mastodon.social',
    name: 'Riga Bakery',
    state: 'reconnect',
  },
  feed: {
    network: 'feed',
    server: 'own',
    handle: 'riga-bakery',
    name: 'News of the bakery',
    state: 'active',
  },
} as const

/** A bakery in the middle of its week: something in every state that people meet. */
export async function bakery(
  { ctx }: House,
  workspaceId: string,
): Promise<{ channels: Record<keyof typeof accounts, string> }> {
  const ids = { bluesky: '', mastodon: '', feed: '' }
  for (const key of ['bluesky', 'mastodon', 'feed'] as const) {
    const row = await ctx.db
      .insertInto('channels')
      .values({
        workspaceId,
        remoteId: key,
        profileUrl: 'https://example.com',
        timeZone: 'Europe/Riga',
        ...accounts[key],
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids[key] = row.id
  }
  for (const [place, line] of lines.entries()) await addPost({ ctx }, workspaceId, ids, line, place)
  return { channels: ids }
}

const contentOf = (text: string) => ({
  title: '',
  parts: [{ text, media: [], poll: null, link: null, quote: null }],
  firstReply: null,
  languages: [],
})

async function addPost(
  { ctx }: Pick<House, 'ctx'>,
  workspaceId: string,
  ids: Record<string, string>,
  line: Line,
  place: number,
) {
  const due = new Date(Date.now() + line.at * hour)
  const content = contentOf(line.text)
  const post = await ctx.db
    .insertInto('posts')
    .values({
      workspaceId,
      stage: 'scheduled',
      content: JSON.stringify(content),
      searchText: line.text.toLowerCase(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const on of line.on) {
    const channelId = ids[on] ?? ''
    await ctx.db.insertInto('variants').values({ workspaceId, postId: post.id, channelId }).execute()
    await ctx.db
      .insertInto('deliveries')
      .values({
        workspaceId,
        postId: post.id,
        channelId,
        network: on,
        state: line.state,
        dueAt: due,
        nextAt: due,
        key: `${post.id}-${on}`,
        content: JSON.stringify({ ...content, options: {} }),
        digest: `${place}`,
        publishedAt: line.state === 'published' ? due : null,
        failureKind: line.failure?.kind ?? null,
        failureCode: line.failure?.code ?? null,
        failureWords: line.failure?.words ?? null,
      })
      .execute()
  }
}
