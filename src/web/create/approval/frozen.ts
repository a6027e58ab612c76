import { z } from 'zod'

/** As much of what is frozen as is shown of it; what is missing is taken as empty. */
const Medium = z.object({
  id: z.string(),
  kind: z.enum(['image', 'video']).catch('image'),
  mime: z.string().catch(''),
  width: z.number().catch(1),
  height: z.number().catch(1),
  alt: z.string().catch(''),
})
const Part = z.object({
  text: z.string().catch(''),
  media: z.array(Medium).catch([]),
  poll: z
    .object({ options: z.array(z.string()), minutes: z.number(), multiple: z.boolean().catch(false) })
    .nullable()
    .catch(null),
  link: z
    .object({
      url: z.string(),
      title: z.string().catch(''),
      description: z.string().catch(''),
      imageMediaId: z.string().nullable().catch(null),
    })
    .nullable()
    .catch(null),
  quote: z.string().nullable().catch(null),
})
const Frozen = z.object({
  title: z.string().catch(''),
  parts: z.array(Part).catch([]),
  firstReply: z.string().nullable().catch(null),
  options: z.record(z.string(), z.unknown()).catch({}),
})
export type Frozen = z.infer<typeof Frozen>

export const frozenOf = (content: unknown): Frozen =>
  Frozen.parse(typeof content === 'object' && content !== null ? content : {})

/** Everything that it says, for comparing. */
export const wordsOf = ({ title, parts, firstReply }: Frozen): string =>
  [title, ...parts.map(({ text }) => text), firstReply ?? ''].filter(Boolean).join('\n\n')
