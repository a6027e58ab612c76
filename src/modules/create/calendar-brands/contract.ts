import { z } from 'zod'
import { Id } from '../../../app/id.ts'

const ids = z
  .string()
  .max(8000)
  .transform((list) => [...new Set(list.split(',').filter(Boolean))])
  .pipe(z.array(Id).max(200))

/** The window is half open and holds 100 days at most; without one, the next four weeks. */
export const BrandsQuery = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  beside: Id.optional().describe('Only workspaces of the organisation of this one'),
  workspaces: ids.optional().describe('Only these, of those that you are a member of'),
})
export type BrandsQuery = z.infer<typeof BrandsQuery>

export const Brand = z.object({
  id: Id,
  name: z.string(),
  timeZone: z.string(),
  colour: z.string().nullable().describe('Of its page for people outside'),
  channels: z.array(z.object({ id: Id, handle: z.string(), network: z.string() })),
})
export type Brand = z.infer<typeof Brand>

export const BrandEntry = z.object({
  workspaceId: Id,
  postId: Id,
  at: z.iso.datetime(),
  stage: z.enum(['draft', 'proposed', 'scheduled']),
  states: z.array(z.string()).describe('Of its deliveries that are due then; empty for drafts'),
  text: z.string(),
  media: z.int(),
  channelIds: z.array(Id),
})
export type BrandEntry = z.infer<typeof BrandEntry>

/** `brands` are all that one may choose from; `items` only of those that were asked for. */
export const Brands = z.object({ brands: z.array(Brand), items: z.array(BrandEntry), more: z.boolean() })
export type Brands = z.infer<typeof Brands>
