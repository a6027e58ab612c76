import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account } from '../kit/network.ts'
import { ask, hostOf, type Line } from './client.ts'
import type { Piece } from './pieces.ts'

const Instance = z.object({ version: z.string() })

/** Mastodon takes quotes since 4.5; others ignore that one is wanted, and the post would be out without it. */
export async function expectQuotes(line: Line, pieces: readonly Piece[], signal: AbortSignal): Promise<void> {
  if (pieces.every(({ quote }) => quote === null)) return
  const answer = await ask(line, { method: 'GET', path: '/api/v2/instance', signal }).catch(
    (failure: unknown) => {
      if (failure instanceof NetworkFailure && failure.kind === 'rejected') return null
      throw failure
    },
  )
  const version = Instance.safeParse(answer?.body).data?.version ?? ''
  const [major = 0, minor = 0] = version.split('.').map((one) => Number.parseInt(one, 10))
  if (!/compatible/i.test(version) && (major > 4 || (major === 4 && minor >= 5))) return
  throw rejected(
    'quotes_not_taken',
    `${hostOf(line.server)} does not know quotes yet; Mastodon does since 4.5. Take the quote out, or put the address of the post into the words.`,
  )
}

/** A post's own id at the account's server, as it stands at the end of its address there. */
export function quotedId({ server, handle }: Pick<Account, 'server' | 'handle'>, address: string): string {
  const url = URL.parse(address.trim())
  const hosts = [hostOf(server), handle.split('@').at(-1) ?? '']
  const id = /\/(?:@[^/]+|users\/[^/]+\/statuses)\/(\d{1,30})\/?$/.exec(url?.pathname ?? '')?.[1]
  if (url && id && hosts.includes(url.host)) return id
  throw rejected(
    'quote_elsewhere',
    `A post is quoted by its address at ${hostOf(server)}. Search for it there, open it, and copy the address from the browser.`,
  )
}

/**
 * Whose author lets it be quoted by nobody, and one that is gone: neither has to do with the sign-in. Where the post has a parent
 * or files, those may be what is gone.
 */
export function quoteRefused(failure: unknown, alone: boolean): never {
  if (failure instanceof NetworkFailure && failure.status === 403 && failure.kind === 'reconnect')
    throw rejected(
      'quote_denied',
      'The server does not let this post be quoted: its author allows it to others, or to nobody. Take the quote out.',
    )
  if (alone && failure instanceof NetworkFailure && failure.status === 404)
    throw rejected(
      'quote_missing',
      'The server does not find the post that is to be quoted. Look at its address.',
    )
  throw failure
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
