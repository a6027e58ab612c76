import { inColumns, sealedPlace } from '../../../app/sealed.ts'

/** A secret opens only for the hook that it was sealed for. */
export const aboutHook = (id: string): string => `hook ${id}`

export const sealedHooks = sealedPlace({
  table: 'hooks',
  key: ['id'],
  about: ({ id = '' }) => aboutHook(id),
  shape: inColumns,
})
