import { z } from 'zod'
import { encodeCursor } from '../src/app/page.ts'
import { routes } from '../src/house.ts'
import { photograph } from '../test/people/strangers.ts'
import { type Attack, each, type Tally } from './frame/attack.ts'
import { goal, idea } from './frame/bodies.ts'
import type { Answer, Called } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { strangersWords } from './frame/stranger.ts'

/** Ids of another tenant where a walk over addresses does not come: in bodies, questions and cursors. */
const tenants: Attack = {
  name: 'foreign-ids',
  async run(house, tally) {
    const before = JSON.stringify(await photograph(house.ctx, house.stranger.things))
    await inQuestions(house, tally)
    await inBodies(house, tally)
    await inHeaders(house, tally)
    const after = JSON.stringify(await photograph(house.ctx, house.stranger.things))
    tally.check('nothing of theirs moved', before === after)
    const theirs = await house.stranger.program('GET campaigns')
    tally.check('control: they themselves see it', strangersWords.test(theirs.text), theirs.text)
  },
}

/** What a question may answer: nothing of theirs, whatever the status. */
const shut = ({ status, text: said }: Answer): boolean => status < 500 && !strangersWords.test(said)

/** Every list and question of the API, each of its filters set to each thing of theirs. */
async function inQuestions(house: House, tally: Tally): Promise<void> {
  const ids = [...new Set(Object.values(house.stranger.things))]
  const dates = { from: '2030-01-01', to: '2030-01-31', metric: 'followers', of: 'posts' }
  for (const { method, path, spec } of routes) {
    if (method !== 'GET' || !spec.query || path.includes(':')) continue
    const names = Object.keys(
      z.toJSONSchema(spec.query, { io: 'input', unrepresentable: 'any' }).properties ?? {},
    )
    const fitting = Object.entries(dates).filter(([name]) => names.includes(name))
    const tries = names.flatMap((name) =>
      ids.flatMap((id) => (name === 'cursor' ? cursorsOf(id) : [id]).map((value) => ({ name, value }))),
    )
    await each(tries, 8, async ({ name, value }) => {
      const query = new URLSearchParams([...fitting, [name, value]])
      const answer = await house.program(`GET ${path.slice(1)}?${query}` as Called)
      tally.check(`GET ${path} ${name}=${value}`, shut(answer), answer.text)
    })
  }
}

const cursorsOf = (id: string): string[] => [
  id,
  encodeCursor([id]),
  encodeCursor(['2031-01-01 00:00:00+00', id]),
  encodeCursor([1_924_988_400_000, id]),
]

async function inBodies(house: House, tally: Tally): Promise<void> {
  const { things } = house.stranger
  const made = await house.owner('POST posts', { content: idea() })
  const own = made.body.id
  const bodies: [Called, object][] = [
    ['POST posts', { content: idea(), variants: [{ channelId: things.channel }] }],
    ['POST posts', { content: idea([{ id: things.media }]) }],
    [
      'POST posts',
      { content: { parts: [{ link: { url: 'https://a.example', imageMediaId: things.media } }] } },
    ],
    ['POST posts', { content: idea(), campaignId: things.campaign }],
    ['POST posts', { content: idea(), goalId: things.goal }],
    [`PATCH posts/${own}`, { version: 1, variants: [{ channelId: things.channel }] }],
    [
      `PATCH posts/${own}`,
      { version: 1, variants: [{ channelId: things.channel, content: idea([{ id: things.media }]) }] },
    ],
    [`PATCH posts/${own}`, { version: 1, content: idea([{ id: things.media }]) }],
    [`PATCH posts/${own}`, { version: 1, campaignId: things.campaign }],
    [`PATCH posts/${own}`, { version: 1, goalId: things.goal }],
    ['POST goals', { ...goal, scope: { kind: 'channel', id: things.channel } }],
    ['POST goals', { ...goal, scope: { kind: 'campaign', id: things.campaign } }],
    ['POST goals', { ...goal, ownerId: things.member }],
    ['POST goals', { ...goal, parentId: things.goal }],
    ['POST goals', { ...goal, metric: 'manual', manualId: things.manual }],
    [
      'POST goals',
      { ...goal, constraints: [{ metric: 'manual', manualId: things.manual, bound: 'most', value: 1 }] },
    ],
    [
      'POST channels',
      {
        network: 'mastodon',
        way: 'token',
        channelId: things.channel,
        fields: { server: 'a.example', token: 'abc' },
      },
    ],
    ['POST workspaces', { name: 'Mine', organisationId: crypto.randomUUID() }],
    [`PUT channels/${things.channel}/slots`, { items: [] }],
    [`POST joinings/${things.joining}/choose`, { accounts: [{ remoteId: '1', server: 'fake.example' }] }],
    [`POST notifications/${things.notification}/read`, {}],
  ]
  for (const [call, body] of bodies) {
    const answer = await house.owner(call, body)
    const refused = answer.status >= 400 && answer.status < 500
    tally.check(`${call} ${JSON.stringify(body)}`, refused && shut(answer), answer.text)
  }
  const fine = await house.owner('POST posts', { content: idea() })
  tally.check('control: the same with nothing of theirs is made', fine.status === 201, fine.text)
}

/** Whose workspace it is, said in every place where it can be said. */
async function inHeaders(house: House, tally: Tally): Promise<void> {
  const there = house.stranger.workspaceId
  for (const path of ['workspace', 'posts', 'channels', 'members', 'audit', 'hooks', 'keys', 'media']) {
    const named = { 'carillon-workspace': there }
    const answers = [
      await house.owner(`GET ${path}`, undefined, named),
      await house.owner(`GET ${path}`, undefined, { 'carillon-workspace': there.toUpperCase() }),
      await house.owner(`GET ${path}?workspace=${there}`, undefined, { 'carillon-workspace': '' }),
      await house.program(`GET ${path}`, undefined, named),
      await house.program(`GET ${path}?workspace=${there}`),
    ]
    for (const answer of answers)
      tally.check(`GET ${path} in their workspace`, answer.status === 404 && shut(answer), answer.text)
    const both = await house.owner(`GET ${path}?workspace=${there}`)
    tally.check(`GET ${path} in two workspaces at once`, shut(both), both.text)
  }
}

export const tenantAttacks: readonly Attack[] = [tenants]
