import type { Manifest, Source } from '../kit/manifest.ts'

const on = '2026-11-30'

const docs = (page: string, note?: string, confidence: Source['confidence'] = 'primary'): Source => ({
  from: `https://developers.tiktok.com/doc/${page}`,
  on,
  confidence,
  ...(note && { note }),
})

const transfer = (note?: string) => docs('content-posting-api-media-transfer-guide', note)
const guidelines = (note?: string) => docs('content-sharing-guidelines', note)
const video = (note?: string) => docs('tiktok-api-v2-video-object', note)
const user = (note?: string) => docs('tiktok-api-v2-get-user-info', note)

/** How late numbers are told is said nowhere; an hour is assumed. */
const late = 'How late it is told is not said; an hour is assumed.'

export const captionMax = 2200
export const descriptionMax = 4000
export const titleMax = 90
export const longestSeconds = 600
export const shortestSeconds = 3
export const leastSide = 360

export const privacyLevels = [
  { value: 'PUBLIC_TO_EVERYONE', label: 'Everyone' },
  { value: 'FOLLOWER_OF_CREATOR', label: 'Followers' },
  { value: 'MUTUAL_FOLLOW_FRIENDS', label: 'Friends: followers that the account follows back' },
  { value: 'SELF_ONLY', label: 'Only you' },
] as const

/** Options that say what others may do with a post, and what an account calls them that has switched them off. */
export const interactions = [
  ['allowComments', 'comment_disabled'],
  ['allowDuet', 'duet_disabled'],
  ['allowStitch', 'stitch_disabled'],
] as const

export const manifest = {
  id: 'tiktok',
  name: 'TikTok',
  colour: '#161823',
  mark: 'M12.5 2h3.3c.2 2.6 1.8 4.4 4.4 4.6V10c-1.6 0-3.1-.5-4.3-1.4v7.1c0 3.7-2.9 6.3-6.2 6.3s-6.2-2.7-6.2-6.2 2.9-6.4 6.9-6.1v3.5c-2-.4-3.5.9-3.5 2.6s1.3 2.8 2.8 2.8 2.8-1.1 2.8-3.2z',
  homepage: 'https://www.tiktok.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at TikTok',
      help: 'You are taken to TikTok, allow Carillon to publish there, and come back. For another account, sign out at tiktok.com first.',
      fields: [],
    },
  ],
  app: {
    register: 'https://developers.tiktok.com/apps',
    steps: [
      'Sign in at TikTok for Developers, open “Manage apps” and connect an app. Give it a name, an icon, its terms and its privacy policy.',
      'Choose the platform Web, and enter the address of this Carillon.',
      'Add the product Login Kit, and enter the address below as its redirect URI, letter by letter. It must begin with https.',
      'Add the product Content Posting API, and switch Direct Post on in it.',
      'Under “URL properties”, verify the domain of this Carillon, or the prefix of its address that ends in /fetched/. TikTok fetches photos from there, and from no place that is not verified.',
      'Add the scopes that are listed here, and submit the app for review. Choose below what has been approved: a single scope that is not makes TikTok refuse every sign-in.',
      'Copy the client key and the client secret into this form.',
      'Ask TikTok for the audit of Direct Post. Until it has passed, say here that it has not: everything stays visible to its own account alone, the account must be a private one, and five people in 24 hours can publish.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'Client key', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'Client secret', required: true, max: 200 },
      {
        name: 'audited',
        kind: 'choice',
        label: 'Audit of Direct Post',
        help: 'As long as TikTok has not audited the app, it takes only posts that nobody but their own account can see. Carillon offers nothing else then. After a change, check the channels of this app.',
        choices: [
          { value: 'no', label: 'Not passed yet' },
          { value: 'yes', label: 'Passed' },
        ],
      },
      {
        name: 'rights',
        kind: 'choice',
        label: 'Approved scopes',
        help: 'Only these are asked for at the sign-in; without all of them there are no numbers and no history. After a change, join the channels again.',
        choices: [
          { value: 'all', label: 'All of them' },
          { value: 'posting', label: 'Publishing and drafts' },
          { value: 'drafts', label: 'Drafts alone' },
        ],
      },
    ],
    ways: ['oauth'],
    scopes: [
      { scope: 'user.info.basic', why: 'Reads who the account is.' },
      {
        scope: 'video.publish',
        why: 'Publishes films and photos, and reads what the account may do.',
        optional: true,
      },
      {
        scope: 'video.upload',
        why: 'Lays films and photos into the inbox of the TikTok app as drafts.',
        optional: true,
      },
      {
        scope: 'user.info.profile',
        why: 'Reads the name, the address and the description of the profile.',
        optional: true,
      },
      { scope: 'user.info.stats', why: 'Reads how many followers the account has.', optional: true },
      {
        scope: 'video.list',
        why: 'Reads what is public on the account and its numbers, also to see whether a lost post is out.',
        optional: true,
      },
    ],
    source: docs('login-kit-web'),
  },
  fetchesFromUs: true,
  webhooks: {
    of: 'app',
    unasked: true,
    steps: [
      'At TikTok for Developers, open the app, and in it “Webhooks”.',
      'Paste the address below as callback URL, and save. TikTok tells everything there by itself; nothing is to be chosen.',
    ],
    copies: [],
    tells:
      'What became of a post, and that somebody took the rights of this app away, of all accounts that signed in with it.',
    source: docs('webhooks-overview', 'The signature: webhooks-verification. The events: webhooks-events.'),
  },
  guarantee: 'findable',
  guaranteeWords:
    'TikTok gives each post a number before its film is complete, and the film is complete only with its last piece, which leaves at the post’s time. When an answer is lost, Carillon asks TikTok by that number. Where the number itself was lost, as can happen with photos, it looks through what is public on the account, and asks a person when that does not tell.',
  text: {
    max: descriptionMax,
    maxWithFilm: captionMax,
    unit: 'utf16',
    fold: null,
    title: { max: titleMax, required: false, unit: 'utf16' },
    source: docs(
      'content-posting-api-reference-photo-post',
      'The description of photos; the caption of a film has 2,200 (content-posting-api-reference-direct-post), where some vendors stop at 2,000. Titles are for photos alone. Where TikTok folds is not said.',
    ),
  },
  media: {
    images: {
      max: 35,
      mime: ['image/jpeg', 'image/webp'],
      maxBytes: 20_000_000,
      maxPixels: 2_073_600,
      maxSide: 1920,
      shape: {
        good: [
          [9, 16],
          [3, 4],
          [1, 1],
        ],
        source: docs(
          'content-posting-api-media-transfer-guide',
          'TikTok names no shapes. These fill the screen of a phone best; it is a judgement of ours.',
          'unverified',
        ),
      },
      alt: { max: 0, required: false },
      source: transfer(
        'JPEG and WebP, no PNG. “At most 1080p” is read as 1,080 by 1,920 pixels. The API takes no descriptions of photos.',
      ),
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime', 'video/webm'],
      maxBytes: 4_000_000_000,
      minSeconds: shortestSeconds,
      least: { width: leastSide, height: leastSide },
      maxSeconds: longestSeconds,
      videoCodecs: ['h264', 'hevc', 'vp8', 'vp9'],
      maxFrameRate: 60,
      maxSide: 4096,
      source: transfer(
        'From 23 frames a second and 360 pixels a side on. Every account may post three minutes, some five or ten: what TikTok says of the account holds. That a film has at least 3 seconds is told by others (https://docs.zernio.com/platforms/tiktok).',
      ),
    },
    mixed: false,
    most: 35,
    required: true,
  },
  poll: null,
  threadMax: 1,
  firstReply: false,
  linkCard: 'none',
  quotes: false,
  languagesMax: 0,
  options: [
    {
      name: 'kind',
      kind: 'choice',
      label: 'Kind',
      help: 'A draft goes to the inbox of the TikTok app. Somebody opens its message there, writes the caption, chooses who sees it, and posts it. At most five drafts a day may wait there.',
      default: 'post',
      choices: [
        { value: 'post', label: 'Post: published at its time' },
        { value: 'draft', label: 'Draft: finished in the TikTok app' },
      ],
    },
    {
      name: 'privacy',
      kind: 'choice',
      label: 'Who can see it',
      help: 'TikTok asks that you choose this for each post. By posting, you agree to TikTok’s Music Usage Confirmation and, for a paid partnership, to its Branded Content Policy (tiktok.com/legal). It can take some minutes until TikTok shows the post.',
      required: true,
      amongAccount: true,
      choices: privacyLevels,
    },
    { name: 'allowComments', kind: 'switch', label: 'Allow comments' },
    { name: 'allowDuet', kind: 'switch', label: 'Allow duets', help: 'Films alone.' },
    { name: 'allowStitch', kind: 'switch', label: 'Allow stitches', help: 'Films alone.' },
    {
      name: 'ownBrand',
      kind: 'switch',
      label: 'Promotes your own brand',
      help: 'TikTok marks the post as promotional content. A paid partnership for others is told under disclosure, and is marked by itself.',
    },
    {
      name: 'coverAt',
      kind: 'text',
      label: 'Cover from this second of the film',
      help: 'Fractions are allowed, such as 2.5. Left empty, it is the first frame.',
      max: 8,
      pattern: '\\d+[.,]?\\d*|[.,]\\d+',
      advanced: true,
    },
    {
      name: 'coverPhoto',
      kind: 'text',
      label: 'Cover photo',
      help: 'Its place among the photos, such as 2 for the second. Left empty, it is the first.',
      placeholder: '1',
      max: 2,
      pattern: '0?[1-9]|[1-9]\\d',
      advanced: true,
    },
    {
      name: 'addMusic',
      kind: 'switch',
      label: 'Let TikTok add music to photos',
      help: 'TikTok chooses it; you can change it in the app afterwards.',
      advanced: true,
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      draft: {
        // The interface for drafts of films takes no words at all.
        text: { maxWithFilm: 0 },
        without: ['privacy', 'allowComments', 'allowDuet', 'allowStitch', 'ownBrand', 'coverAt', 'addMusic'],
        unmarked: true,
      },
    },
  },
  presence: {
    checks: ['name', 'bio', 'avatar'],
    handles: { separators: '._', least: 2, most: 24 },
    report: null,
  },
  abilities: ['publish', 'find', 'insights', 'history', 'people'],
  metrics: {
    post: [
      { metric: 'likes', meaning: 'Likes of the post.', lagMinutes: 60, source: video(late) },
      {
        metric: 'views',
        meaning:
          'How often the film was started. TikTok publishes no impressions and no time that people watched.',
        lagMinutes: 60,
        source: {
          from: 'https://1kreach.com/glossary/impressions',
          on: '2026-11-22',
          confidence: 'secondary',
          note: 'TikTok itself says “views” and no more.',
        },
      },
      { metric: 'replies', meaning: 'Comments on the post.', lagMinutes: 60, source: video(late) },
      { metric: 'reposts', meaning: 'How often the post was shared.', lagMinutes: 60, source: video(late) },
    ],
    account: [
      { metric: 'followers', meaning: 'Followers of the account.', lagMinutes: 60, source: user(late) },
      {
        metric: 'following',
        meaning: 'Accounts that the account follows.',
        lagMinutes: 60,
        source: user(late),
      },
      { metric: 'posts', meaning: 'Public posts of the account.', lagMinutes: 60, source: user(late) },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 6,
      perSeconds: 60,
      of: 'publish',
      source: docs(
        'content-posting-api-reference-direct-post',
        'Posts that are begun, by sign-in. Questions how far a post is: 30; what the account may do: 20.',
      ),
    },
    {
      scope: 'app',
      most: 600,
      perSeconds: 60,
      of: 'all',
      source: docs(
        'tiktok-api-v2-rate-limit',
        'For each address of the interface that reads profiles and posts.',
      ),
    },
  ],
  dailyCap: 15,
  cost: null,
  paidPartnership: {
    shows: 'Paid partnership',
    notWith: { option: 'privacy', values: ['SELF_ONLY'] },
    source: guidelines(
      'brand_content_toggle. It may not be visible to its own account alone. Who paid is not told.',
    ),
  },
  machineLabel: {
    shows: 'Creator labeled as AI-generated',
    only: 'films',
    source: docs(
      'content-posting-api-reference-direct-post',
      'is_aigc. The page on photos does not have it, so photos are not marked.',
    ),
  },
  setup:
    'An app at TikTok for Developers with Login Kit and the Content Posting API, reviewed by TikTok, and the domain of this Carillon verified there for photos. Until TikTok has audited the app, every post is visible to its own account alone, that account must be private, and five people in 24 hours can publish. TikTok forbids marks and names that are laid over films and photos; Carillon adds none. What is published can be changed and deleted in TikTok alone.',
} as const satisfies Manifest
