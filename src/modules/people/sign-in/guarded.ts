import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Config } from '../../../app/config.ts'

/**
 * Whether somebody comes in by more than a password: with a code after it; or, where they have no password that opens, by a
 * passkey, which asks for the finger or the number of the device, or by a provider that is trusted to ask itself.
 */
export function isGuarded({ oidcOnly, oidcIssuer, oidcSecondStep }: Config, userId: RawBuilder<unknown>) {
  const has = (table: string, more = sql``) =>
    sql`exists (select from ${sql.table(table)} g where g.user_id = ${userId} ${more})`
  const password = oidcOnly
    ? sql`false`
    : has('sign_in_accounts', sql`and g.provider_id = 'credential' and g.password is not null`)
  const provider = oidcIssuer ? has('provider_accounts', sql`and g.issuer = ${oidcIssuer}`) : sql`false`
  const passkey = oidcOnly ? sql`false` : has('passkeys')
  const other =
    oidcSecondStep === 'trust' ? sql`(${passkey} or ${provider})` : sql`(${passkey} and not ${provider})`
  return sql<SqlBool>`(${has('second_steps', sql`and g.confirmed_at is not null`)} or (not ${password} and ${other}))`
}
