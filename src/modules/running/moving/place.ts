import { join } from 'node:path'
import type { Context } from '../../../app/context.ts'

/** Where files lie that are on their way, apart from media: a backup does not hold them. */
export const folderOf = ({ config }: Context): string => join(config.home, 'moving')

export const placeOf = (ctx: Context, moveId: string): string => join(folderOf(ctx), `${moveId}.tar.gz`)
