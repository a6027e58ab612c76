import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { findCapacity } from '../content-plan/index.ts'
import { findPersonaFacts } from '../personas/index.ts'
import { type Parts, type People, peopleOf } from '../portraits/index.ts'
import {
  type Choice,
  ChoiceSettings,
  type ChoiceSettingsBody,
  type Choosable,
  type FitAnswer,
  type FitQuery,
} from './contract.ts'
import { bestSet, type Candidate, carriedBy, cellsOf, coverageOf, reachedBy } from './coverage.ts'
import { choiceError } from './errors.ts'
import { allFigures, isNetwork } from './figures.ts'
import { findJoined, findSettings, findZone, saveSettings, sumHours } from './queries.ts'
import { spanOf } from './reach.ts'
import { referenceBars, referenceNetworks } from './reference/index.ts'
import { bites, byFit, fitOf, hoursOf } from './score.ts'
import { takesOf } from './takes.ts'

/** What an older Carillon wrote may lack a field; it is as nobody had said it. */
const readSettings = (body: unknown): ChoiceSettings =>
  ChoiceSettings.safeParse(body ?? {}).data ?? ChoiceSettings.parse({})

export async function readChoice(ctx: Context, actor: Actor): Promise<Choice> {
  const { workspaceId } = actor
  const [row, joined, capacity, takenHours] = await Promise.all([
    findSettings(ctx.db, workspaceId),
    findJoined(ctx.db, actor),
    findCapacity(ctx.db, workspaceId),
    sumHours(ctx.db, actor),
  ])
  return {
    settings: readSettings(row?.body),
    version: row?.version ?? 0,
    networks: choosable(ctx, joined),
    capacityHours: capacity.hours,
    capacityFrom: capacity.from,
    takenHours,
  }
}

function choosable(ctx: Context, joined: readonly { id: string; network: string }[]): Choosable[] {
  return referenceNetworks.map(({ network, name, takes }) => {
    const manifest = ctx.networks.get(network)?.manifest
    return {
      network,
      name: manifest?.name ?? name,
      publishes: manifest?.abilities.includes('publish') ?? false,
      formats: manifest ? takesOf(manifest) : [...takes],
      channels: joined.filter((channel) => channel.network === network).map(({ id }) => id),
    }
  })
}

export async function setChoice(
  ctx: Context,
  actor: Actor,
  { version, ...settings }: ChoiceSettingsBody,
): Promise<Choice> {
  refusePartial(actor, 'strategy.manage')
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const row = await findSettings(tx, workspaceId)
    const current = row?.version ?? 0
    if (current !== version) throw choiceError('changed', { yours: version, current })
    await saveSettings(tx, workspaceId, settings, current + 1, ctx.clock.now())
    await audit(tx, actor, {
      action: 'choice.settings_saved',
      subject: { kind: 'choice', id: workspaceId },
      before: readSettings(row?.body),
      after: settings,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'choice', id: null })
  })
  return readChoice(ctx, actor)
}

/** Each network against a persona, and what the chosen ones reach of it together. */
export async function readFit(ctx: Context, actor: Actor, { persona, chosen }: FitQuery): Promise<FitAnswer> {
  const { workspaceId } = actor
  for (const network of chosen) if (!isNetwork(network)) throw choiceError('no_network', { network })
  const [facts, choice, figures, { timeZone }] = await Promise.all([
    findPersonaFacts(ctx.db, workspaceId, persona),
    readChoice(ctx, actor),
    allFigures(ctx.db, workspaceId),
    findZone(ctx.db, workspaceId),
  ])
  if (!facts) throw choiceError('no_persona')
  const today = dayOf(ctx.clock.now(), timeZone)
  const people = peopleOf(facts)
  const countries = countriesOf(people, choice.settings)
  const { settings, capacityHours } = choice
  const byNetwork = Map.groupBy(figures, ({ network }) => network)
  const items = choice.networks.map(({ network, formats }) =>
    fitOf({
      ...{ network, takes: formats, figures: byNetwork.get(network) ?? [], people, countries, settings },
      ...{ bars: referenceBars.filter((bar) => bar.network === network), capacityHours, today },
    }),
  )
  const candidates = choice.networks.map(
    ({ network, formats }): Candidate => ({
      network,
      figures: byNetwork.get(network) ?? [],
      barredIn: new Set(
        referenceBars.filter((bar) => bar.network === network && bites(bar)).map(({ country }) => country),
      ),
      hours: hoursOf({ settings, takes: formats }),
    }),
  )
  const cells = cellsOf(people, candidates)
  const reached = reachedBy(candidates, cells, people, countries, today)
  const isChosen = (_: unknown, i: number) => chosen.includes(candidates[i]?.network ?? '')
  const taken = candidates.filter(isChosen)
  const hours = taken.map((candidate) => candidate.hours)
  return {
    items: items.sort(byFit),
    countries: [...countries].map(([country, share]) => ({ country, share })),
    people: {
      ages: people.ages !== null,
      genders: people.genders !== null,
      devices: people.devices !== null,
      languages: people.languages !== null,
      places: people.countries !== null,
    },
    cities: people.cities.slice(0, 40),
    unread: [...new Set(people.unread)].slice(0, 40),
    unreadPlaces: [...new Set(people.unreadPlaces)].slice(0, 40),
    hours: {
      chosen: hours.includes(null) ? null : hours.reduce<number>((sum, one) => sum + (one ?? 0), 0),
      capacity: capacityHours,
      carries: carriedBy(
        candidates.map((candidate) => candidate.hours),
        capacityHours,
      ),
    },
    coverage: taken.length === 0 ? null : coverageOf(taken, cells, reached.filter(isChosen), countries),
    proposal: bestSet(
      candidates,
      cells,
      reachedBy(candidates, cells, people, countries, today, spanOf(people.ages)),
      capacityHours,
    ),
  }
}

/** Where the persona's people are; else where the workspace says that it speaks to people, each country alike. */
function countriesOf({ countries }: People, settings: ChoiceSettings): Parts {
  if (countries) return countries
  return new Map(settings.countries.map((country) => [country, 1 / settings.countries.length]))
}
