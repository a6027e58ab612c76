import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Anchor } from '../approval/contract.ts'

const uniqueIds = (most: number) =>
  z
    .array(Id)
    .max(most)
    .transform((all) => [...new Set(all)])

export const mostLinkPosts = 100
export const LinkBody = z
  .object({
    label: z.string().trim().min(1).max(80),
    postIds: uniqueIds(mostLinkPosts).default([]),
    campaignId: Id.nullable().default(null).describe('Or all posts of a campaign that wait'),
    days: z.int().min(1).max(90).default(14),
    pin: z
      .string()
      .regex(/^\d{4,8}$/, 'A PIN has four to eight digits.')
      .nullable()
      .default(null),
  })
  .refine(({ postIds, campaignId }) => (campaignId === null) === postIds.length > 0, {
    error: 'Choose posts, or a campaign.',
    params: { code: 'required' },
    path: ['postIds'],
  })
export type LinkBody = z.infer<typeof LinkBody>
export const Link = z.object({
  id: Id,
  label: z.string(),
  posts: z.int(),
  campaign: z.string().nullable(),
  pin: z.boolean(),
  madeBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  approved: z.int().describe('Posts that were approved with it; revoking it leaves them so'),
  opens: z.int(),
  openedAt: z.iso.datetime().nullable(),
  state: z.enum(['open', 'over', 'void', 'revoked']),
})
export type Link = z.infer<typeof Link>
export const LinkList = z.object({ items: z.array(Link) })
export const MadeLink = Link.extend({ url: z.string().describe('Shown this once') })
export type MadeLink = z.infer<typeof MadeLink>
export const LinkId = z.object({ id: Id })

export const PageBody = z.object({
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  logoId: Id.nullable(),
  greeting: z.string().trim().max(500),
})
export type PageBody = z.infer<typeof PageBody>

/** What a link carries, with what proves besides that somebody may use it. */
const key = {
  token: z.string().min(20).max(100),
  pin: z
    .string()
    .regex(/^\d{4,8}$/)
    .nullable()
    .default(null),
}
export const SharedKey = z.object(key)
export type SharedKey = z.infer<typeof SharedKey>

const guest = z.string().trim().min(1).max(80).describe('What they want to be called')

const SharedComment = z.object({
  id: Id,
  kind: z.enum(['comment', 'change']),
  words: z.string(),
  channelId: Id.nullable(),
  anchor: Anchor.nullable(),
  by: z.string(),
  createdAt: z.iso.datetime(),
  resolved: z.boolean(),
})

export const SharedPost = z.object({
  id: Id,
  seen: z.string(),
  state: z
    .enum(['waiting', 'approved', 'changes', 'unasked'])
    .describe('`unasked`: no step of approval asks anybody about it'),
  versions: z.array(
    z.object({
      channelId: Id,
      channel: z.string(),
      handle: z.string(),
      network: z.object({
        id: z.string(),
        name: z.string(),
        colour: z.string(),
        mark: z.string().optional().describe('Its sign, as a path of SVG in 24 × 24'),
      }),
      zone: z.string(),
      dueAt: z.iso.datetime().nullable(),
      open: z.boolean().describe('Whether their yes is awaited for it'),
      content: z.json(),
    }),
  ),
  comments: z.array(SharedComment),
})
export type SharedPost = z.infer<typeof SharedPost>

export const SharedApproval = z.object({
  brand: z.object({
    name: z.string(),
    colour: z.string().nullable(),
    logo: Id.nullable(),
    greeting: z.string(),
  }),
  needsPin: z.boolean().describe('Nothing is shown before the PIN is right'),
  expiresAt: z.iso.datetime(),
  posts: z.array(SharedPost),
})
export type SharedApproval = z.infer<typeof SharedApproval>

export const SharedApprove = z.object({ ...key, guest, postId: Id, seen: z.string().min(1).max(64) })
export type SharedApprove = z.infer<typeof SharedApprove>
export const SharedComments = z.object({
  ...key,
  guest,
  postId: Id,
  kind: z.enum(['comment', 'change']),
  words: z.string().trim().min(1).max(5000),
  channelId: Id.nullable().default(null),
  anchor: Anchor.nullable().default(null),
})
export type SharedComments = z.infer<typeof SharedComments>
export const SharedPicture = z.object({ ...key, mediaId: Id, side: z.literal([320, 960]).default(960) })
export type SharedPicture = z.infer<typeof SharedPicture>
