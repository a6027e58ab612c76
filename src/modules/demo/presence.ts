import type { Context } from '../../app/context.ts'
import type { Db } from '../../platform/db/index.ts'
import { type Score, scoreSuspect } from '../plan/impostors/index.ts'
import type { Check, Finding, SeenProfile } from '../plan/presence/contract.ts'
import { differenceOf, findGaps } from '../plan/presence/index.ts'
import { fromToday, type Ground } from './ground.ts'
import { followersAt, followersOf } from './growth.ts'
import type { Out } from './posts.ts'
import { dayMs, type Role, roles } from './story.ts'

/** Days ago. */
const looks = [33, 5] as const
const site = 'belltower.example'
const madeUp = 'Made up for this demonstration: nobody has such an account.'

/**
 * Two looks at the accounts, a month apart, and somebody who passes themselves off as the roastery. No network was asked: the
 * accounts are none, and neither is the suspect, which says so.
 */
export async function auditPresence(
  ctx: Context,
  ground: Ground,
  out: readonly Out[],
  seed: number,
): Promise<void> {
  const [before, now] = looks.map((ago, n) =>
    roles.map((role) => findingOf(ground, role, n, countsOf(ground, role, out, seed, ago))),
  )
  if (!before || !now) return
  const score = scoreOf(ground)
  const none = { fresh: [], gone: [], changed: [] }
  await ctx.db.transaction().execute(async (tx) => {
    await keep(ctx, tx, ground, { number: 1, findings: before, difference: differenceOf(null, before, none) })
    const id = await putSuspect(tx, ground, score)
    const fresh = [{ id, handle: suspect.handle, before: null, after: score.points }]
    const difference = differenceOf({ number: 1, findings: before }, now, { ...none, fresh })
    await keep(ctx, tx, ground, { number: 2, findings: now, difference })
  })
}

const parts = (n: number, network: string): Check[] =>
  [
    ...(network === 'bluesky' ? [{ part: 'handle', state: 'good' } as const] : []),
    { part: 'name', state: 'good' } as const,
    { part: 'bio', state: n === 0 ? 'weak' : 'good' } as const,
    { part: 'avatar', state: 'good' } as const,
    { part: 'header', state: n === 0 ? 'missing' : 'good' } as const,
    { part: 'link', state: 'good' } as const,
    { part: 'proven', state: 'missing' } as const,
    { part: 'pinned', state: 'missing' } as const,
  ].map((check) => ({ ...check, facts: {} }))

type Counts = { followers: number; posts: number; published: number; lastPostAt: string | null }

/** As the numbers of the same account have it on that day. */
function countsOf({ now }: Ground, role: Role, out: readonly Out[], seed: number, ago: number): Counts {
  const at = fromToday(now, -ago)
  const mine = out.filter((one) => one.roleKey === role.key && one.publishedAt <= at)
  const last = Math.max(...mine.map((one) => one.publishedAt.getTime()))
  const since = at.getTime() - 90 * dayMs
  return {
    followers: followersAt(followersOf(role, seed, now), at),
    posts: 360 + mine.length,
    published: mine.filter((one) => one.publishedAt.getTime() >= since).length,
    lastPostAt: mine.length > 0 ? new Date(last).toISOString() : null,
  }
}

function findingOf(
  { channels, now }: Ground,
  role: Role,
  n: number,
  { followers, posts, published, lastPostAt }: Counts,
): Finding {
  const checks = parts(n, role.network)
  const missing = checks.filter(({ state }) => state === 'missing').length
  return {
    subject: { kind: 'channel', id: channels.get(role.key) ?? '' },
    ...{ network: role.network, handle: role.handle, name: role.name },
    ...{ url: `https://demo.invalid/${role.key}`, looked: 'looked', failure: null, pictureId: null },
    profile: {
      ...{ bio: `${role.name}. https://${site}`, createdAt: fromToday(now, -900).toISOString() },
      ...{ followers, following: 120, posts },
      ...{ bot: false, links: [`https://${site}`], proven: [] },
    },
    checks,
    ...{ lastPostAt, best: [], worst: [], published },
    suggestion: { verdict: 'mend', reasons: [{ code: 'parts_missing', facts: { count: missing } }] },
    search: { requests: 60, names: 42, found: n === 0 ? 0 : 1, whole: true },
  }
}

const suspect = {
  ...{ handle: 'belltower-support.demo.invalid', name: 'Belltower Coffee Support' },
  bio: `${madeUp} Refunds? Send us a message with your card at hand.`,
} as const

const seen = ({ now }: Ground): SeenProfile => ({
  ...{ bio: suspect.bio, createdAt: fromToday(now, -12).toISOString(), followers: 7, following: 410 },
  ...{ posts: 3, bot: false, links: [], proven: [] },
})

/** The points that the search would give, not ones of our own. */
function scoreOf(ground: Ground): Score {
  const [ours] = roles
  const { now } = ground
  const plain = { picture: null, links: [], proven: [] }
  return scoreSuspect(
    {
      ...{
        ...plain,
        handle: 'belltower',
        name: ours?.name ?? '',
        bio: '',
        names: ['Belltower'],
        sites: [site],
      },
      ...{ createdAt: fromToday(now, -900), followers: ours?.followers ?? 0, posts: 400 },
    },
    {
      ...{ ...plain, handle: 'belltower-support', name: suspect.name, bio: suspect.bio, followedByUs: null },
      ...{ createdAt: fromToday(now, -12), followers: 7, posts: 3 },
    },
    now,
  )
}

async function putSuspect(tx: Db, ground: Ground, { points, signals }: Score): Promise<string> {
  const { workspaceId, channels, now } = ground
  const at = fromToday(now, -looks[1])
  const { bio, ...facts } = seen(ground)
  const { id } = await tx
    .insertInto('suspects')
    .values({
      ...{ workspaceId, network: 'bluesky', account: 'did:example:demo-support', bio, points },
      ...{ handle: suspect.handle, name: suspect.name, url: 'https://demo.invalid/support' },
      ...{ channelId: channels.get('en') ?? null, facts: JSON.stringify(facts) },
      ...{ signals: JSON.stringify(signals), reportNote: madeUp },
      ...{ firstRun: 2, lastRun: 2, firstSeenAt: at, lastSeenAt: at },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Kept = { number: 1 | 2; findings: Finding[]; difference: ReturnType<typeof differenceOf> }

async function keep(
  ctx: Context,
  tx: Db,
  { workspaceId, now }: Ground,
  { number, findings, difference }: Kept,
): Promise<void> {
  const at = fromToday(now, -(looks[number - 1] ?? 0))
  const gaps = await findGaps(ctx, workspaceId, findings, at)
  await tx
    .insertInto('presenceRuns')
    .values({
      ...{ workspaceId, number, cause: 'rhythm', state: 'done', requests: 0, tries: 1 },
      ...{ findings: JSON.stringify(findings), gaps: JSON.stringify(gaps) },
      difference: JSON.stringify(difference),
      ...{ createdAt: at, startedAt: at, finishedAt: new Date(at.getTime() + dayMs / 288) },
    })
    .execute()
}
