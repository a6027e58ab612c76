import tlds from 'tlds' with { type: 'json' }
import type { Manifest, Source } from '../kit/manifest.ts'

const on = '2026-08-22'
const docs = (page: string, note?: string): Source => ({
  from: `https://docs.x.com/${page}`,
  on,
  confidence: 'primary',
  ...(note && { note }),
})
const described = (part: string, note?: string): Source => ({
  from: `https://github.com/xdevplatform/xdk latest-openapi.json 2.159, ${part}`,
  on: '2026-07-25',
  confidence: 'primary',
  ...(note && { note }),
})

const metrics = docs('x-api/fundamentals/metrics')

export const manifest = {
  id: 'x',
  name: 'X',
  colour: '#0f1419',
  mark: 'M18.244 2.25h3.308l-7.227 8.26 8.502 11.24H16.17l-5.214-6.817L4.99 21.75H1.68l7.73-8.835L1.254 2.25H8.08l4.713 6.231zm-1.161 17.52h1.833L7.084 4.126H5.117z',
  homepage: 'https://x.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at X',
      help: 'You are sent to X, allow your app to post there, and come back. Be signed in at X with the account that you want to join.',
      fields: [],
    },
  ],
  app: {
    register: 'https://console.x.com',
    steps: [
      'Sign in at console.x.com, agree to the developer agreement, and buy credits: X charges for each post and for what is read back. Set a spending limit there.',
      'Create an app, and in it open the settings of user authentication.',
      'Choose “Read and write” as permissions and “Web App, Automated App or Bot” as type, so that the app has a secret.',
      'Enter the address shown here as callback URL, exactly as it stands, and your own site as website.',
      'Copy the client ID and the client secret of OAuth 2.0 into the fields here. They are not the API key and its secret.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'Client ID', required: true, max: 200 },
      { name: 'clientSecret', kind: 'secret', label: 'Client secret', required: true, max: 200 },
    ],
    ways: ['oauth'],
    scopes: [
      { scope: 'tweet.read', why: 'To read your own posts and their numbers.' },
      { scope: 'tweet.write', why: 'To publish and to take posts away.' },
      { scope: 'users.read', why: 'To know which account this is.' },
      { scope: 'media.write', why: 'To upload pictures and films.' },
      { scope: 'offline.access', why: 'To stay signed in: without it X ends the sign-in after two hours.' },
      { scope: 'like.read', why: 'To see who liked your posts.', optional: true },
    ],
    source: docs('fundamentals/authentication/oauth-2-0/authorization-code'),
  },
  webhooks: {
    of: 'app',
    registers: true,
    subscribes: true,
    steps: [
      'At console.x.com, open the app and its “Keys and tokens”.',
      'Copy the API key and its secret into the fields here. They are not the client ID and the client secret of OAuth 2.0.',
      'Look at the spending limit there: X charges for each event, beside what is read because of it.',
    ],
    copies: [],
    fields: [
      { name: 'apiKey', kind: 'text', label: 'API key', required: true, max: 200 },
      { name: 'apiSecret', kind: 'secret', label: 'Secret of the API key', required: true, max: 200 },
    ],
    tells:
      'Posts that were published or deleted, and a new name, handle or picture, of all accounts that signed in with this app.',
    cost: {
      words:
        'X charges whoever owns the app 0.005 USD for each event: for each post of each of its accounts, also those that Carillon publishes, and for each change of their profile. What others do (likes, replies, followers) is not asked for. What is then read anew costs as always.',
      source: docs(
        'x-api/getting-started/pricing',
        'Whether a deleted post is charged for is contradicted: not billed, says this page; as a post, says x-api/activity/introduction.',
      ),
    },
    source: docs('x-api/webhooks/quickstart', 'The events: x-api/activity/introduction.'),
  },
  guarantee: 'findable',
  guaranteeWords:
    'X takes no key with a post. When an answer is lost, Carillon reads the account’s newest posts and looks for this one before it sends anything again. X charges for each post that is read (0.005 USD, 0.001 USD where the account owns the app).',
  text: {
    max: 280,
    unit: 'codePoints',
    weights: {
      per: 100,
      others: 200,
      ranges: [
        [0, 4351, 100],
        [8192, 8205, 100],
        [8208, 8223, 100],
        [8242, 8247, 100],
      ],
    },
    emoji: 2,
    urlLength: 23,
    urls: {
      endings: tlds.join(' '),
      source: {
        from: 'https://data.iana.org/TLD/tlds-alpha-by-domain.txt',
        on: '2025-10-01',
        confidence: 'unverified',
        note: 'By the npm package tlds. X keeps a list of its own, which is published only as it was in 2020 (twitter-text 3.1.0). An ending that X does not know counts 23 here and letter by letter there, which may be more or less.',
      },
    },
    fold: 280,
    source: docs(
      'fundamentals/counting-characters',
      'Weights by twitter-text, config/v3.json. Accounts with Premium may write 25,000 (https://help.metricool.com/en/article/4ivf8t, secondary), which is read from the account’s subscription.',
    ),
  },
  media: {
    images: {
      max: 4,
      mime: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
      maxBytes: 5_000_000,
      maxSide: 4096,
      alone: ['image/gif'],
      moving: { maxBytes: 15_000_000, maxSide: 1280, maxPixels: 1_382_400 },
      shape: {
        good: [
          [16, 9],
          [1, 1],
          [4, 5],
        ],
        source: {
          ...docs('x-api/media/quickstart/best-practices'),
          confidence: 'unverified',
          note: 'No shape of pictures is refused. Which ones look good, and that more than 4,096 pixels on a side are never shown, is known from use only.',
        },
      },
      alt: { max: 1000, required: false },
      source: docs(
        'x-api/media/quickstart/best-practices',
        'GIF: up to 15 MB, 1280 × 1080, 350 frames, 300 million pixels in all; frames are not counted here. Alt text: POST /2/media/metadata, 1,000 characters, 0.005 USD each.',
      ),
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 512_000_000,
      minSeconds: 0.5,
      least: { width: 32, height: 32 },
      maxSeconds: 140,
      shape: { taken: { least: 1 / 3, most: 3 }, source: docs('x-api/media/quickstart/best-practices') },
      cover: true,
      videoCodecs: ['h264'],
      audioCodecs: ['aac'],
      maxFrameRate: 60,
      maxPixels: 1_310_720,
      maxSide: 1280,
      captions: {
        max: 5,
        maxBytes: 500_000,
        source: {
          ...described('SubtitlesCreateRequest'),
          confidence: 'unverified',
          note: 'That films take subtitles, and how, is described; how many and how large is not: these bounds are ours. Languages with a code of two letters alone.',
        },
      },
      source: docs(
        'x-api/media/quickstart/best-practices',
        'Accounts with Premium may do more; X publishes no numbers for it here. A picture for a film (preview_image) is described in 2.159 and was never seen to work.',
      ),
    },
    mixed: false,
    required: false,
  },
  poll: {
    options: [2, 4],
    optionMax: 25,
    minutes: [5, 10_080],
    withMedia: false,
    oneAnswer: true,
    source: described('TweetCreateRequest.poll'),
  },
  threadMax: 25,
  firstReply: true,
  linkCard: 'own',
  quotes: false,
  languagesMax: 0,
  options: [
    {
      name: 'replies',
      kind: 'choice',
      label: 'Who may reply',
      choices: [
        { value: 'everyone', label: 'Everybody' },
        { value: 'following', label: 'Accounts you follow' },
        { value: 'mentionedUsers', label: 'Only who is mentioned' },
        { value: 'verified', label: 'Verified accounts' },
        { value: 'subscribers', label: 'Your subscribers' },
      ],
      default: 'everyone',
    },
    {
      name: 'tagged',
      kind: 'text',
      label: 'Tagged accounts',
      help: 'Handles of up to ten accounts that the pictures or the film show, with spaces between. X charges 0.010 USD for looking up each.',
      placeholder: '@bakery @mill',
      pattern: '@?\\w{1,15}(?:[\\s,;]+@?\\w{1,15}){0,9}',
      onlyWith: 'media',
      max: 200,
      advanced: true,
    },
    {
      name: 'sensitive',
      kind: 'choice',
      label: 'Warning over pictures and films',
      help: 'They are covered until somebody looks. X charges 0.005 USD for each, as far as its prices tell.',
      choices: [
        { value: 'none', label: 'None' },
        { value: 'adult', label: 'Nudity' },
        { value: 'violence', label: 'Violence' },
        { value: 'other', label: 'Something else' },
      ],
      default: 'none',
      onlyWith: 'media',
      advanced: true,
    },
    {
      name: 'community',
      kind: 'text',
      label: 'Community',
      help: 'The number at the end of its address (x.com/i/communities/…). The account must be a member. Whether X lists such posts is not verified: after a lost answer a person is asked.',
      placeholder: '1146654567674912769',
      pattern: '\\d{1,19}',
      max: 19,
      advanced: true,
    },
    {
      name: 'shareWithFollowers',
      kind: 'switch',
      label: 'Show it to the followers, too',
      help: 'Only for posts in a community.',
      default: false,
      advanced: true,
    },
  ],
  presence: {
    checks: ['name', 'bio', 'avatar', 'header', 'link', 'pinned', 'alt'],
    handles: { separators: '_', least: 1, most: 15 },
    report: {
      url: '{url}',
      how: 'Open the account while signed in at X, then ⋯, Report, and choose that it pretends to be somebody else.',
      source: {
        from: 'https://help.x.com/en/safety-and-security/report-x-impersonation',
        on: '2026-11-30',
        confidence: 'unverified',
        note: 'X’s help pages could not be read; that they have such a form is known from use.',
      },
    },
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'people', 'mentions', 'reactions'],
  metrics: {
    post: [
      {
        metric: 'quotes',
        meaning: 'Posts that quote it.',
        lagMinutes: 0,
        source: metrics,
      },
      {
        metric: 'likes',
        meaning: 'Likes.',
        lagMinutes: 0,
        source: metrics,
      },
      {
        metric: 'reposts',
        meaning: 'Reposts without words; quotes are not among them.',
        lagMinutes: 0,
        source: metrics,
      },
      {
        metric: 'replies',
        meaning: 'Replies, our own among them.',
        lagMinutes: 0,
        source: metrics,
      },
      {
        metric: 'saves',
        meaning: 'Bookmarks.',
        lagMinutes: 0,
        source: metrics,
      },
      {
        metric: 'impressions',
        meaning: 'How often it stood on a screen, promoted or not; the same person counts each time.',
        lagMinutes: 0,
        source: metrics,
      },
      {
        metric: 'clicks',
        meaning:
          'Clicks on links. X tells them for 30 days after publishing and to nobody but the account itself.',
        lagMinutes: 0,
        source: docs(
          'x-api/fundamentals/metrics',
          'non_public_metrics.url_link_clicks; the published description 2.159 lists impressions alone there.',
        ),
      },
    ],
    account: [
      { metric: 'followers', meaning: 'Followers of the account.', lagMinutes: 0, source: described('User') },
      {
        metric: 'following',
        meaning: 'Accounts that the account follows.',
        lagMinutes: 0,
        source: described('User'),
      },
      {
        metric: 'posts',
        meaning: 'Posts of the account, replies and reposts among them.',
        lagMinutes: 0,
        source: described('User'),
      },
    ],
  },
  contest: {
    ways: ['comment'],
    source: docs(
      'developer-guidelines',
      'Likes, reposts and follows as a condition may be taken for manipulation; X advises replies with a phrase.',
    ),
  },
  othersData: {
    mayLeave: false,
    keepDays: null,
    source: docs(
      'developer-terms/policy',
      'Posts and profiles of others may be handed on by hand only, 500 a day by the policy and 50,000 by the guidelines, so exports leave them out. What is deleted at X goes within 24 hours of being asked.',
    ),
  },
  paidPartnership: {
    shows: 'The post is labelled as a paid partnership.',
    source: docs('changelog', 'paid_partnership, since 3 June 2026; in the description from 2.167 on.'),
  },
  machineLabel: {
    shows: 'The post is labelled as made with AI.',
    source: {
      from: 'https://github.com/xdevplatform/docs @287132819074964da9c1c410ba02df5a06c932d3 openapi.json 2.167, made_with_ai',
      on,
      confidence: 'primary',
      note: 'For media that were made by AI. In the description from 2.167 on; how readers see it is not written there.',
    },
  },
  rates: [
    {
      scope: 'account',
      most: 100,
      perSeconds: 900,
      of: 'publish',
      source: docs('x-api/fundamentals/rate-limits', 'Also 50 removals in 15 minutes; learned from 429.'),
    },
    {
      scope: 'app',
      most: 10_000,
      perSeconds: 86_400,
      of: 'publish',
      source: docs('x-api/fundamentals/rate-limits'),
    },
  ],
  noRepeats: {
    days: null,
    source: docs(
      'developer-guidelines',
      'Identical posts over several accounts are forbidden. That repeating one from the same account is forbidden too is secondary (https://help.circleboom.com/publish/faq/scheduling-tweet-rules); X refuses it for some time.',
    ),
  },
  dailyCap: 50,
  cost: {
    post: '0.015',
    postWithUrl: '0.20',
    alt: '0.005',
    asks: { warning: 'sensitive', names: 'tagged' },
    reads: { post: '0.005', account: '0.010' },
    currency: 'USD',
    source: docs(
      'x-api/getting-started/pricing',
      'For each post, so each part of a thread costs it. Removal 0.010, alt text 0.005 each; reading a post 0.005, an account 0.010, own timelines 0.001 where the account owns the app.',
    ),
  },
  idsAreGlobal: true,
  setup:
    'Whoever joins an account registers an app at console.x.com and buys credits there: X charges for each request. Several accounts may sign in by one app.',
} as const satisfies Manifest
