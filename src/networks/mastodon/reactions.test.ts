import { expect, test } from 'vitest'
import type { Account, Tools } from '../kit/network.ts'
import { reactions } from './reactions.ts'

const server = 'https://bakery.example'
const account = {
  ...{ channelId: 'c', workspaceId: 'w', remoteId: '1', handle: '@bakery@bakery.example', server },
  credential: { token: 'secret' },
} as unknown as Account

type Answer = { body: unknown; link?: string; status?: number }

/** Answers what a server would; every other request fails the test. */
function tools(answers: Record<string, Answer>): { tools: Tools; asked: string[] } {
  const asked: string[] = []
  const fetch = async (input: URL | string | Request) => {
    const url = new URL(String(input))
    const name = url.pathname + url.search
    asked.push(name)
    const answer = answers[name]
    if (!answer) throw new Error(`Nobody expected ${name}`)
    const headers = { 'content-type': 'application/json', ...(answer.link && { link: answer.link }) }
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200, headers })
  }
  return { asked, tools: { fetch, now: () => new Date(), report: () => {} } as unknown as Tools }
}

const seen = (id: string, acct: string, more: object = {}) => ({
  ...{
    id,
    acct,
    username: acct.split('@')[0],
    display_name: `The ${acct}`,
    url: `https://x.example/@${acct}`,
  },
  ...{
    avatar: 'https://x.example/a.png',
    created_at: '2025-01-01T00:00:00.000Z',
    statuses_count: 3,
    note: '',
  },
  ...more,
})

const likes = '/api/v1/statuses/7/favourited_by'

test('who likes is read page after page, by what the head of the answer says; never we ourselves', async () => {
  const { tools: given, asked } = tools({
    [`${likes}?limit=80`]: {
      body: [seen('2', 'anna'), seen('1', 'bakery'), { strange: true }],
      link: `<${server}${likes}?limit=80&max_id=99>; rel="next", <${server}${likes}?since_id=1>; rel="prev"`,
    },
    [`${likes}?limit=80&max_id=99`]: {
      body: [
        seen('3', 'Ben@Other.example', {
          avatar: `${server}/avatars/original/missing.png`,
          statuses_count: 0,
        }),
      ],
    },
  })
  const first = await reactions(given, account, '7', 'like', null)
  expect(first).toMatchObject({
    cursor: '99',
    partial: false,
    reactions: [
      {
        ...{
          account: 'anna@bakery.example',
          handle: '@anna@bakery.example',
          hasPicture: true,
          posts: 3,
          at: null,
        },
        createdAt: new Date('2025-01-01T00:00:00Z'),
      },
    ],
  })
  expect(first.reactions).toHaveLength(1)
  const second = await reactions(given, account, '7', 'like', '99')
  expect(second).toMatchObject({
    cursor: null,
    reactions: [{ account: 'ben@other.example', hasPicture: false, posts: 0 }],
  })
  expect(asked).toHaveLength(2)
})

test('who answers directly beneath the post is read with words and time; a post that is gone has nobody', async () => {
  const post = (id: string, to: string, more: object = {}) => ({
    ...{ id, created_at: '2030-01-02T08:00:00.000Z', content: '<p>Rye, please</p>', in_reply_to_id: to },
    account: seen(`9${id}`, 'carl@other.example'),
    ...more,
  })
  const { tools: given } = tools({
    '/api/v1/statuses/7/context': {
      body: {
        ancestors: [],
        descendants: [post('8', '7'), post('9', '8'), post('10', '7', { account: seen('1', 'bakery') })],
      },
    },
    '/api/v1/statuses/70/context': { body: { error: 'Record not found' }, status: 404 },
  })
  const { reactions: found } = await reactions(given, account, '7', 'comment', null)
  expect(found).toMatchObject([{ words: 'Rye, please', at: new Date('2030-01-02T08:00:00Z') }])
  expect(await reactions(given, account, '70', 'comment', null)).toEqual({
    reactions: [],
    cursor: null,
    partial: false,
  })
})
