import type { Manifest, Source } from '../kit/manifest.ts'

const docs = (page: string, note?: string): Source => ({
  from: `https://learn.microsoft.com/en-us/linkedin/${page}`,
  on: '2026-11-30',
  confidence: 'primary',
  ...(note && { note }),
})

/** The version of the API that is spoken where the app names none. A version lives for a year at least. */
export const defaultVersion = '202608'

/** Of a first comment. */
export const commentMax = 1250
export const shortestSeconds = 3
/** Of an app in the development tier of the Community Management API, for each member. */
export const requestsOnTrial = 100
/** Given to some apps alone, and asked for where the app says so. */
export const memberNumbers = ['r_member_postAnalytics', 'r_member_profileAnalytics'] as const

const statistics = docs(
  'marketing/community-management/organizations/share-statistics',
  'Of organisations, without advertising, within the last twelve months. Of persons (members/post-statistics) where the app asks for their numbers.',
)

const picture = {
  maxBytes: 5_000_000,
  maxPixels: 36_152_319,
  source: docs(
    'marketing/community-management/shares/images-api',
    'JPEG, PNG and GIF with less than 36,152,320 pixels. How many bytes is contradicted: 5 MB says Ayrshare, 8 MB Zernio; the lesser is held to.',
  ),
}

export const manifest = {
  id: 'linkedin',
  name: 'LinkedIn',
  colour: '#0a66c2',
  mark: 'M20.447 20.452h-3.554v-5.569c0-1.328-.027-3.037-1.852-3.037-1.853 0-2.136 1.445-2.136 2.939v5.667H9.351V9h3.414v1.561h.046c.477-.9 1.637-1.85 3.37-1.85 3.601 0 4.267 2.37 4.267 5.455v6.286zM5.337 7.433a2.062 2.062 0 0 1-2.063-2.065 2.064 2.064 0 1 1 2.063 2.065zm1.782 13.019H3.555V9h3.564v11.452z',
  homepage: 'https://www.linkedin.com',
  ways: [
    {
      id: 'pages',
      kind: 'oauth',
      label: 'Pages of organisations',
      help: 'For apps with the Community Management API. You are sent to LinkedIn, sign in, and come back: each page that you may publish on is offered, and yourself.',
      fields: [],
    },
    {
      id: 'person',
      kind: 'oauth',
      label: 'Yourself',
      help: 'For apps with “Share on LinkedIn” and “Sign In with LinkedIn using OpenID Connect”, which LinkedIn gives to everybody. You are sent to LinkedIn and publish as yourself. The sign-in ends after 60 days.',
      fields: [],
    },
  ],
  app: {
    register: 'https://www.linkedin.com/developers/apps/new',
    steps: [
      'Create an app there, and let the page of your organisation verify it. LinkedIn’s own name must not be part of the app’s name.',
      'Under Products, for pages of organisations, ask for the Community Management API, in an app without any other product: LinkedIn examines who asks, and wants a registered organisation and its business e-mail.',
      'To publish as a person alone, add “Share on LinkedIn” and “Sign In with LinkedIn using OpenID Connect” instead, in an app of its own. They come at once.',
      'Under Auth, put the address shown here among the authorized redirect URLs, and copy Client ID and Primary Client Secret into the fields here.',
      'LinkedIn retires each version of its API about a year after it came. When it says so, write a newer one (year and month) into the field here.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'Client ID', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'Primary Client Secret', required: true, max: 200 },
      {
        name: 'version',
        kind: 'text',
        label: 'Version of the API',
        help: 'Year and month. Empty: 202608 (as of 30 November 2026), which LinkedIn keeps until August 2027 at least.',
        max: 6,
        placeholder: '202608',
        advanced: true,
      },
      {
        name: 'tier',
        kind: 'choice',
        label: 'Access of the app',
        help: 'LinkedIn begins with the development tier: 500 requests a day, 100 for each member (as of 30 November 2026). Numbers are then read more seldom, so that posts still go out.',
        choices: [
          { value: 'standard', label: 'Standard tier' },
          { value: 'development', label: 'Development tier' },
        ],
        default: 'standard',
        advanced: true,
      },
      {
        name: 'memberNumbers',
        kind: 'choice',
        label: 'Numbers of persons',
        help: 'Ask for them only when LinkedIn lists r_member_postAnalytics and r_member_profileAnalytics among the permissions of your app: otherwise it refuses the whole sign-in. Persons join again afterwards.',
        choices: [
          { value: 'no', label: 'Not asked for' },
          { value: 'yes', label: 'Asked for at the sign-in for pages' },
        ],
        default: 'no',
        advanced: true,
      },
    ],
    ways: ['pages', 'person'],
    scopes: [
      { scope: 'w_member_social', why: 'To publish, change and take away posts of yourself.' },
      { scope: 'openid', why: 'Yourself only: to learn who signed in.', optional: true },
      { scope: 'profile', why: 'Yourself only: to show your name and picture.', optional: true },
      { scope: 'r_basicprofile', why: 'Pages only: to learn who signed in.', optional: true },
      {
        scope: 'rw_organization_admin',
        why: 'Pages only: to show which pages you manage, and to read their statistics.',
        optional: true,
      },
      {
        scope: 'w_organization_social',
        why: 'Pages only: to publish, change and take away posts of a page.',
        optional: true,
      },
      {
        scope: 'r_organization_social',
        why: 'Pages only: to look whether a post is out, and to read the posts of a page.',
        optional: true,
      },
      {
        scope: 'w_organization_social_feed',
        why: 'Pages only: to write the first comment under a post of a page.',
        optional: true,
      },
      {
        scope: 'r_organization_social_feed',
        why: 'Pages only: to read what others comment.',
        optional: true,
      },
      {
        scope: 'w_member_social_feed',
        why: 'Pages only: to write the first comment under a post of yourself.',
        optional: true,
      },
      {
        scope: 'r_member_postAnalytics',
        why: 'Only where the app asks for numbers of persons: to read those of your own posts.',
        optional: true,
      },
      {
        scope: 'r_member_profileAnalytics',
        why: 'Only where the app asks for numbers of persons: to read how many follow you.',
        optional: true,
      },
    ],
    source: docs(
      'shared/authentication/authorization-code-flow',
      'Which product gives which permission: marketing/increasing-access and shared/authentication/getting-access.',
    ),
  },
  webhooks: {
    of: 'app',
    subscribes: true,
    steps: [
      'At LinkedIn, open the app: the number in the address of its page is what goes into the field here.',
      'Paste the address below under “Webhooks”. This tab is there only for apps whose use of webhooks LinkedIn has approved, which wants the Community Management API.',
      'Carillon then has LinkedIn tell of each page by itself. Who joined the page must be its administrator.',
    ],
    copies: [],
    fields: [
      {
        name: 'applicationId',
        kind: 'text',
        label: 'Number of the app',
        required: true,
        max: 20,
        pattern: '\\d+',
        placeholder: '12345678',
      },
    ],
    tells: 'Likes, comments and shares of the pages that signed in with this app. Of persons, nothing.',
    source: docs(
      'shared/api-guide/webhook-validation',
      'What it tells and how each page is asked for: marketing/community-management/organizations/organization-social-action-notifications. Whether the signature stands in its header with “hmacsha256=” before it is unclear; both are taken.',
    ),
  },
  guarantee: 'findable',
  guaranteeWords:
    'Posts of organisations are looked for by their files or words before anything is sent again. LinkedIn shows no program the posts of persons: when the answer to one is lost, nothing is repeated, and a person must look.',
  listsLate: {
    seconds: 60,
    source: {
      ...docs(
        'marketing/community-management/shares/posts-api',
        'In what time a page lists what was just posted is not said; a minute is assumed.',
      ),
      confidence: 'unverified',
    },
  },
  text: {
    max: 3000,
    replyMax: commentMax,
    unit: 'utf16',
    fold: 210,
    source: docs(
      'marketing/community-management/shares/ugc-post-api',
      'In what units LinkedIn counts is not written down: UTF-16 is never too few. That it folds after some 210 letters is not verified.',
    ),
  },
  media: {
    images: {
      max: 20,
      mime: ['image/jpeg', 'image/png', 'image/gif'],
      ...picture,
      shape: {
        good: [
          [191, 100],
          [1, 1],
          [4, 5],
        ],
        source: {
          from: 'https://www.ayrshare.com/docs/media-guidelines/linkedin',
          on: '2026-11-30',
          confidence: 'secondary',
          note: 'No shape is refused.',
        },
      },
      alt: { max: 4086, required: false },
    },
    videos: {
      max: 1,
      mime: ['video/mp4'],
      maxBytes: 500_000_000,
      minSeconds: shortestSeconds,
      maxSeconds: 1800,
      captions: {
        max: 1,
        maxBytes: 1_000_000,
        source: {
          from: 'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/videos-api',
          on: '2026-11-30',
          confidence: 'unverified',
          note: 'One file, as SubRip, with its language. How large it may be is our own bound; how the language is told is taken from other programs.',
        },
      },
      cover: true,
      source: docs(
        'marketing/community-management/shares/videos-api',
        '75 KB to 500 MB and 3 seconds to 30 minutes; the same page takes uploads of 5 GB, and other programs say so too.',
      ),
    },
    mixed: false,
    required: false,
  },
  poll: {
    options: [2, 4],
    optionMax: 30,
    questionMax: 140,
    minutes: [1440, 20_160],
    withMedia: false,
    oneAnswer: true,
    source: docs(
      'marketing/community-management/shares/poll-post-api',
      'It runs for 1, 3, 7 or 14 days; what lies between is made the next longer.',
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
      label: 'What it is',
      default: 'post',
      choices: [
        { value: 'post', label: 'Post' },
        { value: 'document', label: 'Document: each picture is a page to swipe' },
      ],
    },
    {
      name: 'visibility',
      kind: 'choice',
      label: 'Who may see it',
      default: 'PUBLIC',
      choices: [{ value: 'PUBLIC', label: 'Everybody' }],
      ofAccount: true,
    },
    {
      name: 'pollText',
      kind: 'long',
      label: 'Words above the poll',
      help: 'The text of the post is the question of its poll.',
      max: 3000,
    },
    { name: 'noReshare', kind: 'switch', label: 'Others may not repost it', default: false, advanced: true },
  ],
  kinds: {
    option: 'kind',
    rules: {
      post: {},
      document: {
        text: { title: { max: 400, required: true } },
        poll: null,
        media: {
          required: true,
          videos: null,
          images: {
            max: 40,
            mime: ['image/jpeg'],
            maxBytes: 2_000_000,
            maxSide: 2160,
            maxPixels: 36_152_319,
            source: docs(
              'marketing/community-management/shares/documents-api',
              'LinkedIn takes documents of 100 MB and 300 pages; Carillon makes a PDF of at most 40 pictures of 2 MB each.',
            ),
          },
        },
      },
    },
  },
  presence: {
    checks: ['name', 'bio', 'link'],
    handles: { separators: '-', least: 3, most: 100 },
    report: {
      url: '{url}',
      how: 'Open the page while signed in at LinkedIn, then ⋯, Report abuse, and choose that it is fake or pretends to be somebody else.',
      source: {
        from: 'https://www.linkedin.com/help/linkedin/answer/a1338436',
        on: '2026-11-30',
        confidence: 'unverified',
        note: 'The page could not be read on this day.',
      },
    },
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'mentions', 'reactions', 'people'],
  metrics: {
    post: [
      {
        metric: 'impressions',
        meaning: 'How often the post was on a screen, repeats included.',
        lagMinutes: 1440,
        source: statistics,
      },
      {
        metric: 'reach',
        meaning: 'Members who had the post on a screen, each once.',
        lagMinutes: 1440,
        source: statistics,
      },
      {
        metric: 'clicks',
        meaning:
          'Clicks on the post of a page: its content, the name of the page, its picture. Persons: clicks on links.',
        lagMinutes: 1440,
        source: statistics,
      },
      {
        metric: 'likes',
        meaning: 'Reactions to the post, of every kind.',
        lagMinutes: 1440,
        source: statistics,
      },
      {
        metric: 'replies',
        meaning: 'Comments under the post, our own among them.',
        lagMinutes: 1440,
        source: statistics,
      },
      {
        metric: 'reposts',
        meaning: 'How often the post was reposted.',
        lagMinutes: 1440,
        source: statistics,
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Followers of the page. Of persons only where the app asks for their numbers.',
        lagMinutes: 0,
        source: docs('marketing/community-management/organizations/organization-lookup-api'),
      },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 150,
      perSeconds: 86_400,
      of: 'publish',
      source: {
        from: 'https://www.ayrshare.com/docs/apis/post/social-networks/linkedin.md',
        on: '2026-11-22',
        confidence: 'secondary',
        note: 'LinkedIn shows its own limits in the developer portal only. While an app is in the development tier of the Community Management API: 500 requests a day, 100 for each member.',
      },
    },
  ],
  dailyCap: 150,
  cost: null,
  othersData: {
    mayLeave: false,
    keepDays: 1,
    source: docs(
      'marketing/data-storage-requirements',
      'Profiles of other members for 24 hours, what they wrote for 48; the shorter holds. That nothing of it may leave, nor serve advertising, sales, recruiting or lists: marketing/restricted-use-cases.',
    ),
  },
  setup:
    'An app at LinkedIn, entered under Channels, Apps. For pages of organisations LinkedIn must grant it the Community Management API; to publish as a person it grants access at once.',
} as const satisfies Manifest
