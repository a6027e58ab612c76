import type { Db } from '../../../platform/db/index.ts'
import { readFacts } from '../personas/index.ts'
import type { AudienceTable } from './contract.ts'
import { findPersonaWords } from './queries.ts'

const fields = ['age', 'gender', 'language', 'place', 'devices'] as const
const mostTables = 30

/** Who reaches us, as far as tables say it that people brought in from networks or from their own numbers. */
export async function findAudience(db: Db, workspaceId: string): Promise<AudienceTable[]> {
  const personas = await findPersonaWords(db, workspaceId)
  return personas
    .flatMap(({ id, name, facts }) =>
      readFacts(facts).flatMap(({ field, shares, evidence, source, knownOn }): AudienceTable[] => {
        const found = fields.find((one) => one === field)
        const isTold = evidence === 'import' || evidence === 'network' || evidence === 'analytics'
        if (!found || !isTold || shares.length === 0) return []
        return [{ personaId: id, persona: name, field: found, shares, source, knownOn }]
      }),
    )
    .slice(0, mostTables)
}
