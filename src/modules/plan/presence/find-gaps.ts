import type { Context } from '../../../app/context.ts'
import { networksOf } from '../choice/index.ts'
import { readFacts } from '../personas/index.ts'
import type { Finding, Gap } from './contract.ts'
import { gapsOf } from './gaps.ts'
import { findPersonaWords } from './queries.ts'

/** Where the audience is and we are not, by everything that the workspace knows. */
export async function findGaps(
  ctx: Context,
  workspaceId: string,
  findings: readonly Finding[],
  at: Date,
): Promise<Gap[]> {
  const personas = (await findPersonaWords(ctx.db, workspaceId)).map(({ id, name, portrait, facts }) => ({
    ...{ id, name, texts: [portrait, JSON.stringify(facts)], facts: readFacts(facts) },
  }))
  const used = await networksOf(ctx.db, workspaceId, personas, at.toISOString().slice(0, 10))
  const manifests = [...ctx.networks.values()].map(({ manifest }) => manifest)
  return gapsOf(manifests, findings, { personas, used }, at)
}
