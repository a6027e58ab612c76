/** What is known of the audiences of networks: the reference, and over it what the workspace knows better. */
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import type { Db } from '../../../platform/db/index.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import {
  Confidence,
  Dimension,
  dimensions,
  type Figure,
  type FigureBody,
  type FigurePlace,
  type Figures,
  type FiguresQuery,
  type Known,
  Measure,
  measures,
  placeOf,
  type RestoreBody,
} from './contract.ts'
import { choiceError } from './errors.ts'
import { deleteFigure, type FigureRow, findFigures, saveFigures } from './queries.ts'
import { referenceBars, referenceFigures, referenceNetworks } from './reference/index.ts'

export const mostFigures = 5000

const knownOf = ({ number, source, url, knownOn, confidence }: Known): Known => ({
  ...{ number, source, url, knownOn, confidence },
})

const byReference = new Map(referenceFigures.map((figure) => [placeOf(figure), figure]))

function own(row: FigureRow): Figure {
  const place = {
    network: row.network,
    country: row.country,
    measure: Measure.parse(row.measure),
    dimension: Dimension.parse(row.dimension),
    value: row.value,
  }
  const reference = byReference.get(placeOf(place))
  return {
    ...place,
    number: row.number,
    source: row.source,
    url: row.url,
    knownOn: row.knownOn,
    confidence: Confidence.parse(row.confidence),
    own: true,
    reference: reference ? knownOf(reference) : null,
    by: row.author,
    at: row.updatedAt.toISOString(),
  }
}

/** Every figure as it holds in the workspace, in the order of networks and groups. */
export async function allFigures(db: Db, workspaceId: string): Promise<Figure[]> {
  const rows = await findFigures(db, workspaceId)
  const figures = new Map<string, Figure>()
  for (const [place, figure] of byReference)
    figures.set(place, { ...figure, own: false, reference: knownOf(figure), by: null, at: null })
  for (const row of rows) {
    const figure = own(row)
    figures.set(placeOf(figure), figure)
  }
  return [...figures.values()].sort(inOrder)
}

const order = new Map(referenceNetworks.map(({ network }, i) => [network, i]))
const groupOf = ({ value }: FigurePlace): string => (/^\d/.test(value) ? value.padStart(8, '0') : value)

function inOrder(a: Figure, b: Figure): number {
  const network = (order.get(a.network) ?? order.size) - (order.get(b.network) ?? order.size)
  if (network !== 0) return network
  const key = (one: Figure) =>
    [one.country, measures.indexOf(one.measure), dimensions.indexOf(one.dimension), groupOf(one)].join('|')
  return key(a) < key(b) ? -1 : 1
}

export async function listFigures(ctx: Context, actor: Actor, { network }: FiguresQuery): Promise<Figures> {
  const all = await allFigures(ctx.db, actor.workspaceId)
  const isMeant = (one: { network: string }) => network === undefined || one.network === network
  return { items: all.filter(isMeant), bars: referenceBars.filter(isMeant) }
}

const networks = new Set(referenceNetworks.map(({ network }) => network))
export const isNetwork = (network: string): boolean => networks.has(network)

export async function setFigure(ctx: Context, actor: Actor, body: FigureBody): Promise<Figure> {
  if (!isNetwork(body.network)) throw choiceError('no_network', { network: body.network })
  return change(ctx, actor, body, async (tx, before) => {
    const all = await allFigures(tx, actor.workspaceId)
    const beside = all.filter((one) => isBeside(one, body) && placeOf(one) !== placeOf(body))
    if (breaksWhole(body, all, [...beside, body]))
      throw choiceError('over_whole', { network: body.network, dimension: body.dimension })
    if (!before?.own && all.filter((one) => one.own).length >= mostFigures)
      throw choiceError('too_many', { most: mostFigures })
    await saveFigures(tx, actor.workspaceId, [body], {
      authorId: actor.kind === 'person' ? actor.id : null,
      at: ctx.clock.now(),
    })
  })
}

/** Whether both are parts of one whole: groups of one network in one country by one dimension. */
export const isBeside = (one: FigurePlace, other: FigurePlace): boolean =>
  one.network === other.network && one.country === other.country && one.dimension === other.dimension

type Numbered = FigurePlace & { number: number | null }

/** Whether a change makes shares come to more than the whole; whatever brings them nearer to it may be done step by step. */
function breaksWhole(place: FigurePlace, before: readonly Numbered[], after: readonly Numbered[]): boolean {
  if (place.measure !== 'profile') return false
  const groupIn = (all: readonly Numbered[]) =>
    all.filter((one) => one.measure === 'profile' && isBeside(one, place) && one.number !== null)
  return isOverWhole(groupIn(after)) && largestSum(groupIn(after)) > largestSum(groupIn(before))
}

/** What the reference says holds again: of one figure, or of the whole group, whose shares belong together. */
export async function restoreFigure(
  ctx: Context,
  actor: Actor,
  { group, ...place }: FigurePlace & Partial<Pick<RestoreBody, 'group'>>,
): Promise<void> {
  const { workspaceId } = actor
  if (!group) {
    await change(ctx, actor, place, async (tx) => {
      const all = await allFigures(tx, workspaceId)
      await deleteFigure(tx, workspaceId, place)
      if (breaksWhole(place, all, await allFigures(tx, workspaceId)))
        throw choiceError('restored_over_whole', {
          network: place.network,
          dimension: place.dimension,
          own: all.filter((one) => isOwnBeside(one, place)).length - 1,
        })
    })
    return
  }
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const all = await allFigures(tx, workspaceId)
    for (const before of all.filter((one) => isOwnBeside(one, place))) {
      await deleteFigure(tx, workspaceId, before)
      await audit(tx, actor, {
        action: 'choice.figure_restored',
        subject: { kind: 'figure', id: placeOf(before) },
        before: knownOf(before),
        after: before.reference,
      })
    }
    await ctx.events.emit(tx, { workspaceId, topic: 'choice', id: null })
  })
}

const isOwnBeside = (one: Figure, place: FigurePlace): boolean =>
  one.own && one.measure === place.measure && isBeside(one, place)

async function change(
  ctx: Context,
  actor: Actor,
  place: FigurePlace,
  work: (tx: Tx, before: Figure | undefined) => Promise<unknown>,
): Promise<Figure> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const find = async () =>
      (await allFigures(tx, workspaceId)).find((figure) => placeOf(figure) === placeOf(place))
    const before = await find()
    await work(tx, before)
    const after = await find()
    await audit(tx, actor, {
      action: after?.own ? 'choice.figure_set' : 'choice.figure_restored',
      subject: { kind: 'figure', id: placeOf(place) },
      before: before?.own ? knownOf(before) : null,
      after: after ? knownOf(after) : null,
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'choice', id: null })
    return after ?? gone(place)
  })
}

/** One that only the workspace had, and has no more. */
const gone = ({ network, country, measure, dimension, value }: FigurePlace): Figure => ({
  ...{ network, country, measure, dimension, value },
  ...{ number: null, source: '', url: null, knownOn: '1970-01-01', confidence: 'low' },
  ...{ own: false, reference: null, by: null, at: null },
})

/** Rounded shares of many groups may come to a little more than the whole. */
const slack = 1.02

/**
 * Whether the groups that a network's people are divided into come to more than all of them. Ages may be cut in two ways at
 * once (18-29 beside 25-34): of those only such as do not overlap are added up.
 */
export function isOverWhole(figures: readonly (FigurePlace & { number: number | null })[]): boolean {
  const profiles = figures.filter(({ measure, number }) => measure === 'profile' && number !== null)
  const by = Map.groupBy(profiles, ({ network, country, dimension }) => `${network}|${country}|${dimension}`)
  return [...by.values()].some((group) => largestSum(group) > slack)
}

type Span = { from: number; to: number; number: number }

function largestSum(group: readonly (FigurePlace & { number: number | null })[]): number {
  if (group[0]?.dimension !== 'age') return group.reduce((sum, { number }) => sum + (number ?? 0), 0)
  const spans = group
    .map(({ value, number }): Span => {
      const [from = 0, to = 120] = value.split(/[-+]/).filter(Boolean).map(Number)
      return { from, to, number: number ?? 0 }
    })
    .sort((a, b) => a.to - b.to)
  // The heaviest set of spans that do not overlap, by their ends.
  const best: number[] = [0]
  spans.forEach((span, i) => {
    let before = 0
    for (let j = 0; j < i; j++)
      if ((spans[j]?.to ?? 0) < span.from) before = Math.max(before, best[j + 1] ?? 0)
    best.push(Math.max(best[i] ?? 0, before + span.number))
  })
  return Math.max(...best)
}
