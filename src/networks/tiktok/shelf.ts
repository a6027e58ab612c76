import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import type { Preparing } from '../kit/network.ts'

/**
 * What is known of a publishing, kept on the shelf under the delivery's key: TikTok tells by the number of it whether it is out,
 * so the number may be lost by nobody. Of a film it is written down before its last piece leaves; of photos TikTok gives it
 * together with the post, so it is written down beforehand that they are asked for.
 */
export const Kept = z.object({
  wish: z.string(),
  publishId: z.string().nullable(),
  /** Where the film's bytes are taken; null for photos. */
  url: z.string().nullable(),
  at: z.iso.datetime(),
})
export type Kept = z.infer<typeof Kept>

type Place = Pick<Preparing, 'tools' | 'account' | 'key'>

const placeOf = (key: string) => `publish ${key}`
const read = (value: Json | undefined): Kept | null => Kept.safeParse(value).data ?? null

export async function keptOf({ tools, account, key }: Place): Promise<Kept | null> {
  return read((await tools.shelf(account).get(placeOf(key)))?.value)
}

export async function keep({ tools, account, key }: Place, kept: Kept): Promise<void> {
  const shelf = tools.shelf(account)
  if (!(await shelf.change(placeOf(key), kept))) await shelf.add(placeOf(key), kept)
}

/** Of two workers that begin at once, both go on with what was kept first. */
export async function keepFirst(place: Place, fresh: Kept, instead: Kept | null): Promise<Kept> {
  if (instead === null) {
    const shelf = place.tools.shelf(place.account)
    const there = read((await shelf.add(placeOf(place.key), fresh)).value)
    if (there?.wish === fresh.wish) return there
  }
  await keep(place, fresh)
  return fresh
}

export const forget = ({ tools, account, key }: Place): Promise<boolean> =>
  tools.shelf(account).remove(placeOf(key))

const oldMs = 3 * 86_400_000

/** TikTok forgets what was begun after an hour, and nobody asks for what is out after some days. */
export async function tidy({ tools, account }: Place): Promise<void> {
  const shelf = tools.shelf(account)
  const old = tools.now().getTime() - oldMs
  for (const one of await shelf.newest(100))
    if (one.key.startsWith('publish ') && one.changedAt.getTime() < old) await shelf.remove(one.key)
}
