import { createHash } from 'node:crypto'
import { z } from 'zod'
import { hideIn } from '../../platform/hide.ts'
import { askServer, type Told } from '../kit/ask.ts'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { App, Tools } from '../kit/network.ts'
import { OauthCredential } from '../kit/oauth.ts'
import { failureOf, uploadFailure } from './failures.ts'

export const server = 'https://api.ok.ru'
export const site = 'https://ok.ru'

/**
 * What is kept of a sign-in. `long`: the token holds for thirty days and is made longer by its use. `own`: it was pasted with the
 * key and secret that belong to it, so that no app of ours is asked.
 */
export const Credential = OauthCredential.extend({
  long: z.boolean().optional(),
  own: z.object({ applicationKey: z.string(), sessionSecret: z.string() }).optional(),
})
export type Credential = z.infer<typeof Credential>

export type Value = string | number | boolean | readonly string[] | Json | undefined
export type Ask = {
  fields?: Readonly<Record<string, Value>>
  /** The call makes or alters a post: without a clear answer nobody knows. */
  changes?: boolean
  signal?: AbortSignal | undefined
}

export function readable(kept: Json): Credential {
  const credential = Credential.safeParse(kept)
  if (credential.success) return credential.data
  throw new NetworkFailure('reconnect', 'The sign-in of this group is not readable. Join it again.', {
    code: 'credential_unreadable',
  })
}

/** What a request is signed with. */
export type Keys = { access: string; applicationKey: string; sessionSecret: string }

/** The secret of a session is made of its token and the secret of the app (apiok.ru, at each method). */
export async function keysOf(tools: Tools, { own }: Credential, access: string): Promise<Keys> {
  if (own) return { access, ...own }
  const { values }: App = await tools.app()
  return {
    access,
    applicationKey: values.applicationKey ?? '',
    sessionSecret: md5(`${access}${values.clientSecret ?? ''}`),
  }
}

const Refused = z.object({ error_code: z.coerce.number().positive(), error_msg: z.string().catch('') })

/** One request. OK answers 200 whatever it says; an error is told by its body. */
export async function call<T>(
  tools: Tools,
  keys: Keys,
  { method, schema, fields = {}, changes = false, signal }: Ask & { method: string; schema: z.ZodType<T> },
): Promise<T> {
  const { status, headers, body } = await askServer(tools, {
    method: 'POST',
    url: `${server}/fb.do`,
    form: signed({ ...written(fields), method, format: 'json', application_key: keys.applicationKey }, keys),
    changes,
    signal,
  })
  const refused = Refused.safeParse(body)
  if (status !== 200 || refused.success)
    throw failureOf({
      status,
      headers,
      // OK may well quote the token of which it complains.
      error: refused.success
        ? {
            code: refused.data.error_code,
            words: hideIn(refused.data.error_msg, [keys.access, keys.sessionSecret]),
          }
        : null,
      changes,
      now: tools.now(),
    })
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'OK answered with something that its documentation does not say.',
    { code: 'odd_answer', status, cause: read.error },
  )
}

function written(fields: Readonly<Record<string, Value>>): Record<string, string> {
  const form: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form[name] = text(value)
  return form
}

const text = (value: Exclude<Value, undefined>): string => {
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `sig`: all fields but the token, by their names, and the secret of the session. */
function signed(form: Readonly<Record<string, string>>, { access, sessionSecret }: Keys) {
  const sorted = Object.keys(form).sort((a, b) => (a < b ? -1 : 1))
  const sig = md5(`${sorted.map((name) => `${name}=${form[name]}`).join('')}${sessionSecret}`)
  return { ...form, sig, access_token: access }
}

export const md5 = (words: string): string => createHash('md5').update(words, 'utf8').digest('hex')

/**
 * Sends a form with a file to the address that OK gave for it, without the token: the address is permission enough. Nothing is
 * published by it, so whatever goes wrong is tried anew.
 */
export async function upload(tools: Tools, url: string, told: Told, signal?: AbortSignal): Promise<unknown> {
  const { status, headers, body } = await askServer(tools, {
    method: 'POST',
    url,
    told,
    carries: true,
    signal,
  })
  const refused = Refused.safeParse(body)
  if (status === 200 && !refused.success) return body
  throw uploadFailure({
    status,
    headers,
    error: refused.success ? { code: refused.data.error_code, words: refused.data.error_msg } : null,
    now: tools.now(),
  })
}

/** OK writes ids as text, and sometimes as numbers. */
export const Id = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().transform(String)])
export const count = z.number().nullish().catch(null)
export const words = z.string().nullish().catch(null)
