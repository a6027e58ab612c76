import { z } from 'zod'
import { type Answered, type Asked, askServer } from '../kit/ask.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, App, Tools } from '../kit/network.ts'
import { withAccess } from '../kit/oauth.ts'
import { renewal } from './dialect.ts'
import { failureOf } from './failures.ts'
import { defaultVersion } from './manifest.ts'
import { addressOf, type Query } from './restli.ts'

export const api = 'https://api.linkedin.com'
export const web = 'https://www.linkedin.com'

export type Caller = { tools: Tools; account: Account; signal?: AbortSignal | undefined }

export type Ask = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the host: `/rest/posts`. */
  path: string
  query?: Query
  json?: Json
  /** What Rest.li does, where the method alone does not say it. */
  does?: 'FINDER' | 'PARTIAL_UPDATE' | 'DELETE'
  /** It makes or alters something that people see. */
  changes?: boolean
  signal?: AbortSignal | undefined
}

/** Whoever writes `2026-08` means the same. */
function versionOf({ values }: App): string {
  const told = (values.version ?? '').replace(/\D/g, '')
  return told.length === 6 ? told : defaultVersion
}

/** Asks as whoever holds the token. Throws NetworkFailure for all that is no success. */
export async function askWith(tools: Tools, access: string, asked: Ask): Promise<Answered> {
  const { path, query, does, changes = false, ...rest } = asked
  const versioned = path.startsWith('/rest/')
  const answered = await askServer(tools, {
    ...rest,
    changes,
    url: addressOf(api + path, query),
    headers: {
      authorization: `Bearer ${access}`,
      'x-restli-protocol-version': '2.0.0',
      ...(versioned && { 'linkedin-version': versionOf(await tools.app()) }),
      ...(does && { 'x-restli-method': does }),
    },
  })
  const failure = failureOf({ ...answered, changes, now: tools.now() })
  if (failure) throw failure
  return answered
}

/** The same for an account, whose token is made new where that is possible. */
export const ask = ({ tools, account, signal }: Caller, asked: Ask): Promise<Answered> =>
  withAccess(tools, account, renewal(tools), (access) => askWith(tools, access, { signal, ...asked }))

export async function call<T>(caller: Caller, schema: z.ZodType<T>, asked: Ask): Promise<T> {
  return shaped(schema, await ask(caller, asked), asked.changes === true)
}

export function shaped<T>(schema: z.ZodType<T>, { status, body }: Answered, changes = false): T {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'LinkedIn answered with something that its API does not say.',
    { code: 'odd_answer', status, cause: read.error },
  )
}

/** Where files go. The token goes along, so it goes to LinkedIn alone; pieces of films want none. */
export async function put(
  caller: Caller,
  address: string,
  body: Pick<Asked, 'bytes' | 'told' | 'multipart'> & { headers?: Record<string, string> },
  { signed }: { signed: boolean },
): Promise<Answered> {
  const { hostname, protocol } = URL.parse(address) ?? { hostname: '', protocol: '' }
  if (protocol !== 'https:' || !/(^|\.)linkedin\.com$/.test(hostname))
    throw new NetworkFailure('later', 'LinkedIn named an address for a file that is not its own.', {
      code: 'odd_answer',
    })
  const { tools, account, signal } = caller
  const { headers, ...rest } = body
  const send = async (access: string | null): Promise<Answered> => {
    const answered = await askServer(tools, {
      ...rest,
      method: 'PUT',
      url: address,
      headers: { ...headers, ...(access !== null && { authorization: `Bearer ${access}` }) },
      carries: true,
      signal,
    })
    const failure = failureOf({ ...answered, changes: false, now: tools.now() })
    if (failure) throw failure
    return answered
  }
  return signed ? withAccess(tools, account, renewal(tools), send) : send(null)
}

/** A list, a page at a time, by places. One strange entry does not hide the others. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    elements: z.array(z.unknown()).transform((all) =>
      all.flatMap((one): z.infer<T>[] => {
        const read = item.safeParse(one)
        return read.success ? [read.data] : []
      }),
    ),
    paging: z
      .object({
        links: z
          .array(z.object({ rel: z.string() }))
          .optional()
          .catch(undefined),
      })
      .optional()
      .catch(undefined),
  })

/** Null where a thing is gone. */
export function absent(failure: unknown): null {
  if (failure instanceof NetworkFailure && failure.code === 'message_gone') return null
  throw failure
}

/**
 * What an app was not given, or a role does not show, is no reason to join the page again: it publishes without it. LinkedIn
 * shows posts and numbers of a page to administrators alone.
 */
export function unreadable(failure: unknown): 'unreadable' {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden') return 'unreadable'
  throw failure
}

export const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })

/** The same, where somebody is told. */
export function notAllowed(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden')
    throw rejected(failure.code, failure.message)
  throw failure
}

const organisation = 'urn:li:organization:'

export const isPage = ({ remoteId }: Pick<Account, 'remoteId'>): boolean => remoteId.startsWith(organisation)
export const pageUrn = (id: string | number): string => `${organisation}${id}`
/** The number of a page. */
export const numberOf = (urn: string): string => urn.split(':').at(-1) ?? ''
