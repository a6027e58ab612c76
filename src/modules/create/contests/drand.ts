import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { withLimits } from '../../../platform/http/index.ts'
import { contestError } from './errors.ts'
import { addressOf } from './plain/drand.ts'

const Answer = z.object({ signature: z.string().max(200) })

/** Asks the league for the signature of a round. What it answers proves itself, so it is asked without a key. */
export async function askDrand(ctx: Pick<Context, 'fetch'>, round: number): Promise<string> {
  const url = addressOf(round)
  const answer = await ctx
    .fetch(
      url,
      withLimits({ totalMs: 10_000, maxBytes: 10_000 }, { headers: { accept: 'application/json' } }),
    )
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null)
  const read = Answer.safeParse(answer)
  if (!read.success) throw contestError('beacon_unreachable', { url })
  return read.data.signature.toLowerCase()
}
