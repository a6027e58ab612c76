import type { Person } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Brands, BrandsQuery } from './contract.ts'
import { calendarBrandError } from './errors.ts'
import { findBrandEntries, findChannels, findMine } from './queries.ts'

const dayMs = 86_400_000
const longest = 100 * dayMs
const usual = 28 * dayMs
const mostEntries = 5000

/** The calendars of somebody's workspaces as one: three questions, however many they are. */
export async function readBrands(ctx: Context, person: Person, query: BrandsQuery): Promise<Brands> {
  const now = ctx.clock.now()
  const from = query.from ?? now.toISOString()
  const to = query.to ?? new Date(Date.parse(from) + usual).toISOString()
  const length = Date.parse(to) - Date.parse(from)
  if (length <= 0 || length > longest) throw calendarBrandError('window')
  const mine = await findMine(ctx.db, ctx.config, person.userId, query.beside ?? null, now)
  const { workspaces } = query
  const asked = workspaces ? mine.filter(({ id }) => workspaces.includes(id)) : mine
  const [channels, entries] = await Promise.all([
    findChannels(ctx.db, mine),
    findBrandEntries(ctx.db, asked, { from, to }, mostEntries + 1),
  ])
  return {
    brands: mine.map(({ sight: _, ...brand }) => ({ ...brand, channels: channels.get(brand.id) ?? [] })),
    items: entries.slice(0, mostEntries),
    more: entries.length > mostEntries,
  }
}
