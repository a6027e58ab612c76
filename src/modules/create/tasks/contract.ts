import { z } from 'zod'
import { Id } from '../../../app/id.ts'

export const mostOpenTasks = 5000

const PersonId = z.string().min(1).max(100)
const title = z.string().trim().min(1).max(200)
const note = z.string().trim().max(5000)
const day = z.iso.date('Write the day as 2030-01-31.')

export const TaskBody = z.object({
  title,
  note: note.default(''),
  postId: Id.nullable().default(null).describe('Null: it stands for itself'),
  assigneeId: PersonId.nullable().default(null),
  dueOn: day.nullable().default(null).describe('By the calendar of the workspace'),
})
export type TaskBody = z.infer<typeof TaskBody>

/**
 * Names only what changes. `version` is the one it was read with: who changed it since is not overwritten. Ticking off alone
 * goes without, as it takes nothing away.
 */
export const TaskChange = z
  .object({ title, note, assigneeId: PersonId.nullable(), dueOn: day.nullable(), done: z.boolean() })
  .partial()
  .extend({ version: z.int().min(1).optional() })
  .refine(({ version, done: _, ...rest }) => version !== undefined || Object.keys(rest).length === 0, {
    error: 'Name the version that you read, so that nobody’s change is overwritten.',
    path: ['version'],
  })
export type TaskChange = z.infer<typeof TaskChange>

const Somebody = z.object({ id: z.string(), name: z.string() })

export const Task = z.object({
  id: Id,
  title: z.string(),
  note: z.string(),
  post: z.object({ id: Id, text: z.string() }).nullable(),
  assignee: Somebody.nullable(),
  madeBy: z.string().nullable(),
  dueOn: z.string().nullable(),
  overdue: z.boolean(),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
  mine: z.boolean(),
  version: z.int(),
  createdAt: z.iso.datetime(),
})
export type Task = z.infer<typeof Task>

export const TaskList = z.object({ items: z.array(Task), next: z.string().nullable() })
export type TaskList = z.infer<typeof TaskList>

export const taskStates = ['open', 'done', 'all'] as const
export const taskDues = ['overdue', 'today', 'week', 'none'] as const
export const whose = ['mine', 'made', 'everybody'] as const

export const TaskQuery = z.object({
  state: z.enum(taskStates).default('open').describe('open: by day; done and all: the newest first'),
  whose: z.enum(whose).default('everybody').describe('mine: given to me; made: given by me'),
  assignee: z.union([PersonId, z.literal('nobody')]).optional(),
  due: z.enum(taskDues).optional().describe('week: until in seven days'),
  post: Id.optional(),
  text: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
})
export type TaskQuery = z.infer<typeof TaskQuery>

export const TaskId = z.object({ id: Id })
