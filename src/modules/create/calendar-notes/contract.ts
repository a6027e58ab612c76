import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** Names of colours, the same as campaigns have. */
export const NoteColour = z.enum(['slate', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'])
export type NoteColour = z.infer<typeof NoteColour>

const Day = z.iso.date()
const longest = 366

const fields = {
  from: Day.describe('Its first day'),
  to: Day.describe('Its last day; the same for one day'),
  text: z.string().trim().min(1).max(500),
  colour: NoteColour,
}

const span = ({ from, to }: { from: string; to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000

const fits = {
  error: 'A note ends on the day on which it begins or later, and holds a year at most.',
  params: { code: 'note_days' },
  path: ['to'],
}
const isSpan = (note: { from: string; to: string }): boolean => span(note) >= 0 && span(note) <= longest

export const NoteBody = z.object({ ...fields, colour: fields.colour.default('slate') }).refine(isSpan, fits)
export type NoteBody = z.infer<typeof NoteBody>

/** `version`: the one that you read; changed since, nothing is saved. */
export const NoteChange = z.object({ ...fields, version: z.int().min(1) }).refine(isSpan, fits)
export type NoteChange = z.infer<typeof NoteChange>

export const Note = z.object({
  id: Id,
  ...fields,
  by: z.object({ id: z.string(), name: z.string() }).nullable(),
  version: z.int(),
  updatedAt: z.iso.datetime(),
})
export type Note = z.infer<typeof Note>

export const NoteQuery = z.object({ from: Day, to: Day.describe('The last day that is asked for') })
export const mostNotes = 1000
/** `more`: there are more than are answered at once. */
export const NoteList = z.object({ items: z.array(Note), more: z.boolean() })
export type NoteList = z.infer<typeof NoteList>
export const NoteId = z.object({ id: Id })
