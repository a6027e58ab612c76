import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** Which skills a kind of work asks for; somebody may have several. */
export const workFunctions = [
  'strategy',
  'content',
  'design',
  'moderation',
  'ads',
  'sales',
  'service',
] as const
export const WorkFunction = z.enum(workFunctions)
export type WorkFunction = z.infer<typeof WorkFunction>

/** `responsible`: does it. `approves`: answers for it, and says yes or no. `consulted`: is asked before. `informed`: is told after. */
export const parts = ['responsible', 'approves', 'consulted', 'informed'] as const
export const Part = z.enum(parts)
export type Part = z.infer<typeof Part>

/** Only who does it may approve it besides; the others are one thing. */
export const Parts = z
  .array(Part)
  .max(2)
  .refine(
    (all) =>
      all.length < 2 || (all.includes('responsible') && all.includes('approves') && new Set(all).size === 2),
    {
      error: 'Only who is responsible may approve as well. Choose one of the others.',
      params: { code: 'parts_together' },
    },
  )
export type Parts = z.infer<typeof Parts>

const person = {
  name: z.string().trim().min(1).max(120),
  contact: z.string().trim().max(300),
  functions: z
    .array(WorkFunction)
    .max(7)
    .transform((all) => [...new Set(all)]),
  minutes: z
    .int()
    .min(0)
    .max(10_080)
    .nullable()
    .describe('What they can give in a week; null when nobody said'),
}
export const PersonBody = z
  .object({
    /** A member; without one, somebody outside of this program by their name. */
    userId: z.string().min(1).max(100).nullable().default(null),
    name: person.name.or(z.literal('')).default(''),
    contact: person.contact.default(''),
    functions: person.functions.default([]),
    minutes: person.minutes.default(null),
  })
  .refine(({ userId, name }) => userId !== null || name !== '', {
    error: 'Choose a member, or write a name.',
    params: { code: 'required' },
    path: ['name'],
  })
export type PersonBody = z.infer<typeof PersonBody>
export const PersonChange = z.object(person).partial()
export type PersonChange = z.infer<typeof PersonChange>

export const TeamPerson = z.object({
  id: Id,
  userId: z.string().nullable(),
  name: z.string(),
  contact: z.string(),
  functions: z.array(WorkFunction),
  minutes: z.int().nullable(),
  /** Whether they can be told by this program. */
  member: z.boolean(),
  /** Whoever asks. */
  me: z.boolean(),
})
export type TeamPerson = z.infer<typeof TeamPerson>

const work = { name: z.string().trim().min(1).max(80), function: WorkFunction }
export const WorkBody = z.object(work)
export type WorkBody = z.infer<typeof WorkBody>
export const WorkChange = z.object({ ...work, position: z.int().min(0).max(10_000) }).partial()
export type WorkChange = z.infer<typeof WorkChange>
export const Work = z.object({ id: Id, ...work })
export type Work = z.infer<typeof Work>

export const Cell = z.object({ workId: Id, personId: Id, parts: z.array(Part) })
export type Cell = z.infer<typeof Cell>

/** What is missing or too much in the matrix; told, never in the way. */
export const MatrixFault = z.object({
  workId: Id,
  code: z.enum(['nobody_approves', 'several_approve', 'nobody_does']),
})
export type MatrixFault = z.infer<typeof MatrixFault>

export const Team = z.object({
  people: z.array(TeamPerson),
  works: z.array(Work),
  cells: z.array(Cell),
  faults: z.array(MatrixFault),
})
export type Team = z.infer<typeof Team>

/** Exactly one says yes or no, and at least one does it. */
export function faultsOf(works: readonly Work[], cells: readonly Cell[]): MatrixFault[] {
  return works.flatMap(({ id: workId }) => {
    const of = (part: Part) =>
      cells.filter((cell) => cell.workId === workId && cell.parts.includes(part)).length
    const approve = of('approves')
    const found: MatrixFault[] = []
    if (approve === 0) found.push({ workId, code: 'nobody_approves' })
    if (approve > 1) found.push({ workId, code: 'several_approve' })
    if (of('responsible') === 0) found.push({ workId, code: 'nobody_does' })
    return found
  })
}

export const CellBody = z.object({ parts: Parts, was: Parts.describe('What stood there when it was read') })
export type CellBody = z.infer<typeof CellBody>

/** The usual kinds of work, named in the language of whoever begins. */
export const BeginBody = z.object({ works: z.array(WorkBody).max(20) })
export type BeginBody = z.infer<typeof BeginBody>

/** Hours that the plans of channels ask of each member. */
export const Load = z.object({
  items: z.array(z.object({ userId: z.string(), minutes: z.int() })),
  unowned: z.int().describe('Minutes of channels that nobody looks after'),
  typedMinutes: z
    .int()
    .nullable()
    .describe('The number typed in the content plan; not used as soon as people have hours'),
})
export type Load = z.infer<typeof Load>

/** Somebody of the matrix. Without a user they are outside of this program and can only be named. */
export const Somebody = z.object({ personId: Id, userId: z.string().nullable(), name: z.string() })
export type Somebody = z.infer<typeof Somebody>

/** Who is what for a kind of work: what steps of approval and *Today* read. */
export const Who = z.object({
  workId: Id,
  name: z.string(),
  function: WorkFunction,
  responsible: z.array(Somebody),
  approves: z.array(Somebody),
  consulted: z.array(Somebody),
  informed: z.array(Somebody),
})
export type Who = z.infer<typeof Who>
export const WhoQuery = z.object({ function: WorkFunction.optional() })
export const WhoList = z.object({ items: z.array(Who) })

export const PersonId = z.object({ id: Id })
export const WorkId = z.object({ id: Id })
export const CellId = z.object({ id: Id, personId: Id })
export const mostPeople = 200
export const mostWorks = 100
