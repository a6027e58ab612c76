import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '../../../app/context.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Names a row and proves that we gave it away: the id, and what only this house makes of it. Nothing is kept of it. */
export const linkToken = (ctx: Pick<Context, 'secrets'>, purpose: string, id: string): string =>
  `${id}.${createHmac('sha256', ctx.secrets.derive(purpose)).update(id).digest('base64url')}`

/** The id that a token of ours names; null for any other. */
export function idInToken(ctx: Pick<Context, 'secrets'>, purpose: string, token: string): string | null {
  const [id = ''] = token.split('.')
  if (!uuid.test(id)) return null
  const [is, should] = [Buffer.from(token), Buffer.from(linkToken(ctx, purpose, id))]
  return is.length === should.length && timingSafeEqual(is, should) ? id : null
}
