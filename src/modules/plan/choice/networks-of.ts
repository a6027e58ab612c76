import type { Db } from '../../../platform/db/index.ts'
import type { Fact } from '../personas/index.ts'
import { type Parts, peopleOf } from '../portraits/index.ts'
import { ChoiceSettings, type Interval } from './contract.ts'
import { allFigures } from './figures.ts'
import { findSettings } from './queries.ts'
import { reachIn } from './reach.ts'
import { referenceBars, referenceNetworks } from './reference/index.ts'
import { bites } from './score.ts'

type Persona = { name: string; facts: readonly Fact[] }
/** How many of a persona's people use a network, as far as figures tell. */
export type UsedBy = { network: string; name: string; persona: string; reach: Interval }

/** Of every persona and network of which something is known. Nothing is said of people of whom nobody said where they live. */
export async function networksOf(
  db: Db,
  workspaceId: string,
  personas: readonly Persona[],
  today: string,
): Promise<UsedBy[]> {
  const [figures, row] = await Promise.all([allFigures(db, workspaceId), findSettings(db, workspaceId)])
  const everywhere = ChoiceSettings.safeParse(row?.body ?? {}).data?.countries ?? []
  const byNetwork = Map.groupBy(figures, ({ network }) => network)
  const read = personas.map(({ name, facts }) => {
    const people = peopleOf(facts)
    const countries: Parts =
      people.countries ?? new Map(everywhere.map((country) => [country, 1 / everywhere.length]))
    return { name, people, countries }
  })
  return referenceNetworks.flatMap(({ network, name }) => {
    const own = byNetwork.get(network) ?? []
    const barred = new Set(
      referenceBars.filter((bar) => bar.network === network && bites(bar)).map(({ country }) => country),
    )
    return read.flatMap(({ name: persona, people, countries }): UsedBy[] => {
      if (countries.size === 0) return []
      const { value, known } = reachIn(own, people, countries, barred, today)
      return known ? [{ network, name, persona, reach: value }] : []
    })
  })
}
