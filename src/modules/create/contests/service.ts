import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, ExactPlace, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import { civilOf, isZone, resolveCivil } from '../../../platform/civil.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  type CancelBody,
  type Candidate,
  type Contest,
  type ContestBody,
  type ContestQuery,
  type ContestSetting,
  type ContestSummary,
  mostContests,
  mostPosts,
  type PostBody,
  type PostWay,
  type RulesChange,
  type RulesLanguage,
  type RulesText,
} from './contract.ts'
import { contestError } from './errors.ts'
import { noFacts } from './plain/facts.ts'
import { packsFor } from './plain/packs.ts'
import { writeRules } from './plain/rules.ts'
import { factsOf, formOf, missingIn, noForm, presentContest, rulesSubject } from './present.ts'
import * as queries from './queries.ts'
import { commitSeeds } from './seeds.ts'

const dayMs = 86_400_000

export async function listContests(ctx: Context, actor: Actor, { cursor, limit }: ContestQuery) {
  refusePartial(actor)
  const after = cursor ? (decodeCursor(cursor, ExactPlace) ?? null) : null
  const rows = await queries.findContests(ctx.db, actor.workspaceId, limit, after)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(
      ({ place: _, startsAt, endsAt, erasedAt, stage, ...row }): ContestSummary => ({
        ...row,
        stage: stage as ContestSummary['stage'],
        startsAt: startsAt?.toISOString() ?? null,
        endsAt: endsAt?.toISOString() ?? null,
        erasedAt: erasedAt?.toISOString() ?? null,
      }),
    ),
    next: rows.length > limit && last ? encodeCursor([last.place, last.id]) : null,
  }
}

export async function readContest(ctx: Context, actor: Actor, id: string): Promise<Contest> {
  refusePartial(actor)
  return presentContest(ctx, ctx.db, await theContest(ctx, actor, id))
}

export async function theContest(ctx: Context, actor: Actor, id: string): Promise<queries.ContestRow> {
  const row = await queries.findContest(ctx.db, actor.workspaceId, id)
  if (!row) throw contestError('not_found')
  return row
}

export async function addContest(ctx: Context, actor: Actor, { name }: ContestBody): Promise<Contest> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    const workspace = await tx
      .selectFrom('workspaces')
      .select('timeZone')
      .where('id', '=', workspaceId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if ((await queries.countContests(tx, workspaceId)) >= mostContests)
      throw contestError('too_many', { most: mostContests })
    const made = await queries.insertContest(tx, {
      ...{ workspaceId, name, timeZone: workspace.timeZone },
      facts: JSON.stringify(noFacts),
      form: JSON.stringify(noForm),
    })
    await told(tx, ctx, actor, made.id, 'contest.added', { name })
    return made.id
  })
  return readContest(ctx, actor, id)
}

export async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  after: unknown,
  before?: unknown,
): Promise<void> {
  await audit(tx, actor, { action, subject: { kind: 'contest', id }, before, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'contests', id })
}

type Work = (tx: Tx, row: queries.ContestRow) => Promise<void>

/** One after the other, on a contest that is as somebody saw it. */
export async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  version: number | null,
  work: Work,
): Promise<Contest> {
  refusePartial(actor, 'plan.manage')
  await ctx.db.transaction().execute(async (tx) => {
    const row = await queries.lockContest(tx, actor.workspaceId, id)
    if (!row) throw contestError('not_found')
    if (version !== null && version !== row.version) throw contestError('changed_since')
    await work(tx, row)
  })
  return readContest(ctx, actor, id)
}

const settingOf = (row: queries.ContestRow): ContestSetting => ({
  version: row.version,
  name: row.name,
  facts: factsOf(row),
  timeZone: row.timeZone,
  startsAt: row.startsAt && civilOf(row.startsAt, row.timeZone),
  endsAt: row.endsAt && civilOf(row.endsAt, row.timeZone),
  winners: row.winners,
  form: formOf(row),
})

export async function readSetting(ctx: Context, actor: Actor, id: string): Promise<ContestSetting> {
  refusePartial(actor)
  return settingOf(await theContest(ctx, actor, id))
}

export async function saveSetting(
  ctx: Context,
  actor: Actor,
  id: string,
  setting: ContestSetting,
): Promise<ContestSetting> {
  await alter(ctx, actor, id, setting.version, async (tx, row) => {
    if (row.stage !== 'draft') throw contestError('not_draft')
    const { version: _, facts, form, startsAt, endsAt, ...plain } = setting
    if (!isZone(plain.timeZone)) throw contestError('no_zone')
    const instant = (civil: string | null) => (civil === null ? null : resolveCivil(civil, plain.timeZone).at)
    const period = { startsAt: instant(startsAt), endsAt: instant(endsAt) }
    if (period.startsAt && period.endsAt && period.endsAt <= period.startsAt)
      throw contestError('ends_before')
    await queries.updateContest(tx, actor.workspaceId, id, {
      ...{ ...plain, ...period, facts: JSON.stringify(facts), form: JSON.stringify(form) },
    })
    await told(tx, ctx, actor, id, 'contest.changed', setting, settingOf(row))
  })
  return readSetting(ctx, actor, id)
}

/** From now on its page is there and everybody may take part: the seed is bound before anybody has. */
export const openContest = (ctx: Context, actor: Actor, id: string, version: number): Promise<Contest> =>
  alter(ctx, actor, id, version, async (tx, row) => {
    if (row.stage !== 'draft') throw contestError('not_draft')
    const now = ctx.clock.now()
    const posts = await queries.findPosts(tx, actor.workspaceId, id)
    const missing = missingIn(ctx, row, posts)
    if (missing.length > 0 || !row.endsAt)
      throw contestError('incomplete', { facts: missing.map(({ fact }) => fact).join(', ') })
    if (row.endsAt <= now) throw contestError('in_the_past')
    const { keepDays } = factsOf(row)
    const commitment = await commitSeeds(tx, ctx, actor.workspaceId, id)
    await publishRules(tx, ctx, actor, row, '')
    await queries.updateContest(tx, actor.workspaceId, id, {
      ...{ stage: 'open', openedAt: now, commitment },
      eraseAt: new Date(row.endsAt.getTime() + (keepDays ?? 90) * dayMs),
    })
    await tx
      .updateTable('contestPosts')
      .set({ nextAt: row.startsAt && row.startsAt > now ? row.startsAt : now })
      .where('workspaceId', '=', actor.workspaceId)
      .where('contestId', '=', id)
      .execute()
    await told(tx, ctx, actor, id, 'contest.opened', { name: row.name, commitment })
  })

/** The rules as they stand now, in every language that they are published in; kept for good. */
async function publishRules(tx: Tx, ctx: Context, actor: Actor, row: queries.ContestRow, reason: string) {
  const now = ctx.clock.now()
  const [last, posts] = await Promise.all([
    queries.findRulesTexts(tx, row.workspaceId, row.id),
    queries.findPosts(tx, row.workspaceId, row.id),
  ])
  const version = (last?.version ?? 0) + 1
  const subject = rulesSubject(ctx, row, posts, version, now)
  const texts = Object.fromEntries(subject.facts.languages.map((one) => [one, writeRules(subject, one)]))
  const packs = packsFor(subject.facts, now.toISOString().slice(0, 10)).map((pack) => ({
    id: pack.id,
    version: pack.version,
  }))
  await queries.insertRules(tx, {
    ...{ workspaceId: row.workspaceId, contestId: row.id, version, reason, at: now },
    texts: JSON.stringify(texts),
    packs: JSON.stringify(packs),
    userId: actor.kind === 'person' ? actor.id : null,
  })
}

/** A contest that people take part in already changes in public: another version, with its reason. */
export const changeRules = (ctx: Context, actor: Actor, id: string, change: RulesChange): Promise<Contest> =>
  alter(ctx, actor, id, change.version, async (tx, row) => {
    if (row.stage !== 'open') throw contestError('not_open')
    const after = { ...row, facts: change.facts as unknown as typeof row.facts }
    const posts = await queries.findPosts(tx, actor.workspaceId, id)
    const missing = missingIn(ctx, after, posts)
    if (missing.length > 0)
      throw contestError('incomplete', { facts: missing.map(({ fact }) => fact).join(', ') })
    // Data is never kept for longer than those who take part were told.
    const before = factsOf(row)
    const keepDays = Math.min(before.keepDays ?? 90, change.facts.keepDays ?? 90)
    const facts = { ...change.facts, keepDays }
    await queries.updateContest(tx, actor.workspaceId, id, {
      facts: JSON.stringify(facts),
      ...(row.endsAt && { eraseAt: new Date(row.endsAt.getTime() + keepDays * dayMs) }),
    })
    await publishRules(
      tx,
      ctx,
      actor,
      { ...after, facts: facts as unknown as typeof row.facts },
      change.reason,
    )
    await told(tx, ctx, actor, id, 'contest.rules_changed', { facts, reason: change.reason }, before)
  })

export const cancelContest = (ctx: Context, actor: Actor, id: string, body: CancelBody): Promise<Contest> =>
  alter(ctx, actor, id, body.version, async (tx, row) => {
    if (row.stage !== 'open' && row.stage !== 'frozen') throw contestError('not_open')
    const now = ctx.clock.now()
    await queries.updateContest(tx, actor.workspaceId, id, {
      ...{ stage: 'cancelled', cancelledAt: now, cancelledWhy: body.reason },
    })
    await told(tx, ctx, actor, id, 'contest.cancelled', { name: row.name, reason: body.reason })
  })

/** Of a draft nothing is public; whatever had opened stays, so that its draw can be looked up. */
export async function removeContest(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'plan.manage')
  await ctx.db.transaction().execute(async (tx) => {
    const row = await queries.lockContest(tx, actor.workspaceId, id)
    if (!row) throw contestError('not_found')
    if (row.stage !== 'draft') throw contestError('not_draft')
    await queries.deleteContest(tx, actor.workspaceId, id)
    await told(tx, ctx, actor, id, 'contest.removed', undefined, { name: row.name })
  })
}

/** By which people may take part at a network: its manifest says so, and its adapter tells who did. */
export function waysAt(ctx: Pick<Context, 'networks'>, network: string): PostWay[] {
  const known = ctx.networks.get(network)
  return known?.reactions ? [...(known.manifest.contest?.ways ?? [])] : []
}

export async function listCandidates(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ items: Candidate[] }> {
  refusePartial(actor)
  await theContest(ctx, actor, id)
  const networks = [...ctx.networks.keys()].filter((one) => waysAt(ctx, one).length > 0)
  const rows = await queries.findCandidates(ctx.db, actor.workspaceId, networks)
  return {
    items: rows.map(({ remoteId: _, publishedAt, ...row }) => ({
      ...row,
      publishedAt: publishedAt.toISOString(),
      ways: waysAt(ctx, row.network),
    })),
  }
}

export const addPost = (ctx: Context, actor: Actor, id: string, body: PostBody): Promise<Contest> =>
  alter(ctx, actor, id, null, async (tx, row) => {
    if (row.stage !== 'draft' && row.stage !== 'open') throw contestError('not_open')
    const { workspaceId } = actor
    const found = await queries.findCandidate(tx, workspaceId, body.publicationId)
    if (!found) throw contestError('no_publication')
    const allowed = waysAt(ctx, found.network)
    const wrong = body.ways.find((way) => !allowed.includes(way))
    if (wrong) {
      const network = ctx.networks.get(found.network)?.manifest.name ?? found.network
      throw contestError('no_way', { network, way: wrong })
    }
    const posts = await queries.findPosts(tx, workspaceId, id)
    const isNew = posts.every(({ publicationId }) => publicationId !== body.publicationId)
    if (isNew && posts.length >= mostPosts) throw contestError('too_many_posts', { most: mostPosts })
    await queries.insertPost(tx, {
      ...{ workspaceId, contestId: id, publicationId: body.publicationId, ways: body.ways },
      ...{ channelId: found.channelId, remoteId: found.remoteId },
      nextAt: row.stage === 'open' ? ctx.clock.now() : null,
    })
    // Another way to take part is a change of the rules that everybody sees.
    if (row.stage === 'open') await publishRules(tx, ctx, actor, row, '')
    await told(tx, ctx, actor, id, 'contest.post_added', { publication: body.publicationId, ways: body.ways })
  })

export const removePost = (ctx: Context, actor: Actor, id: string, postId: string): Promise<Contest> =>
  alter(ctx, actor, id, null, async (tx, row) => {
    // Whoever took part by it would be gone with it.
    if (row.stage !== 'draft') throw contestError('not_draft')
    const gone = await queries.deletePost(tx, actor.workspaceId, id, postId)
    if (!gone) throw contestError('no_post')
    await told(tx, ctx, actor, id, 'contest.post_removed', undefined, { post: postId })
  })

/** The rules as they would be published now, to be read beforehand. */
export async function previewRules(
  ctx: Context,
  actor: Actor,
  id: string,
  language: RulesLanguage,
): Promise<RulesText> {
  refusePartial(actor)
  const row = await theContest(ctx, actor, id)
  const [posts, last] = await Promise.all([
    queries.findPosts(ctx.db, actor.workspaceId, id),
    queries.findRulesTexts(ctx.db, actor.workspaceId, id),
  ])
  const published = row.stage === 'draft' ? undefined : (last?.texts as Record<string, RulesText>)?.[language]
  return (
    published ??
    writeRules(rulesSubject(ctx, row, posts, (last?.version ?? 0) + 1, ctx.clock.now()), language)
  )
}
