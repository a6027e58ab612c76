import { z } from 'zod'
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { oauthCredentialOf } from '../kit/oauth.ts'
import { failureOf } from './failures.ts'
import { apiVersion } from './manifest.ts'

export const graph = 'https://graph.instagram.com'

/** What one speaks through; the token travels in the head of a request. `user`: the account, as the graph numbers it. */
export type Line = { tools: Tools; token: string; version: string; user: string }

export function lineOf(tools: Tools, account: Account): Line {
  const { access, accessEndsAt } = oauthCredentialOf(account)
  if (accessEndsAt !== null && Date.parse(accessEndsAt) <= tools.now().getTime())
    throw new NetworkFailure(
      'reconnect',
      'The sign-in at Instagram has ended; it lasts 60 days when it cannot be renewed in time. Join the account again.',
      { code: 'sign_in_ended' },
    )
  return {
    tools,
    token: access,
    version: versionOf(account.settings.apiVersion),
    user: account.remoteId,
  }
}

const versionOf = (chosen: unknown): string =>
  typeof chosen === 'string' && /^v\d{1,3}\.\d{1,2}$/.test(chosen.trim()) ? chosen.trim() : apiVersion.is

export type Ask = Pick<Asked, 'query' | 'json' | 'changes' | 'signal'> & {
  method: 'GET' | 'POST' | 'DELETE'
  /** Behind the version: `me`, `17841…/media`. */
  path: string
}

/** Asks the Graph API and answers what it says. Throws NetworkFailure otherwise. */
export async function ask<T>(line: Line, schema: z.ZodType<T>, { path, ...asked }: Ask): Promise<T> {
  const answered = await askServer(line.tools, {
    ...asked,
    url: `${graph}/${line.version}/${path}`,
    headers: { authorization: `Bearer ${line.token}` },
  })
  return shaped(line.tools, schema, answered, asked.changes === true)
}

export function shaped<T>(tools: Tools, schema: z.ZodType<T>, answered: Answered, changes: boolean): T {
  const { status, headers, body } = answered
  if (status >= 300) throw failureOf({ status, headers, body, changes, now: tools.now() })
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Instagram answered with something that its interface does not say.',
    { code: 'odd_answer', status, cause: result.error },
  )
}

/** Ids are long numbers, told as text; some edges tell them as numbers. */
export const Id = z.union([z.string().min(1), z.number().transform(String)])

/** A page of a list: what cannot be read is left out, so that one strange thing does not hide the others. */
export const pageOf = <T>(item: z.ZodType<T>) =>
  z
    .object({
      data: z.array(z.unknown()),
      paging: z
        .object({
          cursors: z.object({ after: z.string().optional() }).optional(),
          next: z.string().optional(),
        })
        .optional(),
    })
    .transform(({ data, paging }) => ({
      items: data.flatMap((one) => item.safeParse(one).data ?? []),
      // A last page has a cursor too, but no next one.
      after: paging?.next === undefined ? null : (paging.cursors?.after ?? null),
    }))
