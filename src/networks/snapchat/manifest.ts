import type { Manifest, Source } from '../kit/manifest.ts'

const docs = (page: string, note?: string): Source => ({
  from: `https://developers.snap.com/api/marketing-api/Public-Profile-API/${page}`,
  on: '2026-11-30',
  confidence: 'primary',
  ...(note && { note }),
})

const metric = (names: string): Source => ({
  ...docs('Metrics', `${names}. Stories have numbers as long as they stand.`),
  confidence: 'secondary',
})

const limits =
  'Pictures up to 20 MB; films of 5 to 60 seconds, at least 540 × 960 pixels. Largest film: 500 MB says one vendor, 1 GB (35 pieces of 32 MB) Snap’s description of uploads.'

export const manifest = {
  id: 'snapchat',
  name: 'Snapchat',
  colour: '#c9b800',
  mark: 'M12.206.793c.99 0 4.347.276 5.93 3.821.529 1.193.403 3.219.299 4.847l-.003.06c-.012.18-.022.345-.03.51.075.045.203.09.401.09.3-.016.659-.12 1.033-.301.165-.088.344-.104.464-.104.182 0 .359.029.509.09.45.149.734.479.734.838.015.449-.39.839-1.213 1.168-.089.029-.209.075-.344.119-.45.135-1.139.36-1.333.81-.09.224-.061.524.12.868l.015.015c.06.136 1.526 3.475 4.791 4.014.255.044.435.27.42.509 0 .075-.015.149-.045.225-.24.569-1.273.988-3.146 1.271-.059.091-.12.375-.164.57-.029.179-.074.36-.134.553-.076.271-.27.405-.555.405h-.03c-.135 0-.313-.031-.538-.074-.36-.075-.765-.135-1.273-.135-.3 0-.599.015-.913.074-.6.104-1.123.464-1.723.884-.853.599-1.826 1.288-3.294 1.288-.06 0-.119-.015-.18-.015h-.149c-1.468 0-2.427-.675-3.279-1.288-.599-.42-1.107-.779-1.707-.884-.314-.045-.629-.074-.928-.074-.54 0-.958.089-1.272.149-.211.043-.391.074-.54.074-.374 0-.523-.224-.583-.42-.061-.192-.09-.389-.135-.567-.046-.181-.105-.494-.166-.57-1.918-.222-2.95-.642-3.189-1.226-.031-.063-.052-.15-.055-.225-.015-.243.165-.465.42-.509 3.264-.54 4.73-3.879 4.791-4.02l.016-.029c.18-.345.224-.645.119-.869-.195-.434-.884-.658-1.332-.809-.121-.029-.24-.074-.346-.119-1.107-.435-1.257-.93-1.197-1.273.09-.479.674-.793 1.168-.793.146 0 .27.029.383.074.42.194.789.3 1.104.3.234 0 .384-.06.465-.105l-.046-.569c-.098-1.626-.225-3.651.307-4.837C7.392 1.077 10.739.807 11.727.807l.419-.015h.06z',
  homepage: 'https://www.snapchat.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at Snapchat',
      help: 'You are sent to Snapchat to allow it, and then choose among your public profiles. It works when Snap has put your app on its list.',
      fields: [],
    },
  ],
  app: {
    register: 'https://business.snapchat.com',
    steps: [
      'Make a business account at Snapchat, and in the Ads Manager an OAuth app (Business details, OAuth apps). An app of the developer portal does not serve here.',
      'Enter the address shown here as redirect address, letter for letter. Snapchat takes only addresses that begin with https.',
      'Copy the client ID and the client secret into the fields below.',
      'Write to bpp-api-access@snapchat.com with the client ID, never the secret, and with what you want to do: Snap lets only apps on its list use the interface of public profiles.',
      'Whoever signs in needs a public profile, and for stories a professional one (in Snapchat: the profile, Public profile, Settings).',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'Client ID', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'Client secret', required: true, max: 200 },
    ],
    ways: ['oauth'],
    scopes: [
      { scope: 'snapchat-profile-api', why: 'To publish on the public profile and to read its numbers.' },
      {
        scope: 'snapchat-marketing-api',
        why: 'To list the profiles of your organisations. Without it only your own profile is offered.',
        optional: true,
      },
    ],
    source: docs('GetStarted', 'Apps are let in by hand; how long that takes is not said.'),
  },
  guarantee: 'findable',
  guaranteeWords:
    'Snapchat takes no key with a post. When an answer is lost, Carillon looks for a Spotlight by its description and a saved story by its title before it sends anything again. A story has no words to be known by: where one has appeared meanwhile, a person is asked.',
  listsLate: {
    seconds: 120,
    source: {
      ...docs(
        'ProfileAssetManagement',
        'How late lists show what is new is not said; two minutes are assumed.',
      ),
      confidence: 'unverified',
    },
  },
  text: {
    max: 160,
    unit: 'utf16',
    fold: null,
    source: {
      ...docs('ProfileAssetManagement'),
      confidence: 'secondary',
      note: 'The description of a Spotlight, hashtags included. A saved story has a title of 45 characters, a story has no words. What a character is, is not said; they are counted as UTF-16 units, which is never too few.',
    },
  },
  media: {
    images: {
      max: 1,
      mime: ['image/jpeg', 'image/png'],
      maxBytes: 20_000_000,
      maxSide: 4000,
      shape: {
        good: [[9, 16]],
        source: {
          from: 'https://docs.getlate.dev/platforms/snapchat',
          on: '2026-11-30',
          confidence: 'secondary',
        },
      },
      alt: { max: 0, required: false },
      source: {
        from: 'https://docs.getlate.dev/platforms/snapchat',
        on: '2026-11-30',
        confidence: 'secondary',
        note: limits,
      },
    },
    videos: {
      max: 1,
      mime: ['video/mp4'],
      maxBytes: 500_000_000,
      minSeconds: 5,
      least: { width: 540, height: 960 },
      maxSeconds: 60,
      videoCodecs: ['h264'],
      audioCodecs: ['aac'],
      source: {
        from: 'https://docs.getlate.dev/platforms/snapchat',
        on: '2026-11-30',
        confidence: 'contradicted',
        note: limits,
      },
    },
    mixed: false,
    most: 1,
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
      label: 'Published as',
      choices: [
        { value: 'spotlight', label: 'Spotlight: a film for everybody, with a description' },
        { value: 'saved', label: 'Saved story: stays on the profile, with a title' },
        { value: 'story', label: 'Story: for 24 hours, without words' },
      ],
      default: 'spotlight',
    },
    {
      name: 'locale',
      kind: 'text',
      label: 'Language and country of a Spotlight',
      help: 'As en_US or th_TH. Snapchat asks for it with every Spotlight.',
      placeholder: 'en_US',
      default: 'en_US',
      max: 5,
      pattern: '[a-z]{2}[_-][A-Z]{2}',
    },
    {
      name: 'onProfile',
      kind: 'switch',
      label: 'Keep a Spotlight on the profile, too',
      default: true,
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      spotlight: { media: { images: null } },
      saved: { text: { max: 45, needed: true } },
      story: { text: { max: 0 } },
    },
  },
  presence: {
    checks: ['name', 'bio', 'avatar', 'link'],
    handles: { separators: '._-', least: 3, most: 15 },
    report: null,
  },
  abilities: ['publish', 'find', 'insights', 'history', 'people'],
  metrics: {
    post: [
      {
        metric: 'views',
        meaning: 'How often it was looked at.',
        lagMinutes: 60,
        source: metric('VIEWS, SPOTLIGHT_VIEWS, STORY_VIEWS, SAVED_STORY_VIEWS'),
      },
      {
        metric: 'reach',
        meaning: 'How many people looked at it.',
        lagMinutes: 60,
        source: metric('VIEWERS, UNIQUE_VIEWERS and those of each kind'),
      },
      {
        metric: 'reposts',
        meaning: 'How often it was shared.',
        lagMinutes: 60,
        source: metric('SHARES, SPOTLIGHT_SHARES'),
      },
      {
        metric: 'likes',
        meaning: 'How often it was marked as a favourite.',
        lagMinutes: 60,
        source: metric('FAVORITES, SPOTLIGHT_FAVORITES'),
      },
      {
        metric: 'saves',
        meaning: 'Screenshots that were made of it.',
        lagMinutes: 60,
        source: metric('SCREENSHOTS'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Subscribers of the profile.',
        lagMinutes: 60,
        source: docs('Profiles', 'subscriber_count.'),
      },
      {
        metric: 'views',
        meaning: 'How often all that the profile shows was looked at, in the last 30 days.',
        lagMinutes: 1440,
        source: {
          ...docs('Metrics', 'VIEWS of the profile, by whole days of UTC.'),
          confidence: 'secondary',
        },
      },
      {
        metric: 'reach',
        meaning: 'How many people looked at what the profile shows, in the last 30 days.',
        lagMinutes: 1440,
        source: {
          ...docs('Metrics', 'VIEWERS of the profile, by whole days of UTC.'),
          confidence: 'secondary',
        },
      },
    ],
  },
  rates: [],
  dailyCap: 20,
  cost: null,
  settings: [
    {
      name: 'film',
      kind: 'choice',
      label: 'Largest film',
      help: 'Sources disagree (read in November 2026): 500 MB or 1 GB. Larger films are made smaller on their way out.',
      choices: [
        { value: '500', label: '500 MB' },
        { value: '1000', label: '1 GB' },
      ],
      default: '500',
    },
  ],
  setup:
    'Somebody makes an OAuth app in the business account of Snapchat and asks Snap to put it on the list for public profiles, which Snap decides by hand.',
} as const satisfies Manifest
