import type { Manifest, Source } from '../kit/manifest.ts'

const wiki = (page: string, note?: string): Source => ({
  from: `https://open.weibo.com/wiki/${page}`,
  on: '2026-11-30',
  confidence: 'primary',
  ...(note && { note }),
})

const counted = (note: string): Source => ({ ...wiki('2/statuses/count', note), confidence: 'unverified' })

export const manifest = {
  id: 'weibo',
  name: 'Weibo',
  colour: '#e6162d',
  mark: 'M10.098 20.323c-3.977.391-7.414-1.406-7.672-4.02-.259-2.609 2.759-5.047 6.74-5.441 3.979-.394 7.413 1.404 7.671 4.018.259 2.6-2.759 5.049-6.737 5.439l-.002.004zM9.05 17.219c-.384.616-1.208.884-1.829.602-.612-.279-.793-.991-.406-1.593.379-.595 1.176-.861 1.793-.601.622.263.82.972.442 1.592zm1.27-1.627c-.141.237-.449.353-.689.253-.236-.09-.313-.361-.177-.586.138-.227.436-.346.672-.24.239.09.315.36.18.601l.014-.028zm.176-2.719c-1.893-.493-4.033.45-4.857 2.118-.836 1.704-.026 3.591 1.886 4.21 1.983.64 4.318-.341 5.132-2.179.8-1.793-.201-3.642-2.161-4.149zm7.563-1.224c-.346-.105-.57-.18-.405-.615.375-.977.42-1.804 0-2.404-.781-1.112-2.915-1.053-5.364-.03 0 0-.766.331-.571-.271.376-1.217.315-2.224-.27-2.809-1.338-1.337-4.869.045-7.888 3.08C1.309 10.87 0 13.273 0 15.348c0 3.981 5.099 6.395 10.086 6.395 6.536 0 10.888-3.801 10.888-6.82 0-1.822-1.547-2.854-2.915-3.284v.01zm1.908-5.092c-.766-.856-1.908-1.187-2.96-.962-.436.09-.706.511-.616.932.09.42.511.691.932.602.511-.105 1.067.044 1.442.465.376.421.466.977.316 1.473-.136.406.089.856.51.992.405.119.857-.105.992-.512.33-1.021.12-2.178-.646-3.035l.03.045zm2.418-2.195c-1.576-1.757-3.905-2.419-6.054-1.968-.496.104-.812.587-.706 1.081.104.496.586.813 1.082.707 1.532-.331 3.185.15 4.296 1.383 1.112 1.246 1.429 2.943.947 4.416-.165.48.106 1.007.586 1.157.479.165.991-.104 1.157-.586.675-2.088.241-4.478-1.338-6.235l.03.045z',
  homepage: 'https://weibo.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at Weibo',
      help: 'You are sent to Weibo to allow it. While Weibo has not reviewed your app, only up to 15 accounts that are entered there as test accounts can sign in by it.',
      fields: [
        {
          name: 'ip',
          kind: 'text',
          label: 'Public IP address',
          help: 'Weibo wants to know with each post from which address it was really sent. Carillon sends from its server, so this is the public IPv4 address of that server; whoever runs it knows it. Weibo may bar an app that names an address which is not true.',
          placeholder: '211.156.0.1',
          required: true,
          max: 15,
        },
      ],
    },
  ],
  app: {
    register: 'https://open.weibo.com/apps/new',
    steps: [
      'Sign in there with a Weibo account that Weibo has verified as a developer (open.weibo.com, My information), and create a web application.',
      'In “My apps, App information, Basic information”, enter the safe domain: the host of your own site that your posts link to. Weibo publishes nothing by an app without a link to it. It holds when Weibo has reviewed it.',
      'In “App information, Advanced information”, enter the address shown here as callback address, letter for letter.',
      'Copy “App Key” and “App Secret” into the fields below, and the safe domain exactly as it stands there.',
      'Enter the accounts that will post as test accounts, or hand the app in for review. Until the review is passed, posts say that they came from an app that is not reviewed, and a sign-in lasts for a day only.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'App Key', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'App Secret', required: true, max: 200 },
      {
        name: 'domain',
        kind: 'text',
        label: 'Safe domain',
        help: 'The host that posts must link to, as it is bound to the app at Weibo. Several with commas between.',
        placeholder: 'bakery.example',
        required: true,
        max: 500,
      },
    ],
    ways: ['oauth'],
    scopes: [],
    source: {
      ...wiki('Authorization'),
      note: 'Sign-ins of ordinary apps cannot be made new by themselves: a person signs in again when theirs ends.',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'Weibo takes no key with a post. When an answer is lost, Carillon looks for it among the newest posts of the account before it sends anything again; of those Weibo shows an app five, so a person is asked when it could lie behind them.',
  text: {
    max: 140,
    unit: 'utf16',
    weights: {
      per: 2,
      others: 2,
      ranges: [
        [0, 0xff, 1],
        [0x10000, 0x10ffff, 4],
      ],
    },
    onlyOnce: '#',
    requiredWithoutMedia: true,
    fold: null,
    source: {
      ...wiki('2/statuses/share'),
      confidence: 'unverified',
      note: 'At most 140 Chinese characters, at least one link within the safe domain of the app, and no #topic#. That two half-width letters count as one character, and a link as long as it is written, is taken from how Weibo’s own page counts; it is never too few.',
    },
  },
  media: {
    images: {
      max: 1,
      mime: ['image/jpeg', 'image/png', 'image/gif'],
      maxBytes: 4_999_999,
      alt: { max: 0, required: false },
      source: wiki('2/statuses/share', 'One picture of less than 5 MB.'),
    },
    videos: null,
    mixed: false,
    required: false,
  },
  poll: null,
  threadMax: 1,
  firstReply: false,
  linkCard: 'none',
  quotes: false,
  languagesMax: 0,
  options: [],
  settings: [
    {
      name: 'ip',
      kind: 'text',
      label: 'Public IP address',
      help: 'Weibo wants to know with each post from which address it was really sent. Carillon sends from its server, so this is the public IPv4 address of that server; whoever runs it knows it. Weibo may bar an app that names an address which is not true.',
      placeholder: '211.156.0.1',
      required: true,
      max: 15,
    },
  ],
  presence: {
    checks: ['name', 'bio', 'avatar', 'link'],
    handles: { separators: '_-', least: 4, most: 30 },
    report: null,
  },
  abilities: ['publish', 'find', 'insights', 'history', 'people'],
  metrics: {
    post: [
      {
        metric: 'reposts',
        meaning: 'How often the post was passed on.',
        lagMinutes: 0,
        source: counted('reposts; whether an app that is not reviewed may ask is not said.'),
      },
      {
        metric: 'replies',
        meaning: 'Comments on the post.',
        lagMinutes: 0,
        source: counted('comments.'),
      },
      {
        metric: 'likes',
        meaning: 'Likes of the post.',
        lagMinutes: 0,
        source: counted('attitudes; answers have it, the page does not name it.'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Followers of the account.',
        lagMinutes: 0,
        source: wiki('2/users/show'),
      },
      {
        metric: 'following',
        meaning: 'Accounts that it follows.',
        lagMinutes: 0,
        source: wiki('2/users/show'),
      },
      { metric: 'posts', meaning: 'Posts of the account.', lagMinutes: 0, source: wiki('2/users/show') },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 30,
      perSeconds: 3600,
      of: 'publish',
      source: wiki('Rate-limiting'),
    },
    {
      scope: 'account',
      most: 100,
      perSeconds: 86_400,
      of: 'all',
      source: wiki(
        'Rate-limiting',
        'Of each account in each app, whatever is asked. Carillon therefore reads numbers and posts rarely here.',
      ),
    },
    { scope: 'server', most: 15_000, perSeconds: 3600, of: 'all', source: wiki('Rate-limiting') },
  ],
  noRepeats: {
    days: null,
    source: {
      ...wiki('Error_code'),
      confidence: 'unverified',
      note: 'Weibo refuses the same and very similar words (20017, 20019). For how long is not published.',
    },
  },
  dailyCap: 20,
  cost: null,
  setup:
    'Somebody registers an app at the open platform of Weibo and has it reviewed there. An app publishes nothing but posts with a link to its own site; changing and deleting posts is kept for apps of partners.',
} as const satisfies Manifest
