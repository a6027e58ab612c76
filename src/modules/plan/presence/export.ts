import { stringify } from 'csv-stringify/sync'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { thatKeepOthers } from '../../../networks/kit/others.ts'
import type { InventoryItem, PresenceExportQuery, Suspect } from './contract.ts'
import { readOverview } from './service.ts'
import { listSuspects } from './suspect-queries.ts'
import { presentSuspect } from './suspects.ts'

/** As many as a spreadsheet is of use for. */
const mostSuspects = 5000

type Row = Record<string, string | number | null>

/** The inventory or the suspects as a file, for a spreadsheet or a program. */
export async function exportPresence(ctx: Context, actor: Actor, { of, form }: PresenceExportQuery) {
  refusePartial(actor)
  const rows = of === 'accounts' ? await accountRows(ctx, actor) : await suspectRows(ctx, actor)
  const fileName = `carillon-presence-${of}-${ctx.clock.now().toISOString().slice(0, 10)}.${form}`
  if (form === 'json')
    return { fileName, mime: 'application/json; charset=utf-8', body: JSON.stringify(rows, null, 2) }
  // What begins like a formula is text: spreadsheets would work it out, and the words are strangers'.
  const body = stringify(rows, { header: true, bom: true, escape_formulas: true })
  return { fileName, mime: 'text/csv; charset=utf-8; header=present', body }
}

async function accountRows(ctx: Context, actor: Actor): Promise<Row[]> {
  const { accounts } = await readOverview(ctx, actor)
  return accounts.map(({ network, handle, name, url, note, finding, verdict }: InventoryItem) => ({
    ...{
      network,
      handle,
      name,
      url,
      note,
      verdict: verdict?.verdict ?? null,
      reason: verdict?.reason ?? null,
    },
    suggested: finding?.suggestion?.verdict ?? null,
    followers: finding?.profile?.followers ?? null,
    last_post_at: finding?.lastPostAt ?? null,
    missing: partsIn(finding, 'missing'),
    weak: partsIn(finding, 'weak'),
    not_known: partsIn(finding, 'unknown'),
  }))
}

const partsIn = (finding: InventoryItem['finding'], state: string): string =>
  finding?.checks.flatMap((check) => (check.state === state ? [check.part] : [])).join(' ') ?? ''

async function suspectRows(ctx: Context, actor: Actor): Promise<Row[]> {
  const page = { show: 'all', after: null, limit: mostSuspects } as const
  const rows = await listSuspects(ctx.db, actor.workspaceId, page)
  const stays = thatKeepOthers(ctx.networks)
  return rows
    .filter(({ network }) => !stays.includes(network))
    .map((row) => presentSuspect(actor.workspaceId, row))
    .map(({ network, handle, name, url, points, level, verdict, profile, signals, ...rest }: Suspect) => ({
      ...{ network, handle, name, url, points, level, verdict, followers: profile.followers },
      created_at: profile.createdAt,
      signals: signals.map(({ id, points: own }) => `${id} ${own}`).join('; '),
      ...{ first_seen_at: rest.firstSeenAt, last_seen_at: rest.lastSeenAt, gone_at: rest.goneAt },
      ...{ reported_on: rest.reportedOn, report_note: rest.reportNote },
    }))
}
