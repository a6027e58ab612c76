/** The pictures that somebody chose for films: small enough to stand in their rows, so that they need no files of their own. */
import type { Context, Tx } from '../../../app/context.ts'
import { takeOverCover } from '../../create/media/index.ts'
import type { Row } from './arrival.ts'
import { movingError } from './errors.ts'
import { mostCoverBytes } from './kinds/media.ts'
import { linesOf } from './lines.ts'
import type { Pass } from './spool.ts'

type Out = Row & { cover: string | null; picture: string | null }

/** Puts the picture into its row. A film without one of its own, or whose picture the house has lost, gets one in the new house. */
export const coversPass = (storage: Context['storage']): Pass =>
  async function* (rows) {
    for await (const line of linesOf(rows, () => movingError('damaged', { what: 'a row of covers' }))) {
      const row = JSON.parse(line) as Out
      const key = row.cover === null ? null : row.picture
      const bytes = key === null ? null : await storage.size(key)
      if (key === null || bytes === null || bytes > mostCoverBytes) continue
      const picture = (await storage.read(key)).toString('base64')
      yield Buffer.from(`${JSON.stringify({ ...row, picture })}\n`)
    }
  }

/** Takes the pictures out of arriving rows and puts them where covers lie. */
export const takeCovers = (ctx: Context, workspaceId: string) => async (tx: Tx, rows: Row[]) => {
  for (const row of rows) {
    const jpeg = Buffer.from(String(row.picture), 'base64')
    const moved = { mediaId: String(row.mediaId), cover: String(row.cover), jpeg }
    if (!(await takeOverCover(tx, ctx, workspaceId, moved)))
      throw movingError('damaged', { what: 'the cover of a film is another picture than its row says' })
    delete row.picture
  }
}
