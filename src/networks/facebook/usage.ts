import { z } from 'zod'
import type { Tools } from '../kit/network.ts'

type Limit = Parameters<Tools['report']>[0]

/** Every use is told in percent of what is allowed. */
const Use = z.looseObject({
  call_count: z.number().catch(0),
  total_cputime: z.number().catch(0),
  total_time: z.number().catch(0),
  /** Minutes; where a limit is reached. */
  estimated_time_to_regain_access: z.number().catch(0),
})
const AppUse = Use
const BusinessUse = z.record(z.string(), z.array(Use))

/** From here on it is told to the others; below, there is room enough. Percent. */
const tight = 80
/** A window slides, so that some of it is free again soon. */
const soonMs = 5 * 60_000
const regainMs = 60 * 60_000

/** What `x-app-usage` and `x-business-use-case-usage` tell of the app and of the page. */
export function usageOf(headers: Headers, now: Date): { limits: Limit[]; regainAt: Date | undefined } {
  const app = AppUse.safeParse(parsed(headers.get('x-app-usage'))).data
  const business = BusinessUse.safeParse(parsed(headers.get('x-business-use-case-usage'))).data
  const own = Object.values(business ?? {}).flat()
  const limits = [
    ...(app ? [limitOf('app', app, now)] : []),
    ...own.map((use) => limitOf('account', use, now)),
  ].flatMap((limit) => limit ?? [])
  const minutes = Math.max(0, ...own.map((use) => use.estimated_time_to_regain_access))
  return { limits, regainAt: minutes > 0 ? after(now, minutes) : undefined }
}

function limitOf(scope: Limit['scope'], use: z.infer<typeof Use>, now: Date): Limit | null {
  const used = Math.max(use.call_count, use.total_cputime, use.total_time)
  if (used < tight) return null
  const minutes = use.estimated_time_to_regain_access
  const resetsAt =
    minutes > 0 ? after(now, minutes) : new Date(now.getTime() + (used >= 100 ? regainMs : soonMs))
  return { scope, remaining: Math.max(0, Math.floor(100 - used)), resetsAt }
}

const after = (now: Date, minutes: number): Date => new Date(now.getTime() + Math.round(minutes * 60_000))

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
