import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { MetricId } from '../../measure/metrics/contract.ts'
import { resolveScope } from '../../measure/numbers/index.ts'
import { readWeeks } from '../manual/index.ts'
import { readByHand } from './by-hand.ts'
import { type GoalNumber, type GoalScope, isOwn } from './contract.ts'
import { type Output, readOutput } from './output.ts'
import { askedOf, type Reading, readCatalogue } from './reading.ts'

/** A number that a goal, or one of its constraints, asks for. */
export type Wanted = {
  metric: GoalNumber
  manualId: string | null
  scope: GoalScope
  /** Of a goal in the making they may not be said yet: then today. */
  startsOn: string | null
  deadline: string | null
  plan: { from: string; to: string } | null
}

const keyOf = ({ kind, id }: GoalScope): string => `${kind} ${id}`

/**
 * Reads numbers for one request. What is wanted is said first; then all numbers of the same channels come in one go, however
 * many goals ask for them.
 */
export class Desk {
  readonly #ctx: Context
  readonly #viewer: Viewer
  readonly #wanted = new Map<string, { scope: GoalScope; ids: Set<MetricId> }>()
  readonly #read = new Map<
    string,
    { ids: ReadonlySet<MetricId>; readings: Promise<Map<MetricId, Reading>> }
  >()
  readonly #manual = new Set<string>()
  #weeks: { ids: ReadonlySet<string>; readings: Promise<Map<string, Reading>> } | null = null

  constructor(ctx: Context, viewer: Viewer) {
    this.#ctx = ctx
    this.#viewer = viewer
  }

  want({ metric, manualId, scope }: Pick<Wanted, 'metric' | 'manualId' | 'scope'>): void {
    if (metric === 'manual' && manualId !== null) this.#manual.add(manualId)
    if (isOwn(metric)) return
    const of = this.#wanted.get(keyOf(scope)) ?? { scope, ids: new Set() }
    of.ids.add(metric)
    this.#wanted.set(keyOf(scope), of)
  }

  async read(wanted: Wanted): Promise<Reading | Output> {
    const { metric } = wanted
    if (metric === 'manual') return this.#byHand(wanted)
    if (isOwn(metric)) return this.#output({ ...wanted, metric })
    const found = (await this.#catalogue(wanted.scope, metric)).get(metric)
    if (!found) throw new Error(`${metric} was not read`)
    return found
  }

  async #catalogue(scope: GoalScope, metric: MetricId): Promise<Map<MetricId, Reading>> {
    const key = keyOf(scope)
    const known = this.#read.get(key)
    if (known?.ids.has(metric)) return known.readings
    this.want({ metric, manualId: null, scope })
    const ids = new Set(this.#wanted.get(key)?.ids)
    const readings = readCatalogue(this.#ctx, this.#viewer, [...ids], scope)
    this.#read.set(key, { ids, readings })
    return readings
  }

  async #byHand({ manualId }: Wanted): Promise<Reading> {
    const id = manualId ?? ''
    if (!this.#weeks?.ids.has(id)) {
      const ids = new Set([...this.#manual, id])
      this.#weeks = { ids, readings: this.#everyWeek([...ids]) }
    }
    const found = (await this.#weeks.readings).get(id)
    if (!found) throw new Error('A number entered by hand was not read')
    return found
  }

  async #everyWeek(ids: string[]): Promise<Map<string, Reading>> {
    const { zone } = await resolveScope(this.#ctx, this.#viewer, {})
    const today = dayOf(this.#ctx.clock.now(), zone)
    const weeks = await readWeeks(this.#ctx.db, this.#viewer.workspaceId, ids)
    return new Map(ids.map((id) => [id, readByHand(weeks.get(id) ?? [], today)]))
  }

  async #output(wanted: Wanted & { metric: 'posts_out' | 'posts_planned' }): Promise<Output> {
    const { zone, workspaceId, channels, campaignId } = await resolveScope(
      this.#ctx,
      this.#viewer,
      await askedOf(this.#ctx.db, this.#viewer, wanted.scope),
    )
    const today = dayOf(this.#ctx.clock.now(), zone)
    const startsOn = wanted.startsOn ?? today
    return readOutput(this.#ctx.db, {
      ...wanted,
      ...{ zone, workspaceId, campaignId, today, startsOn, deadline: wanted.deadline ?? startsOn },
      channelIds: channels.map(({ id }) => id),
    })
  }
}
