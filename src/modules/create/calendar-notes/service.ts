import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { mostNotes, type Note, type NoteBody, type NoteChange, type NoteList } from './contract.ts'
import { calendarNoteError } from './errors.ts'
import * as queries from './queries.ts'

/** Far more than a team writes; a loop of a program ends there. */
const mostKept = 10_000

export async function listNotes(
  ctx: Context,
  { workspaceId }: Actor,
  window: { from: string; to: string },
): Promise<NoteList> {
  const items = await queries.findNotes(ctx.db, workspaceId, window, mostNotes + 1)
  return { items: items.slice(0, mostNotes), more: items.length > mostNotes }
}

export const addNote = (ctx: Context, actor: Actor, body: NoteBody): Promise<Note> =>
  ctx.db.transaction().execute(async (tx) => {
    const madeBy = actor.kind === 'person' ? actor.id : null
    const id = await queries.insertNote(tx, actor.workspaceId, body, madeBy, mostKept)
    if (!id) throw calendarNoteError('too_many', { most: mostKept })
    return told(tx, ctx, actor, id, 'calendar.note_added')
  })

export const changeNote = (ctx: Context, actor: Actor, id: string, change: NoteChange): Promise<Note> =>
  ctx.db.transaction().execute(async (tx) => {
    const { workspaceId } = actor
    const before = await queries.findNote(tx, workspaceId, id)
    if (!before) throw calendarNoteError('not_found')
    if (!(await queries.updateNote(tx, workspaceId, id, change, ctx.clock.now())))
      throw calendarNoteError('changed', { note: await queries.findNote(tx, workspaceId, id) })
    return told(tx, ctx, actor, id, 'calendar.note_changed', before)
  })

export const removeNote = (ctx: Context, actor: Actor, id: string): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const { workspaceId } = actor
    const before = await queries.findNote(tx, workspaceId, id)
    if (!before) throw calendarNoteError('not_found')
    await queries.deleteNote(tx, workspaceId, id)
    await audit(tx, actor, {
      action: 'calendar.note_removed',
      subject: { kind: 'calendar_note', id },
      before: said(before),
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'calendar', id })
  })

async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  before?: Note,
): Promise<Note> {
  const { workspaceId } = actor
  const after = await queries.findNote(tx, workspaceId, id)
  if (!after) throw calendarNoteError('not_found')
  const subject = { kind: 'calendar_note', id }
  await audit(tx, actor, { action, subject, before: before && said(before), after: said(after) })
  await ctx.events.emit(tx, { workspaceId, topic: 'calendar', id })
  return after
}

const said = ({ from, to, text, colour }: Note) => ({ from, to, text, colour })
