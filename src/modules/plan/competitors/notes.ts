import type { Actor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { mostNotes, type Note, type NoteBody, type NoteChange } from './contract.ts'
import { competitorError } from './errors.ts'
import * as noteQueries from './note-queries.ts'
import { presentNote } from './present.ts'
import * as queries from './queries.ts'
import { tell } from './service.ts'

export async function listNotes(ctx: Context, { workspaceId }: Viewer, competitorId: string) {
  const [competitor] = await queries.findCompetitors(ctx.db, workspaceId, [competitorId])
  if (!competitor) throw competitorError('not_found')
  return { items: (await noteQueries.findNotes(ctx.db, workspaceId, competitorId)).map(presentNote) }
}

export async function addNote(
  ctx: Context,
  actor: Actor,
  competitorId: string,
  body: NoteBody,
): Promise<Note> {
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    const competitor = await queries.lockCompetitor(tx, workspaceId, competitorId)
    if (!competitor) throw competitorError('not_found')
    if ((await noteQueries.findNotes(tx, workspaceId, competitorId)).length >= mostNotes)
      throw competitorError('too_many_notes', { most: mostNotes })
    const by = { authorId: actor.kind === 'person' ? actor.id : null, at: ctx.clock.now() }
    const made = await noteQueries.insertNote(tx, workspaceId, competitorId, body, by)
    await tell(tx, ctx, actor, 'competitor.noted', competitorId, {
      after: { name: competitor.name, kind: body.kind },
    })
    return made
  })
  return readNote(ctx, actor, id)
}

/** Whoever has read an older version is told, and keeps what they wrote. */
export async function changeNote(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: NoteChange,
): Promise<Note> {
  await ctx.db.transaction().execute(async (tx) => {
    const { competitorId, version: current } = await mustLock(tx, actor, id)
    if (current !== version) throw competitorError('note_changed', { yours: version, current })
    await noteQueries.updateNote(tx, actor.workspaceId, id, { ...body, updatedAt: ctx.clock.now() })
    await tell(tx, ctx, actor, 'competitor.note_changed', competitorId, { after: { kind: body.kind } })
  })
  return readNote(ctx, actor, id)
}

/** It can be brought back for 30 days. */
export async function removeNote(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const { competitorId, kind } = await mustLock(tx, actor, id)
    await noteQueries.updateNote(tx, actor.workspaceId, id, { removedAt: ctx.clock.now() })
    await tell(tx, ctx, actor, 'competitor.note_removed', competitorId, { before: { kind } })
  })
}

export async function restoreNote(ctx: Context, actor: Actor, id: string): Promise<Note> {
  await ctx.db.transaction().execute(async (tx) => {
    const note = await noteQueries.findNote(tx, actor.workspaceId, id)
    if (!note) throw competitorError('no_note')
    if (!note.removedAt) return
    await noteQueries.updateNote(tx, actor.workspaceId, id, { removedAt: null })
    await tell(tx, ctx, actor, 'competitor.note_restored', note.competitorId, { after: { kind: note.kind } })
  })
  return readNote(ctx, actor, id)
}

async function mustLock(tx: Tx, { workspaceId }: Actor, id: string): Promise<noteQueries.NoteRow> {
  const note = await noteQueries.lockNote(tx, workspaceId, id)
  if (!note || note.removedAt) throw competitorError('no_note')
  return note
}

async function readNote(ctx: Context, { workspaceId }: Actor, id: string): Promise<Note> {
  const note = await noteQueries.findNote(ctx.db, workspaceId, id)
  if (!note) throw competitorError('no_note')
  return presentNote(note)
}
