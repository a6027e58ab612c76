import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import type { Content } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { MentionSearch } from '../kit/network.ts'
import { type Caller, call, isPage, pageOf, pageUrn } from './client.ts'
import type { Named } from './little.ts'

const Organisations = pageOf(
  z.object({
    id: z.coerce.string(),
    localizedName: z.string().min(1),
    vanityName: z.string().optional().catch(undefined),
  }),
)

/** What stands in a page's address may hold these letters. */
const vanity = /^[\p{L}\p{N}][\p{L}\p{N}&.-]{2,99}$/u

/** LinkedIn finds organisations by the whole of what stands in their address, not by its beginning. */
export async function organisationsBy(caller: Caller, words: string) {
  const { elements } = await call(caller, Organisations, {
    method: 'GET',
    path: '/rest/organizations',
    query: { q: 'vanityName', vanityName: words },
    does: 'FINDER',
  })
  return elements.map(({ id, localizedName, vanityName }) => ({
    account: pageUrn(id),
    handle: clean(vanityName ?? words),
    name: clean(localizedName),
  }))
}

/** Persons cannot be looked for by programs, and only who manages pages may look for organisations. */
export const mentions: MentionSearch = {
  async search(tools, account, words, most) {
    const wanted = words.trim().replace(/^@/, '').toLowerCase()
    if (!isPage(account) || !vanity.test(wanted)) return []
    return (await organisationsBy({ tools, account }, wanted).catch(notAllowed)).slice(0, most)
  },
}

/**
 * A mention needs the whole name as LinkedIn has it. Somebody who has another name or address by now stays plain words; so does
 * everybody where the account may not look.
 */
export async function namedIn(caller: Caller, { mentions: chosen = [] }: Content): Promise<Named[]> {
  if (!isPage(caller.account)) return []
  const named: Named[] = []
  for (const { text, account } of chosen) {
    const wanted = text.replace(/^@/, '').toLowerCase()
    if (!vanity.test(wanted)) continue
    const found = await organisationsBy(caller, wanted).catch(notAllowed)
    const one = found.find((known) => known.account === account)
    if (one) named.push({ text, account, name: one.name })
  }
  return named
}

function notAllowed(failure: unknown): [] {
  if (failure instanceof NetworkFailure && (failure.code === 'forbidden' || failure.kind === 'rejected'))
    return []
  throw failure
}
