import type { Db } from '../../../platform/db/index.ts'
import {
  type Cell,
  type Part,
  parts,
  type Somebody,
  type TeamPerson,
  type Who,
  type WorkFunction,
} from './contract.ts'
import { findCells, findPeople, findWorks } from './queries.ts'

/** Who is what for each kind of work, or for those of one function. */
export async function findWho(db: Db, workspaceId: string, only?: WorkFunction): Promise<Who[]> {
  const [people, works, cells] = await Promise.all([
    findPeople(db, workspaceId, null),
    findWorks(db, workspaceId),
    findCells(db, workspaceId),
  ])
  return works
    .filter((work) => only === undefined || work.function === only)
    .map(({ id, name, function: of }) => {
      const mine = cells.filter(({ workId }) => workId === id)
      const by = Object.fromEntries(parts.map((part) => [part, those(mine, people, part)]))
      return { workId: id, name, function: of, ...(by as Record<Part, Somebody[]>) }
    })
}

const those = (cells: readonly Cell[], people: readonly TeamPerson[], part: Part): Somebody[] =>
  cells
    .filter((cell) => cell.parts.includes(part))
    .flatMap(({ personId }) => people.find(({ id }) => id === personId) ?? [])
    .map(({ id, userId, name, member }) => ({ personId: id, userId: member ? userId : null, name }))
