import { beforeAll, expect, test } from 'vitest'
import { Channel, ChannelList } from '../../src/modules/channels/accounts/contract.ts'
import { Joining } from '../../src/modules/channels/joining/contract.ts'
import { PostAnswer } from '../../src/modules/create/posts/contract.ts'
import { AuditList } from '../../src/modules/people/audit/contract.ts'
import { type ApiKeyBody, NewApiKey } from '../../src/modules/people/keys/contract.ts'
import { NotificationList } from '../../src/modules/publish/notifications/contract.ts'
import { feed } from '../../src/networks/feed/index.ts'
import { Caller } from './caller.ts'
import { firstVisit, type House, openHouse, until } from './house.ts'

let house: House
let ieva: Caller
let channel: Channel

beforeAll(async () => {
  house = await openHouse({ networks: [feed], hosts: [] })
  ieva = await firstVisit(house)
  const fields = { title: 'News of the bakery' }
  const joined = await ieva.get(Joining, 'POST /channels', { network: 'feed', way: 'make', fields })
  channel = Channel.parse(joined.step === 'joined' ? joined.channels[0] : null)
})

const someone = async (role: ApiKeyBody['role']) =>
  Caller.withKey(house.url, (await ieva.get(NewApiKey, 'POST /keys', { name: `The ${role}`, role })).secret)

const openNotices = async (who: Caller) =>
  (await who.get(NotificationList, 'GET /notifications?open=true')).items.map(({ kind }) => kind)

const idea = (text: string, more: object = {}) => ({
  content: { parts: [{ text }] },
  variants: [{ channelId: channel.id }],
  ...more,
})

const entriesOf = async () => {
  const { text } = await new Caller(house.url).open(`${channel.profileUrl}.json`)
  return (JSON.parse(text) as { items: { content_text: string }[] }).items.map((item) => item.content_text)
}

test('a contributor proposes, a client says no and why, then yes to what was mended, and it goes out', async () => {
  const [contributor, client] = [await someone('contributor'), await someone('client')]
  const draft = await contributor.get(PostAnswer, 'POST /posts', idea('Bred is here'))
  expect(
    await contributor.refused(`POST /posts/${draft.id}/schedule`, { when: { kind: 'now' } }),
  ).toMatchObject({
    status: 403,
  })
  const proposed = await contributor.get(PostAnswer, `POST /posts/${draft.id}/propose`, {})
  expect(await openNotices(ieva)).toEqual(['post.proposed'])
  const no = { version: proposed.version, words: 'Bread has an a.' }
  const declined = await client.get(PostAnswer, `POST /posts/${draft.id}/decline`, no)
  expect(declined).toMatchObject({ stage: 'draft', declinedWords: no.words })
  expect(await openNotices(ieva)).toEqual([])

  const mended = await contributor.get(PostAnswer, `PATCH /posts/${draft.id}`, {
    version: declined.version,
    content: { parts: [{ text: 'Bread is here' }] },
  })
  const again = await contributor.get(PostAnswer, `POST /posts/${draft.id}/propose`, {
    version: mended.version,
  })
  const unseen = { version: again.version - 1, when: { kind: 'now' } }
  expect(await client.refused(`POST /posts/${draft.id}/approve`, unseen)).toMatchObject({
    code: 'post.changed',
  })
  await client.get(PostAnswer, `POST /posts/${draft.id}/approve`, { ...unseen, version: again.version })
  await until(entriesOf, (entries) => entries.includes('Bread is here'))
  const { items } = await ieva.get(AuditList, 'GET /audit')
  const done = items.filter(({ subject }) => subject.id === draft.id).map(({ action }) => action)
  for (const action of ['post.written', 'post.proposed', 'post.declined', 'post.approved', 'post.scheduled'])
    expect(done).toContain(action)
})

test('nobody elsewhere sees or touches any of it, not even in the same house', async () => {
  const post = await ieva.get(PostAnswer, 'POST /posts', idea('Ours alone'))
  const foreign = Caller.withKey(house.url, await (await house.tenant()).key('owner'))
  const { id } = await ieva.get(PostAnswer.pick({ id: true }).loose(), 'POST /workspaces', {
    name: 'Sister brand',
  })
  for (const stranger of [foreign, ieva.in(id)]) {
    expect((await stranger.get(ChannelList, 'GET /channels')).items).toEqual([])
    for (const list of ['posts', 'deliveries', 'publications', 'media', 'goals'])
      expect((await stranger.ask(`GET /${list}`)).body).toMatchObject({ items: [] })
    for (const [call, body] of [
      [`GET /posts/${post.id}`],
      [`PATCH /posts/${post.id}`, { version: post.version, category: 'brand' }],
      [`POST /posts/${post.id}/schedule`, { when: { kind: 'now' } }],
      [`DELETE /posts/${post.id}`],
      [`GET /channels/${channel.id}`],
      [`POST /channels/${channel.id}/pause`],
    ] as const)
      expect(await stranger.refused(call, body)).toMatchObject({ status: 404 })
    const stolen = await stranger.refused(
      'POST /posts',
      idea('Under your name', { schedule: { kind: 'now' } }),
    )
    expect(stolen.code).toBe('post.no_channel')
  }
  expect((await ieva.get(PostAnswer, `GET /posts/${post.id}`)).version).toBe(post.version)
  expect(await entriesOf()).not.toContain('Under your name')
})
