import type { Context } from '../../../app/context.ts'
import { linkToken, withdrawalUrl } from '../../people/consents/index.ts'
import { findClaimsOfEntry } from './claim-queries.ts'
import type { RulesLanguage } from './contract.ts'
import { entryLinks } from './page.ts'
import { writeLetter } from './plain/letters.ts'
import { networkName } from './present.ts'
import { waysAt } from './service.ts'

type Asked = { entryId: string; language: RulesLanguage; news: string | null; rules: string | null }

/** One letter to who filled in the form: a press confirms it; who has confirmed already is told that they take part. */
export async function writeToTaker(ctx: Context, { entryId, language, news, rules }: Asked): Promise<void> {
  const row = await ctx.db
    .selectFrom('contestEntries as e')
    .innerJoin('contests as c', 'c.id', 'e.contestId')
    .innerJoin('workspaces as w', 'w.id', 'e.workspaceId')
    .innerJoin('contestPeople as p', 'p.id', 'e.personId')
    .leftJoin('contestPeople as r', 'r.id', 'p.mergedInto')
    .select([
      'e.mail',
      'e.name',
      'e.confirmedAt',
      'e.code',
      'e.workspaceId',
      'c.name as contest',
      'c.token',
      'c.stage',
      'w.name as brand',
      'w.demo',
    ])
    .select(['p.salt', 'r.salt as rootSalt'])
    .where('e.id', '=', entryId)
    .executeTakeFirst()
  if (!row?.mail || row.stage !== 'open' || row.demo) return
  const claims = row.code === null ? [] : await findClaimsOfEntry(ctx.db, row.workspaceId, entryId)
  const provable = claims.filter(({ network }) => waysAt(ctx, network).includes('comment'))
  const page = `${ctx.config.appUrl}/c/${row.token}`
  const letter = writeLetter(row.confirmedAt ? 'there' : 'confirm', language, {
    ...{ contest: row.contest, brand: row.brand, name: row.name, page },
    confirm: `${page}#confirm=${linkToken(ctx, entryLinks, entryId)}`,
    code: row.rootSalt ?? row.salt,
    proof:
      row.code !== null && provable.length > 0
        ? {
            code: row.code,
            accounts: [...new Set(provable.map(({ network }) => networkName(ctx, network)))].join(', '),
          }
        : null,
    withdraw: rules && withdrawalUrl(ctx, rules),
    withdrawNews: news && withdrawalUrl(ctx, news),
  })
  await ctx.mail.send({ to: row.mail, ...letter })
}
