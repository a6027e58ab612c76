import { randomBytes } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import type { Client, ClientBody } from './contract.ts'
import { oauthError } from './errors.ts'
import * as queries from './queries.ts'
import { mayBeRedirect } from './redirect.ts'

/** Nobody waits for more programs than this to be let in; who floods us drives out those that came before. */
const mostUnused = 1000
const longestName = 80

/** Lets a program introduce itself (RFC 7591). It may then ask a person, and nothing else. */
export async function registerClient(ctx: Context, body: ClientBody): Promise<Client> {
  const [first = ''] = body.redirect_uris
  const refused = body.redirect_uris.find((uri) => !mayBeRedirect(uri))
  if (refused !== undefined) throw oauthError('invalid_redirect_uri', { uri: refused })
  const id = `program-${randomBytes(16).toString('base64url')}`
  const name = readable(body.client_name ?? '') || new URL(first).hostname
  const createdAt = ctx.clock.now()
  await queries.insertClient(ctx.db, { id, name, redirectUris: body.redirect_uris, createdAt })
  await queries.deleteOldestUnused(ctx.db, mostUnused)
  return {
    client_id: id,
    client_id_issued_at: Math.floor(createdAt.getTime() / 1000),
    client_name: name,
    redirect_uris: body.redirect_uris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  }
}

/** On one line, without signs that nobody sees or that turn the direction of reading. */
const readable = (name: string): string =>
  [...name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()].slice(0, longestName).join('').trim()
