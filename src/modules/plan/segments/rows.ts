/** Segments and audience tables as the database has them, and as they are shown. */
import { z } from 'zod'
import { type AudienceTable, Filter, Part, type Segment } from './contract.ts'
import type { SegmentRow, TableRow } from './queries.ts'

/** What an older Carillon wrote may lack a field. */
export const filterOf = (filter: unknown): Filter => Filter.safeParse(filter ?? {}).data ?? Filter.parse({})

export const presentSegment = (row: SegmentRow, seen: (channelId: string) => boolean): Segment => {
  const filter = filterOf(row.filter)
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    filter: { ...filter, channelIds: filter.channelIds.filter(seen) },
    version: row.version,
    goals: row.goals,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  }
}

export const partsOf = (parts: unknown): Part[] => {
  const listed = z.array(z.unknown()).safeParse(parts).data ?? []
  return listed.flatMap((one) => Part.safeParse(one).data ?? [])
}

export const presentTable = ({ parts, createdAt, ...row }: TableRow): AudienceTable => ({
  ...row,
  parts: partsOf(parts).map(({ dimensions, cells }) => ({ dimensions, cells: cells.length })),
  createdAt: createdAt.toISOString(),
})
