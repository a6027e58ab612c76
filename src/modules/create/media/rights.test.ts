import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { dispatch, draftOf, planText } from '../../../../test/factories/delivery.ts'
import { openDoor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import type { SendCall, Sent } from '../../../networks/kit/network.ts'
import { saveCredential } from '../../channels/accounts/index.ts'
import { handOver } from '../../publish/handovers/service.ts'
import { PostBody } from '../posts/contract.ts'
import { createPost } from '../posts/index.ts'
import { chirp, join, newsroom } from '../posts/samples.ts'
import { schedulePost } from '../posts/schedule.ts'
import type { Media, MediaChange } from './contract.ts'
import { pageMedia } from './list.ts'
import { addProof, listProofs, removeProof } from './proofs.ts'
import { listEnding } from './rights.ts'
import { addMedia, changeMedia, deleteMedia, purgeMedia, readMedia } from './service.ts'

let shade = 0

async function picture(w: World, change: MediaChange = {}): Promise<Media> {
  const bytes = await sharp({ create: { width: 30 + ++shade, height: 20, channels: 3, background: '#a31' } })
    .jpeg()
    .toBuffer()
  const stream = Readable.from([bytes])
  const media = await addMedia(w.ctx, w.actor('editor'), { stream, fileName: `loaf ${shade}.jpg` })
  return changeMedia(w.ctx, w.actor('editor'), media.id, { alt: 'A loaf', ...change })
}

const withPicture = (channel: string, id: string) =>
  PostBody.parse({
    content: { parts: [{ text: 'Fresh bread', media: [{ id, alt: 'A loaf' }] }] },
    variants: [{ channelId: channel }],
  })

const at = (civil: string) => ({ when: { kind: 'at' as const, at: civil } })

test('the last day ends at midnight of the workspace, and it is said from when on', async () => {
  const w = await newsroom()
  const media = await picture(w, { usableUntil: '2030-01-31', licence: 'bought', owner: 'Anna' })
  expect(media).toMatchObject({ usableUntil: '2030-01-31', owner: 'Anna', licence: 'bought' })
  // Riga is two hours ahead in winter.
  expect(media.usableEnd).toBe('2030-01-31T22:00:00.000Z')
})

test('what is shown without consent by now is given into nobody’s hands', async () => {
  const w = await newsroom()
  const media = await picture(w)
  const editor = w.actor('editor')
  const { id } = await createPost(w.ctx, editor, withPicture(await join(w), media.id))
  await schedulePost(w.ctx, editor, id, at('2030-01-31T23:59'))
  await changeMedia(w.ctx, editor, media.id, { consent: 'withdrawn' })
  const delivery = await w.ctx.db
    .selectFrom('deliveries')
    .select('id')
    .where('postId', '=', id)
    .executeTakeFirstOrThrow()
  await expect(handOver(w.ctx, editor, delivery.id, false)).rejects.toMatchObject({
    code: 'delivery.media_barred',
    facts: { file: media.fileName },
  })
  await changeMedia(w.ctx, editor, media.id, { consent: 'given' })
  expect(await handOver(w.ctx, editor, delivery.id, false)).toMatchObject({ state: 'handed' })
})

test('nothing is scheduled after the right to show it ends; until its last minute it is', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const media = await picture(w, { usableUntil: '2030-01-31' })
  const { id } = await createPost(w.ctx, w.actor('editor'), withPicture(channel, media.id))
  const schedule = (civil: string) => schedulePost(w.ctx, w.actor('editor'), id, at(civil))
  await expect(schedule('2030-02-01T00:00')).rejects.toMatchObject({
    code: 'post.not_ready',
    fields: [{ path: `variants.${channel}.parts.0.media`, code: 'media_ended' }],
  })
  expect(await schedule('2030-01-31T23:59')).toMatchObject({ stage: 'scheduled' })
  await expect(schedule('2030-02-01T09:00')).rejects.toMatchObject({ code: 'post.not_ready' })
})

test('what is shown without consent is not scheduled at all', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const media = await picture(w, { consent: 'withdrawn' })
  const { id } = await createPost(w.ctx, w.actor('editor'), withPicture(channel, media.id))
  await expect(schedulePost(w.ctx, w.actor('editor'), id, at('2030-01-02T09:00'))).rejects.toMatchObject({
    fields: [{ code: 'media_withdrawn' }],
  })
})

/** A delivery that froze a picture, at a network that would take it; what the network was asked is told. */
async function frozen(change: MediaChange) {
  const published: string[] = []
  const { w, media, delivery } = await planned(async ({ content }) => {
    published.push(content.parts[0]?.text ?? '')
    return { state: 'published', parts: [{ remoteId: 'p1', url: null }] }
  })
  await changeMedia(w.ctx, w.actor('editor'), media.id, change)
  w.clock.to('2030-01-02T09:00:00Z')
  await dispatch(w)
  return { row: await standing(w, delivery), published }
}

const standing = (w: World, id: string) =>
  w.ctx.db
    .selectFrom('deliveries')
    .select(['state', 'failureCode', 'failureWords'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

async function planned(send: (call: SendCall) => Promise<Sent>, look?: () => Promise<Sent>) {
  const network = { ...chirp, publish: { send, ...(look && { look }) } }
  const w = await world({ networks: [network], at: '2030-01-01T08:00:00Z', alone: true })
  const channel = await join(w)
  const of = { channelId: channel, workspaceId: w.workspaceId, network: 'chirp' }
  await saveCredential(w.ctx, w.ctx.db, of, { token: 'right' }, null)
  const media = await picture(w)
  const facts = { ...media, alt: 'A loaf' }
  const [part] = draftOf('with a loaf').parts
  if (!part) throw new Error('A draft has a part')
  const draft = { ...draftOf(), parts: [{ ...part, media: [facts] }] }
  const delivery = await planText(w, channel, draft, new Date('2030-01-02T09:00:00Z'))
  return { w, media, delivery }
}

/** Taken by the network, which fetches the picture while it works on it. */
async function taken() {
  let address = ''
  const { w, media, delivery } = await planned(
    async ({ content }) => {
      address = content.parts[0]?.media[0]?.address() ?? ''
      return { state: 'pending', handle: 1, lookAt: new Date('2030-01-02T09:01:00Z') }
    },
    async () => ({ state: 'published', parts: [{ remoteId: 'p1', url: null }] }),
  )
  w.clock.to('2030-01-02T09:00:00Z')
  await dispatch(w)
  expect(await standing(w, delivery)).toMatchObject({ state: 'sent' })
  const server = await openDoor(w)
  const fetched = async () => (await server.inject({ url: new URL(address).pathname })).statusCode
  expect(await fetched()).toBe(200)
  return { w, media, delivery, fetched }
}

test('a consent that is withdrawn closes the address at which a network fetches; given again, it is open', async () => {
  const { w, media, fetched } = await taken()
  await changeMedia(w.ctx, w.actor('editor'), media.id, { consent: 'withdrawn' })
  expect(await fetched()).toBe(404)
  await changeMedia(w.ctx, w.actor('editor'), media.id, { consent: 'given', usableUntil: '2030-01-01' })
  expect(await fetched()).toBe(200)
})

test('what is out by then is told to be out, whatever was withdrawn meanwhile, and its address stays open', async () => {
  const { w, media, delivery, fetched } = await taken()
  await changeMedia(w.ctx, w.actor('editor'), media.id, { consent: 'withdrawn' })
  w.clock.to('2030-01-02T09:02:00Z')
  await dispatch(w)
  expect(await standing(w, delivery)).toMatchObject({ state: 'published' })
  expect(await fetched()).toBe(200)
})

test('a frozen picture whose right ended meanwhile does not leave; a person is told why', async () => {
  const { row, published } = await frozen({ usableUntil: '2030-01-01' })
  expect(row).toMatchObject({ state: 'failed', failureCode: 'media_ended' })
  expect(row.failureWords).toContain('Renew it in the library')
  expect(published).toEqual([])
})

test('a frozen picture that may still be shown leaves', async () => {
  const { published } = await frozen({ usableUntil: '2030-01-02' })
  expect(published).toEqual(['with a loaf'])
})

test('a frozen picture whose consent was withdrawn does not leave', async () => {
  const { row, published } = await frozen({ consent: 'withdrawn' })
  expect(row).toMatchObject({ state: 'failed', failureCode: 'media_withdrawn' })
  expect(published).toEqual([])
})

test('what ends within 30 days is told, and what is planned beyond its end', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const soon = await picture(w, { usableUntil: '2030-01-05' })
  await picture(w, { usableUntil: '2030-03-05' })
  await picture(w, { usableUntil: '2029-03-05' })
  const planned = await picture(w)
  const { id } = await createPost(w.ctx, w.actor('editor'), withPicture(channel, planned.id))
  await schedulePost(w.ctx, w.actor('editor'), id, at('2030-02-10T09:00'))
  await changeMedia(w.ctx, w.actor('editor'), planned.id, { usableUntil: '2030-02-09' })
  const { items } = await listEnding(w.ctx, w.actor('owner'))
  expect(items).toMatchObject([
    { id: soon.id, why: 'ending', days: 5, posts: 0 },
    { id: planned.id, why: 'ending', posts: 1 },
  ])
  const there = await w.tenant()
  expect((await listEnding(w.ctx, there.actor('owner'))).items).toEqual([])
})

test('the library is searched by how things stand with rights', async () => {
  const w = await newsroom()
  const names = async (rights: 'ending' | 'ended' | 'withdrawn' | 'asked' | 'unclear' | 'unknown') =>
    (await pageMedia(w.ctx, w.actor('owner'), { rights, limit: 20 })).items.length
  await picture(w, { usableUntil: '2030-01-20', licence: 'bought' })
  await picture(w, { usableUntil: '2029-12-31', licence: 'permission', consent: 'asked' })
  await picture(w, { consent: 'withdrawn', licence: 'unclear' })
  await picture(w)
  expect([await names('ending'), await names('ended'), await names('withdrawn')]).toEqual([1, 1, 1])
  expect([await names('asked'), await names('unclear'), await names('unknown')]).toEqual([1, 1, 1])
})

test('a proof is kept beside the picture, is a file and nothing else, and goes with it', async () => {
  const w = await newsroom()
  const editor = w.actor('editor')
  const { id } = await picture(w)
  const add = (bytes: Buffer, fileName: string) =>
    addProof(w.ctx, editor, id, { stream: Readable.from([bytes]), fileName })
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')
  const proof = await add(pdf, '../consent.pdf')
  expect(proof).toMatchObject({ mime: 'application/pdf', fileName: 'consent.pdf', bytes: pdf.length })
  await expect(add(Buffer.from('<html>'), 'x.pdf')).rejects.toMatchObject({ code: 'media.proof_type' })
  const second = await add(Buffer.concat([pdf, Buffer.from('\n')]), 'second.pdf')
  await removeProof(w.ctx, editor, id, second.id)
  expect((await listProofs(w.ctx, editor, id)).items.map((one) => one.id)).toEqual([proof.id])
  const there = await w.tenant()
  await expect(listProofs(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({ code: 'media.not_found' })
  await deleteMedia(w.ctx, editor, id)
  w.clock.on(31 * 86_400_000)
  await purgeMedia(w.ctx)
  await expect(readMedia(w.ctx, editor, id)).rejects.toMatchObject({ code: 'media.not_found' })
  expect((await w.ctx.storage.list()).filter((key) => key.includes('proof-'))).toEqual([])
})
