import type { Manifest, Source } from '../kit/manifest.ts'

const api = (part: string, note?: string): Source => ({
  from: `https://developers.pinterest.com/docs/api/v5/${part}`,
  on: '2025-12-11',
  confidence: 'primary',
  ...(note && { note }),
})

const guide = (address: string, note?: string): Source => ({
  from: address,
  on: '2026-11-30',
  confidence: 'secondary',
  ...(note && { note }),
})

const metric = (what: string): Source =>
  api(
    'pins-get',
    `${what} Totals reach back to the day the pin was made for pins made since 20 March 2023; by the day, Pinterest tells the last 90.`,
  )

export const manifest = {
  id: 'pinterest',
  name: 'Pinterest',
  colour: '#e60023',
  mark: 'M12.017 0C5.396 0 .029 5.367.029 11.987c0 5.079 3.158 9.417 7.618 11.162-.105-.949-.199-2.403.041-3.439.219-.937 1.406-5.957 1.406-5.957s-.359-.72-.359-1.781c0-1.663.967-2.911 2.168-2.911 1.024 0 1.518.769 1.518 1.688 0 1.029-.653 2.567-.992 3.992-.285 1.193.6 2.165 1.775 2.165 2.128 0 3.768-2.245 3.768-5.487 0-2.861-2.063-4.869-5.008-4.869-3.41 0-5.409 2.562-5.409 5.199 0 1.033.394 2.143.889 2.741.099.12.112.225.085.345-.09.375-.293 1.199-.334 1.363-.053.225-.172.271-.401.165-1.495-.69-2.433-2.878-2.433-4.646 0-3.776 2.748-7.252 7.92-7.252 4.158 0 7.392 2.967 7.392 6.923 0 4.135-2.607 7.462-6.233 7.462-1.214 0-2.354-.629-2.758-1.379l-.749 2.848c-.269 1.045-1.004 2.352-1.498 3.146 1.123.345 2.306.535 3.55.535 6.607 0 11.985-5.365 11.985-11.987C23.97 5.39 18.592.026 11.985.026L12.017 0z',
  homepage: 'https://www.pinterest.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at Pinterest',
      help: 'You are sent to Pinterest to allow it. While Pinterest has given your app Trial access only, it refuses its pins or shows them to nobody but you: ask for Standard access first.',
      fields: [],
    },
    {
      id: 'sandbox',
      kind: 'form',
      label: 'Try it in the sandbox',
      help: 'For the demonstration that Pinterest asks for before it gives Standard access. Pins in the sandbox are seen by nobody else, and there are no numbers of them.',
      fields: [
        {
          name: 'token',
          kind: 'secret',
          label: 'Sandbox token',
          help: 'Made on the page of your app at Pinterest, under Configure, for the sandbox. It lives for 24 hours.',
          required: true,
          max: 2000,
        },
      ],
    },
  ],
  app: {
    register: 'https://developers.pinterest.com/apps/',
    steps: [
      'Sign in there with a Pinterest business account; a personal account is changed into one free of charge.',
      'Choose “Connect app”, name it, say what it is for and give the address of your privacy policy. Pinterest looks at it and then gives it Trial access.',
      'Open the app, and add the address shown here to its redirect addresses, letter for letter.',
      'Copy “App ID” and “App secret key” from there into the fields below.',
      'Ask for Standard access with a short film of the sign-in and of a pin being made. The film can be made in the sandbox. Until Standard access is given, nobody else sees the pins of your app.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'App ID', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'App secret key', required: true, max: 200 },
    ],
    ways: ['oauth'],
    scopes: [
      { scope: 'user_accounts:read', why: 'Name, picture and numbers of the account' },
      { scope: 'boards:read', why: 'The list of your boards, to choose from' },
      { scope: 'boards:write', why: 'Pinterest wants it beside the next two for making a pin' },
      { scope: 'pins:read', why: 'Looking a pin up before it is sent again; numbers and history' },
      { scope: 'pins:write', why: 'Making, changing and deleting pins' },
    ],
    source: {
      from: 'https://developers.pinterest.com/docs/key-concepts/access-tiers/',
      on: '2026-11-30',
      confidence: 'contradicted',
      note: 'The page says that pins of Trial apps are seen by their maker alone; the API has answered 403 with code 29 to such apps since the end of 2025 and sends them to the sandbox.',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'When an answer is lost, Carillon looks through the pins of the board since then before it sends anything again.',
  listsLate: {
    seconds: 60,
    source: {
      ...api(
        'boards-list_pins',
        'In what time a board lists what was just pinned is not said; a minute is assumed.',
      ),
      confidence: 'unverified',
    },
  },
  text: {
    max: 800,
    unit: 'utf16',
    fold: null,
    title: { max: 100, required: false },
    source: {
      ...api('pins-create'),
      confidence: 'contradicted',
      note: 'The description of the API says 800 characters, other tools stop at 500. What is a character is not said; they are counted as UTF-16 units, which is never too few.',
    },
  },
  media: {
    images: {
      max: 5,
      mime: ['image/jpeg', 'image/png'],
      maxBytes: 20_000_000,
      maxSide: 3000,
      shape: {
        whole: { least: 0.476 },
        good: [
          [2, 3],
          [1, 1],
          [9, 16],
        ],
        source: guide(
          'https://docs.getlate.dev/resources/media-guidelines/pinterest',
          'Two to three is the shape that Pinterest recommends; what is taller than 1:2.1 is cut in the feed.',
        ),
      },
      alt: { max: 500, required: false, together: true },
      source: {
        ...guide('https://www.ayrshare.com/docs/media-guidelines/pinterest'),
        confidence: 'contradicted',
        note: 'One picture, or two to five to be leafed through (API description). Largest file: 20 MB says one vendor, 32 MB another. The pictures of one pin should have the same size.',
      },
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 1_000_000_000,
      maxSeconds: 900,
      cover: true,
      source: {
        ...guide('https://www.ayrshare.com/docs/media-guidelines/pinterest'),
        confidence: 'contradicted',
        note: 'Largest file: 1 GB or 2 GB, by vendor. Four seconds to 15 minutes.',
      },
    },
    mixed: false,
    most: 5,
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
      name: 'board',
      kind: 'choice',
      label: 'Board',
      help: 'New boards and sections appear here when the channel has been checked.',
      choices: [{ value: 'channel', label: 'The channel’s board' }],
      default: 'channel',
      ofAccount: true,
    },
    {
      name: 'link',
      kind: 'url',
      label: 'Where the pin leads',
      help: 'Without it, the pin leads to the first address in the text.',
      max: 2048,
    },
  ],
  presence: {
    checks: ['name', 'bio', 'avatar', 'link', 'proven', 'alt'],
    handles: { separators: '_', least: 3, most: 30 },
    report: null,
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'people'],
  metrics: {
    post: [
      {
        metric: 'impressions',
        meaning: 'How often the pin was on a screen.',
        lagMinutes: 2880,
        source: metric('IMPRESSION.'),
      },
      {
        metric: 'clicks',
        meaning: 'Clicks that led from the pin to your page.',
        lagMinutes: 2880,
        source: metric('OUTBOUND_CLICK.'),
      },
      {
        metric: 'saves',
        meaning: 'How often people saved the pin to a board of theirs, in the pin’s first 90 days.',
        lagMinutes: 2880,
        source: metric('SAVE; a total is not promised.'),
      },
      {
        metric: 'likes',
        meaning: 'Reactions to the pin.',
        lagMinutes: 2880,
        source: metric('TOTAL_REACTIONS.'),
      },
      {
        metric: 'replies',
        meaning: 'Comments on the pin.',
        lagMinutes: 2880,
        source: metric('TOTAL_COMMENTS.'),
      },
      {
        metric: 'views',
        meaning: 'Views of a film, by Pinterest’s own measure, in the pin’s first 90 days.',
        lagMinutes: 2880,
        source: metric('VIDEO_MRC_VIEW.'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Followers of the account.',
        lagMinutes: 60,
        source: api('user_account-get'),
      },
      {
        metric: 'following',
        meaning: 'Accounts that it follows.',
        lagMinutes: 60,
        source: api('user_account-get'),
      },
      {
        metric: 'posts',
        meaning: 'Pins of the account, made and saved.',
        lagMinutes: 60,
        source: api('user_account-get'),
      },
      {
        metric: 'impressions',
        meaning: 'How often its pins were on a screen in the last 30 days.',
        lagMinutes: 2880,
        source: api('user_account-analytics', 'IMPRESSION, by days of UTC.'),
      },
      {
        metric: 'clicks',
        meaning: 'Clicks that led from its pins to your pages in the last 30 days.',
        lagMinutes: 2880,
        source: api('user_account-analytics', 'OUTBOUND_CLICK, by days of UTC.'),
      },
      {
        metric: 'saves',
        meaning: 'How often people saved its pins in the last 30 days.',
        lagMinutes: 2880,
        source: api('user_account-analytics', 'SAVE, by days of UTC.'),
      },
    ],
  },
  rates: [
    {
      scope: 'account',
      most: 100,
      perSeconds: 1,
      of: 'all',
      source: {
        from: 'https://developers.pinterest.com/docs/reference/rate-limits/',
        on: '2026-11-30',
        confidence: 'primary',
        note: 'Of apps with Standard access. An app with Trial access has 1,000 requests a day. Each kind of request has limits of its own below that, which the answers tell.',
      },
    },
  ],
  dailyCap: 20,
  cost: null,
  settings: [
    {
      name: 'board',
      kind: 'choice',
      label: 'Board',
      help: 'Where pins go whose post names no other board.',
      choices: [{ value: 'oldest', label: 'The oldest board' }],
      default: 'oldest',
      ofAccount: true,
    },
    {
      name: 'description',
      kind: 'choice',
      label: 'Longest description',
      help: 'Pinterest’s own description of its interface says 800 characters (read in December 2025); other tools stop at 500. Choose 500 when Pinterest refuses longer ones.',
      choices: [
        { value: '800', label: '800 characters' },
        { value: '500', label: '500 characters' },
      ],
      default: '800',
    },
  ],
  setup:
    'Somebody registers an app at Pinterest once; this takes some days, because Pinterest looks at it. Standard access is needed before others see its pins.',
} as const satisfies Manifest
