import { Readable } from 'node:stream'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import type { ChannelRoles } from '../../src/app/channel-roles.ts'
import type { Role } from '../../src/app/rights.ts'
import { addMedia, readMedia } from '../../src/modules/create/media/service.ts'
import { notify } from '../../src/modules/publish/notifications/index.ts'
import { sendMails } from '../../src/modules/publish/notifications/mail.ts'
import { countingNetwork, makeChannel } from '../factories/measure.ts'
import { type World, world } from '../world.ts'
import { allow, introduce } from './connecting.ts'
import { member, openDoor, person, type Visitor, visitor } from './door.ts'
import { type OnChannel, onChannel } from './on-channel.ts'

let w: World
let server: Awaited<ReturnType<typeof openDoor>>
let owner: Visitor
let heron: OnChannel
let otter: OnChannel

beforeAll(async () => {
  const page = async () => new Response('<title>Rye</title>', { headers: { 'content-type': 'text/html' } })
  w = await world({ networks: [countingNetwork('fake', ['likes'])], fetch: page })
  server = await openDoor(w)
  owner = await member(w, server, w, 'owner')
  heron = await onChannel(w, 'heron')
  otter = await onChannel(w, 'otter')
}, 60_000)

const idOf = async (visit: Visitor): Promise<string> => String((await visit('GET /me')).body.id)

async function withChannels(role: Role, channels: ChannelRoles): Promise<Visitor> {
  const visit = await member(w, server, w, role)
  const { status, body } = await owner(`PUT /members/${await idOf(visit)}/channels`, channels)
  expect(status, JSON.stringify(body)).toBe(200)
  return visit
}

/** A post for both channels that says something of its own on the otter's. */
const onBoth = () =>
  owner('POST /posts', {
    content: { parts: [{ text: 'Both read this' }] },
    variants: [
      { channelId: heron.channel },
      { channelId: otter.channel, content: { parts: [{ text: 'Only otters read riverbank' }] } },
    ],
  })

test('of a post to two channels one sees the part of one’s own, and changes nothing of the whole', async () => {
  const { id } = (await onBoth()).body
  const visit = await withChannels('editor', { chosenOnly: true, parts: { [heron.channel]: 'own' } })
  const seen = await visit(`GET /posts/${id}`)
  expect(seen.body).toMatchObject({ variants: [{ channelId: heron.channel }] })
  expect(JSON.stringify(seen.body)).not.toMatch(/riverbank/)
  const found = async (text: string) =>
    ((await visit(`GET /posts?text=${text}`)).body.items as unknown[]).length
  expect([await found('both read'), await found('riverbank'), await found('parts')]).toEqual([1, 0, 0])
  const body = { version: 1, category: 'brand' }
  expect((await visit(`PATCH /posts/${id}`, body)).body.code).toBe('reach.unseen')
  const publish = { when: { kind: 'now' } }
  expect((await visit(`POST /posts/${id}/schedule`, publish)).body).toMatchObject({
    code: 'reach.unseen',
    detail: expect.not.stringContaining('otter'),
  })
})

test('a delivery that is not cancelled is a channel of its post, a cancelled one is none', async () => {
  const away = await withChannels('editor', { chosenOnly: false, parts: { [heron.channel]: 'none' } })
  const there = await withChannels('editor', { chosenOnly: true, parts: { [heron.channel]: 'own' } })
  const { id } = (await owner('POST /posts', { content: { parts: [{ text: 'Flown' }] } })).body
  const due = new Date('2030-01-20T09:00:00Z')
  const delivery = await w.ctx.db
    .insertInto('deliveries')
    .values({
      ...{ workspaceId: w.workspaceId, postId: String(id), channelId: heron.channel, network: 'fake' },
      ...{ dueAt: due, nextAt: due, key: 'key-flown', digest: 'flown', content: '{}', state: 'cancelled' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const seenBy = async (...all: Visitor[]) =>
    Promise.all(all.map(async (one) => (await one(`GET /posts/${id}`)).status))
  expect(await seenBy(away, there)).toEqual([200, 404])
  await w.ctx.db.updateTable('deliveries').set({ state: 'published' }).where('id', '=', delivery.id).execute()
  expect(await seenBy(away, there)).toEqual([404, 200])
})

test('publishing asks for the right on every channel, and the refusal names the one that lacks it', async () => {
  const { id } = (await onBoth()).body
  const parts = { [otter.channel]: 'contributor' } as const
  const visit = await withChannels('editor', { chosenOnly: false, parts })
  expect((await visit(`PATCH /posts/${id}`, { version: 1, category: 'brand' })).status).toBe(200)
  const refused = await visit(`POST /posts/${id}/schedule`, { when: { kind: 'now' } })
  expect(refused).toMatchObject({
    status: 403,
    body: { code: 'reach.not_there', detail: expect.stringContaining('otter') },
  })
  expect((await visit(`POST /posts/${id}/propose`)).status).toBe(200)
  const alone = { ...{ content: { parts: [{ text: 'Mine' }] } }, schedule: { kind: 'now' } }
  const to = (channelId: string) => visit('POST /posts', { ...alone, variants: [{ channelId }] })
  expect([(await to(heron.channel)).status, (await to(otter.channel)).status]).toEqual([201, 403])
})

test('a role that may not write writes where an exception lets it, and not without a channel', async () => {
  const visit = await withChannels('client', { chosenOnly: false, parts: { [heron.channel]: 'editor' } })
  expect((await visit('GET /workspace')).body.rights).toContain('post.publish')
  const post = (variants: object[]) =>
    visit('POST /posts', { content: { parts: [{ text: 'Mine' }] }, variants })
  expect((await post([{ channelId: heron.channel }])).status).toBe(201)
  expect((await post([{ channelId: otter.channel }])).body.code).toBe('reach.not_there')
  expect((await post([])).body.code).toBe('reach.choose_channel')
  expect((await visit('POST /link-cards', { url: 'https://bakery.lv/rye' })).body.title).toBe('Rye')
  expect((await visit('GET /members')).status).toBe(403)
  expect((await visit('POST /campaigns', { name: 'Mine' })).status).toBe(403)
})

test('who sees only chosen channels does not see one that is joined later', async () => {
  const visit = await withChannels('editor', { chosenOnly: true, parts: { [heron.channel]: 'own' } })
  const ids = async () => ((await visit('GET /channels')).body.items as { id: string }[]).map(({ id }) => id)
  expect(await ids()).toEqual([heron.channel])
  await onChannel(w, 'stoat')
  expect(await ids()).toEqual([heron.channel])
})

test('roles that look after the workspace have no exceptions, nobody sets their own, and a promotion ends them', async () => {
  const manager = await member(w, server, w, 'manager')
  const set = async (of: Visitor, by: Visitor, parts: object) =>
    (await by(`PUT /members/${await idOf(of)}/channels`, { chosenOnly: false, parts })).body.code
  const none = { [heron.channel]: 'none' }
  expect(await set(manager, owner, none)).toBe('exceptions.sees_all')
  expect(await set(owner, manager, none)).toBe('member.above_oneself')
  expect(await set(manager, manager, none)).toBe('member.not_oneself')
  const editor = await withChannels('editor', { chosenOnly: false, parts: { [heron.channel]: 'none' } })
  expect(await set(editor, manager, { [crypto.randomUUID()]: 'none' })).toBe('exceptions.no_channel')
  expect(await set(editor, editor, {})).toBe('edge.not_allowed')
  const only = ['workspace.read', 'numbers.read', 'post.approve', 'post.comment', 'people.manage']
  const { secret } = (await owner('POST /keys', { name: 'Keeper', role: 'manager', only })).body
  const keeper = visitor(server, { authorization: `Bearer ${secret}` })
  const client = await member(w, server, w, 'client')
  expect(await set(client, keeper, { [heron.channel]: 'manager' })).toBe('exceptions.above_oneself')
  const { body } = await owner(`PATCH /members/${await idOf(editor)}`, { role: 'manager' })
  expect(body).toMatchObject({ role: 'manager', channels: null })
})

test('an invitation brings its exceptions along', async () => {
  const email = 'freelancer@example.org'
  const channels = { chosenOnly: true, parts: { [otter.channel]: 'contributor' } }
  const made = await owner('POST /invitations', { email, role: 'editor', channels, way: 'link' })
  const again = await owner(`POST /invitations/${made.body.id}/again`, { way: 'link' })
  const token = String(again.body.url).split('#')[1]
  const visit = visitor(server, { 'carillon-csrf': '1', 'carillon-workspace': w.workspaceId })
  const accepted = { token, name: 'Freelancer', password: 'otter lantern gravel' }
  expect((await visit('POST /invitation/accept', accepted)).status).toBe(200)
  const { items } = (await visit('GET /channels')).body as { items: { id: string; rights: string[] }[] }
  expect(items.map(({ id }) => id)).toEqual([otter.channel])
  expect(items[0]?.rights).not.toContain('post.publish')
})

test('the log tells who was given what, by the names of channels', async () => {
  const visit = await withChannels('analyst', { chosenOnly: true, parts: { [otter.channel]: 'own' } })
  const { items } = (await owner(`GET /audit?subjectId=${await idOf(visit)}`)).body as { items: object[] }
  expect(items[0]).toMatchObject({
    action: 'member.channels_set',
    before: { chosenOnly: false, parts: {} },
    after: { chosenOnly: true, parts: { '@otter (fake)': 'own' } },
  })
  const named = async (network: string, handle: string) => {
    const id = await makeChannel(w.ctx, w.workspaceId, network)
    await w.ctx.db.updateTable('channels').set({ handle }).where('id', '=', id).execute()
    return id
  }
  const [near, far, twin] = [
    await named('fake', '@wren'),
    await named('other', '@wren'),
    await named('other', '@wren'),
  ]
  const parts = { [near]: 'none', [far]: 'editor', [twin]: 'manager' }
  await owner(`PUT /members/${await idOf(visit)}/channels`, { chosenOnly: false, parts })
  const [last] = (await owner(`GET /audit?subjectId=${await idOf(visit)}`)).body.items as object[]
  expect(last).toMatchObject({
    after: {
      parts: {
        '@wren (fake)': 'none',
        [`@wren (other, ${far})`]: 'editor',
        [`@wren (other, ${twin})`]: 'manager',
      },
    },
  })
})

test('a file is seen by everybody who brought it, and changed on some channels only by them', async () => {
  const visit = await withChannels('editor', { chosenOnly: true, parts: { [heron.channel]: 'own' } })
  const mine = { ...w.actor('editor'), id: await idOf(visit), channels: { chosenOnly: true, parts: {} } }
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123456' } })
    .png()
    .toBuffer()
  const bring = (actor: typeof mine) =>
    addMedia(w.ctx, actor, { stream: Readable.from(png), fileName: 'a.png' })
  const theirs = await addMedia(w.ctx, w.actor('owner'), { stream: Readable.from(png), fileName: 'a.png' })
  await expect(readMedia(w.ctx, mine, theirs.id)).rejects.toMatchObject({ code: 'media.not_found' })
  const post = { content: { parts: [{ text: 'Taken', media: [{ id: theirs.id }] }] } }
  const take = () => visit('POST /posts', { ...post, variants: [{ channelId: heron.channel }] })
  expect((await take()).body.code).toBe('post.no_media')
  expect((await bring(mine)).id).toBe(theirs.id)
  expect((await take()).status).toBe(201)
  expect((await visit(`PATCH /media/${theirs.id}`, { alt: 'Mine too' })).status).toBe(200)
  expect((await visit(`PATCH /media/${heron.media}`, { alt: 'Not mine' })).body.code).toBe(
    'reach.not_brought',
  )
  expect((await visit(`DELETE /media/${otter.media}`)).body.code).toBe('media.not_found')
})

test('a file that somebody else brings at the same instant is seen by both', async () => {
  const visit = await withChannels('editor', { chosenOnly: true, parts: { [heron.channel]: 'own' } })
  const mine = { ...w.actor('editor'), id: await idOf(visit), channels: { chosenOnly: true, parts: {} } }
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#654321' } })
    .png()
    .toBuffer()
  const upload = () => ({ stream: Readable.from(png), fileName: 'a.png' })
  const quicker: string[] = []
  const adopt: typeof w.ctx.storage.adopt = async (key, path) => {
    quicker.push((await addMedia(w.ctx, w.actor('owner'), upload())).id)
    return w.ctx.storage.adopt(key, path)
  }
  const ctx = { ...w.ctx, storage: { ...w.ctx.storage, adopt } }
  expect([(await addMedia(ctx, mine, upload())).id]).toEqual(quicker)
  expect((await visit(`GET /media/${quicker[0]}`)).status).toBe(200)
})

test('a post is given to goals and campaigns that one sees; those of others are as unknown as none', async () => {
  const visit = await withChannels('editor', { chosenOnly: true, parts: { [heron.channel]: 'own' } })
  const base = { content: { parts: [{ text: 'Serves' }] }, variants: [{ channelId: heron.channel }] }
  const make = (more: object) => visit('POST /posts', { ...base, ...more })
  const preview = (scopeId: string) =>
    visit(`GET /goals/preview?metric=engagements&scopeKind=campaign&scopeId=${scopeId}`)
  for (const strange of [otter, { campaign: crypto.randomUUID(), goal: crypto.randomUUID() }]) {
    expect((await make({ campaignId: strange.campaign })).body.code).toBe('post.no_campaign')
    expect((await make({ goalId: strange.goal })).body.code).toBe('post.no_goal')
    expect((await preview(strange.campaign)).body.code).toBe('goal.no_scope')
  }
  expect((await preview(heron.campaign)).status).toBe(200)
  const { status, body } = await make({ campaignId: heron.campaign, goalId: heron.goal })
  expect(status).toBe(201)
  const change = (by: Visitor, version: number, fields: object) =>
    by(`PATCH /posts/${body.id}`, { version, ...fields })
  expect((await change(owner, 1, { goalId: otter.goal })).status).toBe(200)
  // A program sends all of it back as it came.
  expect((await change(visit, 2, { goalId: otter.goal, category: 'brand' })).status).toBe(200)
  expect((await change(visit, 3, { goalId: null })).status).toBe(200)
  expect((await change(visit, 4, { goalId: otter.goal })).body.code).toBe('post.no_goal')
})

/** Carries letters away; answers to whom since. */
function postbox() {
  const sent: string[] = []
  const mail = { ready: true, send: async ({ to }: { to: string }) => void sent.push(to) }
  return { sent, ctx: { ...w.ctx, mail } as typeof w.ctx }
}

test('a proposal that goes to no channel is decided by who sees channels to come, and told to nobody else', async () => {
  const wide = await withChannels('client', { chosenOnly: false, parts: { [heron.channel]: 'none' } })
  const chosen = await withChannels('client', { chosenOnly: true, parts: { [otter.channel]: 'own' } })
  const deputy = await withChannels('analyst', { chosenOnly: false, parts: { [otter.channel]: 'manager' } })
  const [wideMail, chosenMail] = await Promise.all(
    [wide, chosen].map(async (one) => (await one('GET /me')).body.email),
  )
  const content = { parts: [{ text: 'Wherever' }] }
  const { id } = (await owner('POST /posts', { content, variants: [{ channelId: otter.channel }] })).body
  expect((await owner(`POST /posts/${id}/propose`)).status).toBe(200)
  const tellAgain = async () => {
    const { sent, ctx } = postbox()
    await w.ctx.db
      .updateTable('notifications')
      .set({ mailedAt: null })
      .where('subjectId', '=', String(id))
      .execute()
    await sendMails(ctx, w.workspaceId)
    return sent
  }
  const isTold = async () =>
    JSON.stringify((await deputy('GET /notifications')).body.items).includes(String(id))
  expect(await tellAgain()).toEqual(expect.arrayContaining([wideMail, chosenMail]))
  expect(await isTold()).toBe(true)
  const { body } = await owner(`PATCH /posts/${id}`, { version: 2, withoutChannels: [otter.channel] })
  expect(body).toMatchObject({ stage: 'proposed', variants: [] })
  const told = await tellAgain()
  expect([told.includes(String(wideMail)), told.includes(String(chosenMail))]).toEqual([true, false])
  expect(await isTold()).toBe(false)
  const decline = (by: Visitor) => by(`POST /posts/${id}/decline`, { version: body.version, words: 'Where?' })
  expect((await decline(chosen)).body.code).toBe('post.not_found')
  expect((await decline(wide)).status).toBe(200)
})

test('letters about a channel go to those who can do something there', async () => {
  const { sent, ctx } = postbox()
  const [full, less] = [await person(w, w, 'editor'), await person(w, w, 'editor')]
  await owner(`PUT /members/${less.id}/channels`, {
    chosenOnly: false,
    parts: { [otter.channel]: 'analyst' },
  })
  await w.ctx.db.updateTable('notifications').set({ mailedAt: new Date() }).execute()
  const { workspaceId } = w
  const subject = { kind: 'channel', id: otter.channel }
  await ctx.db
    .transaction()
    .execute((tx) => notify(tx, ctx, { workspaceId, kind: 'delivery.missed', subject, facts: {} }))
  await sendMails(ctx, workspaceId)
  expect(sent).toContain(full.email)
  expect(sent).not.toContain(less.email)
})

test('a key cut down to some rights is told of no others on a channel', async () => {
  const only = ['workspace.read', 'post.write']
  const channels = { chosenOnly: false, parts: { [heron.channel]: 'manager' } }
  const { body } = await owner('POST /keys', { name: 'Writer', role: 'analyst', only, channels })
  const key = visitor(server, { authorization: `Bearer ${body.secret}` })
  expect((await key(`GET /channels/${heron.channel}`)).body.rights).toEqual(only)
  const { items } = (await key('GET /channels')).body as { items: { id: string; rights: string[] }[] }
  expect(items.find(({ id }) => id === otter.channel)?.rights).toEqual(['workspace.read'])
})

/** What a program with a secret is answered at the door for agents. */
function agentWith(secret: unknown) {
  const accept = 'application/json, text/event-stream'
  const agent = visitor(server, { authorization: `Bearer ${secret}`, accept })
  return async (method: string, params: object = {}) => {
    const call = { jsonrpc: '2.0', id: 1, method, params }
    return JSON.stringify((await agent('POST http://localhost/mcp', call)).body)
  }
}

test('agents are offered what their key may on some channel, and are held to it', async () => {
  const channels = { chosenOnly: true, parts: { [heron.channel]: 'contributor' } }
  const { body } = await owner('POST /keys', { name: 'Agent', role: 'client', channels })
  const ask = agentWith(body.secret)
  const tools = await ask('tools/list')
  expect(tools).toContain('create_post')
  expect(tools).not.toContain('schedule_post')
  const listed = await ask('tools/call', { name: 'list_posts', arguments: {} })
  expect(listed).toContain(heron.post)
  expect(listed).not.toContain(otter.post)
})

test('a program that a person connected carries their exceptions, as they are now', async () => {
  const visit = await member(w, server, w, 'owner')
  const app = await introduce(server)
  const first = await app.redeem((await allow(visit, app.request)).get('code') ?? '')
  const seen = (secret: unknown) => agentWith(secret)('tools/call', { name: 'list_posts', arguments: {} })
  expect(await seen(first.body.access_token)).toContain(otter.post)
  const id = await idOf(visit)
  const channels = { chosenOnly: true, parts: { [heron.channel]: 'contributor' } }
  expect((await owner(`PATCH /members/${id}`, { role: 'client' })).status).toBe(200)
  expect((await owner(`PUT /members/${id}/channels`, channels)).status).toBe(200)
  const listed = await seen(first.body.access_token)
  expect(listed).toContain(heron.post)
  expect(listed).not.toContain(otter.post)
  const { items } = (await owner('GET /keys')).body as { items: object[] }
  expect(items[0]).toMatchObject({ connected: true, role: 'client', channels })
  // What is told of its rights is what its tools are.
  const { body } = await app.renew(first.body.refresh_token)
  expect(body.scope).toBe('workspace.read numbers.read post.write post.comment')
  expect(await agentWith(body.access_token)('tools/list')).toContain('create_post')
  const base = { content: { parts: [{ text: 'By a program' }] } }
  const write = (channelId: string) =>
    agentWith(body.access_token)('tools/call', {
      name: 'create_post',
      arguments: { ...base, variants: [{ channelId }] },
    })
  expect(await write(otter.channel)).toContain('post.no_channel')
  expect(await write(heron.channel)).not.toContain('isError')
})
