import type { Dialect } from '../kit/oauth.ts'
import { manifest } from './manifest.ts'

export const dialect: Dialect = {
  network: manifest.name,
  authorize: 'https://x.com/i/oauth2/authorize',
  token: 'https://api.x.com/2/oauth2/token',
  scopes: manifest.app.scopes.map(({ scope }) => scope),
  pkce: true,
  proof: 'basic',
  lives: 7200,
}

export const neededScopes: readonly string[] = manifest.app.scopes.flatMap((one) =>
  'optional' in one ? [] : [one.scope],
)
