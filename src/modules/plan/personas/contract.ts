import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const Day = z.iso.date()

/** `b2c`: buys for themselves. `b2b`: buys for a company. */
export const PersonaKind = z.enum(['b2c', 'b2b'])
export type PersonaKind = z.infer<typeof PersonaKind>

/** What can be known of an audience. */
export const factFields = [
  'age',
  'gender',
  'place',
  'language',
  'income',
  'job',
  'industry',
  'interests',
  'devices',
  'values',
  'motives',
  'pains',
  'buying',
] as const
export const FactField = z.enum(factFields)
export type FactField = z.infer<typeof FactField>

/** Where a fact comes from, from the weakest to the strongest. */
export const evidences = ['guess', 'talk', 'survey', 'network', 'analytics', 'sales', 'import'] as const
export const Evidence = z.enum(evidences)
export type Evidence = z.infer<typeof Evidence>

/** A part of the audience: `25-34` is 0.31 of it. */
export const Share = z.object({ value: z.string().trim().min(1).max(80), share: z.number().min(0).max(1) })
export type Share = z.infer<typeof Share>

export const mostShares = 40

const age = z.int().min(0).max(120)

export const Fact = z
  .object({
    field: FactField,
    /** The fact in words; may be empty where a range or shares say it. */
    words: z.string().trim().max(500).default(''),
    /** Of ages. */
    range: z
      .object({ from: age, to: age })
      .refine(({ from, to }) => from <= to, {
        error: 'The age begins above its end. Change one of them.',
        params: { code: 'age_range' },
      })
      .nullable()
      .default(null),
    /** How the audience is made up, largest part first. */
    shares: z.array(Share).max(mostShares).default([]),
    evidence: Evidence.default('guess'),
    /** Whom one asked, which report, which file. */
    source: z.string().trim().max(300).default(''),
    knownOn: Day.nullable().default(null),
  })
  .refine(({ words, range, shares }) => words !== '' || range !== null || shares.length > 0, {
    error: 'A fact says something. Write it, or take the line out.',
    params: { code: 'empty_fact' },
    path: ['words'],
  })
export type Fact = z.infer<typeof Fact>

const fields = {
  name: z.string().trim().min(1).max(120),
  kind: PersonaKind,
  portrait: z.string().trim().max(6000).default(''),
  facts: z.array(Fact).max(80).default([]),
  mediaId: Id.nullable().default(null),
}

export const PersonaBody = z.object(fields)
export type PersonaBody = z.infer<typeof PersonaBody>

/** The whole persona, over the version that was read. */
export const PersonaChange = z.object({ ...fields, version: z.int().min(1) })
export type PersonaChange = z.infer<typeof PersonaChange>

export const Persona = PersonaBody.extend({
  id: Id,
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
})
export type Persona = z.infer<typeof Persona>

export const PersonaId = z.object({ id: Id })
export const PersonasQuery = z.object({
  archived: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(400).optional(),
})
export type PersonasQuery = z.infer<typeof PersonasQuery>
export const PersonaList = z.object({ items: z.array(Persona), next: z.string().nullable() })
export type PersonaList = z.infer<typeof PersonaList>

/** A table of an audience: `dimension,value,share` or `dimension,value,count`. */
export const TableBody = z.object({ csv: z.string().min(1).max(262_144) })
export type TableBody = z.infer<typeof TableBody>

export const tableFaults = [
  'no_columns',
  'unclosed',
  'unknown_dimension',
  'no_value',
  'not_a_number',
  'too_much',
  'twice',
  'over_whole',
] as const
export const TableFault = z.object({
  line: z.int().describe('In the file; 1 is its first'),
  code: z.enum(tableFaults),
  detail: z.string(),
  /** What stands there. */
  found: z.string(),
})
export type TableFault = z.infer<typeof TableFault>

/** What a table says, or what is wrong with its lines; never half of it. */
export const ReadTable = z.object({
  rows: z.int(),
  facts: z.array(Fact),
  faults: z.array(TableFault).describe('At most the first hundred'),
})
export type ReadTable = z.infer<typeof ReadTable>

/** Facts of a table take the place of those that an earlier table said of the same; what people wrote stays beside them. */
export function mergeFacts(known: readonly Fact[], read: readonly Fact[]): Fact[] {
  const fields = new Set(read.map(({ field }) => field))
  return [...known.filter(({ field, evidence }) => evidence !== 'import' || !fields.has(field)), ...read]
}

export const PersonaExamplesQuery = z.object({ language: z.string().max(35).optional() })
export const PersonaExamples = z.object({ items: z.array(PersonaBody) })
