import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

const News = z.enum(['asked', 'kept'])
export type News = z.infer<typeof News>

/** A letter to every member: their workspace will be gone, or stays after all. `by`: the owner who said so. */
export const tellClosing = defineJob(
  'people.tell-closing',
  z.object({ workspaceId: z.uuid(), news: News, by: z.string() }),
  { tries: 5 },
)

export const eraseWorkspaces = defineJob('people.erase-workspaces', z.unknown(), {
  cron: '13 * * * *',
  tries: 3,
})

/** Files of a workspace whose rows are gone, and of the channels that it had. */
export const clearFiles = defineJob(
  'people.clear-files',
  z.object({ workspaceId: z.uuid(), channelIds: z.array(z.uuid()) }),
)
