import { beforeEach, describe, expect, test } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { chirp, gazette, join, newsroom } from '../posts/samples.ts'
import type { PostCompliance } from './contract.ts'
import { lookAtScheduled } from './look.ts'

/** A network that marks what is paid for, by its API. */
const marking = {
  ...chirp,
  manifest: {
    ...chirp.manifest,
    id: 'marking',
    paidPartnership: {
      shows: 'Paid partnership',
      source: { from: 'test', on: '2026-11-22', confidence: 'primary' as const },
    },
  },
}

/** A network that draws the cards of links itself. */
const drawing = { ...chirp, manifest: { ...chirp.manifest, id: 'drawing', linkCard: 'own' as const } }

let w: World
let channel: string
let owner: Visitor
beforeEach(async () => {
  w = await newsroom({ at: '2030-01-02T12:00:00Z', networks: [chirp, gazette, marking, drawing] })
  channel = await join(w, { network: 'gazette' })
  owner = await program(await openDoor(w), w, 'owner')
})

const gift = { kind: 'gift', sponsor: 'Rye & Co' }

const body = (text: string, more: object = {}) => ({
  content: { title: 'Bread', parts: [{ text }] },
  variants: [{ channelId: channel }],
  connection: gift,
  ...more,
})
const write = async (text: string, more: object = {}): Promise<string> => {
  const made = await owner('POST /posts', body(text, more))
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return String(made.body.id)
}
const told = async (id: string) =>
  (await owner(`GET /posts/${id}/compliance`)).body as unknown as PostCompliance
const rules = async (id: string) => (await told(id)).items.map(({ rule, level }) => `${rule} ${level}`)
const at = { when: { kind: 'at', at: '2030-01-05T09:00Z' } }
const open = async () =>
  ((await owner('GET /notifications?open=true')).body as { items: { kind: string }[] }).items.map(
    ({ kind }) => kind,
  )
/** Nobody looked at what waits since the packs were others. */
const outdate = () =>
  w.ctx.db
    .updateTable('complianceResults')
    .set({ packs: JSON.stringify([{ id: 'base', version: '2029-01-01' }]) })
    .where('workspaceId', '=', w.workspaceId)
    .execute()
const asked = (jurisdictions: string[], more: object = {}) =>
  owner('PUT /compliance/settings', { version: 0, jurisdictions, channels: [], ...more })

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

describe('letting pass', () => {
  test('with a reason, kept with who did it, counted by rule, until the words change', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    const pass = { rule: 'base.label', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    expect((await owner(`PUT /posts/${id}/compliance`, { ...pass, reason: 'No' })).status).toBe(422)
    expect((await owner(`PUT /posts/${id}/compliance`, { ...pass, version: 7 })).body).toMatchObject({
      code: 'compliance.changed_post',
    })
    expect((await owner(`PUT /posts/${id}/compliance`, { ...pass, rule: 'us.F1' })).body).toMatchObject({
      code: 'compliance.nothing_found',
    })
    expect((await owner(`PUT /posts/${id}/compliance`, pass)).body).toMatchObject({
      items: [{ rule: 'base.label', override: { reason: 'Agreed with our lawyer' } }],
    })
    expect((await owner('GET /compliance/overrides/counts')).body).toEqual({
      items: [{ rule: 'base.label', count: 1 }],
    })
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    const { items } = (await owner(`GET /posts/${id}/compliance/results`)).body as { items: object[] }
    expect(items).toMatchObject([
      {
        ...{ channelId: channel, version: 2, forDay: '2030-01-05', packs: [{ id: 'base' }] },
        found: [{ rule: 'base.label', override: { reason: 'Agreed with our lawyer' } }],
      },
    ])
    const parts = [{ text: 'Our very favourite rye bread, by Rye & Co' }]
    const changed = await owner(`PATCH /posts/${id}`, { version: 2, content: { title: 'Bread', parts } })
    expect(changed.body).toMatchObject({ code: 'compliance.refused' })
    const taken = await owner(`PUT /posts/${id}/compliance`, { ...pass, version: 2, reason: null })
    expect(taken.body).toMatchObject({ items: [{ rule: 'base.label', override: null }] })
    const log = (await owner('GET /audit?action=post.compliance')).body as { items: { action: string }[] }
    expect(log.items.map(({ action }) => action)).toEqual([
      'post.compliance_upheld',
      'post.compliance_overridden',
    ])
  })

  test('holds for the readers it was given for: the rules of one more country ask anew', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    await asked(['GB'])
    const pass = { rule: 'gb.label', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    expect((await owner(`PUT /posts/${id}/compliance`, pass)).status).toBe(200)
    await asked(['GB', 'US'], { version: 1 })
    expect((await told(id)).items).toMatchObject([{ rule: 'gb.label', packs: ['gb', 'us'], override: null }])
    const refused = await owner(`POST /posts/${id}/schedule`, at)
    expect(refused.body).toMatchObject({ code: 'compliance.refused' })
    await asked(['GB'], { version: 2 })
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
  })

  test('is for who may approve', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    const editor = await program(await openDoor(w), w, 'editor')
    const pass = { rule: 'base.label', channelId: channel, version: 1, reason: 'Because I say so' }
    expect((await editor(`PUT /posts/${id}/compliance`, pass)).status).toBe(403)
  })
})

describe('the gate', () => {
  test('a post that is scheduled as it is made is held to the same', async () => {
    const scheduled = { schedule: { kind: 'at', at: '2030-01-05T09:00Z' } }
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

describe('what is planned is judged at once when people change by what, and held', () => {
  const scheduled = { schedule: { kind: 'at', at: '2030-01-05T09:00Z' } }
  const stage = async (id: string) => (await owner(`GET /posts/${id}`)).body.stage
  const notice = () =>
    w.ctx.db
      .selectFrom('notifications')
      .select(['kind', 'facts', 'forPeople', 'count'])
      .where('workspaceId', '=', w.workspaceId)
      .where('kind', '=', 'post.compliance')
      .where('resolvedAt', 'is', null)
      .execute()

  test('readers elsewhere: it is taken back without anybody pressing anything, and told until it is mended', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    const fine = await write('Ad: Rye bread by Rye & Co', scheduled)
    await asked(['GB'])
    await w.runJobs()
    expect([await stage(id), await stage(fine)]).toEqual(['draft', 'scheduled'])
    expect(await notice()).toMatchObject([{ facts: { trouble: 'held' }, count: 1 }])
    const { version } = (await owner(`GET /posts/${id}`)).body
    const words = { content: { title: 'Bread', parts: [{ text: 'Ad: Rye bread by Rye & Co' }] } }
    await owner(`PATCH /posts/${id}`, { version, ...words })
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    expect(await notice()).toEqual([])
  })

  test('what was let pass is let pass no more: the post is held', async () => {
    const id = await write('Our favourite rye bread, by Rye & Co')
    const pass = { rule: 'base.label', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    await owner(`PUT /posts/${id}/compliance`, pass)
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    const back = await owner(`PUT /posts/${id}/compliance`, { ...pass, version: 2, reason: null })
    expect(back.status, JSON.stringify(back.body)).toBe(200)
    await w.runJobs()
    expect(await stage(id)).toBe('draft')
    expect(await notice()).toMatchObject([{ facts: { trouble: 'held' } }])
  })

  test('mended before the program comes to it, it goes', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    await asked(['US'], { version: 1 })
    await w.runJobs()
    expect(await stage(id)).toBe('scheduled')
    expect(await notice()).toEqual([])
  })

  test('told just as it was mended, it is told no longer when the program comes to it', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    expect(await notice()).toHaveLength(1)
    await w.ctx.db.updateTable('posts').set({ connection: null }).where('id', '=', id).execute()
    await w.runJobs()
    expect(await stage(id)).toBe('scheduled')
    expect(await notice()).toEqual([])
  })

  test('where only the packs became others it is told, and goes out', async () => {
    const id = await write('#sponsored Rye bread by Rye & Co', scheduled)
    await w.ctx.db
      .updateTable('complianceResults')
      .set({ ground: '' })
      .where('workspaceId', '=', w.workspaceId)
      .execute()
    await outdate()
    await asked(['GB'])
    await w.runJobs()
    expect(await stage(id)).toBe('scheduled')
    expect(await notice()).toMatchObject([{ facts: { count: 1 } }])
  })
})

describe('what waits already is reached, with its packs as they were, once', () => {
  const scheduled = { schedule: { kind: 'at', at: '2030-01-05T09:00Z' } }
  const kept = () =>
    w.ctx.db.selectFrom('complianceResults').select('id').where('workspaceId', '=', w.workspaceId).execute()
  const look = async () => {
    await lookAtScheduled(w.ctx)
    const known = (await kept()).length
    await lookAtScheduled(w.ctx)
    expect(await kept()).toHaveLength(known)
    return known
  }

  test('somebody says where the readers are, of all channels or of one, and switches a rule', async () => {
    await write('#sponsored Rye bread by Rye & Co', scheduled)
    expect(await look()).toBe(1)
    await asked(['US', 'GB'])
    expect(await look()).toBe(2)
    expect(await open()).toEqual(['post.compliance'])
    await asked(['US', 'GB'], { version: 1, channels: [{ channelId: channel, jurisdictions: ['US'] }] })
    expect(await look()).toBe(3)
    expect(await open()).toEqual([])
    await asked(['US', 'GB'], { version: 2 })
    await look()
    expect(await open()).toEqual(['post.compliance'])
    await owner('PUT /compliance/rules', { rule: 'gb.unclear', off: true, reason: 'A test of ours' })
    await owner('PUT /compliance/rules', { rule: 'gb.label', off: true, reason: 'A test of ours' })
    await look()
    expect(await open()).toEqual([])
    await owner('PUT /compliance/rules', { rule: 'gb.unclear', off: false })
    await look()
    expect(await open()).toEqual(['post.compliance'])
  })

  test('a campaign says that somebody pays', async () => {
    const { body: campaign } = await owner('POST /campaigns', { name: 'Spring' })
    await write('Rye bread', { ...scheduled, connection: null, campaignId: campaign.id })
    expect(await look()).toBe(1)
    const change = { name: 'Spring', connection: gift, version: campaign.version }
    const changed = await owner(`PATCH /campaigns/${campaign.id}`, change)
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(await look()).toBe(2)
    expect(await open()).toEqual(['post.compliance'])
  })

  test('a persona moves', async () => {
    const place = (value: string) => ({
      ...{ name: 'Anna', kind: 'b2c' },
      facts: [{ field: 'place', shares: [{ value, share: 0.7 }] }],
    })
    const { body: anna } = await owner('POST /personas', place('Latvia'))
    await write('#sponsored Rye bread by Rye & Co', { ...scheduled, personaId: anna.id })
    expect(await look()).toBe(1)
    const moved = { ...place('United Kingdom'), version: anna.version }
    const changed = await owner(`PUT /personas/${anna.id}`, moved)
    expect(changed.status, JSON.stringify(changed.body)).toBe(200)
    expect(await look()).toBe(2)
    expect(await open()).toEqual(['post.compliance'])
  })
})

describe('who was told that a post keeps the rules no longer is told no more', () => {
  /** One that waits under rules that it does not keep. */
  async function inTrouble(): Promise<string> {
    const id = await write('#sponsored Rye bread by Rye & Co', {
      schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
    })
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    expect(await open()).toEqual(['post.compliance'])
    return id
  }
  const labelled = { content: { title: 'Bread', parts: [{ text: 'Ad: Rye bread by Rye & Co' }] } }
  const mends: [string, (id: string) => Promise<{ status: number; body: object }>][] = [
    ['its words are mended', (id) => owner(`PATCH /posts/${id}`, { version: 1, ...labelled })],
    ['it is taken back', (id) => owner(`POST /posts/${id}/unschedule`)],
    [
      'somebody lets it pass',
      (id) =>
        owner(`PUT /posts/${id}/compliance`, {
          ...{ rule: 'gb.unclear', channelId: channel, version: 1, reason: 'Agreed with our lawyer' },
        }),
    ],
  ]
  test.each(mends)('once %s', async (_, mend) => {
    const answer = await mend(await inTrouble())
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(await open()).toEqual([])
  })

  test('once all that has not left yet keeps them', async () => {
    const out = await join(w, { network: 'gazette' })
    const id = await write('#sponsored Rye bread by Rye & Co', {
      variants: [{ channelId: channel }, { channelId: out }],
      schedule: { kind: 'at', at: '2030-01-05T09:00Z' },
    })
    await w.ctx.db
      .updateTable('deliveries')
      .set({ state: 'published' })
      .where('channelId', '=', out)
      .execute()
    await outdate()
    await asked(['GB'])
    await lookAtScheduled(w.ctx)
    expect(await open()).toEqual(['post.compliance'])
    const pass = { rule: 'gb.unclear', channelId: channel, version: 1, reason: 'Agreed with our lawyer' }
    expect((await owner(`PUT /posts/${id}/compliance`, pass)).status).toBe(200)
    expect(await open()).toEqual([])
  })

  test('once it is scheduled again as it should be', async () => {
    const id = await inTrouble()
    await asked(['US'], { version: 1 })
    expect(await open()).toEqual(['post.compliance'])
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    expect(await open()).toEqual([])
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

describe('words that the brand does not say', () => {
  const scheduled = { schedule: { kind: 'at', at: '2030-01-05T09:00Z' } }
  const ban = (version: number, banned: object[]) =>
    owner('PUT /post-rules', {
      ...{ version, banned, reading: null, silent: [] },
      ...{ mostEmoji: null, mostHashtags: null, mostExclamations: null },
    })

  test('are a hint, or keep a post back until it says something else, or somebody lets it pass with a reason', async () => {
    const id = await write('Our cheap rye bread', { connection: null })
    await ban(0, [{ word: 'cheap*', instead: 'good value' }])
    expect(await rules(id)).toEqual([])
    await ban(1, [{ word: 'cheap*', instead: 'good value', blocks: true }])
    expect((await told(id)).items).toMatchObject([
      { ...{ rule: 'own.words', level: 'error' }, facts: { word: 'cheap*', instead: 'good value' } },
    ])
    const refused = await owner(`POST /posts/${id}/schedule`, at)
    expect(refused.body).toMatchObject({
      code: 'compliance.refused',
      errors: [{ code: 'banned_word', path: `variants.${channel}.compliance.own.words` }],
    })
    const pass = { rule: 'own.words', channelId: channel, version: 1, reason: 'The name of the song' }
    await owner(`PUT /posts/${id}/compliance`, pass)
    expect((await owner(`POST /posts/${id}/schedule`, at)).status).toBe(200)
    // It was let pass for that word, and no other.
    await ban(2, [
      { word: 'cheap*', blocks: true },
      { word: 'rye', blocks: true },
    ])
    expect((await told(id)).items).toMatchObject([{ facts: { word: 'cheap*, rye' }, override: null }])
  })

  test('hold what is planned as soon as they are put on the list', async () => {
    const id = await write('Our cheap rye bread', { connection: null, ...scheduled })
    const fine = await write('Our rye bread', { connection: null, ...scheduled })
    await ban(0, [{ word: 'cheap' }])
    await w.runJobs()
    expect((await owner(`GET /posts/${id}`)).body.stage).toBe('scheduled')
    await ban(1, [{ word: 'cheap', blocks: true }])
    await w.runJobs()
    expect((await owner(`GET /posts/${id}`)).body.stage).toBe('draft')
    expect((await owner(`GET /posts/${fine}`)).body.stage).toBe('scheduled')
  })

  test('hold what was tried and waits to be tried again', async () => {
    const id = await write('Our cheap rye bread', { connection: null, ...scheduled })
    await w.ctx.db.updateTable('deliveries').set({ state: 'waiting' }).where('postId', '=', id).execute()
    await ban(0, [{ word: 'cheap', blocks: true }])
    await w.runJobs()
    expect((await owner(`GET /posts/${id}`)).body.stage).toBe('draft')
  })

  test('are found in first comments, polls and titles too', async () => {
    await ban(0, [{ word: 'cheap', blocks: true }])
    const content = { title: 'Bread', parts: [{ text: 'Rye bread' }], firstReply: 'So cheap!' }
    expect(await rules(await write('', { connection: null, content }))).toEqual(['own.words error'])
  })
})
