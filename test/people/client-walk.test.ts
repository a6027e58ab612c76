import { beforeAll, expect, test } from 'vitest'
import { mayDo } from '../../src/app/rights.ts'
import { countingNetwork } from '../factories/measure.ts'
import { type World, world } from '../world.ts'
import { type Walk, walks } from './channels-table.ts'
import { member, openDoor, person, type Visitor } from './door.ts'
import { type OnChannel, onChannel } from './on-channel.ts'
import { table } from './routes-table.ts'

let w: World
let client: Visitor
let own: OnChannel
let other: OnChannel
/** What is the agency's own, and nobody else's to read. */
let inner: string[]

beforeAll(async () => {
  const env = { CARILLON_REQUESTS_PER_MINUTE: '1000000' }
  w = await world({ env, networks: [countingNetwork('fake', ['likes'])] })
  own = await onChannel(w, 'heron')
  other = await onChannel(w, 'otter')
  const server = await openDoor(w)
  const owner = await member(w, server, w, 'owner')
  const editor = await member(w, server, w, 'editor')
  const others = [await person(w, w, 'analyst'), await person(w, w, 'client')]
  client = await member(w, server, w, 'client')
  const { body: me } = await client('GET /me')
  const channels = { chosenOnly: true, parts: { [own.channel]: 'own' } }
  expect((await owner(`PUT /members/${me.id}/channels`, channels)).status).toBe(200)
  // A post by somebody of the team, proposed and with a goal that somebody answers for.
  const written = { content: { parts: [{ text: 'Please say yes' }] }, variants: [{ channelId: own.channel }] }
  const { body: post } = await editor('POST /posts', written)
  await editor(`POST /posts/${post.id}/propose`)
  await owner(`PATCH /goals/${own.goal}`, { ownerId: (await owner('GET /me')).body.id })
  await owner('POST /invitations', { email: 'next@agency.example', role: 'editor', way: 'link' })
  await owner('POST /keys', { name: 'Key of the agency', role: 'editor' })
  const addresses = [owner, editor].map(async (visit) => String((await visit('GET /me')).body.email))
  inner = [
    ...(await Promise.all(addresses)),
    ...others.map(({ email }) => email),
    ...['next@agency.example', 'Key of the agency', other.name, other.channel, other.post],
  ]
}, 60_000)

const reads = Object.entries(table).filter(
  ([name, { may, outside }]) =>
    name.startsWith('GET') &&
    !outside &&
    name !== 'GET /events' &&
    // Tells of a program that asked, and nothing of a workspace.
    name !== 'GET /consent' &&
    // Files by two ids, of which no client has the second.
    !name.includes(':proofId') &&
    !name.includes(':captionsId') &&
    // A public page, by a name that nobody guesses.
    !name.includes(':token') &&
    (may === 'signed-in' || may in { anyone: 1 } || mayDo('client', may as 'workspace.read')),
)

const addressOf = (name: string, there: OnChannel): `GET ${string}` => {
  const walk: Walk | undefined = walks[name]
  const path = name.replace('GET ', '').replace(/:\w+/, walk && 'one' in walk ? there[walk.one] : '')
  const ask = walk && 'ask' in walk ? walk.ask?.(there) : undefined
  return `GET ${path}${ask ? `?${ask}` : ''}`
}

test.each(reads.map(([name]) => name))(
  '%s tells a client nothing of the agency or of other clients',
  async (name) => {
    const { status, body } = await client(addressOf(name, own))
    expect(status, JSON.stringify(body)).toBe(200)
    for (const secret of inner) expect(JSON.stringify(body), secret).not.toContain(secret)
  },
)

test('a client says yes to what is proposed, writes nothing and publishes nothing', async () => {
  const { items } = (await client('GET /posts?stage=proposed')).body as {
    items: { id: string; version: number }[]
  }
  const [post] = items
  expect((await client('POST /posts', { content: { parts: [{ text: 'Mine' }] } })).status).toBe(403)
  expect((await client(`POST /posts/${post?.id}/schedule`, { when: { kind: 'now' } })).status).toBe(403)
  const yes = { version: post?.version, when: { kind: 'at', at: '2030-02-01T09:00' } }
  expect((await client(`POST /posts/${post?.id}/approve`, yes)).body).toMatchObject({ stage: 'scheduled' })
})
