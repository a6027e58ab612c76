import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** What a browser gives when it lets itself be told (Push API). */
export const DeviceBody = z.strictObject({
  endpoint: z.url({ protocol: /^https$/ }).max(2000),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[A-Za-z0-9_-]{80,100}={0,2}$/),
    auth: z.string().regex(/^[A-Za-z0-9_-]{16,40}={0,2}$/),
  }),
})
export type DeviceBody = z.infer<typeof DeviceBody>

export const Device = z.object({
  id: Id,
  name: z.string().describe('Browser and system, as it called itself'),
  here: z.boolean().describe('Asked for in the session that asks'),
  createdAt: z.iso.datetime(),
  toldAt: z.iso.datetime().nullable(),
})
export type Device = z.infer<typeof Device>

export const DeviceList = z.object({
  key: z.string().describe('The house’s public key, which a browser wants to know'),
  items: z.array(Device),
  next: z.null(),
})
export type DeviceList = z.infer<typeof DeviceList>

export const DeviceParams = z.object({ id: Id })
