import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const values = z
  .record(z.string().max(60), z.string().max(4000))
  .describe('By the names of the manifest’s `app.fields`')
const fields = {
  name: z.string().trim().min(1, 'Give the app a name.').max(80).describe('As people here call it'),
  shared: z.boolean().describe('All workspaces of the organisation may sign in with it'),
  values,
}

export const AppBody = z.object({
  network: z.string().max(60),
  ...fields,
  shared: fields.shared.default(false),
})
export type AppBody = z.infer<typeof AppBody>

/** `version`: the one it was read with. */
export const AppChange = z.object({
  ...fields,
  values: values.describe('Those that are left out or empty stay as they are'),
  version: z.int().min(1),
})
export type AppChange = z.infer<typeof AppChange>

export const NetworkApp = z
  .object({
    id: Id,
    network: z.string(),
    name: z.string(),
    shared: z.boolean(),
    own: z.boolean().describe('It belongs to this workspace, which alone may change it'),
    values: z.record(z.string(), z.string()).describe('What is no secret; empty for the apps of others'),
    channels: z.int().describe('Channels of this workspace that signed in with it'),
    elsewhere: z.int().describe('Channels of other workspaces, where it is this workspace’s own'),
    version: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'NetworkApp' })
export type NetworkApp = z.infer<typeof NetworkApp>

export const AppList = z.object({
  items: z.array(NetworkApp),
  backUri: z.string().describe('To be registered with every app: where people come back to after a sign-in'),
})
