import type { Field, Manifest, Source } from '../kit/manifest.ts'

const docs = (page: string, note?: string): Source => ({
  from: `https://dev.vk.com/${page}`,
  on: '2026-06-04',
  confidence: 'primary',
  ...(note && { note }),
})

const schema = (section: string, note?: string): Source => ({
  from: `https://github.com/VKCOM/vk-api-schema/tree/master/${section}`,
  on: '2025-01-21',
  confidence: 'primary',
  ...(note && { note }),
})

const ours = (page: string, note: string): Source => ({
  ...docs(page, note),
  on: '2026-11-22',
  confidence: 'unverified',
})

/** What most posts may hold, where VK says it nowhere. */
const textDefault = 16_000

const key = (help: string): Field => ({
  name: 'token',
  kind: 'secret',
  label: 'Access key',
  help,
  placeholder: 'vk1.a.…',
  required: true,
  max: 1000,
})

export const manifest = {
  id: 'vk',
  name: 'VK',
  colour: '#0077ff',
  mark: 'M19.376 17.123h-1.744c-.66 0-.864-.525-2.05-1.727-1.033-1-1.49-1.135-1.744-1.135-.356 0-.458.102-.458.593v1.575c0 .424-.135.678-1.253.678-1.846 0-3.896-1.118-5.335-3.202C4.624 10.857 4.03 8.57 4.03 8.096c0-.254.102-.491.593-.491h1.744c.44 0 .61.203.78.677.863 2.49 2.303 4.675 2.896 4.675.22 0 .322-.102.322-.66V9.721c-.068-1.186-.695-1.287-.695-1.71 0-.203.17-.407.44-.407h2.744c.373 0 .508.203.508.643v3.473c0 .372.17.508.271.508.22 0 .407-.136.813-.542 1.254-1.406 2.151-3.574 2.151-3.574.119-.254.322-.491.763-.491h1.744c.525 0 .644.27.525.643-.22 1.017-2.354 4.031-2.354 4.031-.186.305-.254.44 0 .78.186.254.796.779 1.203 1.253.745.847 1.32 1.558 1.473 2.05.17.49-.085.744-.576.744z',
  homepage: 'https://vk.com',
  ways: [
    {
      id: 'vkid',
      kind: 'oauth',
      label: 'Sign in with VK ID',
      help: 'You are sent to VK, allow it as somebody who edits communities, and choose among them. Everything works, and the sign-in is kept alive by itself.',
      fields: [],
    },
    {
      id: 'person',
      kind: 'form',
      label: 'A person’s key',
      help: 'The key of somebody who edits the community; everything works with it. It needs the rights wall, photos, video, groups and stats; VK gives wall to an application only after asking its support. Keys made through VK ID end after an hour.',
      fields: [
        key('An access token of a VK application of your own.'),
        {
          name: 'page',
          kind: 'text',
          label: 'Community',
          help: 'Its address or short name. Left empty, you choose among all that this person edits.',
          placeholder: 'vk.com/bakery',
          max: 200,
        },
      ],
    },
    {
      id: 'community',
      kind: 'form',
      label: 'The community’s key',
      help: 'In the community: Manage → API usage → Create token, with the right to the wall. It does not end, but VK answers it little: words and links only, no pictures, films, polls, numbers or history.',
      fields: [key('It belongs to one community, so nothing else is asked.')],
    },
  ],
  app: {
    register: 'https://id.vk.com/about/business/go',
    steps: [
      'Sign in there as an organisation or a person, and add an application of the platform Web.',
      'Put the address below among its trusted redirect addresses, letter by letter, and its domain among the base domains.',
      'Write to devsupport@corp.vk.com and ask for the rights below for this application: VK gives wall to no application by itself.',
      'Copy the ID of the application into the field here. No secret is needed: each sign-in proves itself (PKCE).',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'Application ID', required: true, max: 40 },
      {
        name: 'stories',
        kind: 'choice',
        label: 'Right to stories',
        help: 'Asked for at the sign-in where VK gave it to the application. After a change, join the channels again.',
        choices: [
          { value: 'no', label: 'Not given' },
          { value: 'yes', label: 'Given' },
        ],
        default: 'no',
      },
    ],
    ways: ['vkid'],
    scopes: [
      { scope: 'wall', why: 'To publish, change and take away posts of communities, and to look them up.' },
      { scope: 'groups', why: 'To show which communities you edit.' },
      { scope: 'photos', why: 'To bring pictures up.', optional: true },
      { scope: 'video', why: 'To bring films up.', optional: true },
      { scope: 'stats', why: 'To read reach and clicks.', optional: true },
      { scope: 'stories', why: 'To tell stories of communities.', optional: true },
    ],
    source: {
      from: 'https://id.vk.com/about/business/go/docs/ru/vkid/latest/vk-id/connection/api-integration/api-description',
      on: '2026-11-30',
      confidence: 'secondary',
      note: 'Read from a copy of the page. How long a refresh token lives was not found: it is made new with every token, and its end is told by the first refusal.',
    },
  },
  webhooks: {
    of: 'channel',
    steps: [
      'In the community’s management, open “Settings”, “API usage”, “Callback API”, and copy the string to be returned into the field here.',
      'Paste the address below as the address, and the secret below as the secret key, save, and press “Confirm”.',
      'Under “Event types”, choose the posts on the wall, their comments and likes, and the members.',
    ],
    copies: ['secret'],
    fields: [{ name: 'confirmation', kind: 'text', label: 'String to be returned', required: true, max: 40 }],
    tells: 'New posts, comments, likes and members of this community.',
    source: {
      from: 'https://dev.vk.com/api/callback/getting-started',
      on: '2026-11-30',
      confidence: 'secondary',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'Each post carries a key that VK keeps for an hour, and before anything is sent again, Carillon looks through the wall. With the key of a community the wall cannot be read; then a person is asked.',
  text: {
    max: textDefault,
    unit: 'utf16',
    requiredWithoutMedia: true,
    fold: null,
    source: {
      ...ours(
        'method/wall.post',
        'VK names no limit. About 16,000 is commonly said, and one other program takes 2,048. The page of a joined community has a setting for it.',
      ),
      confidence: 'contradicted',
    },
  },
  media: {
    images: {
      max: 10,
      mime: ['image/jpeg', 'image/png'],
      maxBytes: 50_000_000,
      maxSide: 7000,
      shape: {
        taken: { least: 1 / 20, most: 20 },
        good: [
          [4, 3],
          [1, 1],
          [4, 5],
        ],
        source: docs(
          'api/upload/wall-photo',
          'Width and height together at most 14,000. Which shapes look good is ours and unverified.',
        ),
      },
      alt: { max: 2048, required: false },
      source: docs(
        'api/upload/wall-photo',
        'A description is sent as the caption of the picture, which readers see when they open it.',
      ),
    },
    videos: {
      max: 10,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 1_000_000_000,
      source: ours(
        'api/upload/video-in-profile',
        'VK takes AVI, MP4, 3GP, MPEG, MOV, FLV and WMV and names no size; this size is ours.',
      ),
    },
    mixed: true,
    most: 10,
    required: false,
  },
  poll: {
    options: [2, 10],
    optionMax: 100,
    minutes: [5, 525_600],
    withMedia: true,
    source: docs(
      'method/wall.post',
      'One answer alone is allowed too, and is no question. How long a poll may be open is said nowhere: unverified.',
    ),
  },
  threadMax: 1,
  firstReply: true,
  linkCard: 'sent',
  quotes: false,
  languagesMax: 0,
  options: [
    {
      name: 'kind',
      kind: 'choice',
      label: 'Kind',
      help: 'A story is one picture or film without words, and is seen for a day. VK takes it of communities that are verified or have its “fire”, and by keys with the right stories.',
      default: 'post',
      amongAccount: true,
      choices: [
        { value: 'post', label: 'Post on the wall' },
        { value: 'story', label: 'Story: seen for a day' },
      ],
    },
    {
      name: 'storyLink',
      kind: 'url',
      label: 'Link of the story',
      help: 'VK takes addresses at vk.com alone.',
      max: 2048,
      pattern: 'https://(m\\.)?vk\\.(com|ru)/\\S*',
    },
    {
      name: 'layout',
      kind: 'choice',
      label: 'Several pictures',
      help: 'How VK lays them out if nobody says so has changed over time. Where a film is among them, VK is said to show them side by side.',
      default: 'own',
      choices: [
        { value: 'own', label: 'As VK does it' },
        { value: 'carousel', label: 'To be leafed through (carousel)' },
        { value: 'grid', label: 'Side by side' },
      ],
      advanced: true,
    },
    {
      name: 'place',
      kind: 'text',
      label: 'Place',
      help: 'Latitude and longitude in degrees, such as 56.95, 24.1.',
      placeholder: '56.95, 24.1',
      max: 40,
      pattern:
        '-?([0-8]?\\d(\\.\\d{1,10})?|90(\\.0{1,10})?), ?-?((1[0-7]\\d|\\d{1,2})(\\.\\d{1,10})?|180(\\.0{1,10})?)',
      advanced: true,
    },
    {
      name: 'pin',
      kind: 'switch',
      label: 'Pinned on the wall',
      help: 'It takes the place of the one that is pinned there now.',
      default: false,
    },
    {
      name: 'pollQuestion',
      kind: 'text',
      label: 'Question of the poll',
      help: 'Stands in the poll itself, below the words. Left empty, the last line of the words is taken.',
      max: 250,
    },
    {
      name: 'anonymous',
      kind: 'switch',
      label: 'Nobody sees who voted for what',
      default: false,
    },
    {
      name: 'signed',
      kind: 'switch',
      label: 'Signed by the person to whom the key belongs',
      default: false,
    },
    {
      name: 'closeComments',
      kind: 'switch',
      label: 'Nobody can comment',
      help: 'A first comment of your own still goes out.',
      default: false,
    },
    {
      name: 'ads',
      kind: 'switch',
      label: 'Marked as advertising',
      help: 'VK takes five such posts in a day. The mark is not the erid, which belongs into the words where the law asks for it.',
      default: false,
    },
    {
      name: 'quiet',
      kind: 'switch',
      label: 'Without notifying followers',
      default: false,
      advanced: true,
    },
    {
      name: 'source',
      kind: 'url',
      label: 'Source',
      help: 'Shown under the post as where the material comes from.',
      max: 500,
      advanced: true,
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      post: { without: ['storyLink'] },
      story: {
        text: { max: 0 },
        media: {
          required: true,
          mixed: false,
          most: 1,
          images: {
            max: 1,
            maxBytes: 10_000_000,
            shape: {
              good: [[9, 16]],
              source: ours(
                'api/upload/stories',
                'Stories fill a phone. Which shapes are refused was not found.',
              ),
            },
            source: ours('api/upload/stories', '10 MB is commonly said; it could not be read at VK.'),
          },
          videos: {
            max: 1,
            maxBytes: 10_000_000,
            videoCodecs: ['h264'],
            audioCodecs: ['aac'],
            source: ours(
              'api/upload/stories',
              '10 MB, H.264 and AAC are commonly said; they could not be read at VK. How long one may be was not found.',
            ),
          },
        },
        poll: null,
        firstReply: false,
        unmarked: true,
        without: [
          'layout',
          'place',
          'pin',
          'pollQuestion',
          'anonymous',
          'signed',
          'closeComments',
          'ads',
          'quiet',
          'source',
        ],
      },
    },
  },
  settings: [
    {
      name: 'textMax',
      kind: 'text',
      label: 'Longest text',
      help: 'VK does not say how long a post may be. Left empty, 16,000 characters are taken (as of 22 November 2026, unverified).',
      placeholder: '16000',
      max: 6,
      default: '',
    },
  ],
  presence: {
    checks: ['name', 'bio', 'avatar', 'header', 'link', 'pinned'],
    handles: { separators: '_.', least: 5, most: 32 },
    report: {
      url: '{url}',
      how: 'Open the page while signed in at VK, then ⋯, Report, and choose that it pretends to be somebody else. The owner of a trade mark may also write to VK’s support.',
      source: ours('', 'Where the menu stands may have changed.'),
    },
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'people', 'mentions', 'reactions'],
  metrics: {
    post: [
      {
        metric: 'views',
        meaning: 'How often the post was shown, as VK counts it beneath the post.',
        lagMinutes: 0,
        source: schema('wall'),
      },
      { metric: 'likes', meaning: 'Likes of the post.', lagMinutes: 0, source: schema('wall') },
      {
        metric: 'reposts',
        meaning: 'Reposts to walls and in messages together.',
        lagMinutes: 0,
        source: schema('base'),
      },
      {
        metric: 'replies',
        meaning: 'Comments beneath the post, our own among them.',
        lagMinutes: 0,
        source: schema('base'),
      },
      {
        metric: 'reach',
        meaning:
          'People who saw the post: subscribers, others and those of advertising together. Only with the right stats.',
        lagMinutes: 60,
        source: schema('stats', 'How late VK tells it is ours and unverified.'),
      },
      {
        metric: 'clicks',
        meaning: 'Clicks on the link of the post. Only with the right stats.',
        lagMinutes: 60,
        source: schema('stats', 'How late VK tells it is ours and unverified.'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Members or subscribers of the community.',
        lagMinutes: 0,
        source: schema('groups'),
      },
      {
        metric: 'posts',
        meaning: 'Posts of the community on its wall.',
        lagMinutes: 0,
        source: schema('wall'),
      },
    ],
  },
  contest: {
    ways: ['like', 'comment', 'repost'],
    source: {
      from: 'https://dev.vk.com/method/likes.getList',
      on: '2026-11-22',
      confidence: 'unverified',
      note: 'Contests by reposts are usual at VK; which rule of VK allows or forbids them was not found. Reposts of private profiles are not told.',
    },
  },
  paidPartnership: {
    shows: 'A mark that the post is advertising',
    source: schema('wall', 'mark_as_ads; it is not the erid.'),
  },
  rates: [
    {
      scope: 'account',
      most: 3,
      perSeconds: 1,
      of: 'all',
      source: {
        from: 'https://dev.vk.com/api/api-requests',
        on: '2026-11-22',
        confidence: 'secondary',
        note: 'For keys of persons. Keys of communities are said to have 20: unverified.',
      },
    },
    {
      scope: 'account',
      most: 50,
      perSeconds: 86_400,
      of: 'publish',
      source: {
        from: 'https://mediaprofi.org/media-info/news/item/2201-tyr',
        on: '2026-11-22',
        confidence: 'secondary',
        note: 'Known since 2014; verified communities are said to be exempt.',
      },
    },
  ],
  dailyCap: 50,
  cost: null,
  setup:
    'An application at VK ID for signing in. Without one, whoever joins a community brings a key: that of the community from its management, or one of their own.',
} as const satisfies Manifest
