import { createHash } from 'node:crypto'
import type { Reply, Request } from '../frame.ts'
import { denied, gone, made, no, said } from './says.ts'
import type { FileKind, LinkedinState, Person, Upload } from './state.ts'

const urns: Record<FileKind, string> = { images: 'image', videos: 'video', documents: 'document' }
const web = 'https://www.linkedin.com'

type Asked = { owner?: string; fileSizeBytes?: number; uploadCaptions?: boolean; uploadThumbnail?: boolean }

export const createFiles = (state: LinkedinState, mayActAs: (person: Person, urn: string) => boolean) => {
  function open(kind: FileKind, person: Person, fields: Record<string, unknown>): Reply {
    const asked = (fields.initializeUploadRequest ?? {}) as Asked
    const owner = asked.owner ?? ''
    if (!mayActAs(person, owner)) return denied(`${kind}.initializeUpload`)
    const id = `C4E10AQ${state.nextId()}`
    const urn = `urn:li:${urns[kind]}:${id}`
    const size = asked.fileSizeBytes ?? 0
    if (kind === 'videos' && (size <= 0 || size > 5_000_000_000)) return no(400, 'fileSizeBytes is invalid')
    state.uploads.set(urn, {
      urn,
      kind,
      owner,
      mime: '',
      bytes: Buffer.alloc(0),
      size,
      token: kind === 'videos' ? `token-${id}` : '',
      tags: new Map(),
      captions: null,
      cover: null,
      at: null,
      broken: false,
    })
    const expires = state.clock().getTime() + 30 * 86_400_000
    const address = (what: string) =>
      `${web}/dms-uploads/sp/v2/${id}/${what}?ut=${'x'.repeat(400)}&kind=${urns[kind]}`
    if (kind !== 'videos')
      return said({ value: { uploadUrlExpiresAt: expires, uploadUrl: address('file'), [urns[kind]]: urn } })
    const parts = Math.ceil(size / state.partBytes)
    return said({
      value: {
        uploadUrlsExpireAt: expires,
        video: urn,
        uploadToken: `token-${id}`,
        uploadInstructions: Array.from({ length: parts }, (_, n) => ({
          uploadUrl: address(`part-${n}`),
          firstByte: n * state.partBytes,
          lastByte: Math.min(size, (n + 1) * state.partBytes) - 1,
        })),
        captionsUploadUrl: asked.uploadCaptions ? address('captions') : '',
        thumbnailUploadUrl: asked.uploadThumbnail ? address('thumbnail') : '',
      },
    })
  }

  function finalize(person: Person, fields: Record<string, unknown>): Reply {
    const asked = (fields.finalizeUploadRequest ?? {}) as {
      video?: string
      uploadToken?: string
      uploadedPartIds?: string[]
    }
    const upload = state.uploads.get(asked.video ?? '')
    if (!upload || !mayActAs(person, upload.owner)) return denied('videos.finalizeUpload')
    if (upload.at !== null) return no(400, 'The upload was finalized already')
    if (asked.uploadToken !== upload.token) return no(400, 'The upload token is not right')
    const parts = [...upload.tags].sort(([a], [b]) => a - b).map(([, part]) => part)
    const bytes = Buffer.concat(parts.map((part) => part.bytes))
    const tags = parts.map(({ tag }) => tag).join()
    if (tags !== (asked.uploadedPartIds ?? []).join() || bytes.length !== upload.size)
      return no(400, 'The parts are not those that were uploaded')
    settle(upload, bytes)
    return { status: 200, body: null }
  }

  function settle(upload: Upload, bytes: Buffer): void {
    upload.bytes = bytes
    upload.mime = typeOf(bytes)
    upload.at = state.now().getTime()
    const fits = { images: /^image\//, videos: /^video\/mp4$/, documents: /^application\/pdf$/ }[upload.kind]
    upload.broken ||= !fits.test(upload.mime)
  }

  return {
    say(kind: FileKind, person: Person, { query, fields }: Request): Reply {
      const action = query.get('action')
      if (action === 'initializeUpload') return open(kind, person, fields)
      if (kind === 'videos' && action === 'finalizeUpload') return finalize(person, fields)
      return no(400, 'No such action')
    },

    /** Persons may put files up, and not look at them. */
    show(kind: FileKind, urn: string, reads: boolean): Reply {
      const logo = [...state.pages.values()].some((page) => page.logo && urn === `urn:li:image:${page.logo}`)
      if (logo && reads)
        return said({
          id: urn,
          status: 'AVAILABLE',
          ...(state.showsFiles && { downloadUrl: `https://media.licdn.com/dms/image/${urn}` }),
        })
      const upload = state.uploads.get(urn)
      if (!upload || upload.kind !== kind) return gone()
      if (!reads || !upload.owner.startsWith('urn:li:organization:'))
        return no(403, `Accessing this ${urns[kind]} resource is forbidden.`, { code: 'ACCESS_DENIED' })
      const status = state.statusOf(upload)
      return said({
        id: urn,
        owner: upload.owner,
        status,
        ...(status === 'PROCESSING_FAILED' && { processingFailureReason: 'UNSUPPORTED_FORMAT' }),
      })
    },

    /** Where the bytes go: parts of films without a token, all else with one. */
    take({ path, query, bytes, files, fields, headers }: Request, signedIn: boolean): Reply {
      const [, id = '', what = ''] = /\/dms-uploads\/sp\/v2\/([^/]+)\/([\w-]+)$/.exec(path) ?? []
      const upload = state.uploads.get(`urn:li:${query.get('kind')}:${id}`)
      if (!upload) return no(404, 'No such upload')
      const part = /^part-(\d+)$/.exec(what)?.[1]
      if (part === undefined && !signedIn) return no(401, 'Empty oauth2_access_token', { number: 65_604 })
      if (part !== undefined) {
        if (headers.authorization) return no(400, 'A part of a film takes no token')
        const tag = `/ambry-video/signedId/${createHash('sha1').update(bytes).digest('hex')}-${part}.bin`
        upload.tags.set(Number(part), { tag, bytes })
        return { status: 200, headers: { etag: `"${tag}"` } }
      }
      if (what === 'thumbnail') upload.cover = bytes
      else if (what === 'captions')
        upload.captions = {
          metadata: JSON.parse(String(files.metadata ?? fields.metadata ?? '{}')),
          text: files.file?.toString('utf8') ?? '',
        }
      else settle(upload, bytes)
      return made('')
    },
  }
}

function typeOf(bytes: Buffer): string {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (head.startsWith('\x89PNG')) return 'image/png'
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('GIF8')) return 'image/gif'
  if (head.startsWith('%PDF-')) return 'application/pdf'
  return /^....ftyp/s.test(head) ? 'video/mp4' : ''
}
