import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { CampaignBudget, Side } from './contract.ts'
import { budgetError } from './errors.ts'
import { outlookOf } from './forecast.ts'
import * as queries from './queries.ts'
import { forReckoning, Reckoner, ratesFor } from './reckoner.ts'

const always: [from: string, to: string] = ['2000-01-01', '2199-12-31']

/** What a campaign may cost and bring, and does: over all of its months, in the currency of the workspace. */
export async function readCampaignBudget(
  ctx: Context,
  viewer: Viewer,
  campaignId: string,
): Promise<CampaignBudget> {
  const { db } = ctx
  const { workspaceId } = viewer
  if (!(await queries.hasCampaign(db, viewer, campaignId))) throw budgetError('campaign_gone')
  const today = dayOf(ctx.clock.now(), await queries.findZone(db, workspaceId))
  const [currency, lines] = await Promise.all([
    queries.findCurrency(db, workspaceId),
    queries.findLines(db, workspaceId, null, campaignId),
  ])
  const base = currency ?? lines[0]?.currency ?? null
  const ids = lines.map(({ id }) => id)
  const [planned, spent] = await Promise.all([
    queries.findMonthsOf(db, workspaceId, ids),
    queries.findSpent(db, workspaceId, always, base, ids),
  ])
  const reckoner = new Reckoner(base ?? '', await ratesFor(ctx, workspaceId, base, lines, spent, always[1]))
  const read = reckoner.lines(lines, planned, spent, today)
  const side = (of: Side) => outlookOf(read.filter((line) => line.side === of).map(forReckoning), today)
  return {
    currency: base,
    today,
    lines: read.map(({ id, side: of, kind, name, archivedAt, year }) => ({
      ...{ id, side: of, kind, name, archivedAt },
      sums: year,
    })),
    cost: side('cost'),
    income: side('income'),
    missing: reckoner.missing,
  }
}
