import type { Description } from '../contract.ts'
import { describeOpenApi } from './openapi.ts'
import type { Node } from './schema.ts'

/**
 * Reddit's interface as far as it is used here, written by us on 2026-11-30: Reddit publishes no description of it. By its own
 * page https://www.reddit.com/dev/api, the archived wiki https://github.com/reddit-archive/reddit/wiki/OAuth2, notes of others
 * (https://github.com/Pyprohly/reddit-api-doc-notes) and recordings of answers in the tests of https://github.com/praw-dev/praw.
 */

const string: Node = { type: 'string' }
const integer: Node = { type: 'integer' }
const flag: Node = { type: 'boolean' }
const orNull = (node: Node): Node => ({ anyOf: [node, { type: 'null' }] })
const listOf = (items: Node): Node => ({ type: 'array', items })
const object = (properties: Record<string, Node>, required: string[] = Object.keys(properties)): Node => ({
  type: 'object',
  required,
  properties,
})
const ref = (name: string): Node => ({ $ref: `#/components/schemas/${name}` })
const fullname = (kind: string): Node => ({ type: 'string', pattern: `^${kind}_[a-z0-9]+$` })
/** In a form, what is on or off is a word. */
const word: Node = { enum: ['true', 'false'] }

const query = (names: Record<string, Node>): Node[] =>
  Object.entries({ raw_json: integer, ...names }).map(([name, schema]) => ({ name, in: 'query', schema }))
const paging = {
  limit: { type: 'integer', maximum: 100 },
  after: string,
  sort: { enum: ['hot', 'new', 'top', 'controversial'] },
}
const says = (schema: Node): Node => ({ content: { 'application/json': { schema } } })
const form = (properties: Record<string, Node>, required: string[]): Node => ({
  content: { 'application/x-www-form-urlencoded': { schema: object(properties, required) } },
})
const json = (properties: Record<string, Node>, required: string[]): Node => ({
  content: { 'application/json': { schema: object(properties, required) } },
})

const get = (names: Record<string, Node>, schema: Node): Node => ({
  get: { parameters: query(names), responses: { 200: says(schema) } },
})
const post = (requestBody: Node, answer: Node): Node => ({
  post: { parameters: query({}), requestBody, responses: { 200: says(answer) } },
})

const listing = (kind: string, data: Node, more: Node[] = []): Node => {
  const entry = object({ kind: { const: kind }, data })
  return object({
    kind: { const: 'Listing' },
    data: object(
      {
        after: orNull(string),
        children: listOf(more.length > 0 ? { anyOf: [entry, ...more] } : entry),
      },
      ['after', 'children'],
    ),
  })
}

/** What is folded away stands at the end of a list of comments. */
const folded = object({ kind: { const: 'more' }, data: { type: 'object' } })

/** A change that was done, or words on why it was not: both come with 200. */
const changed = (data: Node): Node => ({
  anyOf: [
    object({ json: object({ errors: { type: 'array', maxItems: 0 }, data }) }),
    object({
      json: object(
        {
          errors: { ...listOf({ type: 'array', minItems: 3, maxItems: 3 }), minItems: 1 },
          ratelimit: { type: 'number' },
        },
        ['errors'],
      ),
    }),
  ],
})

const uploaded = '^https://reddit-uploaded-(media|video)\\.s3-accelerate\\.amazonaws\\.com/.+'
const ofEveryPost = { sr: string, title: { type: 'string', maxLength: 300 }, text: string }
const flair = { flair_id: { type: 'string', maxLength: 36 }, flair_text: { type: 'string', maxLength: 64 } }
const flags = {
  nsfw: flag,
  spoiler: flag,
  sendreplies: flag,
  validate_on_submit: flag,
  show_error_list: flag,
}
const words = { nsfw: word, spoiler: word, sendreplies: word, validate_on_submit: word, resubmit: word }
const apiType = { api_type: { const: 'json' } }

const schemas: Record<string, Node> = {
  Error: object(
    {
      message: string,
      error: integer,
      reason: orNull(string),
      explanation: orNull(string),
      fields: listOf(string),
      error_type: string,
    },
    ['message'],
  ),
  Post: object(
    {
      id: string,
      name: fullname('t3'),
      title: string,
      selftext: string,
      author: string,
      author_fullname: fullname('t2'),
      subreddit: string,
      permalink: { type: 'string', pattern: '^/' },
      created_utc: { type: 'number', multipleOf: 1 },
      is_self: flag,
      is_video: flag,
      is_gallery: flag,
      url: string,
      url_overridden_by_dest: string,
      gallery_data: orNull(object({ items: listOf(object({ media_id: string, id: integer })) })),
      media: orNull(object({ reddit_video: object({ fallback_url: string }) }, [])),
      poll_data: object({ options: listOf(object({ id: string, text: string })) }),
      crosspost_parent: fullname('t3'),
      removed_by_category: orNull({
        enum: [
          'author',
          'anti_evil_ops',
          'community_ops',
          'legal_operations',
          'copyright_takedown',
          'reddit',
          'user',
          'deleted',
          'moderator',
          'automod_filtered',
        ],
      }),
      score: integer,
      num_comments: integer,
      num_crossposts: integer,
      upvote_ratio: { type: 'number' },
    },
    [
      'id',
      'name',
      'title',
      'selftext',
      'author',
      'subreddit',
      'permalink',
      'created_utc',
      'is_self',
      'is_video',
      'url',
      'removed_by_category',
      'score',
      'num_comments',
      'num_crossposts',
      'upvote_ratio',
    ],
  ),
  Comment: object(
    {
      id: string,
      name: fullname('t1'),
      author: string,
      author_fullname: fullname('t2'),
      body: string,
      parent_id: { type: 'string', pattern: '^t[13]_' },
      link_id: fullname('t3'),
      permalink: string,
      created_utc: { type: 'number' },
    },
    ['id', 'name', 'author', 'body', 'parent_id', 'link_id', 'permalink', 'created_utc'],
  ),
  Community: object({
    display_name: string,
    name: fullname('t5'),
    subreddit_type: {
      enum: [
        'public',
        'private',
        'restricted',
        'archived',
        'employees_only',
        'gold_only',
        'gold_restricted',
        'user',
      ],
    },
    submission_type: { enum: ['any', 'link', 'self'] },
    quarantine: flag,
    user_is_banned: orNull(flag),
    user_is_contributor: orNull(flag),
    user_is_moderator: orNull(flag),
    allow_images: flag,
    allow_galleries: flag,
    allow_videos: flag,
    allow_polls: flag,
    link_flair_enabled: flag,
  }),
  Me: object(
    {
      id: string,
      name: string,
      icon_img: string,
      is_suspended: flag,
      created_utc: { type: 'number' },
      subreddit: object({
        display_name: string,
        title: string,
        public_description: string,
        subscribers: integer,
        banner_img: string,
      }),
    },
    ['id', 'name', 'icon_img', 'created_utc', 'subreddit'],
  ),
}

const made = object(
  { id: string, name: fullname('t3'), url: { type: 'string', format: 'uri' }, drafts_count: integer },
  ['id', 'name', 'url'],
)
const working = object({ websocket_url: string, user_submitted_page: string }, ['websocket_url'])
const madeElsewhere = object({ id: fullname('t3'), url: { type: 'string', format: 'uri' } })
const things = (kind: string): Node =>
  object({ things: listOf(object({ kind: { pattern: kind }, data: { type: 'object' } })) })

const document: Node = {
  openapi: '3.0.3',
  info: { title: 'Reddit, as far as it is used here', version: '2026-11-30' },
  components: { schemas },
  paths: {
    '/api/v1/access_token': {
      post: {
        requestBody: form(
          {
            grant_type: { enum: ['authorization_code', 'refresh_token'] },
            code: string,
            redirect_uri: string,
            refresh_token: string,
          },
          ['grant_type'],
        ),
        responses: {
          200: says({
            anyOf: [
              object(
                {
                  access_token: string,
                  token_type: { const: 'bearer' },
                  expires_in: integer,
                  scope: string,
                  refresh_token: string,
                },
                ['access_token', 'token_type', 'expires_in', 'scope'],
              ),
              object({ error: string }),
            ],
          }),
        },
      },
    },
    '/api/v1/revoke_token': {
      post: {
        requestBody: form({ token: string, token_type_hint: { enum: ['access_token', 'refresh_token'] } }, [
          'token',
        ]),
        responses: { 204: {} },
      },
    },
    '/api/v1/me': get({}, ref('Me')),
    '/subreddits/mine/{where}': get(paging, listing('t5', ref('Community'))),
    '/api/v1/{subreddit}/post_requirements': get(
      {},
      object({
        title_regexes: listOf(string),
        body_regexes: listOf(string),
        title_blacklisted_strings: listOf(string),
        title_required_strings: listOf(string),
        body_blacklisted_strings: listOf(string),
        body_required_strings: listOf(string),
        domain_blacklist: listOf(string),
        domain_whitelist: listOf(string),
        title_text_min_length: orNull(integer),
        title_text_max_length: orNull(integer),
        body_text_min_length: orNull(integer),
        body_text_max_length: orNull(integer),
        gallery_min_items: orNull(integer),
        gallery_max_items: orNull(integer),
        link_repost_age: orNull(integer),
        body_restriction_policy: { enum: ['required', 'notAllowed', 'none'] },
        link_restriction_policy: { enum: ['blacklist', 'whitelist', 'none'] },
        is_flair_required: flag,
      }),
    ),
    '/r/{subreddit}/api/link_flair_v2': get(
      {},
      listOf(
        object({
          id: string,
          text: string,
          text_editable: flag,
          mod_only: flag,
          type: { enum: ['text', 'richtext'] },
        }),
      ),
    ),
    '/api/media/asset.json': post(
      form({ filepath: string, mimetype: string, ...apiType }, ['filepath', 'mimetype']),
      object({
        args: object({
          action: { type: 'string', pattern: '^//' },
          fields: listOf(object({ name: string, value: string })),
        }),
        asset: object({ asset_id: string, processing_state: string, websocket_url: string }, ['asset_id']),
      }),
    ),
    '/api/submit': post(
      form(
        {
          ...ofEveryPost,
          ...flair,
          ...words,
          ...apiType,
          kind: { enum: ['link', 'self', 'image', 'video', 'videogif', 'crosspost'] },
          url: {
            anyOf: [
              { type: 'string', format: 'uri' },
              { type: 'string', pattern: uploaded },
            ],
          },
          video_poster_url: { type: 'string', pattern: uploaded },
          crosspost_fullname: fullname('t3'),
        },
        ['sr', 'title', 'kind', 'api_type'],
      ),
      changed({ anyOf: [made, working] }),
    ),
    '/api/submit_gallery_post.json': post(
      json(
        {
          ...ofEveryPost,
          ...flair,
          ...flags,
          ...apiType,
          items: {
            ...listOf(object({ media_id: string, caption: string, outbound_url: string }, ['media_id'])),
            minItems: 2,
          },
        },
        ['sr', 'title', 'items'],
      ),
      changed(madeElsewhere),
    ),
    '/api/submit_poll_post': post(
      json(
        {
          ...ofEveryPost,
          ...flair,
          ...flags,
          ...apiType,
          options: { ...listOf(string), minItems: 2 },
          duration: { type: 'integer', minimum: 1, maximum: 7 },
        },
        ['sr', 'title', 'options', 'duration'],
      ),
      changed(madeElsewhere),
    ),
    '/api/comment': post(
      form({ thing_id: fullname('t[13]'), text: string, ...apiType }, ['thing_id', 'text']),
      changed(things('t1')),
    ),
    '/api/editusertext': post(
      form({ thing_id: fullname('t[13]'), text: string, validate_on_submit: word, ...apiType }, [
        'thing_id',
        'text',
      ]),
      changed(things('t[13]')),
    ),
    '/api/del': post(form({ id: fullname('t[13]'), ...apiType }, ['id']), { type: 'object' }),
    '/api/info': get({ id: { type: 'string' } }, listing('t3', ref('Post'))),
    '/user/{username}/submitted': get(paging, listing('t3', ref('Post'))),
    '/comments/{article}': get(
      { limit: integer, depth: integer, sort: { enum: ['confidence', 'top', 'new', 'old'] } },
      {
        type: 'array',
        prefixItems: [listing('t3', ref('Post')), listing('t1', ref('Comment'), [folded])],
        minItems: 2,
        maxItems: 2,
      },
    ),
  },
}

export const describeReddit = (): Description => describeOpenApi(document)
