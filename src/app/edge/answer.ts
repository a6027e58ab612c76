import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { Route } from '../route.ts'

/** What becomes of an answer that is not as its contract says: `throw` in tests and development, `log` in production. */
export type Strictness = 'throw' | 'log'

export const schemaOf = (route: Route): z.ZodType | null => {
  const { answer } = route.spec
  return answer && !('raw' in answer) ? answer : null
}

/** The answer as the contract has it; fields that it does not name stay here. */
export function checkAnswer(ctx: Context, route: Route, value: unknown, strictness: Strictness): unknown {
  const schema = schemaOf(route)
  if (!schema) return undefined
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const where = `${route.method} ${route.path} answered otherwise than its contract says`
  if (strictness === 'throw') throw new Error(`${where}: ${result.error.message}`)
  ctx.log.error({ issues: result.error.issues }, where)
  return value
}
