import { randomBytes } from 'node:crypto'
import { fetchedFrom } from '../../../src/networks/kit/in-memory.ts'
import type { Reply, Request } from '../frame.ts'
import { fine, refused, refusedFinely } from './says.ts'
import type { Publish, TiktokState, TiktokUser } from './state.ts'
import type { Holder } from './tokens.ts'

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}

const mega = 1_000_000
const films = ['video/mp4', 'video/quicktime', 'video/webm']

/** What kind of file bytes are, by their beginning. */
function kindOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.slice(0, 16))
  if (head.subarray(4, 8).toString('latin1') === 'ftyp') return 'video/mp4'
  if (head[0] === 0xff && head[1] === 0xd8) return 'image/jpeg'
  return head.subarray(8, 12).toString('latin1') === 'WEBP' ? 'image/webp' : null
}

/** In a house that stands on this machine, everything is verified. */
const isHere = (address: string): boolean => /^https?:\/\/(127\.0\.0\.1|localhost)[:/]/.test(address)

async function fetched(address: string): Promise<Uint8Array | undefined> {
  const there = fetchedFrom(address)
  if (there || !isHere(address)) return there
  const answer = await fetch(address, { redirect: 'manual' }).catch(() => null)
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
}

/** What TikTok has against the way in which a film is cut. */
function isCutWell({ size, chunk, total }: { size: number; chunk: number; total: number }): boolean {
  if (size <= 0 || total !== Math.floor(size / chunk) || total < 1 || total > 1000) return false
  if (total === 1) return size === chunk && size <= 64 * mega
  const last = size - chunk * (total - 1)
  return chunk >= 5 * mega && chunk <= 64 * mega && last <= 128 * mega
}

/** Films and photos on their way to the public, by TikTok's own rules. */
export function createPosting(state: TiktokState) {
  function creator(_: Request, { user, token }: Holder): Reply {
    if (state.isTooOften(token, 'creator', 20)) return refused('rate_limit_exceeded')
    if (user.barred) return refusedFinely('spam_risk_user_banned_from_posting')
    if (state.postsOf(user.openId).length >= 15) return refusedFinely('spam_risk_too_many_posts')
    return fine({
      creator_avatar_url: 'https://p16.tiktokcdn.com/a.jpeg',
      creator_username: user.username,
      creator_nickname: user.displayName,
      privacy_level_options: state.levelsOf(user),
      comment_disabled: user.commentsOff,
      duet_disabled: user.duetOff || user.isPrivate,
      stitch_disabled: user.isPrivate,
      max_video_post_duration_sec: user.longest,
    })
  }

  /** What stands against a post of an account, whatever it is. */
  function against({ user, token }: Holder, info: Record<string, unknown>): Reply | null {
    if (state.isTooOften(token, 'init', 6)) return refused('rate_limit_exceeded')
    if (user.barred) return refused('spam_risk_user_banned_from_posting')
    if (state.postsOf(user.openId).length >= 15) return refused('spam_risk_too_many_posts')
    const level = String(info.privacy_level)
    if (!state.levelsOf(user).includes(level)) return refused('privacy_level_option_mismatch')
    if (!state.audited && (level !== 'SELF_ONLY' || !user.isPrivate))
      return refused('unaudited_client_can_only_post_to_private_accounts')
    return info.brand_content_toggle === true && level === 'SELF_ONLY' ? refused('invalid_param') : null
  }

  function againstDraft({ user, token }: Holder): Reply | null {
    if (state.isTooOften(token, 'init', 6)) return refused('rate_limit_exceeded')
    if (user.barred) return refused('spam_risk_user_banned_from_posting')
    return state.draftsOf(user.openId).length >= 5 ? refused('spam_risk_too_many_pending_share') : null
  }

  function begin(request: Request, holder: Holder, draft: boolean): Reply {
    const info = record(request.fields.post_info)
    const wrong = draft ? againstDraft(holder) : against(holder, info)
    if (wrong) return wrong
    const { source, video_size, chunk_size, total_chunk_count } = record(request.fields.source_info)
    const cut = { size: Number(video_size), chunk: Number(chunk_size), total: Number(total_chunk_count) }
    if (source !== 'FILE_UPLOAD' || !isCutWell(cut) || cut.size > 4000 * mega) return refused('invalid_param')
    if (String(info.title ?? '').length > 2200) return refused('invalid_param')
    const publish = added(holder.user, { kind: 'film', draft, info, ...cut })
    const url = new URL('https://open-upload.tiktokapis.com/video/')
    url.search = new URLSearchParams({ upload_id: publish.id, upload_token: publish.token }).toString()
    holder.user.secrets.push(publish.token)
    return fine({ publish_id: publish.id, upload_url: url.href })
  }

  function added(user: TiktokUser, of: Partial<Publish> & Pick<Publish, 'kind' | 'draft' | 'info'>): Publish {
    const prefix = of.kind === 'photos' ? 'p_pub_url' : of.draft ? 'v_inbox_file' : 'v_pub_file'
    const publish: Publish = {
      id: `${prefix}~v2-1.${state.postId()}`,
      userId: user.openId,
      size: 0,
      chunk: 0,
      total: 0,
      bytes: Buffer.alloc(0),
      mime: '',
      token: randomBytes(16).toString('hex'),
      photos: [],
      at: state.clock(),
      completeAt: null,
      failed: null,
      post: null,
      ...of,
    }
    state.publishes.set(publish.id, publish)
    return publish
  }

  /** Takes a piece. They come in order, each of the size that was told, the last with what is left over. */
  function take({ query, headers, bytes }: Request): Reply {
    const publish = state.publishes.get(query.get('upload_id') ?? '')
    if (publish?.token !== query.get('upload_token')) return { status: 404 }
    if (state.clock().getTime() > publish.at.getTime() + 3_600_000) return { status: 403 }
    if (publish.completeAt) return { status: 404 }
    const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(headers['content-range'])) ?? []
    const mime = String(headers['content-type'])
    const length = Number(to) - Number(from) + 1
    if (Number(total) !== publish.size || length !== bytes.length || !films.includes(mime))
      return { status: 400 }
    if (Number(from) !== publish.bytes.length) return { status: 416 }
    const place = Number(from) / publish.chunk
    const due = place === publish.total - 1 ? publish.size - Number(from) : publish.chunk
    if (!Number.isInteger(place) || length !== due) return { status: 400 }
    publish.bytes = Buffer.concat([publish.bytes, bytes])
    publish.mime = mime
    const header = { 'content-range': `bytes 0-${publish.bytes.length - 1}/${publish.size}` }
    if (publish.bytes.length < publish.size) return { status: 206, headers: header }
    state.complete(publish, kindOf(publish.bytes) === null ? 'file_format_check_failed' : null)
    return { status: 201, headers: header }
  }

  /** Photos are asked for and fetched in one. */
  async function photos({ fields }: Request, holder: Holder): Promise<Reply> {
    const info = record(fields.post_info)
    const draft = fields.post_mode === 'MEDIA_UPLOAD'
    const wrong = draft ? againstDraft(holder) : against(holder, info)
    if (wrong) return wrong
    const { source, photo_images, photo_cover_index = 0 } = record(fields.source_info)
    const addresses = Array.isArray(photo_images) ? photo_images.map(String) : []
    if (source !== 'PULL_FROM_URL' || addresses.length < 1 || addresses.length > 35)
      return refused('invalid_param')
    if (String(info.title ?? '').length > 90 || String(info.description ?? '').length > 4000)
      return refused('invalid_param')
    if (Number(photo_cover_index) >= addresses.length) return refused('invalid_param')
    if (addresses.some((one) => !one.startsWith(state.verified) && !isHere(one)))
      return refused('url_ownership_unverified')
    const publish = added(holder.user, { kind: 'photos', draft, info })
    for (const address of addresses) {
      const bytes = await fetched(address)
      publish.photos.push({ address, mime: bytes ? (kindOf(bytes) ?? 'none') : '' })
    }
    state.complete(publish, wrongIn(publish))
    return fine({ publish_id: publish.id })
  }

  const wrongIn = ({ photos: all }: Publish): string | null => {
    if (all.some(({ mime }) => mime === '')) return 'photo_pull_failed'
    return all.some(({ mime }) => !mime.startsWith('image/')) ? 'file_format_check_failed' : null
  }

  function status({ fields }: Request, { user, token }: Holder): Reply {
    if (state.isTooOften(token, 'status', 30)) return refused('rate_limit_exceeded')
    const publish = state.publishes.get(String(fields.publish_id))
    if (!publish) return refused('invalid_publish_id')
    if (publish.userId !== user.openId) return refused('token_not_authorized_for_specified_publish_id')
    state.settle(publish)
    return fine(standOf(publish))
  }

  function standOf(publish: Publish): object {
    const { kind, draft, completeAt, failed, post, bytes, at } = publish
    const counted = kind === 'film' && { uploaded_bytes: bytes.length }
    const working = kind === 'film' ? 'PROCESSING_UPLOAD' : 'PROCESSING_DOWNLOAD'
    const now = state.clock().getTime()
    if (!completeAt) {
      const over = now > at.getTime() + 3_600_000
      return over
        ? { status: 'FAILED', fail_reason: 'internal', publicaly_available_post_id: [], ...counted }
        : { status: working, ...counted }
    }
    if (now < completeAt.getTime() + state.processingMs) return { status: working, ...counted }
    if (failed) return { status: 'FAILED', fail_reason: failed, publicaly_available_post_id: [], ...counted }
    if (draft && !post) return { status: 'SEND_TO_USER_INBOX', ...counted }
    // Ids are written as numbers of 64 bits.
    const ids = post && state.isTold(post) ? [BigInt(post.id)] : []
    return { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: ids, ...counted }
  }

  return { creator, begin, take, photos, status }
}
