import { z } from 'zod'
import type { Content } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { call, type Line } from './client.ts'

const text = z.string().nullish().catch(null)
const Place = z.object({ id: z.string(), name: z.string(), city: text, country: text })
type Place = z.infer<typeof Place>
const Places = z.object({ data: z.array(z.unknown()) })

/** So many are told where several have the name. */
const told = 5

/** The same content with the number of its place: people know places by their names. */
export async function placed(line: Line, content: Content, known?: string | null): Promise<Content> {
  const { locationId } = content.options
  const typed = typeof locationId === 'string' ? locationId.trim() : ''
  if (typed === '' || isNumber(typed)) return content
  const id = known ?? (await placeCalled(line, typed))
  return { ...content, options: { ...content.options, locationId: id } }
}

/** The number that was found for a place, to be kept; null where nothing was to be found. */
export const placeOf = (before: Content, after: Content): string | null =>
  before === after ? null : String(after.options.locationId)

const isNumber = (typed: string): boolean => /^\d{3,30}$/.test(typed)

async function placeCalled(line: Line, typed: string): Promise<string> {
  const values = { q: typed, fields: 'id,name,city,country' }
  const asked = { method: 'GET', path: 'location_search', values } as const
  const { data } = await call(line, asked, Places).catch(notAllowed)
  const found = data.flatMap((one) => Place.safeParse(one).data ?? [])
  const named = found.filter((one) => [one.name, whole(one)].some((name) => folded(name) === folded(typed)))
  const [only, ...others] = named.length > 0 ? named : found
  if (only && others.length === 0) return only.id
  throw new NetworkFailure(
    'rejected',
    only
      ? `Threads knows several places of this name. Put the number of the one that is meant: ${listOf(named.length > 0 ? named : found)}.`
      : `Threads knows no place that is called “${typed.slice(0, 100)}”. Write it otherwise, or leave it out.`,
    { code: 'place_unclear' },
  )
}

const whole = ({ name, city, country }: Place): string => [name, city, country].filter(Boolean).join(', ')
const listOf = (all: readonly Place[]): string =>
  all
    .slice(0, told)
    .map((one) => `${whole(one)} (${one.id})`)
    .join('; ')
const folded = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,]+/g, ' ')
    .trim()

/** A place is asked for at the sign-in only where somebody wants it: that it is missing ends no sign-in. */
export function notAllowed(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden')
    throw new NetworkFailure(
      'rejected',
      'Threads does not let Carillon name places for this account. Take the place out; or, when Meta has given the app threads_location_tagging, join the account again and ask for it there.',
      { code: 'place_not_allowed' },
    )
  throw failure
}
