import { inColumns, sealedPlace } from '../../../app/sealed.ts'

/** A key opens only for the workspace that it was sealed for. */
export const aboutKey = (workspaceId: string): string => `assistant ${workspaceId}`

export const sealedAssistants = sealedPlace({
  table: 'assistants',
  key: ['workspace_id'],
  about: ({ workspaceId = '', workspace_id = '' }) => aboutKey(workspaceId || workspace_id),
  shape: inColumns,
})
