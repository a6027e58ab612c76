import type { Node } from './schema.ts'

/**
 * Weibo publishes no description that a machine can read. This one is ours, written from the pages of its wiki as they stood
 * on 2026-11-30: OAuth2/authorize, OAuth2/access_token, Oauth2/get_token_info, 2/users/show, 2/statuses/share,
 * 2/statuses/user_timeline, 2/statuses/count, Error_code (https://open.weibo.com/wiki/…). What stands nowhere but in answers
 * that others have shown (`idstr`, `mid`, `attitudes`, `deleted`) is let be, and asked of nobody.
 */

const text: Node = { type: 'string' }
const number: Node = { type: 'integer' }
const digits: Node = { type: 'string', pattern: '^\\d+$' }
const instant: Node = {
  type: 'string',
  pattern: '^[A-Z][a-z]{2} [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d{4} \\d{4}$',
}

const object = (required: Record<string, Node>, optional: Record<string, Node> = {}): Node => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
})

const user = object(
  {
    id: number,
    screen_name: text,
    name: text,
    profile_image_url: text,
    followers_count: number,
    friends_count: number,
    statuses_count: number,
    created_at: instant,
  },
  { idstr: digits, avatar_large: text, description: text, url: text, verified: { type: 'boolean' } },
)

const status = object(
  { created_at: instant, id: number, text },
  {
    idstr: digits,
    mid: digits,
    source: text,
    favorited: { type: 'boolean' },
    truncated: { type: 'boolean' },
    original_pic: text,
    pic_urls: { type: 'array' },
    reposts_count: number,
    comments_count: number,
    attitudes_count: number,
    retweeted_status: { type: 'object' },
    deleted: text,
  },
)

const failure = object(
  { error: text, error_code: { type: ['integer', 'string'] } },
  { request: text, error_uri: text, error_description: text },
)

const answers = (schema: Node): Node => {
  const json = (one: Node): Node => ({ content: { 'application/json': { schema: one } } })
  return { '200': json(schema), default: json(failure) }
}

const query = (name: string, required: boolean, schema: Node): Node => ({
  name,
  in: 'query',
  required,
  schema,
})

const form = (schema: Node, types: readonly string[] = ['application/x-www-form-urlencoded']): Node => ({
  content: Object.fromEntries(types.map((type) => [type, { schema }])),
})

const token = query('access_token', true, text)
const shared = object({ access_token: text, status: text, rip: text }, { pic: text })

export const weiboDescription: Node = {
  openapi: '3.1.0',
  info: { title: 'Weibo, as its wiki says (ours)', version: '2026-11-30' },
  paths: {
    '/oauth2/access_token': {
      post: {
        requestBody: form(
          object({ client_id: text, client_secret: text, grant_type: text, code: text, redirect_uri: text }),
        ),
        responses: answers(
          object(
            { access_token: text, uid: text },
            { expires_in: { type: ['integer', 'string'] }, remind_in: text },
          ),
        ),
      },
    },
    '/oauth2/get_token_info': {
      post: {
        requestBody: form(object({ access_token: text })),
        responses: answers(
          object({
            uid: { type: ['integer', 'string'] },
            appkey: { type: ['integer', 'string'] },
            create_at: { type: ['integer', 'string'] },
            expire_in: { type: ['integer', 'string'] },
          }),
        ),
      },
    },
    '/oauth2/revokeoauth2': {
      post: {
        requestBody: form(object({ access_token: text })),
        responses: answers(object({ result: { type: ['string', 'boolean'] } })),
      },
    },
    '/2/users/show.json': {
      get: {
        parameters: [token, query('uid', false, number), query('screen_name', false, text)],
        responses: answers(user),
      },
    },
    '/2/statuses/share.json': {
      post: {
        requestBody: form(shared, ['multipart/form-data', 'application/x-www-form-urlencoded']),
        responses: answers(status),
      },
    },
    '/2/statuses/user_timeline.json': {
      get: {
        parameters: [
          token,
          ...['uid', 'since_id', 'max_id', 'count', 'page', 'base_app', 'feature', 'trim_user'].map((name) =>
            query(name, false, number),
          ),
          query('screen_name', false, text),
        ],
        responses: answers(object({ statuses: { type: 'array', items: status }, total_number: number })),
      },
    },
    '/2/statuses/count.json': {
      get: {
        parameters: [token, query('ids', true, text)],
        responses: answers({
          type: 'array',
          items: object(
            { id: { type: ['integer', 'string'] }, comments: number, reposts: number },
            { attitudes: number },
          ),
        }),
      },
    },
  },
}
