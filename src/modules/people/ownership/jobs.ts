import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** A letter each to who gave a workspace and who has it now. */
export const tellHandOver = defineJob(
  'people.tell-hand-over',
  z.object({ workspaceId: z.uuid(), giverId: z.string(), takerId: z.string() }),
  { tries: 5 },
)
