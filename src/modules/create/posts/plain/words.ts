/** Words of posts that lighter pages need too, without all that a post is. */
import { z } from 'zod'

export const PostCategory = z.enum(['engaging', 'brand', 'educational', 'promotional'])
export type PostCategory = z.infer<typeof PostCategory>

/** Why people pass something on: it stirs them, helps them, lets them show who they are, or makes them laugh. */
export const Appeal = z.enum(['provocation', 'instruction', 'medal', 'laugh'])
export type Appeal = z.infer<typeof Appeal>

const clock = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,3})?)?'
/** Civil time, with seconds where somebody wants them. */
export const Civil = z
  .string()
  .regex(
    new RegExp(`^\\d{4}-\\d{2}-\\d{2}T${clock}$`),
    'Write it as the clock on the wall shows it: 2030-01-31T09:30.',
  )
export const Moment = z
  .string()
  .regex(
    new RegExp(`^\\d{4}-\\d{2}-\\d{2}T${clock}(Z|[+-]\\d{2}:\\d{2})?$`),
    'Write it as 2030-01-31T09:30, as the clock on the wall shows it, or with an offset, as 2030-01-31T07:30Z.',
  )
