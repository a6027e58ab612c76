import type { Node } from './schema.ts'

/**
 * TikTok publishes no description of its interface. This one is ours, written from its public documentation as it stood on
 * 2026-11-30: https://developers.tiktok.com/doc/ with content-posting-api-reference-direct-post, -upload-video, -photo-post,
 * -query-creator-info, -get-video-status, content-posting-api-media-transfer-guide, oauth-user-access-token-management,
 * tiktok-api-v2-get-user-info, -video-list, -video-query, -video-object and -error-handling.
 */
const object = (properties: Node, required: string[] = Object.keys(properties)): Node => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const listOf = (items: Node, more: Node = {}): Node => ({ type: 'array', items, ...more })
const string: Node = { type: 'string' }
const text = (maxLength: number): Node => ({ type: 'string', maxLength })
const bool: Node = { type: 'boolean' }
const whole: Node = { type: 'integer', minimum: 0 }
const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: Node): Node => ({ content: { 'application/json': { schema } } })
const form = (schema: Node): Node => ({ content: { 'application/x-www-form-urlencoded': { schema } } })

const answers = (data: Node, required = true): Node => ({
  '200': json(object({ data, error: ref('Outcome') }, required ? ['data', 'error'] : ['error'])),
  default: json(object({ data: {}, error: ref('Refusal') }, ['error'])),
})

const post = (body: Node, responses: Node, parameters: Node[] = []): Node => ({
  post: { parameters, requestBody: json(body), responses },
})

const privacy: Node = {
  enum: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'FOLLOWER_OF_CREATOR', 'SELF_ONLY'],
}

const fields: Node = { name: 'fields', in: 'query', required: true, schema: string }
const query = (name: string): Node => ({ name, in: 'query', required: true, schema: string })

const upload = object({
  source: { const: 'FILE_UPLOAD' },
  video_size: whole,
  chunk_size: whole,
  total_chunk_count: whole,
})
const pull = object({ source: { const: 'PULL_FROM_URL' }, video_url: string })
const begun = object({ publish_id: text(64), upload_url: text(256) }, ['publish_id'])

export const tiktokDescription: Node = {
  openapi: '3.1.0',
  paths: {
    '/v2/oauth/token/': {
      post: {
        requestBody: form({
          anyOf: [
            object({
              client_key: string,
              client_secret: string,
              grant_type: { const: 'authorization_code' },
              code: string,
              redirect_uri: string,
              code_verifier: { type: 'string', minLength: 43, maxLength: 128 },
            }),
            object({
              client_key: string,
              client_secret: string,
              grant_type: { const: 'refresh_token' },
              refresh_token: string,
            }),
          ],
        }),
        responses: {
          '200': json({
            anyOf: [
              object({
                open_id: string,
                scope: string,
                access_token: string,
                expires_in: whole,
                refresh_token: string,
                refresh_expires_in: whole,
                token_type: { const: 'Bearer' },
              }),
              ref('OauthError'),
            ],
          }),
          // Of servers that are away nothing is said.
          '503': {},
          default: json(ref('OauthError')),
        },
      },
    },
    '/v2/user/info/': {
      get: { parameters: [fields], responses: answers(object({ user: ref('User') })) },
    },
    '/v2/post/publish/creator_info/query/': post(
      { type: 'object', properties: {} },
      answers(
        object(
          {
            creator_avatar_url: string,
            creator_username: string,
            creator_nickname: string,
            privacy_level_options: listOf(privacy),
            comment_disabled: bool,
            duet_disabled: bool,
            stitch_disabled: bool,
            max_video_post_duration_sec: whole,
          },
          [],
        ),
        false,
      ),
    ),
    '/v2/post/publish/video/init/': post(
      object({ post_info: ref('FilmInfo'), source_info: { anyOf: [upload, pull] } }),
      answers(begun),
    ),
    '/v2/post/publish/inbox/video/init/': post(
      object({ source_info: { anyOf: [upload, pull] } }),
      answers(begun),
    ),
    '/v2/post/publish/content/init/': post(
      object({
        media_type: { const: 'PHOTO' },
        post_mode: { enum: ['DIRECT_POST', 'MEDIA_UPLOAD'] },
        post_info: ref('PhotoInfo'),
        source_info: object(
          { source: { const: 'PULL_FROM_URL' }, photo_images: listOf(string), photo_cover_index: whole },
          ['source', 'photo_images'],
        ),
      }),
      answers(object({ publish_id: text(64) })),
    ),
    '/v2/post/publish/status/fetch/': post(
      object({ publish_id: text(64) }),
      answers(
        object(
          {
            status: {
              enum: [
                'PROCESSING_UPLOAD',
                'PROCESSING_DOWNLOAD',
                'SEND_TO_USER_INBOX',
                'PUBLISH_COMPLETE',
                'FAILED',
              ],
            },
            fail_reason: string,
            // Whole numbers of 64 bits: more than a number holds here.
            publicaly_available_post_id: listOf({}),
            uploaded_bytes: whole,
            downloaded_bytes: whole,
          },
          ['status'],
        ),
      ),
    ),
    '/v2/video/list/': post(
      object({ cursor: whole, max_count: { type: 'integer', minimum: 1, maximum: 20 } }, []),
      answers(object({ videos: listOf(ref('Video')), cursor: whole, has_more: bool })),
      [fields],
    ),
    '/v2/video/query/': post(
      object({ filters: object({ video_ids: listOf(string, { maxItems: 20 }) }) }),
      answers(object({ videos: listOf(ref('Video')) })),
      [fields],
    ),
    // Where an upload goes is told by an answer; the bytes themselves are no JSON.
    '/video/': { put: { parameters: [query('upload_id'), query('upload_token')], responses: {} } },
  },
  components: {
    schemas: {
      Outcome: object({ code: string, message: string, log_id: string }),
      Refusal: object({ code: { type: 'string', not: { const: 'ok' } }, message: string, log_id: string }),
      OauthError: object({ error: string, error_description: string, log_id: string }),
      User: object(
        {
          open_id: string,
          union_id: string,
          display_name: string,
          avatar_url: string,
          username: string,
          bio_description: string,
          follower_count: whole,
          following_count: whole,
          video_count: whole,
        },
        ['open_id'],
      ),
      FilmInfo: object(
        {
          title: string,
          privacy_level: privacy,
          disable_duet: bool,
          disable_stitch: bool,
          disable_comment: bool,
          video_cover_timestamp_ms: whole,
          brand_content_toggle: bool,
          brand_organic_toggle: bool,
          is_aigc: bool,
        },
        ['privacy_level'],
      ),
      PhotoInfo: object(
        {
          title: string,
          description: string,
          privacy_level: privacy,
          disable_comment: bool,
          auto_add_music: bool,
          brand_content_toggle: bool,
          brand_organic_toggle: bool,
        },
        [],
      ),
      Video: object(
        {
          id: string,
          create_time: whole,
          share_url: string,
          title: text(150),
          video_description: text(150),
          like_count: whole,
          comment_count: whole,
          share_count: whole,
          view_count: whole,
        },
        ['id'],
      ),
    },
  },
}
