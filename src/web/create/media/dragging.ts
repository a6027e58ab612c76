import { z } from 'zod'
import { Media } from '../../../modules/create/media/contract.ts'

/** How pictures of the library travel when they are dragged, also from one window to another. */
const type = 'application/x-carillon-media'
const Carried = z.array(Media).min(1).max(40)

export function carry(data: DataTransfer, media: readonly Media[]): void {
  data.effectAllowed = 'copyMove'
  data.setData(type, JSON.stringify(media.slice(0, 40)))
}

export const carries = (data: DataTransfer): boolean => data.types.includes(type)

/** What was dropped; nothing when it is none of ours. */
export function carriedBy(data: DataTransfer): Media[] {
  try {
    return Carried.safeParse(JSON.parse(data.getData(type))).data ?? []
  } catch {
    return []
  }
}
