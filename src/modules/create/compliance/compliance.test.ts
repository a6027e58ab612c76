import { beforeEach, describe, expect, test } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { join } from '../posts/samples.ts'
import { at, doing, gift, room, scheduled } from './compliance.fixture.ts'
import { lookAtScheduled } from './look.ts'

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  ;({ w, channel, owner } = await room())
})
const { body, write, told, rules, open, outdate, asked } = doing(() => ({ w, channel, owner }))

describe('what is asked of a post', () => {
  test('who hides the sponsor is refused also while nobody has said where the readers are', async () => {
    const id = await write('Our favourite rye bread')
    expect(await rules(id)).toEqual(['base.label error', 'base.who warning'])
    const refused = await owner(`POST /posts/${id}/schedule`, at)
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'compliance.refused',
      facts: { count: 1 },
      errors: [{ code: 'missing', path: `variants.${channel}.compliance.base.label` }],
    })
    expect((await owner(`PATCH /posts/${id}`, { version: 1, connection: { kind: 'none' } })).status).toBe(200)
    expect(await rules(id)).toEqual([])
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
  })

  test('a word that passes in one country fails in another, and the pack that speaks is named', async () => {
    const id = await write('#sponsored Our favourite rye bread, by Rye & Co')
    expect(await rules(id)).toEqual([])
    await asked(['US', 'GB'])
    const { items, packs } = await told(id)
    expect(items).toMatchObject([
      { rule: 'gb.unclear', code: 'unclear', level: 'error', packs: ['gb'], facts: { word: '#sponsored' } },
    ])
    expect(items[0]?.mend).toEqual({ before: 'Ad: ', instead: null })
    expect(packs.map(({ id: pack }) => pack)).toEqual(['gb', 'us', 'base'])
  })

  test('a channel whose people are elsewhere, and a persona that lives there, bring their own packs', async () => {
    const id = await write('#sponsored Our favourite rye bread, by Rye & Co')
    await asked(['US'], { channels: [{ channelId: channel, jurisdictions: ['GB'] }] })
    expect(await rules(id)).toEqual(['gb.unclear error'])
    await owner('PUT /compliance/settings', { version: 1, jurisdictions: ['US'], channels: [] })
    expect(await rules(id)).toEqual([])
    const anna = await owner('POST /personas', {
      name: 'Anna',
      kind: 'b2c',
      facts: [{ field: 'place', shares: [{ value: 'United Kingdom', share: 0.7 }] }],
    })
    const known = await told(id)
    await owner(`PATCH /posts/${id}`, { version: known.version, personaId: anna.body.id })
    expect(await rules(id)).toEqual(['gb.unclear error'])
  })

  test('what a campaign says of who pays holds for its posts until they say it themselves', async () => {
    const campaign = await owner('POST /campaigns', { name: 'Spring', connection: gift })
    const id = await write('Our favourite rye bread, by Rye & Co', {
      connection: null,
      campaignId: campaign.body.id,
    })
    expect(await rules(id)).toEqual(['base.label error'])
    await owner(`PATCH /posts/${id}`, { version: 1, connection: { kind: 'none' } })
    expect(await rules(id)).toEqual([])
  })

  test('a claim is told until its proof is attached', async () => {
    const id = await write('The best bread in Riga', { connection: null })
    expect(await rules(id)).toEqual(['base.claim.superlative warning'])
    const proof = { claim: 'superlative', url: 'https://jury.example/2029', on: '2029-12-01' }
    await owner(`PATCH /posts/${id}`, { version: 1, evidence: [proof] })
    expect(await rules(id)).toEqual([])
    const none = await owner(`PATCH /posts/${id}`, {
      version: 2,
      evidence: [{ claim: 'price', on: '2029-12-01' }],
    })
    expect(none.status).toBe(422)
  })
})

test('the card of a link is judged where the network shows it as it is sent', async () => {
  const own = await join(w, { network: 'drawing' })
  const link = { url: 'https://bakery.example/', title: 'The best bread in Riga' }
  const id = await write('', {
    ...{ connection: null, variants: [{ channelId: channel }, { channelId: own }] },
    content: { title: 'Bread', parts: [{ text: 'Rye bread today', link }] },
  })
  expect((await told(id)).items).toMatchObject([{ rule: 'base.claim.superlative', channelId: channel }])
})

describe('the gate', () => {
  test('a post that is scheduled as it is made is held to the same', async () => {
    const refused = await owner('POST /posts', body('Our favourite rye bread', scheduled))
    expect(refused.body).toMatchObject({ code: 'compliance.refused' })
    const id = await write('Ad: Our favourite rye bread, by Rye & Co', scheduled)
    const { items } = (await owner(`GET /posts/${id}/compliance/results`)).body as { items: object[] }
    expect(items).toMatchObject([{ version: 1, forDay: '2030-01-05', found: [] }])
  })

  test('a scheduled post cannot be changed into one that hides its sponsor', async () => {
    const id = await write('Rye bread', {
      connection: null,
      schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
    })
    expect((await owner(`PATCH /posts/${id}`, { version: 1, connection: gift })).body).toMatchObject({
      code: 'compliance.refused',
    })
  })

  test('a deleted post that may not go out any more comes back as a draft', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', {
      schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
    })
    await owner(`DELETE /posts/${id}`)
    await asked(['GB'])
    expect((await owner(`POST /posts/${id}/restore`)).body).toMatchObject({ stage: 'draft' })
  })

  test('posts that wait under other packs are looked at anew: told, and not held back', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', {
      schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
    })
    await outdate()
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    expect(await open()).toEqual(['post.compliance'])
    expect((await owner(`GET /posts/${id}`)).body).toMatchObject({ stage: 'scheduled' })
    await lookAtScheduled(w.ctx)
    const { items } = (await owner(`GET /posts/${id}/compliance/results`)).body as { items: object[] }
    expect(items).toHaveLength(2)
    await outdate()
    await lookAtScheduled(w.ctx)
    const after = (await owner(`GET /posts/${id}/compliance/results`)).body as { items: object[] }
    expect(after.items).toHaveLength(3)
  })
})

test('a network’s own mark is set where its API can, and replaces no words', async () => {
  const marked = await join(w, { network: 'marking' })
  const variants = [{ channelId: marked }, { channelId: channel }]
  const connection = { ...gift, native: true }
  const bare = await write('Rye bread, by Rye & Co', { variants, connection })
  expect(await rules(bare)).toEqual(['base.label error', 'base.label error'])
  const id = await write('Ad: rye bread, by Rye & Co', {
    ...{ variants, connection },
    schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
  })
  const rows = await w.ctx.db
    .selectFrom('deliveries')
    .select(['channelId', 'content'])
    .where('postId', '=', id)
    .execute()
  const paid = new Map(
    rows.map((row) => [row.channelId, (row.content as { paidPartnership?: object }).paidPartnership]),
  )
  expect(paid.get(marked)).toEqual({ sponsor: 'Rye & Co' })
  expect(paid.get(channel)).toBeUndefined()
})

describe('settings', () => {
  test('a rule is switched off with a reason, which is logged, and switched on again', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    expect((await owner('PUT /compliance/rules', { rule: 'base.label', off: true })).body).toMatchObject({
      code: 'compliance.no_reason',
    })
    expect((await owner('PUT /compliance/rules', { rule: 'nope', off: true, reason: 'x' })).status).toBe(404)
    const off = await owner('PUT /compliance/rules', {
      rule: 'base.label',
      off: true,
      reason: 'A test of ours',
    })
    expect(JSON.stringify(off.body)).toContain('A test of ours')
    expect(await rules(id)).toEqual([])
    await owner('PUT /compliance/rules', { rule: 'base.label', off: false })
    expect(await rules(id)).toEqual(['base.label error'])
    const manager = await program(await openDoor(w), w, 'manager')
    expect(
      (await manager('PUT /compliance/rules', { rule: 'base.label', off: true, reason: 'x' })).status,
    ).toBe(403)
  })

  test('two people who save at once are told, and a channel of another tenant is unknown', async () => {
    expect((await asked(['GB'])).body).toMatchObject({ version: 1, jurisdictions: ['GB'] })
    expect((await asked(['US'])).body).toMatchObject({ code: 'compliance.changed' })
    const other = await w.tenant()
    const theirs = await join(w, { workspaceId: other.workspaceId })
    const named = { version: 1, jurisdictions: [], channels: [{ channelId: theirs, jurisdictions: ['GB'] }] }
    expect((await owner('PUT /compliance/settings', named)).body).toMatchObject({
      code: 'compliance.no_channel',
    })
  })

  test('a copy of a post takes its tie along, and not the erid, which is for one creative', async () => {
    const id = await write('Rye', { connection: { ...gift, erid: '2VtzqwXyZ12', eridOn: '2030-01-01' } })
    expect((await owner(`POST /posts/${id}/duplicate`)).body).toMatchObject({
      connection: { kind: 'gift', sponsor: 'Rye & Co', erid: '', eridOn: null },
    })
  })
})
