import type { Manifest, Source, VideoRule } from '../kit/manifest.ts'

const meta = (page: string, note?: string): Source => ({
  from: `https://developers.facebook.com/${page}`,
  on: '2026-11-30',
  confidence: 'primary',
  ...(note && { note }),
})

const removed =
  'Impressions were taken away on 15 November 2025 and unique impressions on 15 June 2026; these are what Meta names instead.'

/** Facebook asks for 9:16. */
const upright = {
  taken: { least: 0.55, most: 0.575 },
  source: {
    ...meta('docs/video-api/guides/reels-publishing'),
    confidence: 'unverified',
    note: 'Meta asks for 9:16 of reels and stories; whether it refuses other shapes, or frames them, is not verified.',
  },
} as const satisfies VideoRule['shape']

export const manifest = {
  id: 'facebook',
  name: 'Facebook',
  colour: '#0866ff',
  mark: 'M24 12.073C24 5.405 18.627 0 12 0S0 5.405 0 12.073C0 18.1 4.388 23.094 10.125 24v-8.437H7.078v-3.49h3.047v-2.66c0-3.025 1.792-4.697 4.533-4.697 1.312 0 2.686.236 2.686.236v2.971h-1.513c-1.491 0-1.956.93-1.956 1.886v2.264h3.328l-.532 3.49h-2.796V24C19.612 23.094 24 18.1 24 12.073z',
  homepage: 'https://www.facebook.com',
  ways: [
    {
      id: 'login',
      kind: 'oauth',
      label: 'Sign in at Facebook',
      help: 'You are sent to Facebook, choose the pages that Carillon may publish to, and come back. Each page becomes a channel of its own.',
      fields: [],
    },
  ],
  app: {
    register: 'https://developers.facebook.com/apps/',
    steps: [
      'Create an app there, for the use case of managing everything on a page, and connect it to your business portfolio.',
      'Under App settings, Basic, copy the app id and the app secret into the fields here.',
      'Under Facebook Login, Settings, put the address shown here among the valid OAuth redirect URIs.',
      'Under Permissions, add those that are listed here.',
      'People who have a role in the app can join their pages at once. For the pages of others, ask for advanced access to the permissions (App Review) and make the app live.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'App id', required: true, max: 40 },
      { name: 'clientSecret', kind: 'secret', label: 'App secret', required: true, max: 200 },
      {
        name: 'metadata',
        kind: 'choice',
        label: 'Have pages tell by themselves',
        help: 'Wants the permission pages_manage_metadata in the app at Meta. Choose it only when it was added there: Meta refuses the sign-in of an app that asks for more than it has. After a change, join the pages again.',
        choices: [
          { value: 'no', label: 'No: pages are asked in their turn' },
          { value: 'yes', label: 'Yes: the permission was added' },
        ],
        advanced: true,
      },
    ],
    ways: ['login'],
    scopes: [
      { scope: 'pages_show_list', why: 'To show which pages you manage.' },
      { scope: 'pages_manage_posts', why: 'To publish, change and take away posts of the page.' },
      {
        scope: 'pages_read_engagement',
        why: 'To look whether a post is out, and to read the posts and followers of the page.',
      },
      { scope: 'pages_manage_engagement', why: 'To write the first comment under a post.' },
      { scope: 'pages_read_user_content', why: 'To read what others comment.', optional: true },
      { scope: 'read_insights', why: 'To read views, reach and clicks of posts.', optional: true },
      {
        scope: 'business_management',
        why: 'To find pages that belong to a business portfolio.',
        optional: true,
      },
      {
        scope: 'pages_manage_metadata',
        why: 'To have the page tell by itself of posts and comments. Asked for only where the app says so.',
        optional: true,
      },
    ],
    source: meta('documentation/facebook-login/guides/advanced/manual-flow'),
  },
  webhooks: {
    of: 'app',
    subscribes: true,
    steps: [
      'At Meta for Developers, open the app and its product “Webhooks”, and choose “Page”.',
      'Paste the address and the token below, press “Verify and save”, and subscribe to “feed” and “mention”.',
      'Add the permission pages_manage_metadata to the app, say so in the app’s form here, and join the pages again. Carillon then subscribes each page by itself.',
    ],
    copies: ['verify'],
    tells: 'Posts, comments and reactions of all pages that signed in with this app.',
    source: {
      from: 'https://developers.facebook.com/docs/graph-api/webhooks; each page by docs/graph-api/reference/page/subscribed_apps',
      on: '2026-11-30',
      confidence: 'secondary',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'A film is published once at most, because Facebook numbers it before it is out. For all else Carillon looks through the posts of the page before it sends anything again.',
  text: {
    max: 63_206,
    unit: 'utf16',
    fold: 477,
    source: {
      from: 'https://github.com/gitroomhq/postiz-app, facebook provider',
      on: '2026-11-22',
      confidence: 'contradicted',
      note: 'Meta writes no limit down. 63,206 is what most programs take; Metricool stops at 16,192, so longer texts are at your own risk, and the channel can set less. That Facebook folds after some 477 letters is not verified.',
    },
  },
  media: {
    images: {
      max: 10,
      mime: ['image/jpeg', 'image/png', 'image/gif'],
      maxBytes: 10_000_000,
      maxSide: 2048,
      shape: {
        good: [
          [191, 100],
          [1, 1],
          [4, 5],
        ],
        source: {
          from: 'https://docs.getlate.dev/resources/media-guidelines/facebook',
          on: '2026-11-30',
          confidence: 'secondary',
          note: 'No shape is refused.',
        },
      },
      alt: { max: 1000, required: false },
      source: {
        from: 'https://www.ayrshare.com/docs/media-guidelines/facebook-pages; https://help.metricool.com/scheduling-and-posting-options-by-social-network-cwmb3',
        on: '2026-11-30',
        confidence: 'secondary',
        note: 'Ten pictures in a post and 2,048 pixels on a side are what other programs say; 10 MB says Meta too (page-stories-api; 4 MB in its older translations). BMP and TIFF are converted. How long an alt text may be is not verified.',
      },
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 4_000_000_000,
      maxSeconds: 14_400,
      cover: true,
      captions: {
        max: 20,
        maxBytes: 1_000_000,
        source: {
          from: 'https://developers.facebook.com/docs/graph-api/reference/video/captions/',
          on: '2026-11-30',
          confidence: 'unverified',
          note: 'That films take captions as SubRip, named by their locale, is documented; how many and how large could not be read: these bounds are ours.',
        },
      },
      source: {
        from: 'https://docs.getlate.dev/resources/media-guidelines/facebook',
        on: '2026-11-30',
        confidence: 'contradicted',
        note: '4 GB and four hours here, 10 GB elsewhere (Ayrshare); the lesser is held to.',
      },
    },
    mixed: false,
    required: false,
  },
  poll: null,
  threadMax: 1,
  firstReply: true,
  linkCard: 'own',
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
        { value: 'reel', label: 'Reel' },
        { value: 'story', label: 'Story, gone after a day' },
      ],
    },
    { name: 'linkPreview', kind: 'switch', label: 'Card of the first link', default: true },
    {
      name: 'filmTitle',
      kind: 'text',
      label: 'Title of the film',
      help: 'For a film and for a reel. How long it may be is not verified.',
      onlyWith: 'films',
      max: 255,
      advanced: true,
    },
    {
      name: 'sponsor',
      kind: 'text',
      label: 'Page of the partner',
      help: 'The number of the Facebook page that pays for the post. With it, a paid partnership is marked by Facebook itself; the partner must have let your page in. For posts only.',
      pattern: '\\d{5,30}',
      max: 30,
      advanced: true,
    },
    {
      name: 'place',
      kind: 'text',
      label: 'Place',
      help: 'The number of a Facebook page that has a place. Not for stories.',
      pattern: '\\d{3,30}',
      max: 30,
      advanced: true,
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      post: {},
      reel: {
        without: ['linkPreview', 'sponsor'],
        unmarked: true,
        media: {
          required: true,
          images: null,
          videos: {
            mime: ['video/mp4'],
            maxBytes: 200_000_000,
            minSeconds: 3,
            maxSeconds: 90,
            least: { width: 540, height: 960 },
            shape: upright,
            maxFrameRate: 60,
            videoCodecs: ['h264', 'hevc', 'vp9', 'av1'],
            audioCodecs: ['aac'],
            source: meta(
              'docs/video-api/guides/reels-publishing',
              'Upright, 9:16, from 540 × 960; 3 to 90 seconds. An older page says 4 to 60 seconds. 200 MB is our own bound: a reel goes up as one piece. Facebook takes 30 reels of a page in 24 hours.',
            ),
          },
        },
      },
      story: {
        without: ['place', 'linkPreview', 'filmTitle', 'sponsor'],
        unmarked: true,
        text: { max: 0, fold: null },
        media: {
          required: true,
          most: 1,
          images: {
            max: 1,
            shape: {
              good: [[9, 16]],
              source: meta('docs/page-stories-api', 'Said of films; pictures stand in the same frame.'),
            },
          },
          videos: {
            mime: ['video/mp4'],
            maxBytes: 200_000_000,
            minSeconds: 3,
            maxSeconds: 60,
            shape: upright,
            captions: {
              max: 0,
              maxBytes: 0,
              source: meta('docs/page-stories-api', 'No captions for stories were found.'),
            },
            maxFrameRate: 60,
            videoCodecs: ['h264', 'hevc', 'vp9', 'av1'],
            audioCodecs: ['aac'],
            cover: false,
            source: meta(
              'docs/page-stories-api',
              'Upright, 9:16; 3 to 60 seconds. 200 MB is our own bound: a story goes up as one piece.',
            ),
          },
        },
        firstReply: false,
      },
    },
  },
  presence: {
    checks: ['bio', 'avatar', 'header', 'link', 'alt'],
    handles: { separators: '.', least: 5, most: 50 },
    report: null,
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'people', 'reactions'],
  metrics: {
    post: [
      {
        metric: 'views',
        meaning:
          'How often the post was on a screen or played, repeats and advertising included. Views are no impressions.',
        lagMinutes: 1440,
        source: meta('documentation/pages-api/platforminsights/page/deprecated-metrics', removed),
      },
      {
        metric: 'reach',
        meaning: 'People who had the post on a screen, as Facebook reckons them.',
        lagMinutes: 1440,
        source: meta('documentation/pages-api/platforminsights/page/deprecated-metrics', removed),
      },
      {
        metric: 'clicks',
        meaning: 'Clicks anywhere on the post.',
        lagMinutes: 1440,
        source: meta(
          'docs/graph-api/reference/insights',
          'post_clicks; post_clicks_unique is gone since 14 March 2024.',
        ),
      },
      {
        metric: 'likes',
        meaning: 'Reactions of every kind, not “Like” alone.',
        lagMinutes: 0,
        source: meta('docs/graph-api/reference/pagepost'),
      },
      {
        metric: 'replies',
        meaning: 'Comments directly under the post, our own among them.',
        lagMinutes: 0,
        source: meta('docs/graph-api/reference/pagepost'),
      },
      {
        metric: 'reposts',
        meaning: 'Shares of the post. Facebook leaves the number out while there are none.',
        lagMinutes: 0,
        source: meta('docs/graph-api/reference/pagepost'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Followers of the page.',
        lagMinutes: 0,
        source: meta('docs/graph-api/reference/page'),
      },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 4800,
      perSeconds: 86_400,
      of: 'all',
      source: meta(
        'blog/post/2016/06/16/page-level-rate-limits/',
        '4,800 for each person who was engaged with the page in the last day, shared by all apps; reckoned here with one such person. Answers tell how much is used, and that is obeyed.',
      ),
    },
  ],
  dailyCap: 25,
  cost: null,
  settings: [
    {
      name: 'textMax',
      kind: 'text',
      label: 'Longest post, in letters',
      help: 'Meta writes no limit down. Empty: 63,206 (as of 22 November 2026); some programs stop at 16,192.',
      max: 6,
    },
  ],
  paidPartnership: {
    shows: 'The post is tagged as a paid partnership with the page of the partner.',
    by: 'sponsor',
    source: meta(
      'documentation/ads-commerce/marketing-api/guides/branded-content',
      'sponsor_id and direct_share_status, of posts and films; reels and stories have no such field. The page may need leave to use the tag.',
    ),
  },
  contest: {
    ways: ['like', 'comment'],
    source: {
      from: 'https://gleam.io/blog/facebook-promotion-guidelines/',
      on: '2026-11-22',
      confidence: 'secondary',
      note: 'Sharing, tagging friends and liking the page are no conditions of taking part that Facebook allows.',
    },
  },
  setup:
    'An app at Meta, entered under Channels, Apps. To publish to pages of people who have no role in that app, Meta must review it.',
} as const satisfies Manifest
