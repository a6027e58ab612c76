import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Contest, ContestPost, DrawReason, FormSetting } from './contract.ts'
import { Facts, noFacts } from './plain/facts.ts'
import { type Missing, missingFacts, type Setting } from './plain/packs.ts'
import type { RulesSubject } from './plain/rules.ts'
import * as queries from './queries.ts'

export const noForm: FormSetting = { on: false, question: '', news: '' }

/** What was saved by an older version lacks what came later. */
export const factsOf = (row: Pick<queries.ContestRow, 'facts'>): Facts => {
  const read = Facts.safeParse({ ...noFacts, ...(row.facts as object) })
  return read.success ? read.data : noFacts
}

export const formOf = (row: Pick<queries.ContestRow, 'form'>): FormSetting => ({
  ...noForm,
  ...(row.form as Partial<FormSetting>),
})

export const pageOf = (ctx: Pick<Context, 'config'>, row: Pick<queries.ContestRow, 'token'>): string =>
  `${ctx.config.appUrl}/c/${row.token}`

export const networkName = (ctx: Pick<Context, 'networks'>, id: string): string =>
  ctx.networks.get(id)?.manifest.name ?? id

type PostRow = Awaited<ReturnType<typeof queries.findPosts>>[number]

export const waysOf = (ctx: Pick<Context, 'networks'>, posts: readonly PostRow[]) => {
  const all = posts.flatMap(({ network, ways }) =>
    ways.map((way) => ({ network: networkName(ctx, network), way })),
  )
  return [...new Map(all.map((one) => [`${one.network} ${one.way}`, one])).values()]
}

const settingOf = (
  ctx: Pick<Context, 'networks'>,
  row: queries.ContestRow,
  posts: readonly PostRow[],
): Setting => ({
  startsAt: row.startsAt?.toISOString() ?? null,
  endsAt: row.endsAt?.toISOString() ?? null,
  winners: row.winners,
  ways: waysOf(ctx, posts),
  form: formOf(row).on,
})

export const missingIn = (
  ctx: Pick<Context, 'networks' | 'clock'>,
  row: queries.ContestRow,
  posts: readonly PostRow[],
): Missing[] => missingFacts(factsOf(row), settingOf(ctx, row, posts), dayOf(ctx.clock.now(), row.timeZone))

export const rulesSubject = (
  ctx: Pick<Context, 'networks' | 'config'>,
  row: queries.ContestRow,
  posts: readonly PostRow[],
  version: number,
  at: Date,
): RulesSubject => ({
  name: row.name,
  facts: factsOf(row),
  startsAt: row.startsAt?.toISOString() ?? null,
  endsAt: row.endsAt?.toISOString() ?? null,
  timeZone: row.timeZone,
  winners: row.winners,
  ways: waysOf(ctx, posts),
  form: formOf(row).on,
  address: pageOf(ctx, row),
  version,
  at: at.toISOString(),
})

export type Named = { words: string; at: string; drand?: number | null }
export const beaconOf = (row: Pick<queries.ContestRow, 'beacon'>): Named | null => row.beacon as Named | null

const presentPost =
  ({ endsAt }: queries.ContestRow) =>
  ({ readAt, nextAt, wholeAt, ...row }: PostRow): ContestPost => ({
    ...row,
    readAt: (wholeAt ?? readAt)?.toISOString() ?? null,
    nextAt: nextAt?.toISOString() ?? null,
    readAfterEnd: endsAt !== null && wholeAt !== null && wholeAt >= endsAt,
  })

/** All that the team sees of a contest, but who takes part. */
export async function presentContest(ctx: Context, db: Db, row: queries.ContestRow): Promise<Contest> {
  const { workspaceId, id } = row
  const [posts, counts, rules, draws, listed] = await Promise.all([
    queries.findPosts(db, workspaceId, id),
    queries.countPeople(db, workspaceId, id),
    queries.findRules(db, workspaceId, id),
    queries.findDraws(db, workspaceId, id),
    queries.countListed(db, workspaceId, id),
  ])
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return {
    id,
    name: row.name,
    version: row.version,
    stage: row.stage as Contest['stage'],
    facts: factsOf(row),
    timeZone: row.timeZone,
    startsAt: instant(row.startsAt),
    endsAt: instant(row.endsAt),
    winners: row.winners,
    form: formOf(row),
    url: pageOf(ctx, row),
    missing: missingIn(ctx, row, posts),
    posts: posts.map(presentPost(row)),
    counts,
    openedAt: instant(row.openedAt),
    commitment: row.commitment,
    frozenAt: instant(row.frozenAt),
    listHash: row.listHash,
    listed,
    beacon: beaconOf(row),
    cancelledAt: instant(row.cancelledAt),
    cancelledWhy: row.cancelledWhy,
    eraseAt: instant(row.eraseAt),
    erasedAt: instant(row.erasedAt),
    erased: row.erased as Contest['erased'],
    rules: rules.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
    draws: draws.map(presentDraw),
    mailReady: ctx.mail.ready,
  }
}

export const presentDraw = ({
  round,
  reason,
  winners,
  seed,
  beacon,
  beaconProof,
  drawnAt,
  leaves,
}: Awaited<ReturnType<typeof queries.findDraws>>[number]) => ({
  ...{ round, winners, seed, beacon, beaconProof, leaves },
  reason: reason as DrawReason,
  drawnAt: drawnAt.toISOString(),
})
