import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { actorLater } from '../../people/callers/index.ts'
import { nameCells, splitList } from './cells.ts'
import type { ImportSettings, RowNote, RowState } from './contract.ts'
import { findGround } from './ground.ts'
import { baseOf, type Ground, judgeRow, type Meant } from './judge.ts'
import { findMade, type Made } from './made-queries.ts'
import { warning, wrong } from './notes.ts'
import * as queries from './queries.ts'

type Asked = { workspaceId: string; importId: string; version: number }

const rowsAtOnce = 200

/** The dry run: every row is judged by what there is now, and the rows by each other. */
export async function checkRows(ctx: Context, { workspaceId, importId, version }: Asked): Promise<void> {
  const found = await queries.findImport(ctx.db, workspaceId, importId)
  if (!found || found.version !== version || found.state !== 'checking') return
  const tell = (patch: { done: number; state?: 'checked' | 'failed'; words?: string }) =>
    told(ctx, workspaceId, { id: importId, version }, patch)
  const actor = await actorLater(ctx, workspaceId, found, 'post.write')
  if (typeof actor === 'string') {
    await tell({ done: 0, state: 'failed', words: actor })
    return
  }
  const ground = await groundFor(ctx, actor, importId, found)
  const seen: Seen = { keys: new Map(), said: new Map() }
  let [after, done] = [0, 0]
  for (;;) {
    const rows = await queries.findRows(ctx.db, workspaceId, importId, { after, limit: rowsAtOnce })
    if (rows.length === 0) break
    const judged = rows.map((row) => ({ row, ...judgeAmong(row, found.settings, ground, seen) }))
    const clients = judged.flatMap(({ meant }) => meant?.post.clientId ?? [])
    const made = await findMade(ctx.db, actor, clients)
    await queries.saveRows(
      ctx.db,
      workspaceId,
      importId,
      judged.map(({ row, meant, notes }) => resultOf(row.n, meant, notes, made)),
    )
    after = rows.at(-1)?.n ?? after
    done += rows.length
    if (!(await tell({ done }))) return
  }
  await tell({ done, state: 'checked' })
}

/** Saves and tells how far it is; false when another step was begun meanwhile. */
export async function told(
  ctx: Context,
  workspaceId: string,
  at: { id: string; version: number },
  patch: Parameters<typeof queries.tellProgress>[3],
): Promise<boolean> {
  const goesOn = await queries.tellProgress(ctx.db, workspaceId, at, patch, ctx.clock.now())
  if (goesOn) await ctx.events.emit(ctx.db, { workspaceId, topic: 'imports', id: at.id })
  return goesOn
}

async function groundFor(
  ctx: Context,
  actor: Actor,
  importId: string,
  { settings, rows }: queries.StoredImport,
): Promise<Ground> {
  const all = await queries.findRows(ctx.db, actor.workspaceId, importId, { limit: rows })
  const names = new Set<string>()
  for (const { cells } of all) {
    const cell = nameCells(cells, settings).fields.get('media')
    for (const name of cell ? splitList(cell.text, settings.between) : []) names.add(name.toLowerCase())
  }
  const ids = [...names].flatMap(
    (name) => /^media:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1] ?? [],
  )
  const files = [...names].filter((name) => !name.includes('://')).flatMap((name) => [name, baseOf(name)])
  return findGround(ctx.db, actor, ctx.networks, { files, ids }, ctx.clock.now())
}

/** Rows before this one, by what they are known again by and by what they say where. */
type Seen = { keys: Map<string, number>; said: Map<string, number> }

function judgeAmong(
  { n, cells }: Pick<queries.StoredRow, 'n' | 'cells'>,
  settings: ImportSettings,
  ground: Ground,
  { keys, said }: Seen,
): { meant: Meant | null; notes: RowNote[] } {
  const { meant, notes, key } = judgeRow(cells, settings, ground)
  const twin = keys.get(key)
  if (twin === undefined) keys.set(key, n)
  else return { meant: null, notes: [...notes, wrong('twice', null, { row: twin })] }
  if (!meant) return { meant, notes }
  const text = meant.post.content.parts.map((part) => part.text.trim()).join('\n')
  for (const { channelId, content } of meant.post.variants) {
    const words = `${channelId} ${content?.parts?.map((part) => part.text ?? '').join('\n') || text}`
    const before = said.get(words)
    if (before === undefined) said.set(words, n)
    else {
      const channel = ground.channels.find(({ id }) => id === channelId)?.name ?? ''
      notes.push(warning('same_words', null, { channel, row: before }))
      break
    }
  }
  return { meant, notes }
}

function resultOf(n: number, meant: Meant | null, notes: RowNote[], made: Made): queries.RowResult {
  if (!meant) return { n, state: 'bad', notes, body: null }
  const postId = made.get(meant.post.clientId ?? '')
  if (postId !== undefined)
    return { n, state: 'there', notes: [...notes, warning('there', null)], body: meant, postId }
  const state: RowState = notes.length > 0 ? 'warned' : 'good'
  return { n, state, notes, body: meant }
}
