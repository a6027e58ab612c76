import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import { absent, ask, type Line } from './client.ts'

const phase = z.looseObject({ status: z.string().catch('') }).optional()
const Film = z.object({
  id: z.string(),
  published: z.boolean().optional(),
  post_id: z.string().optional(),
  permalink_url: z.string().optional(),
  status: z
    .object({
      video_status: z.string().catch(''),
      uploading_phase: z
        .looseObject({ status: z.string().catch(''), bytes_transfered: z.number().optional() })
        .optional(),
      processing_phase: phase,
      publishing_phase: phase,
    })
    .optional(),
})
export type Film = z.infer<typeof Film>

/** What Facebook knows of a film of ours; null when it knows it no more. */
export const filmBy = (line: Line, id: string, signal?: AbortSignal): Promise<Film | null> =>
  ask(line, Film, {
    method: 'GET',
    path: id,
    query: { fields: 'id,status,published,post_id,permalink_url' },
    signal,
  }).catch(absent)

/** `waiting`: it is all there, and nobody has said yet that it shall be out. */
export type Stage = 'failed' | 'waiting' | 'working' | 'out'

export function stageOf({ status, published }: Film): Stage {
  const { video_status: whole = '', processing_phase: made, publishing_phase: out } = status ?? {}
  const failed = [made?.status, out?.status].includes('error')
  if (failed || ['error', 'upload_failed', 'expired'].includes(whole)) return 'failed'
  // “Ready” alone says that it can be played, not that it is shown.
  const shown = out ? out.status === 'complete' : published === true
  if (whole === 'ready' && shown) return 'out'
  const begun = (one: typeof made) => one !== undefined && !['', 'not_started'].includes(one.status)
  return begun(made) || begun(out) || whole === 'ready' ? 'working' : 'waiting'
}

export const unfit = (): NetworkFailure =>
  new NetworkFailure(
    'rejected',
    'Facebook could not make anything of the film. Look at its shape and length, or convert it, and publish again.',
    { code: 'video_unfit' },
  )
