import { z } from 'zod'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { currentWorkspace } from '../../api/workspace.ts'

const Medium = z.object({
  id: z.string(),
  kind: z.enum(['image', 'video']),
  alt: z.string().default(''),
  width: z.number().default(0),
  height: z.number().default(0),
})
export type Medium = z.infer<typeof Medium>

const Part = z.object({
  text: z.string().default(''),
  media: z.array(Medium).default([]),
  link: z.object({ url: z.string(), title: z.string().default('') }).nullish(),
  quote: z.string().nullish(),
  poll: z.object({ options: z.array(z.string()), minutes: z.number() }).nullish(),
})
export type FrozenPart = z.infer<typeof Part>

/** A content as it was frozen, as far as it is shown. What an older Carillon froze may lack something. */
const Frozen = z.object({
  title: z.string().default(''),
  parts: z.array(Part).default([]),
  firstReply: z.string().nullish(),
  options: z.record(z.string(), z.unknown()).default({}),
})
export type Frozen = z.infer<typeof Frozen>

export const readFrozen = (content: unknown): Frozen =>
  Frozen.safeParse(content).data ?? { title: '', parts: [], firstReply: null, options: {} }

/** How much of it is out: behind what is whole, something may still be lacking, such as a pin. */
export function outOf({
  content,
  parts,
}: Pick<DeliveryDetail, 'content' | 'parts'>): 'none' | 'some' | 'all' {
  const frozen = readFrozen(content)
  const all = frozen.parts.length + (frozen.firstReply ? 1 : 0)
  if (parts.length === 0) return 'none'
  return parts.length < all ? 'some' : 'all'
}

const inWorkspace = (path: string, more = ''): string =>
  `/api/v1${path}?workspace=${encodeURIComponent(currentWorkspace() ?? '')}${more}`

export const fileUrl = ({ id }: Pick<Medium, 'id'>): string =>
  inWorkspace(`/media/${encodeURIComponent(id)}/file`)

export const thumbnailUrl = ({ id }: Pick<Medium, 'id'>): string =>
  inWorkspace(`/media/${encodeURIComponent(id)}/thumbnail`, '&side=480')
