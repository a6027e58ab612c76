import type { Manifest, Source } from '../kit/manifest.ts'

/**
 * Which version of the Graph API is spoken where a channel says nothing else, and when that was decided. Meta ends a version
 * some two years after it came.
 */
export const apiVersion = { is: 'v26.0', on: '30 November 2026' } as const

const docs = (part: string, note?: string): Source => ({
  from: `https://developers.facebook.com/documentation/instagram-platform/${part}`,
  on: '2026-11-30',
  confidence: 'primary',
  ...(note && { note }),
})

const told = (from: string, confidence: Source['confidence'], note?: string): Source => ({
  from,
  on: '2026-11-22',
  confidence,
  ...(note && { note }),
})

const insightsDocs = (note?: string) => docs('reference/instagram-media/insights', note)
const spec = told(
  'https://github.com/facebook/facebook-business-sdk-codegen/tree/main/api_specs/specs',
  'primary',
)
/** Numbers are told up to two days late. */
const lag = 48 * 60

export const manifest = {
  id: 'instagram',
  name: 'Instagram',
  colour: '#d62976',
  mark: 'M7 2h10a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5V7a5 5 0 0 1 5-5zm0 2a3 3 0 0 0-3 3v10a3 3 0 0 0 3 3h10a3 3 0 0 0 3-3V7a3 3 0 0 0-3-3zM12 7a5 5 0 1 1 0 10a5 5 0 0 1 0-10zm0 2a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM17.5 5.5a1 1 0 1 1 0 2a1 1 0 0 1 0-2z',
  homepage: 'https://www.instagram.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at Instagram',
      help: 'You are taken to Instagram, allow Carillon to publish there, and come back. It must be a professional account (business or creator): the API serves no others.',
      fields: [],
    },
  ],
  app: {
    register: 'https://developers.facebook.com/apps',
    steps: [
      'Open the page of Meta’s apps, sign in with Facebook and create an app of the type Business.',
      'Add the product Instagram to it and open “API setup with Instagram login”.',
      'Under “Set up Instagram business login”, “Business login settings”, add the address below as an OAuth redirect URI, letter by letter.',
      'Copy from the same page the Instagram app ID and the Instagram app secret. They are not those of the Facebook app.',
      'For accounts of your own, add each as an Instagram tester under “App roles” and accept the invitation in Instagram. For accounts of others, ask Meta for advanced access to the rights below, which takes an app review.',
    ],
    fields: [
      {
        name: 'clientId',
        kind: 'text',
        label: 'Instagram app ID',
        placeholder: '990602627938098',
        required: true,
        max: 40,
      },
      { name: 'clientSecret', kind: 'secret', label: 'Instagram app secret', required: true, max: 200 },
    ],
    ways: ['oauth'],
    scopes: [
      {
        scope: 'instagram_business_basic',
        why: 'Reads who the account is and what it has published.',
      },
      { scope: 'instagram_business_content_publish', why: 'Publishes posts, reels and stories.' },
      {
        scope: 'instagram_business_manage_comments',
        why: 'Writes the first comment and reads comments under posts.',
        optional: true,
      },
      {
        scope: 'instagram_business_manage_insights',
        why: 'Reads views, reach and saves.',
        optional: true,
      },
    ],
    source: docs('instagram-api-with-instagram-login/business-login'),
  },
  fetchesFromUs: true,
  webhooks: {
    of: 'app',
    subscribes: true,
    steps: [
      'At Meta for Developers, open the app, “Instagram”, “API setup with Instagram login”, “Configure webhooks”.',
      'Paste the address and the token below, press “Verify and save”, and subscribe to “comments” and “mentions”.',
      'Carillon then switches the subscription on for each account by itself. Meta tells only of public accounts, and comments only to published apps with advanced access.',
    ],
    copies: ['verify'],
    tells: 'Comments and mentions of all accounts that signed in with this app.',
    source: {
      from: 'https://developers.facebook.com/docs/instagram-platform/webhooks',
      on: '2026-11-30',
      confidence: 'secondary',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'A post is first laid down as a container, which Instagram publishes once at most and which tells whether it is out. When an answer is lost, Carillon asks the container and looks through the account before it sends anything again.',
  text: {
    max: 2200,
    unit: 'utf16',
    fold: 125,
    hashtags: {
      max: 5,
      source: told(
        'https://www.socialsamosa.com/news-2/instagram-hashtags-five-per-post-10923075',
        'secondary',
        'Since 19 December 2025, brought to accounts step by step; 30 before.',
      ),
    },
    mentions: {
      max: 20,
      source: told(
        'https://www.ayrshare.com/docs/media-guidelines/instagram',
        'contradicted',
        'Meta said 20 in older pages, Ayrshare says 3.',
      ),
    },
    source: told(
      'https://docs.zernio.com/platforms/instagram',
      'secondary',
      'Nobody says in what letters are measured; UTF-16 units are never too few.',
    ),
  },
  media: {
    images: {
      max: 10,
      mime: ['image/jpeg'],
      maxBytes: 8_000_000,
      maxSide: 1920,
      shape: {
        taken: { least: 4 / 5, most: 1.91 },
        good: [
          [4, 5],
          [1, 1],
          [191, 100],
        ],
        source: told(
          'https://www.ayrshare.com/docs/media-guidelines/instagram',
          'secondary',
          'A carousel is cut to the shape of its first picture (content-publishing).',
        ),
      },
      alt: { max: 1000, required: false },
      source: docs(
        'content-publishing',
        'JPEG alone. That a description may have 1,000 letters is not verified. Width is scaled down to 1,440 by Instagram.',
      ),
    },
    videos: {
      max: 10,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 300_000_000,
      minSeconds: 3,
      maxSeconds: 900,
      maxBitrate: 25_000_000,
      videoCodecs: ['h264', 'hevc'],
      audioCodecs: ['aac'],
      maxFrameRate: 60,
      maxSide: 1920,
      cover: true,
      source: told(
        'https://www.ayrshare.com/docs/media-guidelines/instagram',
        'contradicted',
        'Zernio and Ayrshare say 300 MB, others (and translations of Ayrshare) 1 GB; the smaller is taken. 25 Mbit/s and 1,920 columns at most; from 1:100 to 10:1, so that hardly a shape is refused.',
      ),
    },
    mixed: true,
    most: 10,
    required: true,
  },
  poll: null,
  threadMax: 1,
  firstReply: true,
  linkCard: 'none',
  quotes: false,
  languagesMax: 0,
  options: [
    {
      name: 'kind',
      kind: 'choice',
      label: 'Kind',
      help: 'A single film becomes a reel in any case: Instagram has no other films.',
      choices: [
        { value: 'post', label: 'Post or carousel' },
        { value: 'reel', label: 'Reel' },
        { value: 'story', label: 'Story' },
      ],
      default: 'post',
    },
    {
      name: 'shareToFeed',
      kind: 'switch',
      label: 'Show the reel in the feed too',
      default: true,
      onlyWith: 'films',
    },
    {
      name: 'collaborators',
      kind: 'text',
      label: 'Collaborators',
      help: 'Names of up to three accounts, with spaces between. Each is asked by Instagram and appears as an author once they agree.',
      placeholder: '@bakery @mill',
      pattern: '@?[\\w.]{1,30}(?:[\\s,;]+@?[\\w.]{1,30}){0,2}',
      max: 200,
    },
    {
      name: 'userTags',
      kind: 'text',
      label: 'Tagged accounts',
      help: 'Names of up to twenty accounts that are to be seen on the picture or film, with spaces between. In a carousel they are tagged on its first picture.',
      pattern: '@?[\\w.]{1,30}(?:[\\s,;]+@?[\\w.]{1,30}){0,19}',
      max: 660,
      advanced: true,
    },
    {
      name: 'comments',
      kind: 'switch',
      label: 'People may comment',
      help: 'Switched off right after it is published, which needs the right to comments.',
      default: true,
      advanced: true,
    },
    {
      name: 'coverAt',
      kind: 'text',
      label: 'Cover from this second of the film',
      help: 'Where no picture of its own was chosen as the cover. Fractions are allowed, such as 2.5.',
      pattern: '\\d{1,3}(?:[.,]\\d{1,3})?',
      onlyWith: 'films',
      ofFilm: true,
      max: 8,
      advanced: true,
    },
    {
      name: 'audioName',
      kind: 'text',
      label: 'Name of the sound',
      help: 'How others find the sound of this reel, instead of “Original audio”. It can be named only once.',
      onlyWith: 'films',
      max: 100,
      advanced: true,
    },
    {
      name: 'trial',
      kind: 'choice',
      label: 'Trial reel',
      help: 'A reel that only people see who do not follow the account. Instagram lets only some accounts do it (unverified which).',
      choices: [
        { value: 'no', label: 'No' },
        { value: 'MANUAL', label: 'Followers see it when somebody says so in Instagram' },
        { value: 'SS_PERFORMANCE', label: 'Followers see it when it does well' },
      ],
      default: 'no',
      onlyWith: 'films',
      advanced: true,
    },
    {
      name: 'locationId',
      kind: 'text',
      label: 'Place',
      help: 'The number of a Facebook page that has a place.',
      pattern: '\\d{3,30}',
      max: 30,
      advanced: true,
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      reel: { media: { images: null, videos: { max: 1 }, mixed: false, most: 1 } },
      story: {
        without: ['shareToFeed', 'collaborators', 'comments', 'coverAt', 'audioName', 'trial', 'locationId'],
        text: { max: 0, fold: null },
        firstReply: false,
        media: {
          images: {
            max: 1,
            shape: {
              good: [[9, 16]],
              source: told('https://docs.zernio.com/platforms/instagram', 'secondary'),
            },
            alt: { max: 0, required: false },
          },
          videos: { max: 1, maxBytes: 100_000_000, maxSeconds: 60 },
          mixed: false,
          most: 1,
        },
      },
    },
  },
  settings: [
    {
      name: 'hashtagsMax',
      kind: 'text',
      label: 'Most hashtags in a post',
      help: 'Instagram brought the limit of 5 to accounts step by step from 19 December 2025; it was 30 before. Left empty, it is 5.',
      placeholder: '5',
      max: 3,
      advanced: true,
    },
    {
      name: 'mentionsMax',
      kind: 'text',
      label: 'Most mentions in a post',
      help: 'Sources contradict each other: 20, or 3. Left empty, it is 20 (22 November 2026), and more are only warned of.',
      placeholder: '20',
      max: 3,
      advanced: true,
    },
    {
      name: 'apiVersion',
      kind: 'text',
      label: 'Version of Meta’s interface',
      help: `Meta ends each version after some two years. Left empty, it is ${apiVersion.is}, chosen on ${apiVersion.on}.`,
      placeholder: apiVersion.is,
      max: 6,
      advanced: true,
    },
  ],
  presence: {
    checks: ['name', 'bio', 'avatar', 'link', 'alt'],
    handles: { separators: '._', least: 1, most: 30 },
    report: null,
  },
  abilities: ['publish', 'find', 'insights', 'history', 'people', 'reactions'],
  metrics: {
    post: [
      {
        metric: 'likes',
        meaning:
          'Likes of the post itself; those of adverts made of it are not counted. Not told where the account hides them.',
        lagMinutes: 0,
        source: insightsDocs(),
      },
      {
        metric: 'replies',
        meaning: 'Comments, and answers to them, our own among them.',
        lagMinutes: 0,
        source: insightsDocs(),
      },
      {
        metric: 'saves',
        meaning: 'How often somebody saved the post. Not told of stories.',
        lagMinutes: lag,
        source: insightsDocs(),
      },
      {
        metric: 'reposts',
        meaning: 'How often somebody reposted it within Instagram. Sharing by message is not among it.',
        lagMinutes: lag,
        source: {
          ...spec,
          note: 'By its name in Meta’s description; its exact meaning is not verified.',
          confidence: 'unverified',
        },
      },
      {
        metric: 'views',
        meaning:
          'How often the post was on a screen or the film was played, each repetition counted. These are not impressions, which Instagram ended on 21 April 2025.',
        lagMinutes: lag,
        source: insightsDocs('Organic only.'),
      },
      {
        metric: 'reach',
        meaning: 'Accounts that saw it at least once; an estimate of Instagram.',
        lagMinutes: lag,
        source: insightsDocs(),
      },
    ],
    account: [
      { metric: 'followers', meaning: 'Followers of the account.', lagMinutes: 0, source: spec },
      {
        metric: 'following',
        meaning: 'Accounts that the account follows.',
        lagMinutes: 0,
        source: spec,
      },
      {
        metric: 'posts',
        meaning: 'Posts, carousels and reels of the account; no stories.',
        lagMinutes: 0,
        source: spec,
      },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 50,
      perSeconds: 86_400,
      of: 'publish',
      source: docs(
        'instagram-graph-api/reference/ig-user/content_publishing_limit',
        'Meta’s guide says 100 and, of carousels, 50; the account’s own number is read before each post and holds.',
      ),
    },
  ],
  dailyCap: 50,
  cost: null,
  machineLabel: {
    shows: 'The post carries the AI info label.',
    source: docs('changelog', 'is_ai_generated, since 22 June 2026, by Instagram Login too.'),
  },
  contest: {
    ways: ['comment'],
    source: told(
      'https://gleam.io/blog/facebook-promotion-guidelines/',
      'secondary',
      'A full release of Instagram is needed, and nobody may be asked to tag content wrongly. Who likes is told to nobody.',
    ),
  },
  setup:
    'An app at Meta for Developers (see Channels, Apps), and an address of this Carillon that everybody can reach: Instagram fetches pictures and films from here.',
} as const satisfies Manifest
