import type { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import type { ResourceDescription, ServerDescription } from './contract.ts'

export const endpoints = {
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  register: '/oauth/register',
  revoke: '/oauth/revoke',
} as const

/** The one thing that tokens are given for. */
export const resourceOf = ({ config }: Context): string => `${config.appUrl}/mcp`

export const issuerOf = ({ config }: Context): string => config.appUrl

/** Whoever names no resource means the only one there is. Host and scheme may be written large (RFC 3986). */
export function isOurResource(ctx: Context, named: string | undefined): boolean {
  if (named === undefined) return true
  return URL.canParse(named) && new URL(named).href.replace(/\/$/, '') === new URL(resourceOf(ctx)).href
}

/** RFC 9728. */
export const describeResource = (ctx: Context): z.input<typeof ResourceDescription> => ({
  resource: resourceOf(ctx),
  resource_name: 'Carillon',
  authorization_servers: [issuerOf(ctx)],
  bearer_methods_supported: ['header'],
})

/** RFC 8414. Clients have no secret: what they prove is that they are whoever asked (PKCE). */
export const describeServer = (ctx: Context): z.input<typeof ServerDescription> => ({
  issuer: issuerOf(ctx),
  authorization_endpoint: `${ctx.config.appUrl}${endpoints.authorize}`,
  token_endpoint: `${ctx.config.appUrl}${endpoints.token}`,
  registration_endpoint: `${ctx.config.appUrl}${endpoints.register}`,
  revocation_endpoint: `${ctx.config.appUrl}${endpoints.revoke}`,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none'],
  revocation_endpoint_auth_methods_supported: ['none'],
  authorization_response_iss_parameter_supported: true,
  client_id_metadata_document_supported: true,
})
