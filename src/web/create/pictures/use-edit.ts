import { useQuery } from '@tanstack/react-query'
import { BrandKit } from '../../../modules/create/brand/contract.ts'
import { Media } from '../../../modules/create/media/contract.ts'
import { Edit, type Recipe } from '../../../modules/create/pictures/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'

/** The original of a picture, with what was done to it. */
export const useEdit = (id: string) =>
  useQuery(ask({ topic: 'media', path: path`/media/${id}/edit`, schema: Edit, fresh: 600_000 }))

export const useBrand = () =>
  useQuery(ask({ topic: 'brand', also: ['media'], path: '/brand-kit', schema: BrandKit }))

/** Makes the picture; the answer is the one that was made. */
export const useMake = (id: string, onMade: (media: Media) => void) =>
  useWrite((recipe: Recipe) => api.post(path`/media/${id}/edits`, { body: { recipe }, schema: Media }), {
    touches: ['media'],
    onSuccess: onMade,
  })
