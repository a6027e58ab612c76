import { randomBytes } from 'node:crypto'
import type { Context } from '../../../app/context.ts'
import type { Client, ClientBody } from './contract.ts'
import { isDocument, readDocument } from './document.ts'
import { consentError, oauthError } from './errors.ts'
import * as queries from './queries.ts'
import { mayBeRedirect } from './redirect.ts'

/** Nobody waits for more programs than this to be let in; who floods us drives out those that came before. */
const mostUnused = 1000
const longestName = 80
/** For how long what was read at a program's own address is taken as it was. */
const freshMs = 300_000

export type Known = { id: string; name: string; redirectUris: string[] }

/** Lets a program introduce itself (RFC 7591). It may then ask a person, and nothing else. */
export async function registerClient(ctx: Context, body: ClientBody): Promise<Client> {
  const refused = body.redirect_uris.find((uri) => !mayBeRedirect(uri))
  if (refused !== undefined) throw oauthError('invalid_redirect_uri', { uri: refused })
  const id = `program-${randomBytes(16).toString('base64url')}`
  const said = { name: body.client_name ?? '', redirectUris: body.redirect_uris }
  const { name, redirectUris } = await keep(ctx, id, said)
  return {
    client_id: id,
    client_id_issued_at: Math.floor(ctx.clock.now().getTime() / 1000),
    client_name: name,
    redirect_uris: redirectUris,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  }
}

export async function knownClient(ctx: Context, id: string): Promise<Known> {
  const known = await queries.findClient(ctx.db, id)
  if (!known) throw consentError('unknown_client')
  return known
}

/** The same, for a person who is about to look at it: what a program says at an address of its own is read anew. */
export async function meetClient(ctx: Context, id: string): Promise<Known> {
  if (!isDocument(id)) return knownClient(ctx, id)
  const known = await queries.findClient(ctx.db, id)
  if (known && ctx.clock.now().getTime() - known.readAt.getTime() < freshMs) return known
  const said = await readDocument(ctx, id)
  if (!said) throw consentError('no_document', { host: new URL(id).host })
  return keep(ctx, id, said)
}

async function keep(ctx: Context, id: string, said: Omit<Known, 'id'>): Promise<Known> {
  const [first = ''] = said.redirectUris
  const client = { id, name: readable(said.name) || new URL(first).hostname, redirectUris: said.redirectUris }
  await queries.saveClient(ctx.db, client, ctx.clock.now())
  await queries.deleteOldestUnused(ctx.db, mostUnused)
  return client
}

/** On one line, without signs that nobody sees or that turn the direction of reading. */
const readable = (name: string): string =>
  [...name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()].slice(0, longestName).join('').trim()
