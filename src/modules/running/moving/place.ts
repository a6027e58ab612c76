import { join } from 'node:path'
import type { Context } from '../../../app/context.ts'

/** Where files lie that are on their way, apart from media: a backup does not hold them. */
export const folderOf = ({ config }: Context): string => join(config.home, 'moving')

/** What an upload ends with, while it comes in and until it is taken over. */
export const uploadEnding = '.upload.tar.gz'

export const placeOf = (ctx: Context, { id, kind }: { id: string; kind: string }): string =>
  join(folderOf(ctx), `${id}${kind === 'import' ? uploadEnding : '.tar.gz'}`)

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** Whose it is: every name here has the id of its move in front, also of halves and of folders with rows. */
export const moveOf = (name: string): string => uuid.exec(name)?.[0] ?? ''
