import { randomBytes } from 'node:crypto'
import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { endsWithItsMaker, guessed, type Link, linkIn, plain, wrongLike } from './frame/link.ts'
import { atSecondDoor } from './frame/second-door.ts'

const shown = 'rolls-behind-the-link-5c07'
const hidden = 'rolls-of-nobody-else-91be'
const among = 'said-among-the-team-e3a2'

/** The doors of approval that stand open to everybody: what a link for clients opens, and what it does not. */
const approval: Attack = {
  name: 'approval-links',
  run: (house, tally) =>
    atSecondDoor(house, async (from) => {
      const posts = await write(house)
      await showsWhatItIsFor(house, tally, from('203.0.113.60'), posts)
      await ends(house, tally, from('203.0.113.61'), posts)
      await holdsToTheChosen(house, tally, from('203.0.113.62'), posts)
      await countsOnlyWhatWasSeen(house, tally, from('203.0.113.63'), posts)
      await isNoKey(house, tally, from('203.0.113.64'), posts)
      await braked(house, tally, from, posts)
    }),
}

type Posts = { open: string; other: string; rule: string }

async function write(house: House): Promise<Posts> {
  const { id: channelId } = await house.ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId: house.workspaceId, network: 'mastodon', remoteId: randomBytes(8).toString('hex') },
      ...{ server: 'https://example.com', handle: '@bakery', name: 'Bakery', timeZone: 'UTC' },
      profileUrl: 'https://example.com/@bakery',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rule = await house.owner('POST approval/rules', {
    ...{ name: 'Clients', channelIds: [channelId] },
    steps: [{ name: 'They', how: 'any', clients: true }],
  })
  if (rule.status !== 201) throw new Error(`No rule was made: ${rule.text}`)
  const post = async (text: string): Promise<string> => {
    const made = await house.owner('POST posts', {
      content: { parts: [{ text }] },
      variants: [{ channelId }],
      schedule: { kind: 'at', at: '2035-01-05T09:00:00Z' },
    })
    if (made.status !== 201) throw new Error(`No post was made: ${made.text}`)
    return String(made.body.id)
  }
  const [open, other] = [await post(shown), await post(hidden)]
  await house.owner(`POST posts/${open}/comments`, { words: among })
  return { open, other, rule: String(rule.body.id) }
}

async function share(house: House, posts: Posts, more: object = {}): Promise<Link> {
  return linkIn(await house.owner('POST approval/links', { label: 'Bank', postIds: [posts.open], ...more }))
}

const open = (visit: Caller, token: string, pin: string | null = null): Promise<Answer> =>
  visit('POST shared-approval', { token, pin })
const seenOf = ({ body }: Answer): string => {
  const [post] = (body.posts ?? []) as { seen: string }[]
  return post?.seen ?? ''
}
const sayYes = (visit: Caller, token: string, postId: string, seen: string, more: object = {}) =>
  visit('POST shared-approval/approve', { token, guest: 'Anna', postId, seen, ...more })
const say = (visit: Caller, token: string, postId: string, more: object = {}) =>
  visit('POST shared-approval/comments', {
    token,
    guest: 'Anna',
    postId,
    kind: 'change',
    words: 'No.',
    ...more,
  })

async function showsWhatItIsFor(house: House, tally: Tally, visit: Caller, posts: Posts): Promise<void> {
  const { token } = await share(house, posts)
  const page = await open(visit, token)
  tally.check('control: the page shows its post', page.text.includes(shown), page.text)
  tally.check('it shows no other post', !page.text.includes(hidden), page.text)
  tally.check('what the team says among itself is not shown', !page.text.includes(among), page.text)
  const ids = [house.workspaceId, ...Object.values(house.stranger.things)]
  tally.check('it tells no id of the house', !ids.some((id) => page.text.includes(id)), page.text)
  const listed = await house.owner('GET approval/links')
  tally.check('nobody is told the link again', !listed.text.includes(token), listed.text)
}

/** Over is over, and looks like what never was, at every door. */
async function ends(house: House, tally: Tally, visit: Caller, posts: Posts): Promise<void> {
  const [revoked, late, kept] = [
    await share(house, posts),
    await share(house, posts),
    await share(house, posts),
  ]
  const seen = seenOf(await open(visit, kept.token))
  await house.owner(`DELETE approval/links/${revoked.id}`)
  const { pool } = house.ctx.database
  await pool.query("update approval_links set expires_at = now() - interval '1 second' where id = $1", [
    late.id,
  ])
  const wrong: Record<string, string> = {
    'one that was revoked': revoked.token,
    'one whose day is over': late.token,
    ...wrongLike(kept.token),
  }
  const answers = new Set<string>()
  for (const [what, token] of Object.entries(wrong)) {
    const tries = [
      await open(visit, token),
      await sayYes(visit, token, posts.open, seen),
      await say(visit, token, posts.open),
      await visit('POST shared-approval/picture', { token, mediaId: posts.open }),
    ]
    for (const one of tries) answers.add(plain(one))
    tally.check(
      `${what} opens nothing`,
      tries.every(({ status }) => status === 404),
      tries.map(plain),
    )
  }
  tally.check('none of them is told from another', answers.size === 1, [...answers])
  await endsWithItsMaker(house, tally, 'contributor', () => open(visit, kept.token))
  const still = await open(visit, kept.token)
  tally.check('control: one that is good opens', still.status === 200, still.text)
}

/** A post that is not behind it is as missing as one that never was: of this house, of another, or none. */
async function holdsToTheChosen(house: House, tally: Tally, visit: Caller, posts: Posts): Promise<void> {
  const { token } = await share(house, posts)
  const seen = seenOf(await open(visit, token))
  const strange = [posts.other, house.stranger.things.post, crypto.randomUUID()]
  const answers = new Set<string>()
  for (const id of strange) {
    const [yes, said] = [await sayYes(visit, token, id, seen), await say(visit, token, id)]
    answers.add(plain(yes)).add(plain(said))
    tally.check(`nothing is said to ${id}`, yes.status === 404 && said.status === 404, [yes.text, said.text])
  }
  tally.check('none of them is told from another', answers.size === 1, [...answers])
  for (const mediaId of [house.stranger.things.media, crypto.randomUUID()]) {
    const picture = await visit('POST shared-approval/picture', { token, mediaId })
    tally.check('no picture of others is shown', picture.status === 404, picture.text)
  }
  const odd = await say(visit, token, posts.open, { channelId: house.stranger.things.channel })
  tally.check('no remark stands at a channel of others', odd.status >= 400, odd.text)
  const { rows } = await house.ctx.database.pool.query(
    'select 1 from approval_comments where post_id = any($1::uuid[]) and by_link',
    [strange],
  )
  tally.check('nothing of it was written', rows.length === 0, rows)
  const foreign = await house.owner('POST approval/links', {
    label: 'x',
    postIds: [house.stranger.things.post],
  })
  tally.check('no link is made to a post of another workspace', foreign.status === 422, foreign.text)
}

/** A yes is to exactly what was looked at: not to what came after, not twice, not by a made-up sign. */
async function countsOnlyWhatWasSeen(house: House, tally: Tally, visit: Caller, posts: Posts): Promise<void> {
  const { token } = await share(house, posts)
  const seen = seenOf(await open(visit, token))
  for (const made of ['x', seen.toUpperCase(), `${seen} `, seen.slice(1)]) {
    const guess = await sayYes(visit, token, posts.open, made)
    tally.check('a made-up sign approves nothing', guess.status >= 400, guess.text)
  }
  const post = await house.owner(`GET posts/${posts.open}`)
  const content = { title: '', parts: [{ text: `${shown} and more` }], firstReply: null }
  const changed = await house.owner(`PATCH posts/${posts.open}`, { version: post.body.version, content })
  tally.check('control: the post was changed', changed.status === 200, changed.text)
  const replay = await sayYes(visit, token, posts.open, seen)
  tally.check('the same yes after a change is refused', replay.status === 409, replay.text)
  const held = await house.owner(`GET posts/${posts.open}/approval`)
  tally.check('and the post waits still', held.body.held === true, held.text)
  const now = seenOf(await open(visit, token))
  const asKey = await house.program(`POST posts/${posts.open}/approval`, { seen: now })
  tally.check('a program says no yes', asKey.status === 403, asKey.text)
  const good = await sayYes(visit, token, posts.open, now)
  tally.check('control: a yes to what is there now counts', good.status === 200, good.text)
  const again = await sayYes(visit, token, posts.open, now)
  tally.check('said twice it is refused', again.status === 409, again.text)
}

/** What the link carries opens nothing else, and its PIN is not guessed. */
async function isNoKey(house: House, tally: Tally, visit: Caller, posts: Posts): Promise<void> {
  const { token } = await share(house, posts)
  const standing = { 'carillon-workspace': house.workspaceId, authorization: `Bearer ${token}` }
  for (const call of ['GET posts', 'GET approval/queue', 'GET approval/links', 'GET calendars'] as const) {
    const answer = await visit(call, undefined, standing)
    tally.check(`it does not open ${call}`, answer.status === 401, answer.text)
  }
  const made = await house.program('POST approval/links', { label: 'x', postIds: [posts.open] })
  tally.check('a program cannot share', made.status === 403, made.text)
  const locked = await share(house, posts, { pin: '4711' })
  const bare = await open(visit, locked.token)
  tally.check('without its PIN nothing is shown', !bare.text.includes(shown), bare.text)
  const blind = await say(visit, locked.token, posts.open)
  tally.check('without its PIN nothing is said', blind.status === 403, blind.text)
  const guesses = Array.from({ length: 20 }, (_, i) => open(visit, locked.token, String(1000 + i)))
  const told = (await Promise.all(guesses)).map(({ status }) => status)
  tally.check('no wrong PIN opens it', !told.includes(200), told)
  const right = await open(visit, locked.token, '4711')
  tally.check('and after a few the right one does not either', right.status === 403, right.text)
}

async function braked(
  house: House,
  tally: Tally,
  from: (address: string) => Caller,
  posts: Posts,
): Promise<void> {
  const { token } = await share(house, posts)
  await guessed(tally, [from('203.0.113.65'), from('203.0.113.66')], token, open)
  await house.owner(`DELETE approval/rules/${posts.rule}`)
}

export const approvalAttacks: readonly Attack[] = [approval]
