import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { OutboundError, withLimits } from '../../../platform/http/index.ts'
import { mayBeRedirect } from './redirect.ts'

const limits = { totalMs: 10_000, maxBytes: 100_000 }

/** What a program says of itself at the address that is its id; more may stand there that is no matter here. */
const Document = z.object({
  client_id: z.string(),
  client_name: z.string().max(1000).nullish(),
  redirect_uris: z.array(z.string().max(2000)).min(1).max(100),
})

/** An id that is the address of a description of the program (OAuth Client ID Metadata Document). */
export function isDocument(id: string): boolean {
  const url = URL.canParse(id) ? new URL(id) : null
  if (url?.href !== id || url.protocol !== 'https:') return false
  return url.pathname !== '/' && !url.username && !url.password && !id.includes('#')
}

/**
 * Asks the address itself what the program is called and where answers may go. Null when nothing of use is said there, or it
 * is said of another. Addresses that are not taken here are passed over: it is written for many houses.
 */
export async function readDocument(
  ctx: Context,
  id: string,
): Promise<{ name: string; redirectUris: string[] } | null> {
  const said = Document.safeParse(await fetchJson(ctx, id))
  if (!said.success || said.data.client_id !== id) return null
  const redirectUris = said.data.redirect_uris.filter(mayBeRedirect)
  return redirectUris.length > 0 ? { name: said.data.client_name ?? '', redirectUris } : null
}

async function fetchJson(ctx: Context, url: string): Promise<unknown> {
  try {
    const init: RequestInit = { headers: { accept: 'application/json' }, redirect: 'error' }
    const answer = await ctx.fetch(url, withLimits(limits, init))
    return answer.status === 200 ? JSON.parse(await answer.text()) : null
  } catch (error) {
    if (error instanceof OutboundError || error instanceof SyntaxError) return null
    throw error
  }
}
