import type { Find, SendCall } from '../kit/network.ts'
import type { Listed } from './entities.ts'
import { kindOf, sentPart } from './kinds.ts'
import { readPage } from './lists.ts'

/** How far Snapchat's clock and ours may differ. */
export const skewMs = 10 * 60_000
const mostPages = 5

/** `alike`: says the same. `maybe`: Snapchat does not tell its words or its time, or there are none to be known by. */
export type Candidates = { alike: Listed[]; maybe: Listed[]; whole: boolean }

/** What has appeared since the first attempt. */
export async function candidatesOf(call: SendCall): Promise<Candidates> {
  const kind = kindOf(call.content)
  const since = call.firstAttemptAt.getTime() - skewMs
  const wanted = folded(call.content.parts[0]?.text ?? '')
  const alike: Listed[] = []
  const maybe: Listed[] = []
  let cursor: string | null = null
  let last = Number.POSITIVE_INFINITY
  let newestFirst = true
  for (let pages = 0; pages < mostPages; pages++) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(
      call.tools,
      call.account,
      kind,
      cursor,
      call.signal,
    )
    for (const snap of page.snaps) {
      const at = snap.at?.getTime()
      // In what order lists come is not published: newest first only as long as they do.
      newestFirst &&= at !== undefined && at <= last
      last = at ?? last
      if (at !== undefined && at < since) continue
      if (kind === 'story' || snap.text === null || at === undefined) maybe.push(snap)
      else if (folded(snap.text) === wanted) alike.push(snap)
    }
    if (page.cursor === null || (newestFirst && last < since)) return { alike, maybe, whole: true }
    cursor = page.cursor
  }
  return { alike, maybe, whole: false }
}

export const find: Find = async (call) => {
  const [out] = call.done
  if (out) return { found: 'yes', parts: [out] }
  const { alike, maybe, whole } = await candidatesOf(call)
  const [only, ...others] = alike
  if (only && others.length === 0 && maybe.length === 0)
    return { found: 'yes', parts: [sentPart(only.kind, only.id, only.url)] }
  if (only || maybe.length > 0)
    return {
      found: 'unsure',
      words:
        'Something has appeared on the profile since then that may be this. Look at Snapchat whether it is.',
    }
  if (whole) return { found: 'no' }
  return {
    found: 'unsure',
    words:
      'The profile has more since then than can be looked through. Look at Snapchat whether this is out.',
  }
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
