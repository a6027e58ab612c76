import { describe, expect, test } from 'vitest'
import { type Description, descriptionAt, type Exchange, openContract } from '../contract.ts'
import { readDiscovery } from './discovery.ts'
import { readGraph } from './graph.ts'
import { readOpenApi } from './openapi.ts'
import { readCollection } from './postman.ts'
import { readBotApi } from './telegram.ts'
import { readSections } from './vk.ts'

// Each way of writing a description is read from a real one: what is right passes and what is wrong is found.

type Asked = Partial<Omit<Exchange, 'query'>> & { path: string; query?: string }

const exchange = ({ query = '', ...over }: Asked): Exchange => ({
  method: 'POST',
  body: undefined,
  form: false,
  ...over,
  query: new URLSearchParams(query),
})

/** What a description finds wrong with a request and its answer. */
function wrongs(
  description: Description,
  asked: Asked,
  answer?: { status?: number; body: unknown },
): string[] {
  const contract = openContract(description)
  const operation = contract.request(exchange(asked))
  if (operation && answer) contract.answer(operation, answer.status ?? 200, answer.body)
  return contract.violations
}

type Case = [words: string, asked: Asked, answer?: { status?: number; body: unknown }]

function testPublished(
  name: string,
  file: string,
  read: (path: string) => Description,
  { right, wrong }: { right: Case[]; wrong: Case[] },
): void {
  const path = descriptionAt(file)
  describe.skipIf(!path)(
    `${name}${path ? '' : ' (skipped: the description is not in ../shared/specs)'}`,
    () => {
      let read_: Description | null = null
      const description = () => {
        read_ ??= read(path ?? '')
        return read_
      }
      test.each(right)('%s is right', (_, asked, answer) => {
        expect(wrongs(description(), asked, answer)).toEqual([])
      })
      test.each(wrong)('%s is found', (_, asked, answer) => {
        expect(wrongs(description(), asked, answer)).not.toEqual([])
      })
    },
  )
}

// The documentation of the interface names it; the description at hand, 2.159, does not yet.
const gapsOfX = { properties: { 'POST /2/tweets': ['made_with_ai'] } }

testPublished('OpenAPI of X', 'x-xdk-latest.openapi.json', (path) => readOpenApi(path, gapsOfX), {
  right: [
    [
      'a post and its answer',
      { path: '/2/tweets', body: { text: 'hello', made_with_ai: true } },
      { status: 201, body: { data: { id: '1', text: 'hello' } } },
    ],
    ['a deletion', { method: 'DELETE', path: '/2/tweets/1' }, { body: { data: { deleted: true } } }],
  ],
  wrong: [
    ['a misspelt name', { path: '/2/tweets', body: { txt: 'hello' } }],
    ['five pictures', { path: '/2/tweets', body: { media: { media_ids: ['1', '2', '3', '4', '5'] } } }],
    [
      'an answer without its text',
      { path: '/2/tweets', body: { text: 'a' } },
      { status: 201, body: { data: { id: '1' } } },
    ],
    ['an unknown path', { path: '/2/toots', body: {} }],
  ],
})

testPublished('OpenAPI of Pinterest, in YAML', 'pinterest-v5.openapi.yaml', (path) => readOpenApi(path), {
  right: [
    [
      'a pin',
      {
        path: '/pins',
        body: {
          board_id: '123',
          title: 'A pin',
          media_source: { source_type: 'image_url', url: 'https://example.com/a.jpg' },
        },
      },
    ],
  ],
  wrong: [
    ['a title of 101', { path: '/pins', body: { title: 'x'.repeat(101) } }],
    ['a misspelt name', { path: '/pins', body: { titel: 'x' } }],
  ],
})

testPublished('discovery of YouTube', 'youtube/youtube-v3.discovery.json', readDiscovery, {
  right: [
    [
      'the beginning of an upload',
      {
        path: '/resumable/upload/youtube/v3/videos',
        query: 'part=snippet,status&uploadType=resumable',
        body: { snippet: { title: 't', tags: ['a'] }, status: { privacyStatus: 'private' } },
      },
    ],
    [
      'its bytes',
      { method: 'PUT', path: '/resumable/upload/youtube/v3/videos', query: 'upload_id=1' },
      { body: { kind: 'youtube#video', id: 'v' } },
    ],
    ['a list', { method: 'GET', path: '/youtube/v3/videos', query: 'part=snippet&part=status&id=1' }],
    [
      'an error',
      { method: 'GET', path: '/youtube/v3/videos', query: 'part=id' },
      { status: 403, body: { error: { code: 403, message: 'quotaExceeded', errors: [] } } },
    ],
  ],
  wrong: [
    [
      'an unknown choice and a misspelt name',
      { path: '/upload/youtube/v3/videos', query: 'part=snippet', body: { snippet: { titel: 't' } } },
    ],
    ['a query without its part', { method: 'GET', path: '/youtube/v3/videos', query: 'id=1' }],
    ['an unknown query', { method: 'GET', path: '/youtube/v3/videos', query: 'part=id&ids=1' }],
    [
      'a wrong answer',
      { method: 'GET', path: '/youtube/v3/videos', query: 'part=id' },
      { body: { items: 'none' } },
    ],
  ],
})

testPublished('discovery of YouTube Analytics', 'youtube/youtubeAnalytics-v2.discovery.json', readDiscovery, {
  right: [
    [
      'a report',
      {
        method: 'GET',
        path: '/v2/reports',
        query: 'ids=channel==MINE&metrics=views&startDate=2026-01-01&endDate=2026-01-31',
      },
    ],
  ],
  wrong: [['a misspelt name', { method: 'GET', path: '/v2/reports', query: 'id=channel==MINE' }]],
})

testPublished('the schema of VK', 'vk', readSections, {
  right: [
    [
      'a post with two pictures',
      {
        path: '/method/wall.post',
        form: true,
        body: {
          owner_id: '-1',
          from_group: '1',
          message: 'Привет',
          attachments: 'photo1_2,photo1_3',
          v: '5.199',
        },
      },
      { body: { response: { post_id: 5 } } },
    ],
    [
      'an error that it knows',
      { path: '/method/wall.post', form: true, body: { owner_id: '-1', message: 'a' } },
      { body: { error: { error_code: 214, error_msg: 'Access to adding post denied' } } },
    ],
    [
      'an error that all have',
      { path: '/method/wall.post', form: true, body: { owner_id: '-1', message: 'a' } },
      { body: { error: { error_code: 6, error_msg: 'Too many requests per second' } } },
    ],
  ],
  wrong: [
    ['a wrong type', { path: '/method/wall.post', form: true, body: { owner_id: 'me' } }],
    ['a misspelt name', { path: '/method/wall.post', form: true, body: { mesage: 'a' } }],
    [
      'a wrong answer',
      { path: '/method/wall.post', form: true, body: { message: 'a' } },
      { body: { response: { post_id: 'x' } } },
    ],
    [
      'an error that nobody has',
      { path: '/method/wall.post', form: true, body: { message: 'a' } },
      { body: { error: { error_code: 7777, error_msg: '?' } } },
    ],
  ],
})

testPublished('the Bot API of Telegram', 'telegram-bot-api.json', readBotApi, {
  right: [
    [
      'a picture',
      { path: '/bot1:a/sendPhoto', form: true, body: { chat_id: '@channel', photo: 'bytes', caption: 'x' } },
      { body: { ok: true, result: { message_id: 1, date: 1, chat: { id: 1, type: 'channel' } } } },
    ],
    [
      'an album',
      {
        path: '/bot1:a/sendMediaGroup',
        form: true,
        body: {
          chat_id: '1',
          media: '[{"type":"photo","media":"attach://a"},{"type":"photo","media":"attach://b"}]',
        },
      },
    ],
    [
      'a limit',
      { path: '/bot1:a/sendMessage', body: { chat_id: 1, text: 'a' } },
      {
        status: 429,
        body: {
          ok: false,
          error_code: 429,
          description: 'Too Many Requests',
          parameters: { retry_after: 3 },
        },
      },
    ],
  ],
  wrong: [
    ['a misspelt name', { path: '/bot1:a/sendPhoto', form: true, body: { chat_id: '1', foto: 'x' } }],
    ['a message without its chat', { path: '/bot1:a/sendMessage', body: { text: 'a' } }],
    [
      'a wrong answer',
      { path: '/bot1:a/sendMessage', body: { chat_id: 1, text: 'a' } },
      { body: { ok: true, result: { message_id: 1 } } },
    ],
    ['an unknown method', { path: '/bot1:a/sendFoto', body: {} }],
  ],
})

testPublished(
  'the graph of Meta',
  'facebook',
  (path) => readGraph(path, ['Page', 'PagePost', 'IGUser', 'IGMedia']),
  {
    right: [
      [
        'a post',
        {
          path: '/v26.0/1/feed',
          node: 'Page',
          form: true,
          body: { message: 'x', link: 'https://example.com', published: 'false' },
        },
        { body: { id: '1_2' } },
      ],
      [
        'a container',
        {
          path: '/v26.0/1/media',
          node: 'IGUser',
          query: 'image_url=https://example.com/a.jpg&caption=x&alt_text=a',
        },
        { body: { id: '1' } },
      ],
      [
        'a thing with its fields',
        {
          method: 'GET',
          path: '/v26.0/1',
          node: 'IGMedia',
          query: 'fields=id,caption,comments.limit(5){text,username}',
        },
        { body: { id: '1', caption: 'x' } },
      ],
      [
        'an error',
        { path: '/v26.0/1/feed', node: 'Page', form: true, body: { message: 'x' } },
        { status: 400, body: { error: { message: 'no', type: 'OAuthException', code: 190 } } },
      ],
    ],
    wrong: [
      ['a misspelt name', { path: '/v26.0/1/feed', node: 'Page', form: true, body: { mesage: 'x' } }],
      ['a publication without its container', { path: '/v26.0/1/media_publish', node: 'IGUser' }],
      [
        'a field that it lacks',
        { method: 'GET', path: '/v26.0/1', node: 'IGMedia', query: 'fields=id,likes_total' },
      ],
      [
        'an unknown name in an answer',
        { path: '/v26.0/1/feed', node: 'Page', form: true, body: { message: 'x' } },
        { body: { idd: '1' } },
      ],
    ],
  },
)

testPublished(
  'the collection of Threads',
  'threads/threads-api.postman_collection.json',
  (path) => readCollection(path),
  {
    right: [
      [
        'a container',
        { path: '/v1.0/1/threads', query: 'media_type=TEXT&text=hello' },
        { body: { id: '1' } },
      ],
      ['a publication', { path: '/me/threads_publish', query: 'creation_id=1' }, { body: { id: '1' } }],
      ['what is left', { method: 'GET', path: '/me/threads_publishing_limit', query: 'fields=quota_usage' }],
    ],
    wrong: [
      ['a misspelt name', { path: '/me/threads', query: 'media_tpye=TEXT' }],
      ['an unknown path', { path: '/me/treads' }],
      [
        'an unknown name in an answer',
        { path: '/me/threads_publish', query: 'creation_id=1' },
        { body: { idd: '1' } },
      ],
    ],
  },
)
