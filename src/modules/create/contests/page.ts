/** The page that everybody sees, without an account: rules, the form, and later the draw. */
import { createHmac } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { clip } from '../../../platform/clean.ts'
import {
  confirmConsents,
  dropConsentsOf,
  dropUnansweredOf,
  idInToken,
  recordConsent,
} from '../../people/consents/index.ts'
import { brakeFile, brakeForm, brakeShared, mayWriteOfForm } from '../../people/sign-in/index.ts'
import { dropClaims, findClaimsOfEntry, insertClaims } from './claim-queries.ts'
import { codeOf } from './claims.ts'
import { drawFileOf } from './close.ts'
import type { RulesLanguage, RulesText } from './contract.ts'
import { handleKey, lookAgain, mailKey, roomIn, takeIn, wordsKeyOf } from './enter.ts'
import { contestError } from './errors.ts'
import { removePerson } from './forget.ts'
import { writeTaker } from './jobs.ts'
import { dropForm, findRoots, sayAnew } from './people-queries.ts'
import type { DrawFile } from './plain/draw.ts'
import type { ConfirmBody, Entered, EntryBody, PublicContest } from './plain/public.ts'
import { boxWords } from './plain/rules.ts'
import { beaconOf, factsOf, formOf, networkName, pageOf, presentDraw } from './present.ts'
import * as queries from './queries.ts'
import { told, waysAt } from './service.ts'
import { findWinners } from './winner-queries.ts'

export const entryLinks = 'contest entries'

async function openPage(ctx: Context, token: string): Promise<queries.PublicRow> {
  const row = await queries.findByToken(ctx.db, token)
  if (!row || row.stage === 'draft' || row.goesAt) throw contestError('no_page')
  return row
}

function stageOf(row: queries.PublicRow, now: Date): PublicContest['stage'] {
  if (row.stage !== 'open') return row.stage as 'frozen' | 'drawn' | 'cancelled'
  if (row.startsAt && now < row.startsAt) return 'soon'
  return row.endsAt && now >= row.endsAt ? 'over' : 'running'
}

const chosen = (languages: readonly RulesLanguage[], wanted: RulesLanguage | undefined): RulesLanguage =>
  wanted && languages.includes(wanted) ? wanted : (languages[0] ?? 'en')

export async function readPage(
  ctx: Context,
  token: string,
  wanted: RulesLanguage | undefined,
): Promise<PublicContest> {
  const row = await openPage(ctx, token)
  const { workspaceId, id } = row
  const [posts, versions, last, draws, listed] = await Promise.all([
    queries.findPosts(ctx.db, workspaceId, id),
    queries.findRules(ctx.db, workspaceId, id),
    queries.findRulesTexts(ctx.db, workspaceId, id),
    queries.findDraws(ctx.db, workspaceId, id),
    queries.countListed(ctx.db, workspaceId, id),
  ])
  const facts = factsOf(row)
  const texts = (last?.texts ?? {}) as Record<string, RulesText>
  const languages = facts.languages.filter((one) => texts[one])
  const language = chosen(languages, wanted)
  const version = last?.version ?? 1
  const form = formOf(row)
  const named = await findWinners(ctx.db, { workspaceId, contestId: id })
  return {
    brand: { name: row.brand, colour: row.colour },
    name: row.name,
    stage: stageOf(row, ctx.clock.now()),
    ...{ language, languages, timeZone: row.timeZone, rulesVersion: version },
    startsAt: (row.startsAt ?? row.createdAt).toISOString(),
    endsAt: (row.endsAt ?? row.createdAt).toISOString(),
    rules: texts[language] ?? { title: row.name, sections: [] },
    changes: versions
      .filter((one) => one.version > 1)
      .map(({ by: _, at, ...one }) => ({ ...one, at: at.toISOString() })),
    form: form.on
      ? {
          question: form.question,
          box: boxWords({ name: row.name, facts, version, address: pageOf(ctx, row) }, language),
          news: form.news,
          networks: [...new Set(posts.map(({ network }) => network))].map((one) => ({
            ...{ id: one, name: networkName(ctx, one), proves: proves(ctx, one) },
          })),
        }
      : null,
    posts: posts.flatMap(({ network, url, ways }) =>
      url ? [{ network: networkName(ctx, network), url, ways }] : [],
    ),
    draw: {
      commitment: row.commitment ?? '',
      ...{ listHash: row.listHash, listed, beacon: beaconOf(row) },
      frozenAt: row.frozenAt?.toISOString() ?? null,
      rounds: draws
        .map(presentDraw)
        .map(({ round, reason, winners, drawnAt }) => ({ round, reason, winners, drawnAt })),
    },
    winners: named.flatMap(({ shownAs }) => (shownAs ? [shownAs] : [])),
    cancelledWhy: row.cancelledWhy,
    erasedAt: row.erasedAt?.toISOString() ?? null,
  }
}

/** Where answers are told to us, a code in one proves whose account it is. */
const proves = (ctx: Pick<Context, 'networks'>, network: string): boolean =>
  waysAt(ctx, network).includes('comment')

/** A list may have millions of bytes: who asks for it again and again waits. */
export async function readDraw(ctx: Context, token: string, ip: string): Promise<DrawFile> {
  const retryAfter = await brakeFile(ctx, ip)
  if (retryAfter > 0) throw contestError('braked', { retryAfter })
  return drawFileOf(ctx, await openPage(ctx, token))
}

type Visit = { ip: string; requestId: string }

/**
 * Somebody fills in the form. Whether their mail address took part before is not told, neither in the answer nor by what
 * happens: who holds it gets a letter.
 */
export async function enterByForm(
  ctx: Context,
  token: string,
  body: EntryBody,
  { ip }: Visit,
): Promise<Entered> {
  const retryAfter = await brakeForm(ctx, ip)
  if (retryAfter > 0) throw contestError('braked', { retryAfter })
  const row = await openPage(ctx, token)
  const now = ctx.clock.now()
  const { startsAt, endsAt } = row
  if (stageOf(row, now) !== 'running' || !endsAt)
    throw contestError('not_running', {
      ...{ startsAt: (startsAt ?? row.createdAt).toISOString(), endsAt: endsAt?.toISOString() ?? '' },
    })
  if (!formOf(row).on) throw contestError('no_form')
  // With mail the code comes by letter, to whoever the address belongs to.
  const asksProof = !ctx.mail.ready && body.handles.some(({ network }) => proves(ctx, network))
  const answer: Entered = {
    state: ctx.mail.ready ? 'confirm' : 'received',
    code: asksProof ? codeOf(ctx, row.id, mailKey(body.mail)) : null,
  }
  // A program that fills in every field believes that it took part.
  if (body.website !== '') return answer
  await ctx.db.transaction().execute((tx) => takeFormIn(tx, ctx, row, body, { ip, at: now }))
  return answer
}

async function takeFormIn(
  tx: Tx,
  ctx: Context,
  row: queries.PublicRow,
  body: EntryBody,
  /** When it came: it may have waited for others, past the end. */
  { ip, at: now }: { ip: string; at: Date },
): Promise<void> {
  const { workspaceId, id: contestId } = row
  const place = { workspaceId, contestId }
  const contest = await queries.lockContest(tx, workspaceId, contestId)
  if (contest?.stage !== 'open') throw contestError('no_page')
  const last = await queries.findRulesTexts(tx, workspaceId, contestId)
  if ((last?.version ?? 1) !== body.rulesVersion) throw contestError('rules_changed')
  const networks = new Set(
    (await queries.findPosts(tx, workspaceId, contestId)).map(({ network }) => network),
  )
  if (body.handles.some(({ network }) => !networks.has(network))) throw contestError('no_network')
  const key = mailKey(body.mail)
  const before = await tx
    .selectFrom('contestEntries')
    .select(['id', 'confirmedAt', 'personId', 'mail'])
    .where('contestId', '=', contestId)
    .where('way', '=', 'form')
    .where('sameKey', '=', key)
    .executeTakeFirst()
  const claims = body.handles.map((one) => ({ ...one, key: handleKey(one.network, one.handle) }))
  const version = last?.version ?? 1
  if (before?.confirmedAt) return writeTo(tx, ctx, row, before.id, body, null)
  if (before) {
    // Nobody has stood by what was sent before, and perhaps somebody else sent it: what is sent last holds, with its letter.
    if (!(await mayWrite(ctx, row, key))) return
    const said = { ...body, mail: before.mail ?? body.mail }
    await sayAnew(tx, place, before.id, entryOf(ctx, contestId, said, key, { ip, at: now }))
    await dropClaims(tx, place, before.id)
    if (claims.length > 0) await insertClaims(tx, place, before.id, claims)
    await dropUnansweredOf(tx, workspaceId, contestId, said.mail)
    const [root] = await findRoots(tx, place, [key])
    await lookAgain(tx, place, [root?.id ?? before.personId])
    await ctx.events.emit(tx, { workspaceId, topic: 'contests', id: contestId })
    return askByLetter(tx, ctx, row, before.id, said, await agree(tx, ctx, row, said, version, now))
  }
  const taken = await takeIn(tx, place, entryOf(ctx, contestId, body, key, { ip, at: now }), {
    ...{ key, handle: null, room: await roomIn(tx, place) },
  })
  if (!taken.id) return
  // Kept with the entry: they hold once that counts, and go with it.
  if (claims.length > 0) await insertClaims(tx, place, taken.id, claims)
  await lookAgain(tx, place, [taken.personId])
  const consents = await agree(tx, ctx, row, body, version, now)
  await writeTo(tx, ctx, row, taken.id, body, consents)
  await ctx.events.emit(tx, { workspaceId, topic: 'contests', id: contestId })
}

const entryOf = (
  ctx: Context,
  contestId: string,
  body: EntryBody,
  sameKey: string,
  { ip, at }: { ip: string; at: Date },
) => ({
  ...{ way: 'form' as const, postId: null, network: null, sameKey, account: null, url: null },
  handle: '',
  name: clip(body.name, 120),
  mail: body.mail,
  words: clip(body.answer, 1000),
  wordsKey: wordsKeyOf(body.answer),
  ...{ accountAt: null, hasPicture: null, posts: null },
  // Another contest makes another digest of the same address: nobody is followed from one to the next.
  addressKey: createHmac('sha256', ctx.secrets.derive(`contest address ${contestId}`))
    .update(ip)
    .digest('base64url')
    .slice(0, 22),
  language: body.language,
  code: body.handles.length > 0 ? codeOf(ctx, contestId, sameKey) : null,
  at,
  timed: true,
  confirmedAt: ctx.mail.ready ? null : at,
})

type Agreed = { rules: string; news: string | null }

/** Word for word what stood beside the box. */
async function agree(
  tx: Tx,
  ctx: Context,
  row: queries.PublicRow,
  body: EntryBody,
  version: number,
  now: Date,
): Promise<Agreed> {
  const facts = factsOf(row)
  const language = chosen(facts.languages, body.language)
  const given = {
    ...{
      who: body.mail,
      language,
      how: 'form' as const,
      subjectKind: 'contest',
      subjectId: row.id,
      givenAt: now,
    },
    confirmedAt: null,
  }
  const words = boxWords({ name: row.name, facts, version, address: pageOf(ctx, row) }, language)
  const rules = await recordConsent(tx, row.workspaceId, {
    ...given,
    purpose: 'contest',
    words,
    keepUntil: row.eraseAt,
  })
  const { news } = formOf(row)
  if (!body.news || news === '') return { rules, news: null }
  const asked = await recordConsent(tx, row.workspaceId, {
    ...given,
    purpose: 'news',
    words: news,
    keepUntil: null,
  })
  return { rules, news: asked }
}

const mayWrite = async (ctx: Context, row: queries.PublicRow, key: string): Promise<boolean> =>
  ctx.mail.ready && (await mayWriteOfForm(ctx, row.id, key))

async function writeTo(
  ...[tx, ctx, row, entryId, body, consents]: Parameters<typeof askByLetter>
): Promise<void> {
  if (await mayWrite(ctx, row, mailKey(body.mail))) await askByLetter(tx, ctx, row, entryId, body, consents)
}

async function askByLetter(
  tx: Tx,
  ctx: Context,
  row: queries.PublicRow,
  entryId: string,
  body: EntryBody,
  consents: Agreed | null,
): Promise<void> {
  const language = chosen(factsOf(row).languages, body.language)
  await ctx.jobs.add(
    writeTaker,
    { entryId, language, news: consents?.news ?? null, rules: consents?.rules ?? null },
    { tx },
  )
}

/** The mail address stands by it: the entry counts. A second press changes nothing. */
export async function confirmEntry(ctx: Context, { token }: ConfirmBody, ip: string) {
  const brake = await brakeShared(ctx, ip)
  if (brake.retryAfter > 0) throw contestError('braked', { retryAfter: brake.retryAfter })
  const id = idInToken(ctx, entryLinks, token)
  const entry = id
    ? await ctx.db.selectFrom('contestEntries').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (!entry) throw contestError('no_link')
  await brake.release()
  const { workspaceId, contestId, mail } = entry
  const place = { workspaceId, contestId }
  const now = ctx.clock.now()
  await ctx.db.transaction().execute(async (tx) => {
    const contest = await queries.lockContest(tx, workspaceId, contestId)
    if (contest?.stage !== 'open') throw contestError('no_link')
    const fresh = await tx
      .updateTable('contestEntries')
      .set({ confirmedAt: now })
      .where('id', '=', entry.id)
      .where('confirmedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!fresh) return
    const [root] = await findRoots(tx, place, [entry.sameKey])
    await lookAgain(tx, place, [root?.id ?? entry.personId])
    if (mail) await confirmConsents(tx, workspaceId, contestId, mail, now)
    await ctx.events.emit(tx, { workspaceId, topic: 'contests', id: contestId })
  })
  const row = await queries.findContest(ctx.db, workspaceId, contestId)
  const brand = await ctx.db
    .selectFrom('workspaces')
    .select('name')
    .where('id', '=', workspaceId)
    .executeTakeFirst()
  const claims = entry.code === null ? [] : await findClaimsOfEntry(ctx.db, workspaceId, entry.id)
  return {
    ...{ contest: row?.name ?? '', brand: brand?.name ?? '' },
    code: claims.some(({ network }) => proves(ctx, network)) ? entry.code : null,
  }
}

/** Taking back what one agreed to ends taking part by the form, and whatever came of it. */
export async function endWithConsent(
  tx: Tx,
  ctx: Context,
  by: Actor,
  {
    workspaceId,
    subjectId,
    purpose,
    who,
  }: { workspaceId: string; subjectId: string; purpose: string; who: string },
): Promise<void> {
  if (purpose !== 'contest') return
  const contest = await queries.lockContest(tx, workspaceId, subjectId)
  if (!contest) return
  const entry = await tx
    .selectFrom('contestEntries')
    .select(['id', 'personId', 'sameKey'])
    .where('contestId', '=', subjectId)
    .where('way', '=', 'form')
    .where('sameKey', '=', mailKey(who))
    .executeTakeFirst()
  if (!entry) return
  const place = { workspaceId, contestId: subjectId }
  const others = await dropForm(tx, place, entry)
  await dropConsentsOf(tx, workspaceId, subjectId, who)
  if (others) await told(tx, ctx, { ...by, workspaceId }, subjectId, 'contest.entrant_erased', { people: 1 })
  else await removePerson(tx, ctx, { ...by, workspaceId }, subjectId, entry.personId)
}
