import { z } from 'zod'
import { askServer } from '../kit/ask.ts'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { formWith, held, type Pieces } from '../kit/form.ts'
import type { SendCall } from '../kit/network.ts'
import { endingOf, expectHonest, honestBytes } from '../kit/pictures.ts'
import { ask } from './client.ts'
import type { Asset } from './parts.ts'

const Lease = z.object({
  args: z.object({
    action: z.string(),
    fields: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  asset: z.object({ asset_id: z.string().regex(/^[\w-]{1,60}$/) }),
})

type Call = Pick<SendCall, 'tools' | 'account' | 'signal'>
type File = Pieces & Pick<Media, 'mime' | 'id'>

export async function uploadPicture(call: Call, picture: Media): Promise<Asset> {
  await honestBytes(picture)
  return upload(call, picture)
}

export async function uploadFilm(call: Call, film: Media): Promise<{ film: Asset; poster: Asset }> {
  await expectHonest(film)
  // The small one first: what is wrong with the sign-in shows before a gigabyte is on its way.
  const poster = await upload(
    call,
    film.poster ? fileOf(film.id, 'image/jpeg', await film.poster.read()) : plainPoster,
  )
  return { film: await upload(call, film), poster }
}

const fileOf = (id: string, mime: string, bytes: Uint8Array): File => ({
  id,
  mime,
  ...held(bytes),
})

/** Reddit takes no film without a picture that stands for it: where nobody chose one, it is a plain dark one. */
const plainPoster = fileOf(
  'poster',
  'image/png',
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAoAAAAFoCAMAAADw7LpjAAAAA1BMVEUmJiqD3016AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAA9klEQVR42u3BMQEAAADCoPVPbQsvoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADgZ4WVAAFYOwxKAAAAAElFTkSuQmCC',
    'base64',
  ),
)

/** Reddit names a place to put the file at, good for some minutes; it goes there whole, piece by piece. */
async function upload(call: Call, file: File): Promise<Asset> {
  const { tools, signal } = call
  const name = `${file.id}.${endingOf(file.mime)}`
  const { args, asset } = await ask(call, Lease, {
    method: 'POST',
    path: '/api/media/asset.json',
    form: { filepath: name, mimetype: file.mime },
  })
  const at = args.action.startsWith('//') ? `https:${args.action}` : args.action
  const fields = Object.fromEntries(args.fields.map((field) => [field.name, field.value]))
  const { status } = await askServer(tools, {
    method: 'POST',
    url: at,
    told: formWith(fields, { ...file, name }),
    carries: true,
    signal,
  })
  if (status < 300) return { id: asset.asset_id, url: `${at.replace(/\/$/, '')}/${fields.key ?? ''}` }
  if (status === 400 || status === 413)
    throw new NetworkFailure(
      'rejected',
      'Reddit takes no file as large as this. Make it shorter or smaller.',
      {
        code: 'too_large',
        status,
      },
    )
  throw new NetworkFailure(
    'later',
    'The file could not be uploaded to Reddit. It is tried again by itself.',
    {
      code: 'upload_incomplete',
      status,
      outage: status >= 500,
    },
  )
}
