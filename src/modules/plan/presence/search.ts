import type { Context } from '../../../app/context.ts'
import type { FoundProfile } from '../../../networks/kit/people.ts'
import { candidatesOf } from '../impostors/index.ts'
import { auditMost } from './contract.ts'
import { meet, type Window } from './look.ts'
import type { ChannelRow } from './queries.ts'

export type Found = {
  profiles: FoundProfile[]
  /** Known ones that the network was asked for and does not have any more. */
  gone: string[]
  requests: number
  names: number
  /** False when the network stopped the search before its end. */
  whole: boolean
}

type Known = { account: string; handle: string }

/**
 * Looks for accounts that resemble one of ours: by its names in words, by handles that somebody might take, and again for
 * those that were found before. One question after the other, so that the network is never pressed.
 */
export async function searchAround(
  ctx: Context,
  channel: ChannelRow,
  { own, account, network, people }: Window,
  names: readonly string[],
  known: readonly Known[],
): Promise<Found> {
  const tools = ctx.toolsFor(channel.network, account)
  const seen = new Map<string, FoundProfile>()
  const found: Found = { profiles: [], gone: [], requests: 0, names: 0, whole: true }
  if (people.finds === false) return found
  const keep = (profiles: readonly FoundProfile[]) => {
    for (const one of profiles) if (one.account !== own.account) seen.set(one.account, one)
  }
  try {
    for (const words of wordsFor(own, names)) {
      found.requests++
      keep(await people.search(tools, account, words, auditMost.perSearch))
    }
    const rule = network.manifest.presence?.handles
    const handles = rule ? candidatesOf(own.chosen, rule, auditMost.names[people.lookUpCost]) : []
    for (let n = 0; n < handles.length; n += people.lookUpsAtOnce) {
      const some = handles.slice(n, n + people.lookUpsAtOnce).map(({ handle }) => handle)
      found.requests += people.lookUpCost === 'one' ? 1 : some.length
      keep(await people.lookUp(tools, account, some))
      found.names += some.length
    }
    for (const one of known.filter(({ account: of }) => !seen.has(of)).slice(0, auditMost.known)) {
      found.requests++
      const again = await people.search(tools, account, one.handle, auditMost.perKnown)
      if (again.some(({ account: of }) => of === one.account)) keep(again)
      else found.gone.push(one.account)
    }
  } catch (error) {
    await meet(ctx, channel, account, error)
    found.whole = false
  }
  found.profiles = [...seen.values()]
  return found
}

/** Our name, the chosen part of our handle, other names; each once. */
function wordsFor({ name, chosen }: { name: string; chosen: string }, names: readonly string[]): string[] {
  const words = new Map<string, string>()
  for (const one of [name, chosen, ...names]) {
    const text = one.trim().slice(0, 80)
    if (text.length >= 2 && !words.has(text.toLowerCase())) words.set(text.toLowerCase(), text)
  }
  return [...words.values()].slice(0, auditMost.words)
}
