import type { Node } from './schema.ts'

/**
 * Snapchat publishes no description that a machine can read. This one is ours, written from its pages on public profiles
 * (https://developers.snap.com/api/marketing-api/Public-Profile-API/…: GetStarted, Profiles, ProfileAssetManagement, Metrics) as
 * they stood on 2026-11-30. What of an answer those pages do not show (the entries of lists, the numbers of a post, how a saved
 * story is answered) follows programs that use the interface, and is asked of nobody here.
 */

const text: Node = { type: 'string' }
const list: Node = { type: 'array' }

const object = (required: Record<string, Node>, optional: Record<string, Node> = {}): Node => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
})

const status: Node = { enum: ['SUCCESS', 'PARTIAL'] }

/** Every answer says how it went. */
const answered = (required: Record<string, Node> = {}, optional: Record<string, Node> = {}): Node =>
  object({ request_id: text, request_status: status, ...required }, optional)

const failure = object(
  { request_status: { const: 'ERROR' } },
  { request_id: text, error_code: text, debug_message: text, display_message: text },
)
const noToken: Node = { anyOf: [object({ error: text }, { error_description: text }), failure] }

const answers = (schema: Node, otherwise: Node = failure): Node => {
  const json = (one: Node): Node => ({ content: { 'application/json': { schema: one } } })
  return { '200': json(schema), default: json(otherwise) }
}

const json = (schema: Node): Node => ({ content: { 'application/json': { schema } } })
const form = (schema: Node): Node => ({ content: { 'application/x-www-form-urlencoded': { schema } } })
const multipart = (schema: Node): Node => ({ content: { 'multipart/form-data': { schema } } })

const paging = [
  { name: 'limit', in: 'query', schema: { type: 'integer' } },
  { name: 'cursor', in: 'query', schema: text },
]

const profile = object(
  { id: text, organization_id: text, display_name: text, snap_user_name: text },
  {
    logo_urls: { type: 'object' },
    description: text,
    website: text,
    profile_type: text,
    profile_tier: text,
    subscriber_count: { type: ['string', 'integer'] },
  },
)
const profiles: Node = {
  type: 'array',
  items: object({ sub_request_status: status, public_profile: profile }),
}

const listed = (name: string): Node => ({
  get: {
    parameters: paging,
    responses: answers(answered({ [name]: list }, { paging: { type: 'object' } })),
  },
})

const stats: Node = {
  get: {
    parameters: [
      { name: 'granularity', in: 'query', schema: text },
      { name: 'fields', in: 'query', schema: text },
    ],
    responses: answers(answered({}, { assets: list })),
  },
}

const tokenRequest = object(
  { grant_type: text, client_id: text, client_secret: text },
  { code: text, redirect_uri: text, refresh_token: text },
)

export const snapchatDescription: Node = {
  openapi: '3.1.0',
  info: { title: 'Snapchat’s public profiles, as its pages say (ours)', version: '2026-11-30' },
  paths: {
    '/login/oauth2/access_token': {
      post: {
        requestBody: form(tokenRequest),
        responses: answers(
          object(
            { access_token: text, expires_in: { type: 'integer' }, refresh_token: text, token_type: text },
            { scope: text },
          ),
          noToken,
        ),
      },
    },
    '/v1/me/organizations': { get: { responses: answers(answered({ organizations: list })) } },
    '/v1/organizations/{organization_id}/public_profiles': {
      get: {
        parameters: paging,
        responses: answers(answered({ public_profiles: profiles }, { paging: { type: 'object' } })),
      },
    },
    '/v1/public_profiles/my_profile': { get: { responses: answers(answered({ public_profile: profile })) } },
    '/v1/public_profiles/{profile_id}': {
      get: { responses: answers(answered({ public_profiles: profiles })) },
    },
    '/v1/public_profiles/{profile_id}/stats': {
      get: {
        parameters: ['assetType', 'granularity', 'fields', 'startTime', 'endTime'].map((name) => ({
          name,
          in: 'query',
          schema: text,
        })),
        responses: answers(answered({}, { assets: list })),
      },
    },
    '/v1/public_profiles/{profile_id}/media': {
      post: {
        requestBody: json(object({ type: { enum: ['VIDEO', 'IMAGE'] }, name: text, key: text, iv: text })),
        responses: answers(answered({ media_id: text, add_path: text, finalize_path: text })),
      },
    },
    '/us/v1/public_profiles/{profile_id}/media/{media_id}/multipart-upload': {
      post: {
        requestBody: multipart({
          oneOf: [
            object({
              action: { const: 'ADD' },
              part_number: { type: 'string', pattern: '^\\d+$' },
              file: text,
            }),
            object({ action: { const: 'FINALIZE' } }),
          ],
        }),
        responses: answers(answered()),
      },
    },
    '/v1/public_profiles/{profile_id}/stories': {
      ...listed('stories'),
      post: {
        requestBody: json(object({ media_id: text })),
        responses: answers(answered({}, { story_id: text })),
      },
    },
    '/v1/public_profiles/{profile_id}/spotlights': {
      ...listed('spotlights'),
      post: {
        requestBody: json(
          object(
            { media_id: text, locale: { type: 'string', pattern: '^[a-z]{2}_[A-Z]{2}$' } },
            { description: { type: 'string', maxLength: 160 }, skip_save_to_profile: { type: 'boolean' } },
          ),
        ),
        responses: answers(answered({ spotlight_id: text })),
      },
    },
    '/v1/public_profiles/{profile_id}/saved_stories': {
      ...listed('saved_stories'),
      post: {
        requestBody: json(
          object({
            saved_stories: {
              type: 'array',
              minItems: 1,
              items: object({
                title: { type: 'string', maxLength: 45 },
                snap_sources: { type: 'array', minItems: 1, items: object({ media_id: text }) },
              }),
            },
          }),
        ),
        responses: answers(answered()),
      },
    },
    '/v1/public_profiles/{profile_id}/stories/{id}/stats': stats,
    '/v1/public_profiles/{profile_id}/spotlights/{id}/stats': stats,
    '/v1/public_profiles/{profile_id}/saved_stories/{id}/stats': stats,
  },
}
