/** How many people a filter holds, source by source: asked anew each time, from whatever tables there are. */
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { allFigures, referenceNetworks } from '../choice/index.ts'
import type { Fact } from '../personas/contract.ts'
import { findAllFacts } from '../personas/index.ts'
import { agesOf, peopleOf } from '../portraits/index.ts'
import { boundsOf } from './bounds.ts'
import {
  type Bounds,
  type Cut,
  cutsOf,
  type Filter,
  mostTables,
  type Part,
  type SegmentPeople,
  type Told,
} from './contract.ts'
import { findNetworks, findTables } from './queries.ts'
import { partsOf } from './rows.ts'

/** So many sources are told; each is reckoned, but nobody reads more. */
const mostTold = 150

type Source = Pick<Told, 'kind' | 'id' | 'name' | 'channelId' | 'source' | 'knownOn' | 'people'> & {
  parts: Part[]
}

export async function countPeople(ctx: Context, viewer: Viewer, filter: Filter): Promise<SegmentPeople> {
  const wanted = cutsOf(filter)
  const whole = filter.channelIds.length === 0
  const tables = (await tableSources(ctx, viewer)).filter(
    ({ channelId }) => whole || (channelId !== null && filter.channelIds.includes(channelId)),
  )
  // Personas and networks are of no channel of ours, and whoever cuts by channels alone asks nothing of them.
  const others =
    wanted.length === 0
      ? []
      : [...(await personaSources(ctx, viewer)), ...(await networkSources(ctx, viewer))]
  const told = [...tables, ...others]
    .map((source) => tell(source, filter, wanted))
    .filter(saysSomething(wanted))
  return {
    known: knownOf(told.filter(({ kind }) => kind === 'table')),
    told: told.slice(0, mostTold),
    left: Math.max(0, told.length - mostTold),
  }
}

/** A persona or a network that tells none of the cuts says nothing; a table of ours is shown with what it lacks. */
const saysSomething =
  (wanted: readonly Cut[]) =>
  ({ kind, untold }: Told) =>
    kind === 'table' || untold.length < wanted.length

function tell({ parts, ...source }: Source, filter: Filter, wanted: readonly Cut[]): Told {
  const { share, ...rest } = wanted.length === 0 ? whole : boundsOf(filter, wanted, parts)
  const { people } = source
  return {
    ...source,
    ...rest,
    share,
    count:
      people === null
        ? null
        : { low: Math.ceil(people * share.low - 1e-6), high: Math.floor(people * share.high + 1e-6) },
    how: share.high - share.low < 1e-6 ? 'exact' : 'bounds',
  }
}

const whole = { share: { low: 1, high: 1 }, untold: [], blurred: [], apart: false }

/** One person may follow several channels: at least as many as in the largest table, at most as in all of them. */
function knownOf(told: readonly Told[]): Bounds | null {
  const newest = new Map<string, Bounds>()
  for (const { channelId, name, count } of told) {
    const of = channelId ?? `name ${name.toLowerCase()}`
    if (count && !newest.has(of)) newest.set(of, count)
  }
  const all = [...newest.values()]
  if (all.length === 0) return null
  return { low: Math.max(...all.map(({ low }) => low)), high: all.reduce((sum, { high }) => sum + high, 0) }
}

async function tableSources(ctx: Context, viewer: Viewer): Promise<Source[]> {
  const rows = await findTables(ctx.db, viewer, mostTables)
  return rows.map(({ id, name, source, channelId, knownOn, people, parts }) => ({
    ...{ kind: 'table', id, name, source, channelId, knownOn, people, parts: partsOf(parts) },
  }))
}

/** What one persona is like; who sees a part of the channels may read them too. */
async function personaSources(ctx: Context, viewer: Viewer): Promise<Source[]> {
  const all = await findAllFacts(ctx.db, viewer.workspaceId)
  return all.map(({ id, name, facts }) => ({
    ...{ kind: 'persona', id, name, source: '', channelId: null, people: null },
    knownOn: oldestDay(facts),
    parts: personaParts(facts),
  }))
}

const oldestDay = (facts: readonly Fact[]): string | null =>
  facts
    .filter(({ field, shares, range }) =>
      field === 'age' ? range !== null || shares.length > 0 : shares.length > 0,
    )
    .flatMap(({ knownOn }) => knownOn ?? [])
    .sort()[0] ?? null

/** A persona tells each dimension by itself. */
function personaParts(facts: readonly Fact[]): Part[] {
  const { ages, genders, countries, languages } = peopleOf(facts)
  const listed = (dimension: Cut, of: ReadonlyMap<string, number> | null): Part[] =>
    of
      ? [{ dimensions: [dimension], cells: [...of].map(([value, share]) => ({ values: [value], share })) }]
      : []
  return [
    ...(ages
      ? [
          {
            dimensions: ['age' as const],
            cells: ages.map(({ from, to, share }) => ({ values: [`${from}-${to}`], share })),
          },
        ]
      : []),
    ...listed('gender', genders),
    ...listed('place', countries),
    ...listed('language', languages),
  ]
}

/** Everybody on a network, as the reference or the workspace knows them; only what is told of the whole world. */
async function networkSources(ctx: Context, viewer: Viewer): Promise<Source[]> {
  const joined = new Set(await findNetworks(ctx.db, viewer))
  const figures = (await allFigures(ctx.db, viewer.workspaceId)).filter(
    ({ measure, country, number, network }) =>
      measure === 'profile' && country === '' && number !== null && joined.has(network),
  )
  const named = new Map(referenceNetworks.map(({ network, name }) => [network, name]))
  return [...Map.groupBy(figures, ({ network }) => network)].map(([network, own]) => ({
    ...{ kind: 'network', id: network, name: named.get(network) ?? network, channelId: null, people: null },
    source: [...new Set(own.map(({ source }) => source))].join('; ').slice(0, 300),
    knownOn: own.map(({ knownOn }) => knownOn).sort()[0] ?? null,
    parts: [...Map.groupBy(own, ({ dimension }) => dimension)].flatMap(([dimension, list]) => {
      const cut = ({ age: 'age', gender: 'gender', country: 'place', language: 'language' } as const)[
        dimension as 'age' | 'gender' | 'country' | 'language'
      ] as Cut | undefined
      if (!cut) return []
      // Ages may be cut in two ways at once; groups that overlap are no parts of one whole.
      const cells = apartOnly(
        list.map(({ value, number }) => ({ value: groupOf(cut, value), share: number ?? 0 })),
        cut,
      )
      return [{ dimensions: [cut], cells: cells.map(({ value, share }) => ({ values: [value], share })) }]
    }),
  }))
}

function groupOf(cut: Cut, value: string): string {
  const ages = cut === 'age' ? agesOf(value) : null
  return ages ? `${ages.from}-${ages.to}` : value
}

type Group = { value: string; share: number }

function apartOnly(groups: readonly Group[], cut: Cut): Group[] {
  if (cut !== 'age') return [...groups]
  const kept: Group[] = []
  let last = -1
  for (const one of [...groups].sort(
    (a, b) => Number(a.value.split('-')[1]) - Number(b.value.split('-')[1]),
  )) {
    const [from = 0, to = 0] = one.value.split('-').map(Number)
    if (from <= last) continue
    kept.push(one)
    last = to
  }
  return kept
}
