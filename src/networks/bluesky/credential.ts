import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'

const json = z.json()
const record = z.record(z.string(), json)

const Password = z.object({
  kind: z.literal('password'),
  /** Where the session was made; it is made anew there when it cannot be refreshed. */
  login: z.string(),
  did: z.string(),
  /** The app password, kept because a session that was lost (a kill between refresh and save) is not joined again by hand. */
  password: z.string(),
  accessJwt: z.string(),
  refreshJwt: z.string(),
})

const OAuth = z.object({
  kind: z.literal('oauth'),
  /** The client that the permission was given to: it is bound to its id, and on localhost to its redirect. */
  client: record,
  directory: z.string(),
  /** When the person signed in. */
  since: z.string(),
  /** What the sign-in library keeps: key, tokens, how the client proves itself. */
  session: record,
})

const Credential = z.discriminatedUnion('kind', [Password, OAuth])

export type PasswordCredential = z.infer<typeof Password>
export type OAuthCredential = z.infer<typeof OAuth>

/** Sends a request to the account's own server with its authority, made new on the way when it has ended. */
export type Requests = (path: string, init: RequestInit) => Promise<Response>

export function credentialOf(value: Json): PasswordCredential | OAuthCredential {
  const { data, error } = Credential.safeParse(value)
  if (data) return data
  throw new NetworkFailure('reconnect', 'The kept credential cannot be read. Join the account again.', {
    code: 'credential_unreadable',
    cause: error,
  })
}

/** Narrows a reloaded credential to the kind that is at work. */
export function passwordOf(value: Json): PasswordCredential {
  const credential = credentialOf(value)
  if (credential.kind === 'password') return credential
  throw replaced()
}

export function oauthOf(value: Json): OAuthCredential {
  const credential = credentialOf(value)
  if (credential.kind === 'oauth') return credential
  throw replaced()
}

const replaced = () =>
  new NetworkFailure(
    'later',
    'The account was joined in another way just now. It goes on with the new one.',
    {
      code: 'credential_replaced',
    },
  )
