import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { Channel, ChannelDetail } from '../../src/modules/channels/accounts/contract.ts'
import { Joining } from '../../src/modules/channels/joining/contract.ts'
import { PostAnswer } from '../../src/modules/create/posts/contract.ts'
import { DeliveryDetail, type DeliveryState } from '../../src/modules/publish/deliveries/contract.ts'
import { HookCallList, NewHook } from '../../src/modules/publish/hooks/contract.ts'
import { NotificationList } from '../../src/modules/publish/notifications/contract.ts'
import { mastodon } from '../../src/networks/mastodon/index.ts'
import { fakeChannel } from '../factories/delivery.ts'
import { fakeNetwork } from '../fake-network.ts'
import { type FakeServer, startFakeServer } from '../fake-server.ts'
import { mastodonFake } from '../networks/mastodon-fake.ts'
import type { Caller } from './caller.ts'
import { first, firstVisit, type House, openHouse, until } from './house.ts'
import { type Mailbox, mailbox, type Receiver, receiver } from './receivers.ts'

const fake = mastodonFake()
let blind: FakeServer
let post: Mailbox
let listener: Receiver
let house: House
let ieva: Caller
let workspaceId: string
let channel: Channel
let hook: { id: string; secret: string }

beforeAll(async () => {
  await fake.start(() => new Date())
  blind = await startFakeServer({ keys: false })
  listener = await receiver()
  post = await mailbox()
  const hosts = [...fake.hosts(), blind.host, listener.host]
  const networks = [mastodon, fakeNetwork('blind')]
  house = await openHouse({ networks, hosts, env: { SMTP_URL: post.smtpUrl } })
  ieva = await firstVisit(house)
  const { credential } = await fake.join()
  const fields = { server: fake.origin(), token: (credential as { token: string }).token }
  const joined = await ieva.get(Joining, 'POST /channels', { network: 'mastodon', way: 'token', fields })
  channel = Channel.parse(joined.step === 'joined' ? joined.channels[0] : null)
  workspaceId = (await house.ctx.db.selectFrom('workspaces').select('id').executeTakeFirstOrThrow()).id
  const events = ['delivery.failed', 'delivery.in_doubt', 'delivery.published', 'channel.reconnect']
  hook = await ieva.get(NewHook, 'POST /hooks', { url: `${listener.url}/hook`, events })
  return () => Promise.all([fake.stop(), blind.stop()])
})

/** Publishes at once and waits until its one delivery is in the state. */
async function publish(text: string, channelId: string, state: DeliveryState): Promise<string> {
  const body = {
    content: { parts: [{ text }] },
    variants: [{ channelId }],
    schedule: { kind: 'now' },
  }
  const { id } = await ieva.get(PostAnswer, 'POST /posts', body)
  const { deliveries } = await until(
    () => ieva.get(PostAnswer, `GET /posts/${id}`),
    (now) => now.deliveries[0]?.state === state,
  )
  return deliveries[0]?.id ?? ''
}

const stands = (id: string, state: DeliveryState) =>
  until(
    () => ieva.get(DeliveryDetail, `GET /deliveries/${id}`),
    (now) => now.state === state,
  )

const noticesOf = async (subject: string) =>
  (await ieva.get(NotificationList, 'GET /notifications')).items.filter((one) => one.subject.id === subject)

/** What the webhook was told of a delivery, in order; each call must be signed. */
function toldOf(deliveryId: string): string[] {
  return listener.received.flatMap(({ headers, body }) => {
    const timestamp = String(headers['carillon-timestamp'])
    const signature = createHmac('sha256', hook.secret).update(`${timestamp}.${body}`).digest('hex')
    expect(headers['carillon-signature']).toBe(`v1=${signature}`)
    return body.includes(deliveryId) ? [String(headers['carillon-event'])] : []
  })
}

describe('a post that the network refuses', () => {
  let id: string

  test('is shown as failed with the network’s words, in the app, by mail and by webhook', async () => {
    fake.mode('refuse')
    id = await publish('Nobody wants this', channel.id, 'failed')
    const { failure, actions, history } = await stands(id, 'failed')
    expect(failure).toMatchObject({
      kind: 'rejected',
      words: expect.stringContaining('Text is not wanted here'),
    })
    expect(actions).toEqual(['retry', 'hand-over', 'reschedule', 'mark-published', 'cancel'])
    expect(history).toMatchObject([{ outcome: 'rejected', status: 422 }])
    const [notice] = await until(
      () => noticesOf(id),
      (notices) => notices.length > 0,
    )
    expect(notice).toMatchObject({ kind: 'delivery.failed', resolvedAt: null, readAt: null })
    await until(
      async () => toldOf(id),
      (told) => told.includes('delivery.failed'),
    )
    await house.hasten()
    const [letter] = await until(
      async () => post.letters,
      (letters) => letters.length > 0,
    )
    expect(letter?.to).toBe(first.email)
    expect(letter?.text).toContain('Riga Bakery')
  })

  test('is published once by trying again, and then nothing needs anybody', async () => {
    fake.mode('ok')
    await ieva.get(DeliveryDetail, `POST /deliveries/${id}/retry`, {})
    const { history } = await stands(id, 'published')
    expect(history.map(({ outcome }) => outcome)).toEqual(['rejected', 'published'])
    expect((await noticesOf(id)).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true)
    await until(
      async () => toldOf(id),
      (told) => told.includes('delivery.published'),
    )
    // A call is written down as done after the receiver has got it.
    await until(
      () => ieva.get(HookCallList, `GET /hooks/${hook.id}/calls`),
      ({ items }) => items.every(({ state, status }) => state === 'done' && status === 200),
    )
  })
})

describe('a post that nobody knows of whether it is out', () => {
  let id: string

  test('is put in doubt, told of, and not sent again by itself', async () => {
    const { id: channelId } = await fakeChannel({ ctx: house.ctx, workspaceId }, blind, 'blind')
    blind.treat({ mode: 'accept-then-drop' })
    id = await publish('Perhaps', channelId, 'in_doubt')
    expect(await ieva.refused(`POST /deliveries/${id}/retry`, {})).toMatchObject({
      code: 'delivery.not_checked',
    })
    const [notice] = await until(
      () => noticesOf(id),
      (notices) => notices.length > 0,
    )
    expect(notice?.kind).toBe('delivery.in_doubt')
    await until(
      async () => toldOf(id),
      (told) => told.includes('delivery.in_doubt'),
    )
    expect(blind.requests()).toBe(1)
  })

  test('is settled by a person who has looked', async () => {
    const url = `${blind.url}/posts/${blind.posts()[0]?.id}`
    const settled = await ieva.get(DeliveryDetail, `POST /deliveries/${id}/mark-published`, { url })
    expect(settled).toMatchObject({ state: 'published', actions: ['unmark'] })
    expect((await noticesOf(id)).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true)
    expect(blind.posts()).toHaveLength(1)
  })

  test('is sent again only when that person says that it is not there', async () => {
    const { id: channelId } = await fakeChannel({ ctx: house.ctx, workspaceId }, blind, 'blind')
    blind.treat({ mode: 'accept-then-drop' })
    const other = await publish('Gone astray', channelId, 'in_doubt')
    blind.treat({ mode: 'ok' })
    await ieva.get(DeliveryDetail, `POST /deliveries/${other}/retry`, { checked: true })
    await stands(other, 'published')
  })
})

describe('an account whose permission was taken back', () => {
  test('holds its queue, says so, and goes on when it is joined again', async () => {
    fake.expire(await remoteId())
    const id = await publish('After the pause', channel.id, 'waiting')
    const held = await until(
      () => ieva.get(ChannelDetail, `GET /channels/${channel.id}`),
      ({ state }) => state === 'reconnect',
    )
    expect(held).toMatchObject({ queued: 1, health: { level: 'trouble', code: 'reconnect' } })
    await until(
      () => noticesOf(channel.id),
      (notices) => notices[0]?.kind === 'channel.reconnect',
    )
    const body = { network: 'mastodon', way: 'token', channelId: channel.id, fields: await freshFields() }
    expect(await ieva.get(Joining, 'POST /channels', body)).toMatchObject({ step: 'joined' })
    await stands(id, 'published')
    expect((await noticesOf(channel.id)).every(({ resolvedAt }) => resolvedAt !== null)).toBe(true)
  })
})

async function remoteId(): Promise<string> {
  const { remoteId } = await house.ctx.db
    .selectFrom('channels')
    .select('remoteId')
    .where('id', '=', channel.id)
    .executeTakeFirstOrThrow()
  return remoteId
}

async function freshFields(): Promise<Record<string, string>> {
  const account = fake.state.accounts.get(await remoteId())
  if (!account) throw new Error('The account is gone')
  const scopes = ['read:accounts', 'read:statuses', 'write:statuses', 'write:media']
  return { server: fake.origin(), token: fake.state.grant(account, scopes) }
}
