import type { Reply, Request } from '../frame.ts'
import { type Call, ok, wrong } from './say.ts'
import type { RedditState } from './state.ts'

export const buckets = {
  image: 'https://reddit-uploaded-media.s3-accelerate.amazonaws.com',
  video: 'https://reddit-uploaded-video.s3-accelerate.amazonaws.com',
} as const

const types = ['image/jpeg', 'image/png', 'image/gif', 'video/mp4', 'video/quicktime']

/** `POST /api/media/asset.json`: a place for a file, good for fifteen minutes. */
export function lease({ state, request }: Call): Reply {
  const { filepath, mimetype } = request.fields
  const mime = String(mimetype)
  if (!filepath || !types.includes(mime)) return wrong(400, 'Bad Request')
  const id = `${state.next()}asset`
  const bucket = mime.startsWith('video/') ? buckets.video : buckets.image
  const ends = state.at().getTime() + 15 * 60_000
  const fields = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-date': state.at().toISOString(),
    success_action_status: '201',
    acl: 'private',
    key: id,
    'x-amz-meta-ext': String(filepath).split('.').at(-1) ?? '',
    policy: Buffer.from(JSON.stringify({ id, ends })).toString('base64'),
    'x-amz-signature': Buffer.from(`signed ${id}`).toString('hex'),
  }
  state.assets.set(id, { id, mime, bucket, fields, bytes: null })
  return ok({
    args: {
      action: bucket.replace('https:', ''),
      fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
    },
    asset: {
      asset_id: id,
      processing_state: 'incomplete',
      payload: { filepath: String(filepath) },
      websocket_url: `wss://k8s-lb.wss.redditmedia.com/${id}`,
    },
  })
}

const xml = (status: number, body: string): Reply => ({
  status,
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  headers: { 'content-type': 'application/xml' },
})

/** The store that files lie in: it takes a form whose fields are those that were signed. */
export function store(state: RedditState, { origin, fields, files }: Request): Reply {
  const asset = state.assets.get(String(fields.key))
  const same = asset && Object.entries(asset.fields).every(([name, value]) => fields[name] === value)
  if (!asset || !same || asset.bucket !== origin) return xml(403, '<Error><Code>AccessDenied</Code></Error>')
  const { ends } = JSON.parse(Buffer.from(asset.fields.policy ?? '', 'base64').toString())
  if (ends < state.at().getTime())
    return xml(403, '<Error><Code>AccessDenied</Code><Message>Policy expired</Message></Error>')
  const { file } = files
  if (!file) return xml(400, '<Error><Code>InvalidArgument</Code></Error>')
  const most = asset.mime.startsWith('video/') ? state.maxBytes.video : state.maxBytes.image
  if (file.length > most)
    return xml(
      400,
      `<Error><Code>EntityTooLarge</Code><Message>Your proposed upload exceeds the maximum allowed size</Message><ProposedSize>${file.length}</ProposedSize><MaxSizeAllowed>${most}</MaxSizeAllowed></Error>`,
    )
  asset.bytes = file
  return xml(
    201,
    `<PostResponse><Location>${origin}/${asset.id}</Location><Key>${asset.id}</Key></PostResponse>`,
  )
}
