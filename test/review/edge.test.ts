import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { encodeCursor } from '../../src/app/page.ts'
import { routes } from '../../src/house.ts'
import { networks } from '../../src/networks/registry.ts'
import { member, openDoor, program, type Visitor } from '../people/door.ts'
import { type World, world } from '../world.ts'

let w: World
let key: Visitor
let owner: Visitor

beforeAll(async () => {
  w = await world({ networks, env: { CARILLON_REQUESTS_PER_MINUTE: '1000000' } })
  const server = await openDoor(w)
  key = await program(server, w, 'owner')
  owner = await member(w, server, w, 'owner')
})

const strangeCursors = [
  'x',
  '%00',
  encodeCursor([]),
  encodeCursor(['x', 'y']),
  encodeCursor(['x', randomUUID()]),
  encodeCursor([1, 2]),
  encodeCursor([1e300, randomUUID()]),
  encodeCursor([8.64e15 + 1, randomUUID()]),
  encodeCursor(['2030-01-01', '-'.repeat(36)]),
  encodeCursor(['2030-99-99 00:00:00+00', randomUUID()]),
  encodeCursor(['99999-01-01 00:00:00+00', randomUUID()]),
  encodeCursor(['\u0000', '\u0000']),
  encodeCursor(['-'.repeat(36)]),
  encodeCursor([randomUUID(), randomUUID()]),
]

const paged = routes.filter(({ spec }) => spec.query instanceof z.ZodObject && 'cursor' in spec.query.shape)

test('there are lists to page through', () => expect(paged.length).toBeGreaterThan(6))

test.each(paged.map(({ path }) => path))(
  'a cursor of nobody at GET %s is refused or passed over, never a fault',
  async (path) => {
    for (const cursor of strangeCursors) {
      const { status, body } = await owner(
        `GET ${path.replace(/:\w+/g, randomUUID())}?cursor=${encodeURIComponent(cursor)}`,
      )
      expect([path, Buffer.from(cursor, 'base64url').toString(), status, body.code], cursor).toEqual([
        path,
        Buffer.from(cursor, 'base64url').toString(),
        expect.toSatisfy((one) => one < 500),
        status === 200 ? undefined : expect.any(String),
      ])
    }
  },
)

const strangeTexts = { 'a NUL': 'a\u0000b', 'half a letter': 'a\ud83d', 'the other half': '\ude00b' }

test.each(Object.keys(strangeTexts))('%s in a text is taken or refused, never a fault', async (name) => {
  const text = strangeTexts[name as keyof typeof strangeTexts]
  const post = { content: { parts: [{ text }] } }
  const calls: [`${'GET' | 'POST' | 'PATCH' | 'PUT'} ${string}`, object?][] = [
    ['POST /posts', post],
    [
      'POST /posts',
      { content: { title: text, parts: [{ text: 'x', poll: { options: [text, 'b'], minutes: 5 } }] } },
    ],
    ['POST /posts', { content: { parts: [{ text: 'x' }], firstReply: text } }],
    ['POST /campaigns', { name: text }],
    [
      'POST /goals',
      {
        name: text,
        metric: 'followers',
        scope: { kind: 'workspace', id: null },
        baseline: 1,
        target: 2,
        startsOn: '2030-01-01',
        deadline: '2030-06-01',
      },
    ],
    [
      'POST /goals',
      {
        name: 'x',
        metric: 'followers',
        scope: { kind: 'network', id: text },
        baseline: 1,
        target: 2,
        startsOn: '2030-01-01',
        deadline: '2030-06-01',
      },
    ],
    [
      'POST /goals',
      {
        name: 'x',
        metric: 'followers',
        scope: { kind: 'workspace', id: null },
        ownerId: text,
        baseline: 1,
        target: 2,
        startsOn: '2030-01-01',
        deadline: '2030-06-01',
      },
    ],
    [
      'POST /goals',
      {
        name: 'x',
        metric: 'followers',
        scope: { kind: 'campaign', id: text },
        baseline: 1,
        target: 2,
        startsOn: '2030-01-01',
        deadline: '2030-06-01',
      },
    ],
    ['PATCH /workspace', { name: text }],
    ['PATCH /me', { name: text }],
    ['POST /keys', { name: text, role: 'analyst' }],
    ['POST /sign-in', { email: 'a@example.org', password: text }],
    ['POST /hooks', { url: `https://example.org/${text}`, events: ['delivery.failed'] }],
    ['POST /channels', { network: 'feed', way: 'form', fields: { title: text } }],
    ['POST /channels', { network: 'feed', way: 'new', fields: { title: text } }],
    ['POST /channels', { network: text, way: text, fields: {} }],
    [`GET /posts?text=${encodeURIComponent('\u0000')}`],
    [`GET /media?text=${encodeURIComponent('\u0000')}`],
    [`GET /calendar?from=2030-01-01T00:00:00Z&to=2030-02-01T00:00:00Z&text=${encodeURIComponent('\u0000')}`],
    [`GET /numbers?network=${encodeURIComponent('\u0000')}`],
    [`GET /audit?actorId=${encodeURIComponent('\u0000')}&action=%00`],
    [`GET /audit?text=${encodeURIComponent('\u0000')}&address=%00&subjectId=%00`],
    [`GET /audit?from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z`],
    [`GET /audit?cursor=${Buffer.from('["2030-02-30T00:00:00.000000Z",1]').toString('base64url')}`],
    [`GET /audit?cursor=${Buffer.from('["0000-01-01T00:00:00.000000Z",1]').toString('base64url')}`],
    [`GET /deliveries?state=%00`],
    [`GET /calendar?from=0001-01-01T00:00:00Z&to=0001-02-01T00:00:00Z`],
    [`GET /calendar?from=9999-11-01T00:00:00Z&to=9999-12-31T00:00:00Z`],
    [`GET /numbers?from=0001-01-01&to=0001-01-05`],
    [`GET /numbers?from=9999-12-01&to=9999-12-31`],
    [`GET /numbers/series?metric=followers&from=0000-01-01&to=0000-01-05&compare=year`],
  ]
  for (const [call, body] of calls) {
    const answer = await owner(call, body, { 'idempotency-key': randomUUID() })
    expect(
      [call, JSON.stringify(body), answer.status, answer.body.code],
      JSON.stringify(answer.body),
    ).toEqual([
      call,
      JSON.stringify(body),
      expect.toSatisfy((one) => one < 500),
      answer.status < 300 ? answer.body.code : expect.any(String),
    ])
  }
  void key
})

test('what is nested without end is refused, never a fault', async () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000)
  for (const body of [
    `{"content":${deep}}`,
    `{"content":{"parts":[{"text":"x"}]},"variants":[{"channelId":"${randomUUID()}","options":{"a":${deep}}}]}`,
  ]) {
    const { status, body: problem } = await owner('POST /posts', body, { 'content-type': 'application/json' })
    expect([status, problem.code]).toEqual([422, 'edge.wrong_fields'])
  }
})
