import type { Find, Found } from '../kit/network.ts'
import { ask } from './client.ts'
import { type Status, statusesOf, Timeline } from './entities.ts'
import { partOf, sentPart } from './post.ts'

/** How far Weibo's clock and ours may differ. */
const skewMs = 10 * 60_000

/** Looks for a post that says and shows the same among the newest of the account; Weibo shows an app five of them. */
export const find: Find = async (call) => {
  const [out] = call.done
  if (out) return { found: 'yes', parts: [out] }
  const { tools, account, content, signal } = call
  const timeline = await ask(tools, account, Timeline, {
    method: 'GET',
    path: '/2/statuses/user_timeline.json',
    values: { uid: account.remoteId, count: '100', trim_user: '1' },
    signal,
  })
  const since = call.firstAttemptAt.getTime() - skewMs
  const { text, media } = partOf(content)
  const young = statusesOf(timeline).filter(({ created_at }) => created_at.getTime() >= since)
  const alike = young.filter(
    (one) => isSame(one.text, text) && !one.retweeted_status && hasPicture(one) === media.length > 0,
  )
  const [first, ...more] = alike
  if (first && more.length === 0) return { found: 'yes', parts: [sentPart(account.remoteId, first)] }
  if (first)
    return unsure('Several posts of the account say the same. Look at Weibo which of them this one is.')
  return reachesBack(timeline, since)
    ? { found: 'no' }
    : unsure(
        'Weibo shows an app only the newest posts of an account, and this one may lie behind them. Look there.',
      )
}

const unsure = (words: string): Found => ({ found: 'unsure', words })

/** Whether what is shown goes back to before the first attempt. One that is pinned may stand first, however old it is. */
function reachesBack(timeline: Timeline, since: number): boolean {
  const shown = timeline.statuses.length
  if (typeof timeline.total_number === 'number' && shown >= timeline.total_number) return true
  const last = statusesOf(timeline).at(-1)
  return shown > 1 && last !== undefined && last.created_at.getTime() < since
}

const hasPicture = ({ original_pic, pic_urls }: Status): boolean =>
  Boolean(original_pic) || (pic_urls?.length ?? 0) > 0

const marks: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** Weibo puts short addresses of its own in the place of others, adds letters of no width, and may write marks as HTML does. */
export const folded = (text: string, link = /https?:\/\/\S+/giu): string =>
  text
    .normalize('NFC')
    .replace(link, ' link ')
    .replace(/&(?:lt|gt|quot|amp);/g, (mark) => marks[mark] ?? mark)
    .replace(/(?:\s|\u200b|\u200c|\u2060|\ufeff)+/gu, '')

/** Where no space follows an address, Weibo may put one there: then it ends where the letters of ASCII do. */
export const isSame = (one: string, other: string): boolean =>
  folded(one) === folded(other) || folded(one, plainLink) === folded(other, plainLink)

const plainLink = /https?:\/\/[\x21-\x7e]+/giu
