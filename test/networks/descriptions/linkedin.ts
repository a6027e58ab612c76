import type { Description } from '../contract.ts'
import { describeOpenApi } from './openapi.ts'
import type { Json, Node } from './schema.ts'

/**
 * LinkedIn publishes no description of its API. This one is ours, written anew from its public documentation as it stood on
 * 2026-11-30 (version 2026-08), and covers what Carillon asks for:
 *
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, …/post-api-schema,
 * …/images-api, …/videos-api, …/documents-api, …/multiimage-post-api, …/poll-post-api, …/comments-api, …/reactions-api;
 * …/community-management/members/post-statistics, …/members/follower-statistics;
 * …/community-management/organizations/organization-lookup-api, …/organization-access-control-by-role, …/share-statistics,
 * …/organization-social-action-notifications;
 * https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2;
 * https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling, …/protocol-version.
 */

const text: Node = { type: 'string' }
const yes: Node = { type: 'boolean' }
const whole: Node = { type: 'integer' }
const one = (...values: string[]): Node => ({ type: 'string', enum: values })
const like = (pattern: string): Node => ({ type: 'string', pattern })
const many = (items: Node, more: Node = {}): Node => ({ type: 'array', items, ...more })
const upTo = (maxLength: number): Node => ({ type: 'string', maxLength })

/** A record whose names are all listed; those with a mark are asked for. */
function closed(names: Readonly<Record<string, Node>>): Node {
  const entries = Object.entries(names)
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.filter(([name]) => name.endsWith('!')).map(([name]) => name.slice(0, -1)),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/!$/, ''), schema])),
  }
}

/** The same where more may stand. */
const open = (names: Readonly<Record<string, Node>>): Node => ({
  ...closed(names),
  additionalProperties: true,
})

const author = like('^urn:li:(person:[\\w-]+|organization:\\d+)$')
const postUrn = like('^urn:li:(share|ugcPost):\\d+$')
const file = (kind: string): Node => like(`^urn:li:${kind}:[\\w-]+$`)
const list = (items: Node): Node =>
  open({
    'elements!': many(items),
    'paging!': open({ 'start!': whole, 'count!': whole, 'links!': many(open({ 'rel!': text })) }),
  })

const image = closed({ 'id!': file('image'), altText: upTo(4086) })
const content: Node = {
  oneOf: [
    closed({
      'media!': closed({ 'id!': file('(image|video|document)'), altText: upTo(4086), title: upTo(400) }),
    }),
    closed({ 'multiImage!': closed({ 'images!': many(image, { minItems: 2, maxItems: 20 }) }) }),
    closed({
      'article!': closed({
        'source!': { type: 'string', format: 'uri' },
        'title!': upTo(400),
        description: upTo(4086),
        thumbnail: file('image'),
      }),
    }),
    closed({
      'poll!': closed({
        // At most 140 letters; the fake refuses what is longer, as LinkedIn does.
        'question!': { type: 'string', minLength: 1 },
        'options!': many(closed({ 'text!': { type: 'string', minLength: 1, maxLength: 30 } }), {
          minItems: 2,
          maxItems: 4,
        }),
        'settings!': closed({ 'duration!': one('ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS') }),
      }),
    }),
  ],
}
const distribution = closed({
  'feedDistribution!': one('MAIN_FEED', 'NONE'),
  targetEntities: many(text),
  thirdPartyDistributionChannels: many(text),
})
const newPost = closed({
  'author!': author,
  'commentary!': text,
  'visibility!': one('PUBLIC', 'CONNECTIONS', 'LOGGED_IN'),
  'distribution!': distribution,
  content,
  'lifecycleState!': one('PUBLISHED'),
  isReshareDisabledByAuthor: yes,
})
const post = open({
  'id!': postUrn,
  'author!': author,
  'commentary!': text,
  'visibility!': text,
  'lifecycleState!': one('PUBLISHED', 'PUBLISH_REQUESTED', 'PUBLISH_FAILED', 'DRAFT'),
  'createdAt!': whole,
  publishedAt: whole,
  lastModifiedAt: whole,
  content,
})
const postPatch = closed({ 'patch!': closed({ '$set!': closed({ 'commentary!': text }) }) })

const when = open({ 'actor!': author, 'time!': whole })
const comment = open({
  'id!': text,
  'actor!': author,
  'object!': text,
  'commentUrn!': like('^urn:li:comment:\\(urn:li:\\w+:\\d+,\\d+\\)$'),
  'message!': open({ 'text!': upTo(1250) }),
  'created!': when,
  parentComment: text,
})
const newComment = closed({
  'actor!': author,
  'object!': postUrn,
  'message!': closed({ 'text!': { type: 'string', minLength: 1, maxLength: 1250 } }),
})
const commentPatch = closed({
  'patch!': closed({ 'message!': closed({ '$set!': closed({ 'text!': upTo(1250) }) }) }),
})

const opening = closed({ 'initializeUploadRequest!': closed({ 'owner!': author }) })
const filmOpening = closed({
  'initializeUploadRequest!': closed({
    'owner!': author,
    'fileSizeBytes!': whole,
    'uploadCaptions!': yes,
    'uploadThumbnail!': yes,
  }),
})
const filmEnding = closed({
  'finalizeUploadRequest!': closed({
    'video!': file('video'),
    'uploadToken!': text,
    'uploadedPartIds!': many(text, { minItems: 1 }),
  }),
})
const address: Node = { type: 'string', format: 'uri' }
const opened = (kind: 'image' | 'document'): Node =>
  open({ 'value!': open({ 'uploadUrl!': address, [`${kind}!`]: file(kind) }) })
const filmOpened = open({
  'value!': open({
    'video!': file('video'),
    'uploadToken!': text,
    'uploadInstructions!': many(open({ 'uploadUrl!': address, 'firstByte!': whole, 'lastByte!': whole })),
    captionsUploadUrl: text,
    thumbnailUploadUrl: text,
  }),
})
const fileStatus = (kind: string): Node =>
  open({
    'id!': file(kind),
    'status!': one('WAITING_UPLOAD', 'PROCESSING', 'AVAILABLE', 'PROCESSING_FAILED'),
    processingFailureReason: text,
    downloadUrl: address,
  })

const organisation = open({
  'id!': whole,
  'localizedName!': text,
  vanityName: text,
  logoV2: open({ original: text }),
})
const counts = open({
  impressionCount: whole,
  uniqueImpressionsCount: whole,
  clickCount: whole,
  likeCount: whole,
  commentCount: whole,
  shareCount: whole,
  engagement: { type: 'number' },
})

type Query = Readonly<Record<string, 'text' | 'integer'>>

const parameters = (query: Query): Json =>
  Object.entries(query).map(([name, type]) => ({
    name: name.replace(/!$/, ''),
    in: 'query',
    required: name.endsWith('!'),
    schema: { type: type === 'text' ? 'string' : 'integer' },
  }))

type Told = { query?: Query; body?: Node; answers?: Readonly<Record<number, Node | null>> }

const operation = ({ query = {}, body, answers = {} }: Told): Json => ({
  parameters: parameters(query),
  ...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
  responses: Object.fromEntries(
    Object.entries(answers).map(([status, schema]): [string, Node] => [
      status,
      schema ? { content: { 'application/json': { schema } } } : {},
    ]),
  ),
})

const places: Query = { start: 'integer', count: 'integer' }
const action: Query = { 'action!': 'text' }

const paths = {
  '/v2/userinfo': {
    get: operation({ answers: { 200: open({ 'sub!': text, name: text, picture: text }) } }),
  },
  '/v2/me': {
    get: operation({
      answers: {
        200: open({ 'id!': text, localizedFirstName: text, localizedLastName: text, vanityName: text }),
      },
    }),
  },
  '/rest/posts': {
    post: operation({ body: newPost, answers: { 201: null } }),
    get: operation({
      query: { 'q!': 'text', 'author!': 'text', sortBy: 'text', ...places },
      answers: { 200: list(post) },
    }),
  },
  '/rest/posts/{urn}': {
    get: operation({ answers: { 200: post } }),
    post: operation({ body: postPatch, answers: { 204: null } }),
    delete: operation({ answers: { 204: null } }),
  },
  '/rest/images': { post: operation({ query: action, body: opening, answers: { 200: opened('image') } }) },
  '/rest/images/{urn}': { get: operation({ answers: { 200: fileStatus('image') } }) },
  '/rest/documents': {
    post: operation({ query: action, body: opening, answers: { 200: opened('document') } }),
  },
  '/rest/documents/{urn}': { get: operation({ answers: { 200: fileStatus('document') } }) },
  '/rest/videos': {
    post: operation({
      query: action,
      body: { anyOf: [filmOpening, filmEnding] },
      answers: { 200: { anyOf: [filmOpened, { type: 'null' }] } },
    }),
  },
  '/rest/videos/{urn}': { get: operation({ answers: { 200: fileStatus('video') } }) },
  '/rest/socialActions/{urn}/comments': {
    get: operation({ query: places, answers: { 200: list(comment) } }),
    post: operation({ body: newComment, answers: { 201: comment } }),
  },
  '/rest/socialActions/{urn}/comments/{id}': {
    post: operation({ query: { 'actor!': 'text' }, body: commentPatch, answers: { 204: null } }),
    delete: operation({ query: { 'actor!': 'text' }, answers: { 204: null } }),
  },
  '/rest/reactions/{key}': {
    get: operation({
      query: { 'q!': 'text', sort: 'text', ...places },
      answers: { 200: list(open({ 'id!': text, 'created!': when, 'reactionType!': text })) },
    }),
  },
  '/rest/eventSubscriptions/{key}': {
    put: operation({ body: closed({ 'webhook!': address }), answers: { 201: null, 204: null } }),
    delete: operation({ answers: { 204: null } }),
  },
  '/rest/organizationAcls': {
    get: operation({
      query: { 'q!': 'text', state: 'text', role: 'text', ...places },
      answers: {
        200: list(open({ 'role!': text, 'state!': text, 'organization!': text, 'roleAssignee!': text })),
      },
    }),
  },
  '/rest/organizationsLookup': {
    get: operation({
      query: { 'ids!': 'text' },
      answers: { 200: open({ 'results!': { type: 'object', additionalProperties: organisation } }) },
    }),
  },
  '/rest/organizations': {
    get: operation({ query: { 'q!': 'text', 'vanityName!': 'text' }, answers: { 200: list(organisation) } }),
  },
  '/rest/organizations/{id}': {
    get: operation({
      answers: {
        200: open({
          'id!': whole,
          'localizedName!': text,
          vanityName: text,
          localizedDescription: text,
          localizedWebsite: text,
        }),
      },
    }),
  },
  '/rest/memberCreatorPostAnalytics': {
    get: operation({
      query: { 'q!': 'text', 'entity!': 'text', 'queryType!': 'text', aggregation: 'text' },
      answers: { 200: list(open({ 'count!': whole })) },
    }),
  },
  '/rest/memberFollowersCount': {
    get: operation({
      query: { 'q!': 'text' },
      answers: { 200: list(open({ 'memberFollowersCount!': whole })) },
    }),
  },
  '/rest/networkSizes/{urn}': {
    get: operation({ query: { 'edgeType!': 'text' }, answers: { 200: open({ firstDegreeSize: whole }) } }),
  },
  '/rest/organizationalEntityShareStatistics': {
    get: operation({
      query: { 'q!': 'text', 'organizationalEntity!': 'text', shares: 'text', ugcPosts: 'text' },
      answers: {
        200: list(
          open({
            share: postUrn,
            ugcPost: postUrn,
            'organizationalEntity!': author,
            'totalShareStatistics!': counts,
          }),
        ),
      },
    }),
  },
} satisfies Node

const document: Node = {
  openapi: '3.1.0',
  info: { title: 'LinkedIn, as Carillon reads its documentation', version: '202608' },
  paths,
  components: {
    schemas: {
      Error: open({ 'status!': whole, 'message!': text, code: text, serviceErrorCode: whole }),
    },
  },
}

export const describeLinkedin = (): Description => describeOpenApi(document)
