import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  type Folder,
  MediaList,
  type MediaSort,
  type RightsState,
  Shelves,
} from '../../../modules/create/media/contract.ts'
import { ask, askPages } from '../../api/query.ts'

export type Search = {
  q?: string
  kind?: 'image' | 'video'
  folder?: string
  tags?: string
  sort?: MediaSort
  unnamed?: boolean
  unused?: boolean
  rights?: RightsState
}

export const useMedia = ({ q, ...search }: Search, limit = 100) =>
  useInfiniteQuery(
    askPages({ topic: 'media', path: '/media', query: { text: q, ...search, limit }, schema: MediaList }),
  )

/** Folders and tags with how much they hold. */
export const useShelves = () => useQuery(ask({ topic: 'media', path: '/media-folders', schema: Shelves }))

export type Placed = Folder & { depth: number; path: string; total: number }

/** Folders as they are read, each after the one that it lies in, with all that lies in and below it counted. */
export function inOrder(folders: readonly Folder[]): Placed[] {
  const from = (parentId: string | null, depth: number, above: string): Placed[] =>
    folders
      .filter((one) => one.parentId === parentId)
      .flatMap((one) => {
        const path = above ? `${above} / ${one.name}` : one.name
        const below = from(one.id, depth + 1, path)
        const direct = below.filter((each) => each.parentId === one.id)
        const total = one.media + direct.reduce((sum, each) => sum + each.total, 0)
        return [{ ...one, depth, path, total }, ...below]
      })
  return from(null, 0, '')
}
