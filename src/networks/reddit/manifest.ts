import type { Manifest, Source } from '../kit/manifest.ts'

const api = (part: string, note?: string): Source => ({
  from: `https://www.reddit.com/dev/api#${part}`,
  on: '2026-11-30',
  confidence: 'secondary',
  ...(note && { note }),
})

const notes = (part: string, confidence: Source['confidence'], note: string): Source => ({
  from: `https://github.com/Pyprohly/reddit-api-doc-notes/blob/main/docs/api-reference/${part}.rst`,
  on: '2026-11-30',
  confidence,
  note,
})

const metric = (note: string): Source => api('GET_api_info', note)

/** As long as a comment may be; where it is said, it is said by people and not by Reddit. */
export const commentMax = 10_000
/** Days that a poll may last. */
export const pollDays = { least: 1, most: 7 } as const
const day = 24 * 60

export const manifest = {
  id: 'reddit',
  name: 'Reddit',
  colour: '#ff4500',
  mark: 'M12 3.2a1.1 1.1 0 0 1 1-.7l3.1.66a1.75 1.75 0 1 1-.2 1.1l-2.4-.5-.7 3.2c2.3.1 4.4.8 5.9 1.8a2.4 2.4 0 1 1 2.6 4c0 .2.1.5.1.7 0 3.8-4.2 6.8-9.4 6.8s-9.4-3-9.4-6.8c0-.2 0-.5.1-.7a2.4 2.4 0 1 1 2.6-4c1.5-1 3.5-1.7 5.8-1.8L12 3.2zM8 12a1.6 1.6 0 1 0 0 3.2A1.6 1.6 0 0 0 8 12zm8 0a1.6 1.6 0 1 0 0 3.2A1.6 1.6 0 0 0 16 12zm-7.6 4.9c.9.9 2.2 1.3 3.6 1.3s2.7-.4 3.6-1.3a.4.4 0 0 0-.6-.6c-.7.7-1.8 1-3 1s-2.3-.3-3-1a.4.4 0 1 0-.6.6z',
  homepage: 'https://www.reddit.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at Reddit',
      help: 'You are sent to Reddit to allow it. Posts go out in the name of the account that is signed in there, to communities that it has joined or moderates, and to its own profile.',
      fields: [],
    },
  ],
  app: {
    register: 'https://www.reddit.com/prefs/apps',
    steps: [
      'Ask Reddit for access first, with what you want to do: since November 2025 it looks at every new app before it may use the interface. Business use needs an agreement with Reddit; the form is linked from its Responsible Builder Policy.',
      'When access is given, open the page of apps, signed in as whoever is to answer for the app, and choose “create another app…”.',
      'Choose “web app”, give it a name, and put the address shown here into “redirect uri”, letter for letter.',
      'Copy the short line beneath “web app” as the app’s ID, and “secret”, into the fields below.',
      'Write the Reddit name of who answers for the app: Reddit wants it in every request and slows down whoever leaves it out.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'App ID', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'Secret', required: true, max: 200 },
      {
        name: 'redditor',
        kind: 'text',
        label: 'Reddit name of who answers for the app',
        required: true,
        placeholder: 'u/name',
        max: 40,
      },
    ],
    ways: ['oauth'],
    scopes: [
      { scope: 'identity', why: 'Name, picture and followers of the account' },
      { scope: 'mysubreddits', why: 'The list of your communities, to choose from' },
      { scope: 'submit', why: 'Posting and commenting, and what a community asks of posts' },
      { scope: 'read', why: 'Numbers of your posts, their comments, and whether they are still there' },
      { scope: 'history', why: 'Looking your own posts up before one is sent again; history' },
      { scope: 'edit', why: 'Changing and deleting your posts' },
      { scope: 'flair', why: 'The list of flairs of a community, to choose from' },
    ],
    source: {
      from: 'https://support.reddithelp.com/hc/articles/42728983564564',
      on: '2026-11-30',
      confidence: 'secondary',
      note: 'The Responsible Builder Policy, read through a copy: approval is required for every new app, and business use by agreement.',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'When an answer is lost, Carillon looks through the account’s newest posts for this one before it sends anything again.',
  text: {
    max: 40_000,
    replyMax: commentMax,
    unit: 'utf16',
    fold: null,
    title: { max: 300, required: true },
    titleSuffices: true,
    source: notes(
      'submission',
      'unverified',
      'Title “up to 300 characters long” (Reddit’s own page); text “under 40000 characters” as its refusal says. Another tool stops at 10,000. What a character is, is not said; they are counted as UTF-16 units, which is never too few. A community may set narrower bounds, which are read from it.',
    ),
  },
  media: {
    images: {
      max: 20,
      mime: ['image/jpeg', 'image/png', 'image/gif'],
      maxBytes: 20_000_000,
      alt: { max: 0, required: false },
      source: {
        from: 'https://docs.getlate.dev/resources/media-guidelines/reddit',
        on: '2026-11-30',
        confidence: 'contradicted',
        note: 'Largest file: 20 MB says one vendor, 10 MB another. One picture, or two to twenty to be leafed through (vendors). Reddit takes no descriptions of pictures by its interface.',
      },
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 1_000_000_000,
      maxSeconds: 900,
      cover: true,
      source: {
        from: 'https://business.reddithelp.com/helpcenter/s/article/Reddit-Ads-Formats-Specs',
        on: '2026-11-30',
        confidence: 'contradicted',
        note: 'What Reddit says of films in advertisements: MP4 or MOV, 1 GB, 2 seconds to 15 minutes. Two vendors say that films cannot be posted by the interface; recordings of 2025 in the tests of a well-kept library show that they can.',
      },
    },
    mixed: false,
    most: 20,
    required: false,
  },
  poll: {
    options: [2, 6],
    optionMax: 120,
    minutes: [pollDays.least * day, pollDays.most * day],
    withMedia: false,
    oneAnswer: true,
    source: notes(
      'submission',
      'unverified',
      'Two to six answers, one to seven whole days; how long an answer may be is said nowhere.',
    ),
  },
  threadMax: 1,
  firstReply: true,
  linkCard: 'own',
  quotes: false,
  languagesMax: 0,
  options: [
    {
      name: 'community',
      kind: 'choice',
      label: 'Community',
      help: 'Communities that the account has joined or moderates, each with its flairs, and its own profile. New ones appear here when the channel has been checked. Read a community’s rules before you post there.',
      choices: [{ value: 'the-channel', label: 'The channel’s community' }],
      default: 'the-channel',
      ofAccount: true,
    },
    {
      name: 'kind',
      kind: 'choice',
      label: 'Kind of post',
      choices: [
        { value: 'post', label: 'Text, pictures, a film or a poll' },
        { value: 'link', label: 'A link' },
        { value: 'crosspost', label: 'A crosspost of another post' },
      ],
      default: 'post',
    },
    {
      name: 'address',
      kind: 'url',
      label: 'Address',
      help: 'Of the link, or of the Reddit post that is crossposted. Without it, a link post leads to the first address in the text.',
      max: 2048,
    },
    {
      name: 'flair',
      kind: 'text',
      label: 'Flair',
      help: 'Only where no flair was chosen beside the community: one of its flairs, word for word. Beside a chosen flair whose words may be changed, these words stand in it.',
      max: 64,
      advanced: true,
    },
    { name: 'nsfw', kind: 'switch', label: 'Not for minors or at work (NSFW)', default: false },
    { name: 'spoiler', kind: 'switch', label: 'Spoiler', default: false },
    {
      name: 'replies',
      kind: 'switch',
      label: 'Reddit tells the account of comments',
      default: true,
      advanced: true,
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      link: { media: { images: null, videos: null }, poll: null },
      crosspost: { text: { max: 0 }, media: { images: null, videos: null }, poll: null },
    },
  },
  presence: {
    checks: ['name', 'bio', 'avatar', 'header', 'link'],
    handles: { separators: '_-', least: 3, most: 20 },
    report: null,
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'people', 'reactions'],
  metrics: {
    post: [
      {
        metric: 'likes',
        meaning: 'The score: votes up less votes down. Reddit blurs it a little.',
        lagMinutes: 5,
        source: metric('score. Views are told to nobody by the interface.'),
      },
      {
        metric: 'replies',
        meaning: 'Comments on the post, ours and removed ones included.',
        lagMinutes: 5,
        source: metric('num_comments.'),
      },
      {
        metric: 'reposts',
        meaning: 'Crossposts of the post.',
        lagMinutes: 60,
        source: metric('num_crossposts.'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Followers of the account’s profile.',
        lagMinutes: 60,
        source: api('GET_api_v1_me', 'subscribers of the profile.'),
      },
    ],
  },
  rates: [
    {
      scope: 'app',
      most: 100,
      perSeconds: 60,
      of: 'all',
      source: {
        from: 'https://www.reddit.com/r/reddit/comments/145bram/addressing_the_community_about_changes_to_our_api/',
        on: '2026-11-30',
        confidence: 'contradicted',
        note: '100 a minute for each app since July 2023, as Reddit’s head wrote; 60 in the archived wiki of 2015. Answers tell windows of ten minutes with 1,000 requests.',
      },
    },
  ],
  dailyCap: 40,
  cost: null,
  settings: [
    {
      name: 'community',
      kind: 'choice',
      label: 'Community',
      help: 'Where posts go that name no other community.',
      choices: [{ value: 'own-profile', label: 'The account’s own profile' }],
      default: 'own-profile',
      ofAccount: true,
    },
  ],
  setup:
    'Somebody asks Reddit for access and registers an app once. Reddit looks at every new app, and business use needs an agreement with Reddit, which may cost money.',
} as const satisfies Manifest
