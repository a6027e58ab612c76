import type { Page } from 'playwright-core'
import type { Actor } from '../../../src/app/actor.ts'
import type { Studio } from '../studio.ts'

export type Walk = (page: Page, studio: Studio) => Promise<void>

/** Opens a place of the demonstration. */
export async function open(page: Page, { workspaceId, settle }: Studio, place: string): Promise<void> {
  await settle()
  await page.goto(`/w/${workspaceId}${place}`)
  await page.locator('h1').first().waitFor()
}

export const at =
  (place: string): Walk =>
  (page, studio) =>
    open(page, studio, place)

export const actorOf = ({ actor, workspaceId, ctx }: Studio): Promise<Actor> =>
  ctx.db
    .selectFrom('workspaces')
    .select('organisationId')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
    .then(({ organisationId }) => ({ ...actor('owner'), workspaceId, organisationId }))

/** The id of the first row of a table of the demonstration in which something stands so. */
export async function idOf(
  { ctx, workspaceId }: Studio,
  table: 'personas' | 'goals' | 'campaigns' | 'media',
  column: 'name' | 'fileName',
  value: string,
): Promise<string> {
  const row = await ctx.db
    .selectFrom(table)
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where(column as 'id', '=', value)
    .executeTakeFirstOrThrow()
  return row.id
}

/** Marks words in the text of the composer, or puts the caret behind them. */
export const mark = (page: Page, words: string, how: 'all' | 'behind' = 'all') =>
  page.evaluate(`(() => {
    const field = document.querySelector('#part-0-text')
    const place = field.value.indexOf(${JSON.stringify(words)})
    field.focus()
    field.setSelectionRange(place + ${how === 'all' ? 0 : words.length}, place + ${words.length})
  })()`)

/** Each is done once, however many pictures need it. */
export function once(seed: (studio: Studio) => Promise<void>): (studio: Studio) => Promise<void> {
  let done: Promise<void> | undefined
  return (studio) => {
    done ??= seed(studio)
    return done
  }
}
