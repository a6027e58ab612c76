import { createHash } from 'node:crypto'
import type { NewId } from './fields.ts'

/**
 * Every id of a file becomes another one, always: nothing that stands in it can name a row that is here already, whoever
 * made it, and the same file can be taken over twice. The new id is made from the old one and from that of the new
 * workspace, which nobody knew when the file was made; so references need no table to be followed. The old id's time
 * stays in front, and with it the order.
 */
export const newIdsIn =
  (workspaceId: string): NewId =>
  (old) => {
    const made = createHash('sha256').update(`${workspaceId} ${old.toLowerCase()}`).digest('hex')
    const time = old.replaceAll('-', '').slice(0, 12).toLowerCase()
    const variant = ((Number.parseInt(made[3] ?? '0', 16) & 3) | 8).toString(16)
    return `${time.slice(0, 8)}-${time.slice(8)}-7${made.slice(0, 3)}-${variant}${made.slice(4, 7)}-${made.slice(7, 19)}`
  }
