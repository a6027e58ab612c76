import { fileTypeFromBuffer } from 'file-type'
import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { formWith } from '../kit/form.ts'
import type { SendCall } from '../kit/network.ts'
import { endingOf } from '../kit/pictures.ts'
import { ask } from './client.ts'

type Call = Pick<SendCall, 'tools' | 'account' | 'signal'>

const Registered = z.object({
  media_id: z.string(),
  upload_url: z.url(),
  upload_parameters: z.record(z.string(), z.string()),
})
const State = z.object({ status: z.string().nullish() })

/** So long a film is left alone before it is asked for again. Milliseconds. */
const pause = 15_000

/** Registers a film and uploads it to where Pinterest says. Answers what Pinterest calls it. */
export async function uploadFilm({ tools, account, signal }: Call, film: Media): Promise<string> {
  await beHonest(film)
  const { media_id, upload_url, upload_parameters } = await ask(tools, account, Registered, {
    method: 'POST',
    path: '/media',
    json: { media_type: 'video' },
    about: 'film',
    signal,
  })
  const { status } = await askServer(tools, {
    method: 'POST',
    url: upload_url,
    told: formWith(upload_parameters, { ...film, name: `${film.id}.${endingOf(film.mime)}` }),
    carries: true,
    signal,
  })
  if (status < 300) return media_id
  if (status === 400 || status === 413)
    throw new NetworkFailure(
      'rejected',
      'Pinterest takes no film as large as this. Make it shorter or smaller.',
      { code: 'too_large', status },
    )
  throw new NetworkFailure(
    'later',
    'The film could not be uploaded to Pinterest. It is tried again by itself.',
    { code: 'upload_failed', status, outage: status >= 500 },
  )
}

/** Says nothing when the film can be pinned now; throws otherwise. */
export async function expectReady({ tools, account, signal }: Call, mediaId: string): Promise<void> {
  const path = `/media/${mediaId}`
  const { status } = await ask(tools, account, State, { method: 'GET', path, about: 'film', signal })
  if (status === 'succeeded') return
  if (status === 'failed')
    throw new NetworkFailure(
      'rejected',
      'Pinterest could not work with this film. Replace it by another one, an MP4 of 4 seconds to 15 minutes.',
      { code: 'media_not_taken' },
    )
  throw new NetworkFailure(
    'later',
    'Pinterest is still working on the film. The pin goes out when it is ready.',
    { code: 'media_processing', alone: true, retryAt: new Date(tools.now().getTime() + pause) },
  )
}

/** Its first bytes are those of a film; all of it may be larger than memory. */
async function beHonest(film: Media): Promise<void> {
  const type = await fileTypeFromBuffer(await film.piece(0, Math.min(film.bytes, 4100)))
  if (type?.mime.startsWith('video/')) return
  throw new NetworkFailure(
    'rejected',
    `One file says it is ${film.mime}, but it is ${type?.mime ?? 'something else'}. Take it out and add it again.`,
    { code: 'media_not_honest' },
  )
}
