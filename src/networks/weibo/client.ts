import { z } from 'zod'
import { type Asked, askServer } from '../kit/ask.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Tools } from '../kit/network.ts'
import { type Dialect, oauthCredentialOf } from '../kit/oauth.ts'
import { failureOf, isSlowSuccess } from './failures.ts'
import { manifest } from './manifest.ts'

export const api = 'https://api.weibo.com'
export const site = 'https://weibo.com'

export const dialect: Dialect = {
  network: manifest.name,
  authorize: `${api}/oauth2/authorize`,
  token: `${api}/oauth2/access_token`,
  scopes: [],
  proof: 'form',
  // Whoever has several accounts chooses; else Weibo would take the one that is signed in without asking.
  more: { forcelogin: 'true' },
}

export type Ask = Pick<Asked, 'method' | 'changes' | 'carries' | 'signal'> & {
  path: string
  values?: Readonly<Record<string, string>>
  /** A picture, by the name of its field. */
  picture?: { field: string; file: File }
}

/** Weibo has published it, and says so as an error: its lists are slow. */
export class SlowSuccess extends Error {}

const Refused = z.object({ error_code: z.coerce.number(), error: z.string().catch('') })

/** Asks as the account. A sign-in of Weibo cannot be made new: when it has ended, a person signs in again. */
export async function ask<T>(tools: Tools, account: Account, schema: z.ZodType<T>, asked: Ask): Promise<T> {
  const { access, accessEndsAt } = oauthCredentialOf({ credential: await account.reload() })
  if (accessEndsAt !== null && Date.parse(accessEndsAt) <= tools.now().getTime())
    throw new NetworkFailure('reconnect', 'The sign-in at Weibo has ended. Join the account again.', {
      code: 'sign_in_ended',
    })
  return askWith(tools, access, schema, asked)
}

/** Asks with an access token. Throws NetworkFailure unless it is answered as the API says. */
export async function askWith<T>(
  tools: Tools,
  access: string,
  schema: z.ZodType<T>,
  { path, values = {}, picture, method, changes = false, ...asked }: Ask,
): Promise<T> {
  const fields = { ...values, access_token: access }
  const { status, headers, body } = await askServer(tools, {
    ...asked,
    method,
    changes,
    url: `${api}${path}`,
    ...(method === 'GET'
      ? { query: fields }
      : picture
        ? { multipart: formOf(fields, picture) }
        : { form: fields }),
  })
  // An error may come with any status.
  const refused = Refused.safeParse(body)
  if (refused.success || status >= 300) {
    const { error_code: code = null, error: message = '' } = refused.data ?? {}
    if (changes && isSlowSuccess({ code })) throw new SlowSuccess(message)
    throw failureOf({ status, headers, changes, now: tools.now(), code, message })
  }
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw new NetworkFailure(
    changes ? 'unknown' : 'later',
    'Weibo answered with something that its API does not say.',
    { code: 'odd_answer', status, cause: read.error },
  )
}

function formOf(
  fields: Readonly<Record<string, string>>,
  { field, file }: NonNullable<Ask['picture']>,
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set(field, file)
  return form
}
