import { type Route, route } from '../../../app/route.ts'
import { Note, NoteBody, NoteChange, NoteId, NoteList, NoteQuery } from './contract.ts'
import { addNote, changeNote, listNotes, removeNote } from './service.ts'

const tag = 'calendar'

export const calendarNoteRoutes: Route[] = [
  route(
    'GET /calendar/notes',
    // Clients see the calendar, and not what the team writes into it for itself.
    { may: 'team.read', tag, summary: 'Notes on these days', query: NoteQuery, answer: NoteList },
    ({ ctx, actor, query }) => listNotes(ctx, actor, query),
  ),
  route(
    'POST /calendar/notes',
    {
      may: 'post.write',
      tag,
      summary: 'Write a note on a day or some days',
      body: NoteBody,
      answer: Note,
      status: 201,
    },
    ({ ctx, actor, body }) => addNote(ctx, actor, body),
  ),
  route(
    'PUT /calendar/notes/:id',
    { may: 'post.write', tag, summary: 'Change a note', params: NoteId, body: NoteChange, answer: Note },
    ({ ctx, actor, params, body }) => changeNote(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /calendar/notes/:id',
    { may: 'post.write', tag, summary: 'Remove a note', params: NoteId },
    ({ ctx, actor, params }) => removeNote(ctx, actor, params.id),
  ),
]
