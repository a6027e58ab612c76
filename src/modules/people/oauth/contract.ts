import { z } from 'zod'
import { RightName } from '../keys/contract.ts'

const ClientId = z.string().min(1).max(500)

/** What a program sends a person's browser here with, named as RFC 6749, 7636 and 8707 name it. */
export const AuthorizationRequest = z.object({
  client_id: ClientId,
  redirect_uri: z.string().min(1).max(2000),
  response_type: z.string().max(100).optional(),
  code_challenge: z.string().max(200).optional(),
  code_challenge_method: z.string().max(100).optional(),
  resource: z.string().max(2000).optional(),
  state: z.string().max(4000).optional(),
})
export type AuthorizationRequest = z.infer<typeof AuthorizationRequest>

/** What is wrong with how a program asks, by the names of RFC 6749 and 8707. */
export const Wrong = z.enum(['unsupported_response_type', 'invalid_request', 'invalid_target'])
export type Wrong = z.infer<typeof Wrong>

/** Who asks to be let in, as far as anybody knows. */
export const Asked = z.object({
  /** What it calls itself; nobody has checked that. */
  name: z.string(),
  /** Whose site says that it is called so; null where nobody does. */
  vouchedBy: z.string().nullable(),
  /** Where the browser goes with the answer. */
  host: z.string(),
  /** That is a program on the person's own machine. */
  local: z.boolean(),
  /** Why it cannot be let in, whoever asks; null when it can. */
  wrong: Wrong.nullable(),
  /** Where the browser goes to say no. */
  back: z.url(),
})
export type Asked = z.infer<typeof Asked>

export const ConsentBody = z.object({
  request: AuthorizationRequest,
  only: z.array(RightName).min(1),
  /** Null or left out: until it is revoked. */
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
})
export type ConsentBody = z.infer<typeof ConsentBody>

/** Where the browser goes to say yes. */
export const Consented = z.object({ to: z.url() })

export const ClientBody = z.object({
  redirect_uris: z.array(z.string().min(1).max(2000)).min(1).max(10),
  client_name: z.string().max(1000).nullish(),
})
export type ClientBody = z.infer<typeof ClientBody>

/** All that is known of a client, and all that there is to be known: what else was sent is not kept (RFC 7591). */
export const Client = z.object({
  client_id: z.string(),
  client_id_issued_at: z.int(),
  client_name: z.string(),
  redirect_uris: z.array(z.string()),
  grant_types: z.array(z.string()),
  response_types: z.array(z.string()),
  token_endpoint_auth_method: z.string(),
})
export type Client = z.infer<typeof Client>

const Opaque = z.string().min(1).max(500)

export const TokenBody = z.object({
  grant_type: z.string().min(1).max(100),
  client_id: ClientId,
  code: Opaque.optional(),
  redirect_uri: z.string().max(2000).optional(),
  code_verifier: z.string().max(200).optional(),
  refresh_token: Opaque.optional(),
  resource: z.string().max(2000).optional(),
})
export type TokenBody = z.infer<typeof TokenBody>

export const Tokens = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds. */
  expires_in: z.int(),
  refresh_token: z.string(),
  /** Names of rights, with spaces. */
  scope: z.string(),
})
export type Tokens = z.infer<typeof Tokens>

export const RevokeBody = z.object({ token: Opaque, client_id: ClientId })
export type RevokeBody = z.infer<typeof RevokeBody>

export const Revoked = z.object({})

export const ResourceDescription = z.object({
  resource: z.url(),
  resource_name: z.string(),
  authorization_servers: z.array(z.url()),
  bearer_methods_supported: z.array(z.string()),
})

export const ServerDescription = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  registration_endpoint: z.url(),
  revocation_endpoint: z.url(),
  response_types_supported: z.array(z.string()),
  response_modes_supported: z.array(z.string()),
  grant_types_supported: z.array(z.string()),
  code_challenge_methods_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()),
  revocation_endpoint_auth_methods_supported: z.array(z.string()),
  authorization_response_iss_parameter_supported: z.boolean(),
  client_id_metadata_document_supported: z.boolean(),
})
