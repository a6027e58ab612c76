import { z } from 'zod'
import type { Measured } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { RawMetric } from '../kit/manifest.ts'
import type { Insights } from '../kit/network.ts'
import { call } from './client.ts'

const value = z.object({ value: z.number() })
const Numbers = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      values: z.array(value).nullish().catch(null),
      total_value: value.nullish().catch(null),
    }),
  ),
})

const ofPosts = ['views', 'likes', 'replies', 'reposts', 'quotes'] as const satisfies readonly RawMetric[]

export const insights: Insights = {
  postsAtOnce: 20,
  requestsAtOnce: 20,

  async posts(tools, account, remoteIds) {
    const told = new Map<string, Measured[]>()
    for (const id of remoteIds) {
      const values = { metric: ofPosts.join(',') }
      const found = await call(
        { tools, account },
        { method: 'GET', path: `${id}/insights`, values },
        Numbers,
      ).catch(absent)
      if (found)
        told.set(
          id,
          ofPosts.flatMap((metric) => measured(found, metric, metric)),
        )
    }
    return told
  },

  async account(tools, account) {
    const values = { metric: 'followers_count' }
    const asked = { method: 'GET', path: 'me/threads_insights', values } as const
    return measured(await call({ tools, account }, asked, Numbers), 'followers_count', 'followers')
  },
}

/** Post numbers come as a single value of a list, those of the account as a total. */
function measured({ data }: z.infer<typeof Numbers>, name: string, metric: RawMetric): Measured[] {
  const found = data.find((one) => one.name === name)
  const number = found?.total_value?.value ?? found?.values?.at(-1)?.value
  return number === undefined ? [] : [{ metric, value: number }]
}

function absent(failure: unknown): null {
  if (failure instanceof NetworkFailure && failure.code === 'message_gone') return null
  throw failure
}
