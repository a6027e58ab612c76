import type { Campaign, CampaignBody } from '../../../modules/create/campaigns/contract.ts'

export type Facts = Required<CampaignBody>
const names = [
  ...(['name', 'colour', 'startsOn', 'endsOn', 'connection', 'brief', 'hashtags', 'links'] as const),
] as const satisfies readonly (keyof Facts)[]
export type FactName = (typeof names)[number]

export const factsOf = (campaign: Campaign): Facts => {
  const { name, colour, startsOn, endsOn, connection, brief, hashtags, links } = campaign
  return { name, colour, startsOn, endsOn, connection, brief, hashtags, links }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * What becomes of a form when somebody else saved meanwhile: `take`, what only they changed; `both`, what both changed, and
 * each otherwise.
 */
export function mergeFacts(seen: Facts, mine: Facts, theirs: Facts): { take: FactName[]; both: FactName[] } {
  const changed = names.filter(
    (name) => !isSame(seen[name], theirs[name]) && !isSame(mine[name], theirs[name]),
  )
  return {
    take: changed.filter((name) => isSame(seen[name], mine[name])),
    both: changed.filter((name) => !isSame(seen[name], mine[name])),
  }
}
