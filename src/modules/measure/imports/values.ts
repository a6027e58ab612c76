import { createHash } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { zoneOfWorkspace } from '../../create/posts/index.ts'
import {
  type MetricImportSettings,
  places,
  type Target,
  type ValuesAnswer,
  type ValuesBody,
} from './contract.ts'
import { checkImport, keepTable, openChannel, pageRows, readImport, runImport } from './service.ts'

/** Numbers by another program: the same as a file, whose columns need no naming. */
export async function bringValues(ctx: Context, actor: Actor, body: ValuesBody): Promise<ValuesAnswer> {
  await openChannel(ctx, actor, body.channelId)
  const columns = columnsOf(body)
  const settings: MetricImportSettings = {
    ...{ of: body.of, columns, counting: body.counting, base: body.base, override: body.override },
    ...{ numbers: 'plain', rounded: false, format: 'ymd', asOf: null },
    zone: body.zone ?? (await zoneOfWorkspace(ctx.db, actor.workspaceId)),
  }
  const rows = body.items.map((item, at) => ({
    n: at + 1,
    cells: columns.map((column) => cellOf(item, column)),
  }))
  const id = await keepTable(ctx, actor, {
    table: { form: 'json', encoding: null, delimiter: null, sheet: null, sheets: [], header: columns, rows },
    digest: createHash('sha256').update(JSON.stringify(body.items)).digest('hex'),
    channelId: body.channelId,
    fileName: body.name,
    settings,
  })
  const checked = await checkImport(ctx, actor, id, { ...settings, version: 1 })
  const { good, warned, bad } = checked.counts
  const goes = !body.dryRun && good + warned > 0 && (body.only === 'good' || bad === 0)
  if (goes) await runImport(ctx, actor, id, { only: body.only, version: checked.version })
  const items: ValuesAnswer['rows'] = []
  for (let cursor: string | undefined; ; ) {
    const page = await pageRows(ctx, actor, id, { limit: 200, cursor })
    items.push(...page.items)
    if (page.next === null) break
    cursor = page.next
  }
  return { import: await readImport(ctx, actor, id), rows: items }
}

type Item = ValuesBody['items'][number]

/** Only what some item has: a column that nobody fills would be asked for in vain. */
function columnsOf({ items }: ValuesBody): Target[] {
  const named = places.filter(
    (place) => place !== 'publishedAt' && items.some((item) => cellOf(item, place) !== ''),
  )
  const metrics = new Set(items.flatMap(({ values }) => Object.keys(values) as (keyof Item['values'])[]))
  return [...named, ...metrics]
}

function cellOf(item: Item, target: Target): string {
  if (target === 'publication') return item.publicationId ?? ''
  if (target === 'remoteId' || target === 'url' || target === 'day') return item[target] ?? ''
  return target === 'publishedAt' ? '' : String(item.values[target] ?? '')
}
