import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor } from '../../../app/actor.ts'
import { bringTable, checkImport, readImport, runImport } from '../imports/service.ts'
import { setRule } from '../links/service.ts'
import { PostBody } from '../posts/contract.ts'
import { createPost } from '../posts/index.ts'
import { join, newsroom, picture } from '../posts/samples.ts'
import { PostExportQuery } from './contract.ts'
import { exportPosts } from './service.ts'

test.each(['csv', 'xlsx', 'json'] as const)(
  'everything that is exported as %s is read back as it was',
  async (format) => {
    const w = await newsroom()
    const id = randomUUID()
    await w.ctx.db
      .insertInto('users')
      .values({ id, name: 'Ed', email: `${id}@example.org` })
      .execute()
    await w.ctx.db
      .insertInto('members')
      .values({ workspaceId: w.workspaceId, userId: id, role: 'editor' })
      .execute()
    const actor: Actor = { ...w.actor('editor'), kind: 'person', id }
    const [chirp, gazette] = [
      await join(w, { name: 'C' }),
      await join(w, { network: 'gazette', handle: '@news', name: 'G' }),
    ]
    const media = await picture(w)
    const campaign = await w.ctx.db
      .insertInto('campaigns')
      .values({ workspaceId: w.workspaceId, name: 'Spring | sale' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const people = await w.ctx.db
      .insertInto('influencers')
      .values(
        ['Anna', 'Zoe', 'zoe'].map((name) => ({
          ...{ workspaceId: w.workspaceId, name, handle: `@${name}`, note: '' },
          connection: JSON.stringify({ kind: 'payment', sponsor: '' }),
        })),
      )
      .returning('id')
      .execute()
    const bodies = [
      {
        influencerId: people[0]?.id,
        content: {
          title: '=1+1',
          parts: [
            { text: 'One, "two"\nthree', media: [{ id: media, alt: 'A | loaf\\' }] },
            { text: '@two', poll: { options: ['a', 'b'], minutes: 60, multiple: false } },
            { text: 'Three', media: [{ id: media, alt: '' }] },
          ],
          firstReply: 'Thanks',
          languages: ['lv', 'en-GB'],
        },
        variants: [
          { channelId: chirp },
          { channelId: gazette, content: { parts: [{ text: 'Own' }] }, options: { visibility: 'quiet' } },
        ],
        category: 'brand',
        campaignId: campaign.id,
        wish: { at: '2030-02-01T09:30', zone: 'Asia/Bangkok' },
      },
      {
        // Two have that name: it is told by its id.
        influencerId: people[1]?.id,
        content: { parts: [{ text: '-plain' }] },
        variants: [{ channelId: gazette, content: { title: 'Only a title' } }],
      },
      { content: { parts: [{ text: 'ข้อความ จังหวะ 🥖' }] } },
      {
        content: {
          parts: [{ text: 'By @anna.chirp' }],
          mentions: [
            {
              text: '@anna.chirp',
              name: 'Anna',
              accounts: { chirp: { account: 'anna-1', handle: 'anna.chirp' } },
            },
          ],
        },
        variants: [{ channelId: chirp }],
      },
    ]
    for (const body of bodies) await createPost(w.ctx, actor, PostBody.parse(body))
    const said = async () => {
      const rows = await w.ctx.db
        .selectFrom('posts as p')
        .select([
          'p.content',
          'p.category',
          'p.campaignId',
          'p.influencerId',
          'p.wishAt',
          'p.wishZone',
          'p.createdAt',
        ])
        .select(
          sql<string>`(select jsonb_agg(jsonb_build_array(v.content, v.options) order by v.channel_id)
          from variants v where v.post_id = p.id)`.as('own'),
        )
        .where('p.workspaceId', '=', w.workspaceId)
        .execute()
      return rows.map(({ createdAt: _, ...row }) => JSON.stringify(row)).sort()
    }
    const before = await said()
    const file = await exportPosts(w.ctx, actor, PostExportQuery.parse({ format }))
    const bytes = Buffer.isBuffer(file.body) ? file.body : await buffer(file.body)
    const found = await bringTable(
      w.ctx,
      actor,
      { bytes: new Uint8Array(bytes), fileName: file.fileName },
      {},
    )
    await checkImport(w.ctx, actor, found.id, { ...found.settings, version: found.version })
    await w.runJobs()
    const checked = await readImport(w.ctx, actor, found.id)
    expect(checked.counts).toMatchObject({ bad: 0 })
    await w.ctx.db.deleteFrom('posts').where('workspaceId', '=', w.workspaceId).execute()
    await runImport(w.ctx, actor, found.id, { only: 'all', version: checked.version })
    await w.runJobs()
    expect(await said()).toEqual(before)
  },
)

test('who sees some channels is told of their posts only', async () => {
  const w = await newsroom()
  const [mine, other] = [await join(w), await join(w, { network: 'gazette' })]
  const make = (text: string, channelId: string) =>
    createPost(
      w.ctx,
      w.actor('editor'),
      PostBody.parse({ content: { parts: [{ text }] }, variants: [{ channelId }] }),
    )
  await make('Mine', mine)
  await make('Theirs', other)
  const viewer: Actor = { ...w.actor('editor'), channels: { chosenOnly: true, parts: { [mine]: 'editor' } } }
  const { body } = await exportPosts(w.ctx, viewer, PostExportQuery.parse({ format: 'json' }))
  const rows = JSON.parse((await buffer(body as NodeJS.ReadableStream)).toString())
  expect(rows.map(({ text }: { text: string }) => text)).toEqual(['Mine'])
})

test('links stand there as each channel sends them, beside the words as they were written', async () => {
  const w = await newsroom()
  const editor = w.actor('editor')
  const [mine, other] = [await join(w), await join(w, { network: 'gazette' })]
  const rule = { enabled: true, source: '{network}', medium: '', campaign: '', term: '', content: '' }
  await setRule(w.ctx, editor, { ...rule, excluded: [], version: 0 })
  const content = { parts: [{ text: 'See https://a.lv/x' }] }
  const variants = [{ channelId: mine }, { channelId: other }]
  await createPost(w.ctx, editor, PostBody.parse({ content, variants }))
  const { body } = await exportPosts(w.ctx, editor, PostExportQuery.parse({ format: 'json' }))
  const [row] = JSON.parse((await buffer(body as NodeJS.ReadableStream)).toString())
  expect(row.text).toBe('See https://a.lv/x')
  expect(row.sentLinks).toContain('https://a.lv/x?utm_source=chirp')
  expect(row.sentLinks).toContain('https://a.lv/x?utm_source=gazette')
})

test('who outside speaks for the brand is told to the team only', async () => {
  const w = await newsroom()
  const anna = await w.ctx.db
    .insertInto('influencers')
    .values({
      ...{ workspaceId: w.workspaceId, name: 'Anna', handle: '', note: '' },
      connection: JSON.stringify({ kind: 'payment', sponsor: '' }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const content = { parts: [{ text: 'With her' }] }
  await createPost(w.ctx, w.actor('editor'), PostBody.parse({ content, influencerId: anna.id }))
  const told = async (role: 'editor' | 'client') => {
    const { body } = await exportPosts(w.ctx, w.actor(role), PostExportQuery.parse({ format: 'json' }))
    return JSON.parse((await buffer(body as NodeJS.ReadableStream)).toString())[0]?.influencer
  }
  expect([await told('editor'), await told('client')]).toEqual(['Anna', undefined])
})
