import { auditCommand } from '../../../app/audit.ts'
import type { Context, Db, Tx } from '../../../app/context.ts'
import { forgetTaker } from '../../create/contests/index.ts'
import { erasureError } from './errors.ts'
import {
  deleteSuspect,
  deleteWatched,
  emptyPublication,
  findPublications,
  findSuspects,
  findTakings,
  findWatched,
  findWritings,
  type Read,
  type Suspected,
  type Taking,
  type Watched,
  type Writing,
} from './stranger-queries.ts'

/** Somebody known from a network only, by their handle, their id or the address of their profile there. */
export type Stranger = { network: string; who: string }

/**
 * `read`: what was read from the network and is theirs, or speaks of them; it is erased. `watched`: profiles of theirs that a
 * workspace watches as a competitor's; they go with all that was read of them. `suspects`: kept because they resemble an
 * account of a workspace; they go, with what was kept as evidence. `taking`: contests that they take part in; their entries go. `written`: what people of a workspace wrote themselves; it
 * is theirs and stays, and whoever runs the house may ask them.
 */
export type Traces = {
  network: string
  who: string
  read: Read[]
  watched: Watched[]
  written: Writing[]
  suspects: Suspected[]
  taking: Taking[]
}

/** Shorter ones stand in too many words. */
const shortest = 3

export async function findStranger(
  ctx: Context,
  { network, who }: Stranger,
  db: Db = ctx.db,
): Promise<Traces> {
  const known = ctx.networks.get(network)
  if (!known) throw erasureError('no_network', { network })
  if (who.trim().length < shortest) throw erasureError('too_short', { shortest })
  const isMeant = meaning(who.trim())
  const read = (await findPublications(db, network, who.trim())).filter(
    ({ url, text }) => isMeant.test(url ?? '') || isMeant.test(text),
  )
  const names = [network, known.manifest.name]
  const watched = (await findWatched(db, names, who.trim())).filter((one) =>
    [one.handle, one.name, one.url, one.remoteId].some((text) => isMeant.test(text)),
  )
  const written = (await findWritings(db, network, who.trim())).filter(({ text }) => isMeant.test(text))
  const suspects = await findSuspects(db, network, who.trim())
  const taking = await findTakings(db, network, who.trim())
  return { network, who: who.trim(), read, watched, written, suspects, taking }
}

/** Whole, not as a part of a longer name. */
function meaning(who: string, flags = ''): RegExp {
  const plain = who.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${plain}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, `iu${flags}`)
}

export async function exportStranger(ctx: Context, stranger: Stranger): Promise<Traces> {
  const traces = await findStranger(ctx, stranger)
  await writeDown(ctx.db, 'carillon person export', 'person.exported', traces)
  return traces
}

/** Says what would be done, and with `sure` does it. */
export async function eraseStranger(
  ctx: Context,
  stranger: Stranger,
  sure: boolean,
): Promise<Traces & { erased: boolean }> {
  if (!sure) return { erased: false, ...(await findStranger(ctx, stranger)) }
  return ctx.db.transaction().execute(async (tx) => {
    const traces = await findStranger(ctx, stranger, tx)
    for (const one of traces.read) await eraseIn(tx, one, meaning(traces.who, 'g'))
    for (const { id } of traces.watched) await deleteWatched(tx, id)
    for (const one of traces.suspects) await deleteSuspect(tx, one)
    for (const { personId, ...place } of traces.taking) await forgetTaker(tx, ctx, place, personId)
    await writeDown(tx, 'carillon person erase', 'person.erased', traces)
    return { erased: true, ...traces }
  })
}

/** What was reposted is all theirs. Of what the account wrote itself only their name goes, and the rest stays. */
const eraseIn = (tx: Tx, { id, kind, url, text }: Read, isMeant: RegExp): Promise<unknown> =>
  kind === 'repost'
    ? emptyPublication(tx, id, { text: '', url: null })
    : emptyPublication(tx, id, { text: text.replace(isMeant, '…'), url })

/** How much, never whom: the log would hold what was erased. */
const writeDown = (
  db: Db,
  command: string,
  action: 'person.erased' | 'person.exported',
  { network, read, watched, suspects, taking }: Traces,
): Promise<void> =>
  auditCommand(db, command, {
    action,
    subject: { kind: 'stranger', id: null },
    after: {
      network,
      publications: read.length,
      profiles: watched.length,
      suspects: suspects.length,
      contests: taking.length,
    },
  })
