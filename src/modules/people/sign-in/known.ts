import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import { goneKnownCookie, knownCookie, readKnown } from './cookie.ts'

/** People who may share a browser; of more the one longest away is told again. */
const mostPeople = 8
/** Browsers keep no cookie longer. */
const keptSeconds = 400 * 86_400

/** What a browser holds of somebody who has signed in with it: no name, and nobody else can make it. */
const markOf = (ctx: Context, userId: string): string =>
  createHmac('sha256', ctx.secrets.derive('known browsers')).update(userId).digest('base64url').slice(0, 22)

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Whether the person has signed in with this browser before, and the cookies by which it is known from now on. */
export function meetBrowser(
  ctx: Context,
  from: { cookies: string; secure: boolean },
  userId: string,
): { known: boolean; cookies: [string, string] } {
  const mark = markOf(ctx, userId)
  const marks = (readKnown(from.cookies, from.secure) ?? '')
    .split('.')
    .filter((one) => /^[\w-]{22}$/.test(one))
  const others = marks.filter((one) => !same(one, mark)).slice(0, mostPeople - 1)
  return {
    known: marks.some((one) => same(one, mark)),
    cookies: [
      knownCookie([mark, ...others].join('.'), from.secure, keptSeconds),
      goneKnownCookie(from.secure),
    ],
  }
}
