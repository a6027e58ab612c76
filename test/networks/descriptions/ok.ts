import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Description, Exchange, Operation } from '../contract.ts'
import { createSchemas, fieldsOf, type Json, type Node, nodeOf, wrongsOf } from './schema.ts'

// OK publishes no description that a machine reads. This one is ours, written on 2026-11-30 from its public documentation
// (https://apiok.ru/dev/methods/rest/…, https://apiok.ru/ext/oauth/…, https://apiok.ru/dev/examples/photo_upload and
// video_upload, https://github.com/apiok/documentation). What is in no documentation and only used by others
// (mediatopic.getTopics, mediatopic.edit, which number mediatopic.deleteTopic takes) is marked below.

type Method = {
  page: string
  /** Fields that must be there, and those that may. */
  needs?: readonly string[]
  takes?: readonly string[]
  answer: Node
  /** In no documentation: as public programs use it. */
  unpublished?: true
}

const text = { type: 'string' }
const whole = { type: 'integer', minimum: 0 }
const flag = { type: 'boolean' }
const id = { type: 'string', pattern: '^\\d{1,20}$' }
const list = (items: Node): Node => ({ type: 'array', items })
const object = (properties: Node, required: readonly string[] = []): Node => ({
  type: 'object',
  properties,
  required: [...required],
})
const maybe = (schema: Node): Node => ({ anyOf: [schema, { type: 'null' }] })

const member = object(
  {
    groupId: id,
    userId: text,
    status: { enum: ['ACTIVE', 'MAYBE', 'BLOCKED', 'ADMIN', 'MODERATOR', 'PASSIVE', 'UNKNOWN'] },
    role: { enum: ['ANALYST', 'EDITOR', 'MODERATOR', 'SUPER_MODERATOR'] },
  },
  ['groupId'],
)
const group = object({ uid: id, name: text, shortname: text, description: text, members_count: whole }, [
  'uid',
])
const user = object({ uid: text, name: text, url_profile: text, photo_id: text }, ['uid'])
const summary = object({ count: whole })
const topic = object(
  {
    id,
    created_ms: whole,
    author_ref: { type: 'string', pattern: '^(group|user):\\d+$' },
    owner_ref: text,
    is_sticky: flag,
    delete_id: text,
    media: list(object({ type: text, text }, ['type'])),
    like_summary: summary,
    reshare_summary: summary,
    discussion_summary: object({ comments_count: whole }),
    views_count: whole,
  },
  ['id', 'created_ms'],
)
const paged = { anchor: maybe(text), has_more: flag }

const methods: Readonly<Record<string, Method>> = {
  'auth.touchSession': { page: 'ext/oauth/permissions', answer: flag },
  'users.getCurrentUser': {
    page: 'users/users.getCurrentUser',
    takes: ['fields'],
    answer: object({ uid: text, name: text }, ['uid']),
  },
  'users.hasAppPermission': {
    page: 'users/users.hasAppPermission',
    needs: ['ext_perm'],
    takes: ['uid'],
    answer: flag,
  },
  'url.getInfo': {
    page: 'url/url.getInfo',
    needs: ['url'],
    answer: object({ type: text, objectId: whole, objectIdStr: text }, ['type']),
  },
  'group.getUserGroupsV2': {
    page: 'group/group.getUserGroupsV2',
    takes: ['uid', 'anchor', 'direction', 'count'],
    answer: object({ anchor: maybe(text), groups: maybe(list(member)) }),
  },
  'group.getUserGroupsByIds': {
    page: 'group/group.getUserGroupsByIds',
    needs: ['group_id', 'uids'],
    // Some leave the group out of the answer, which was asked about.
    answer: list({ ...member, required: [] }),
  },
  'group.getInfo': {
    page: 'group/group.getInfo',
    needs: ['uids', 'fields'],
    takes: ['move_to_top'],
    answer: list(group),
  },
  'group.getCounters': {
    page: 'group/group.getCounters',
    needs: ['group_id', 'counterTypes'],
    takes: ['uid'],
    answer: object({ counters: object({ members: whole, themes: whole }) }, ['counters']),
  },
  'group.getStatTopic': {
    page: 'group/group.getStatTopic',
    needs: ['topic_id', 'fields'],
    answer: object({ topic: object({ id, reach: whole, link_clicks: whole }) }, ['topic']),
  },
  'group.getStatTopics': {
    page: 'group/group.getStatTopics',
    needs: ['gid', 'fields'],
    takes: ['start_time', 'end_time', 'anchor', 'count'],
    answer: object({ topics: list(object({ id, created_ms: whole }, ['id'])), ...paged }, ['topics']),
  },
  'photosV2.getUploadUrl': {
    page: 'photosV2/photosV2.getUploadUrl',
    takes: ['uid', 'aid', 'gid', 'count', 'placeholders', 'topicLink', 'target_id', 'sizes'],
    answer: object(
      {
        photo_ids: list(text),
        upload_url: { type: 'string', format: 'uri' },
        expires_ms: whole,
        ttl_ms: whole,
      },
      ['photo_ids', 'upload_url', 'expires_ms', 'ttl_ms'],
    ),
  },
  'video.getUploadUrl': {
    page: 'video/video.getUploadUrl',
    needs: ['file_name', 'file_size'],
    takes: ['uid', 'gid', 'attachment_type', 'lat', 'lng', 'cid', 'post_form'],
    answer: object({ video_id: whole, upload_url: { type: 'string', format: 'uri' } }, [
      'video_id',
      'upload_url',
    ]),
  },
  'video.update': {
    page: 'video/video.update',
    needs: ['vid'],
    takes: ['uid', 'title', 'description', 'tags', 'privacy', 'publish', 'cid'],
    // An empty answer.
    answer: { enum: ['', null] },
  },
  'mediatopic.post': {
    page: 'mediatopic/mediatopic.post',
    needs: ['attachment'],
    takes: ['uid', 'type', 'gid', 'set_status', 'devices', 'text_link_preview', 'hidden_post', 'ads_post'],
    answer: { anyOf: [id, { const: 0 }] },
  },
  'mediatopic.edit': {
    page: '',
    needs: ['topic_id', 'attachment'],
    takes: ['gid'],
    answer: object({ success: flag }, ['success']),
    unpublished: true,
  },
  'mediatopic.deleteTopic': {
    page: 'mediatopic/mediatopic.deleteTopic',
    needs: ['delete_id'],
    takes: ['topic_id', 'gid'],
    answer: object({ success: flag, restore_id: text }, ['success']),
    unpublished: true,
  },
  'mediatopic.getByIds': {
    page: 'mediatopic/mediatopic.getByIds',
    needs: ['topic_ids', 'fields'],
    takes: ['media_limit', 'features'],
    answer: object({ media_topics: list(topic) }),
  },
  'mediatopic.getTopics': {
    page: '',
    needs: ['gid'],
    takes: ['count', 'anchor', 'fields'],
    answer: object({ media_topics: list(topic), ...paged }),
    unpublished: true,
  },
  'discussions.getDiscussionLikes': {
    page: 'discussions/discussions.getDiscussionLikes',
    needs: ['discussionId', 'discussionType'],
    takes: ['anchor', 'direction', 'count', 'fields'],
    answer: object({ users: list(user), anchor: maybe(text), inconsistent: flag }),
  },
  'discussions.getComments': {
    page: 'discussions/discussions.getComments',
    needs: ['discussionId', 'discussionType'],
    takes: ['anchor', 'direction', 'count', 'frmt', 'fields', 'fieldset', 'mark_as_read', 'includeRemoved'],
    answer: object({
      comments: list(object({ id: text, author_id: text, text, date_ms: whole }, ['id', 'author_id'])),
      entities: object({ users: list(user) }),
      ...paged,
    }),
  },
}

/** What every call carries. */
const ofAll = ['application_key', 'method', 'format', 'sig', 'access_token']

const attachment = object(
  {
    media: {
      type: 'array',
      minItems: 1,
      items: {
        oneOf: [
          block('text', { text }),
          block('photo', { list: list(object({ id: text }, ['id'])) }),
          block('movie', { list: list(object({ id: text }, ['id'])) }),
          block('link', { url: { type: 'string', format: 'uri' } }),
          block('poll', { question: text, answers: list(object({ text }, ['text'])), options: text }),
        ],
      },
    },
    publishAt: text,
    publishAtMs: text,
    onBehalfOfGroup: { enum: ['true', 'false'] },
    disableComments: { enum: ['true', 'false'] },
  },
  ['media'],
)

function block(type: string, properties: Node): Node {
  return {
    ...object({ type: { const: type }, ...properties }, ['type', ...Object.keys(properties)]),
    additionalProperties: false,
  }
}

/** Addresses beside the one of all methods. */
const places: Readonly<Record<string, { request: Node; answer: Node | null }>> = {
  '/oauth/token.do': {
    request: object({ client_id: text, client_secret: text, grant_type: text }, [
      'client_id',
      'client_secret',
      'grant_type',
    ]),
    answer: {
      anyOf: [
        object(
          {
            access_token: text,
            token_type: { const: 'session' },
            refresh_token: maybe(text),
            expires_in: maybe(text),
          },
          ['access_token', 'token_type'],
        ),
        object({ error: text, error_description: text }, ['error']),
      ],
    },
  },
  '/uploadImage': {
    request: object({ pic1: text }, ['pic1']),
    answer: {
      anyOf: [
        object({ photos: { type: 'object', additionalProperties: object({ token: text }, ['token']) } }, [
          'photos',
        ]),
        object({ error_code: whole }, ['error_code']),
      ],
    },
  },
  // What the server for films answers is not published.
  '/upload.do': { request: object({ data: text }, ['data']), answer: null },
}

const refusal = object({ error_code: { type: 'integer', minimum: 1 }, error_msg: text }, [
  'error_code',
  'error_msg',
])

const requests = createSchemas('text')
const answers = createSchemas()
const checks = new Map<string, ValidateFunction>()
const checkOf = (key: string, make: () => ValidateFunction): ValidateFunction => {
  const check = checks.get(key) ?? make()
  checks.set(key, check)
  return check
}

function requestWrongs(name: string, method: Method, exchange: Exchange): string[] {
  const { needs = [], takes = [] } = method
  const known = [...needs, ...takes, ...ofAll]
  const schema = {
    ...object(Object.fromEntries(known.map((field) => [field, text])), [...needs, ...ofAll]),
    additionalProperties: false,
  }
  const fields = fieldsOf(exchange.query, exchange.body)
  const wrongs = wrongsOf(
    'body',
    checkOf(`${name} asks`, () => requests.compile(schema)),
    fields,
  )
  if (exchange.method !== 'POST' || !exchange.form) wrongs.push('is no form')
  if (fields.attachment === undefined) return wrongs
  const told: unknown = JSON.parse(String(fields.attachment))
  return [
    ...wrongs,
    ...wrongsOf(
      'attachment',
      checkOf('attachment', () => answers.compile(attachment)),
      told,
    ),
  ]
}

const methodOperation = (name: string, method: Method): Operation => ({
  name,
  request: (exchange) => requestWrongs(name, method, exchange),
  answer(status, body, leftOut) {
    if (status !== 200) return null
    const isRefusal = nodeOf(body as Json).error_code !== undefined
    const [key, schema] = isRefusal ? ['refusal', refusal] : [`${name} says`, method.answer]
    return wrongsOf(
      'answer',
      checkOf(key, () => answers.compile(schema)),
      body,
      leftOut,
    )
  },
})

const placeOperation = (path: string): Operation => ({
  name: `POST ${path}`,
  request: ({ body }) =>
    wrongsOf(
      'body',
      checkOf(`${path} asks`, () => requests.compile(places[path]?.request ?? {})),
      body ?? {},
    ),
  answer(status, body) {
    const schema = places[path]?.answer
    if (status !== 200 || !schema) return null
    return wrongsOf(
      'answer',
      checkOf(`${path} says`, () => answers.compile(schema)),
      body,
    )
  },
})

export const okDescription: Description = {
  operations: [...Object.keys(methods), ...Object.keys(places).map((path) => `POST ${path}`)],
  find({ path, body }) {
    if (path in places) return placeOperation(path)
    const name = String(body?.method ?? '')
    const method = path === '/fb.do' && Object.hasOwn(methods, name) ? methods[name] : undefined
    return method ? methodOperation(name, method) : null
  },
}
