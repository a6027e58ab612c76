import type { Manifest, Source } from '../kit/manifest.ts'

const docs = (page: string, note?: string): Source => ({
  from: `https://developers.facebook.com/documentation/threads/${page}`,
  on: '2026-11-30',
  confidence: 'primary',
  ...(note && { note }),
})

const vendors = (note: string): Source => ({
  from: 'https://www.ayrshare.com/docs/media-guidelines/threads.md',
  on: '2026-11-30',
  confidence: 'secondary',
  note,
})

export const manifest = {
  id: 'threads',
  name: 'Threads',
  colour: '#101010',
  mark: 'M12.186 24h-.007c-3.581-.024-6.334-1.205-8.184-3.509C2.35 18.44 1.5 15.586 1.472 12.01v-.017c.03-3.579.879-6.43 2.525-8.482C5.845 1.205 8.6.024 12.18 0h.014c2.746.02 5.043.725 6.826 2.098 1.677 1.29 2.858 3.13 3.509 5.467l-2.04.569c-1.104-3.96-3.898-5.984-8.304-6.015-2.91.022-5.11.936-6.54 2.717C4.307 6.504 3.616 8.914 3.589 12c.027 3.086.718 5.496 2.057 7.164 1.43 1.783 3.631 2.698 6.54 2.717 2.623-.02 4.358-.631 5.8-2.045 1.647-1.613 1.618-3.593 1.09-4.798-.31-.71-.873-1.3-1.634-1.75-.192 1.352-.622 2.446-1.284 3.272-.886 1.102-2.14 1.704-3.73 1.79-1.202.065-2.361-.218-3.259-.801-1.063-.689-1.685-1.74-1.752-2.964-.065-1.19.408-2.285 1.33-3.082.88-.76 2.119-1.207 3.583-1.291a13.853 13.853 0 0 1 3.02.142c-.126-.742-.375-1.332-.75-1.757-.513-.586-1.308-.883-2.359-.89h-.029c-.844 0-1.992.232-2.721 1.32L7.734 7.847c.98-1.454 2.568-2.256 4.478-2.256h.044c3.194.02 5.097 1.975 5.287 5.388.108.046.216.094.321.142 1.49.7 2.58 1.761 3.154 3.07.797 1.82.871 4.79-1.548 7.158-1.85 1.81-4.094 2.628-7.277 2.65Zm1.003-11.69c-.242 0-.487.007-.739.021-1.836.103-2.98.946-2.916 2.143.067 1.256 1.452 1.839 2.784 1.767 1.224-.065 2.818-.543 3.086-3.71a10.5 10.5 0 0 0-2.215-.221z',
  homepage: 'https://www.threads.com',
  ways: [
    {
      id: 'oauth',
      kind: 'oauth',
      label: 'Sign in at Threads',
      help: 'You are sent to Threads, allow Carillon to publish there, and come back. No password is shared.',
      fields: [
        {
          name: 'discovery',
          kind: 'choice',
          label: 'Look for accounts that pass for this one',
          help: 'Only if Meta has given the app threads_profile_discovery; otherwise the sign-in may fail.',
          choices: [
            { value: 'no', label: 'No' },
            { value: 'yes', label: 'Yes' },
          ],
          default: 'no',
          advanced: true,
        },
        {
          name: 'places',
          kind: 'choice',
          label: 'Name places in posts',
          help: 'Only if Meta has given the app threads_location_tagging (unverified); otherwise the sign-in may fail.',
          choices: [
            { value: 'no', label: 'No' },
            { value: 'yes', label: 'Yes' },
          ],
          default: 'no',
          advanced: true,
        },
      ],
    },
  ],
  app: {
    register: 'https://developers.facebook.com/apps/',
    steps: [
      'Create an app at Meta for Developers and choose the use case “Access the Threads API”.',
      'Under “Use cases”, “Customize”, add the permissions that stand below.',
      'Under the settings of the use case, add the address below to “Redirect Callback URLs”; Meta also wants one for uninstalling and one for deleting, where the same address may stand.',
      'Copy the Threads app ID and the Threads app secret from there. They are not those of the Meta app.',
      'Until Meta has reviewed the app, add each account under “App roles”, “Roles” as a Threads tester, and accept it in Threads under “Settings”, “Account”, “Website permissions”, “Invites”.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'Threads app ID', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'Threads app secret', required: true, max: 200 },
    ],
    ways: ['oauth'],
    scopes: [
      { scope: 'threads_basic', why: 'To know who the account is and to read its own posts.' },
      { scope: 'threads_content_publish', why: 'To publish.' },
      { scope: 'threads_manage_replies', why: 'To publish the parts of a thread and the first reply.' },
      {
        scope: 'threads_read_replies',
        why: 'To look whether a part of a thread is out, and to read what others answer.',
      },
      { scope: 'threads_manage_insights', why: 'To read the numbers of posts and of the account.' },
      { scope: 'threads_delete', why: 'To take posts away again.' },
      {
        scope: 'threads_profile_discovery',
        why: 'To look for accounts that pass for yours, if that is asked for at the sign-in.',
        optional: true,
      },
      {
        scope: 'threads_location_tagging',
        why: 'To name a place in posts, if that is asked for at the sign-in.',
        optional: true,
      },
    ],
    source: docs('get-started'),
  },
  fetchesFromUs: true,
  webhooks: {
    of: 'app',
    steps: [
      'At Meta for Developers, open the app, “Use cases”, “Access the Threads API”, “Settings”, and there “Webhooks”.',
      'Paste the address and the token below, press “Verify and save”, and subscribe to “replies” and “mentions”.',
    ],
    copies: ['verify'],
    tells: 'Replies and mentions of all accounts that signed in with this app.',
    source: {
      from: 'https://developers.facebook.com/docs/threads/webhooks',
      on: '2026-11-30',
      confidence: 'secondary',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'Each post is made ready first and published by a second request. When its answer is lost, Carillon looks through the account’s own posts and asks what became of the one made ready, before it sends anything again.',
  text: {
    max: 500,
    unit: 'codePoints',
    emoji: 'bytes',
    links: {
      max: 5,
      source: docs(
        'create-posts/text-attachments',
        'Different links, since 22 December 2025. Threads counts those without a scheme too, which Carillon does not see.',
      ),
    },
    fold: null,
    source: docs(
      'posts',
      'Emoji count as their UTF-8 bytes. That other letters count as composed code points is unverified: the documentation says characters.',
    ),
  },
  media: {
    images: {
      max: 20,
      mime: ['image/jpeg', 'image/png'],
      maxBytes: 8_000_000,
      shape: {
        taken: { least: 0.1, most: 10 },
        good: [
          [4, 5],
          [1, 1],
          [9, 16],
        ],
        source: vendors('At most 10:1. Threads makes widths under 320 larger and over 1,440 smaller.'),
      },
      alt: { max: 1000, required: false },
      source: vendors(
        'That a carousel has 2 to 20 says Meta’s own collection of 2 January 2026, while Zernio and others say 10; size and types are Ayrshare’s.',
      ),
    },
    videos: {
      max: 20,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 1_000_000_000,
      maxSeconds: 300,
      videoCodecs: ['h264', 'hevc'],
      audioCodecs: ['aac'],
      maxFrameRate: 60,
      maxSide: 1920,
      maxBitrate: 25_000_000,
      source: vendors('At least 23 frames a second; at most 1,920 columns; 48 kHz, two channels.'),
    },
    mixed: true,
    most: 20,
    required: false,
  },
  poll: {
    options: [2, 4],
    optionMax: 25,
    minutes: [1440, 1440],
    withMedia: false,
    oneAnswer: true,
    source: docs('create-posts/polls', 'Threads sets the end itself; that it is a day is unverified.'),
  },
  threadMax: 50,
  firstReply: true,
  linkCard: 'own',
  quotes: true,
  languagesMax: 0,
  options: [
    {
      name: 'kind',
      kind: 'choice',
      label: 'Kind',
      help: 'A ghost post is words alone and is put away after a day.',
      choices: [
        { value: 'post', label: 'Post' },
        { value: 'ghost', label: 'Ghost post' },
      ],
      default: 'post',
      advanced: true,
    },
    {
      name: 'topicTag',
      kind: 'text',
      label: 'Topic',
      help: 'One topic of the post, without #. It may hold no full stop and no &. Without it, the first #word of the text is the topic.',
      pattern: '#?[^.&]{1,50}',
      max: 51,
    },
    {
      name: 'replyControl',
      kind: 'choice',
      label: 'Who may reply',
      choices: [
        { value: 'everyone', label: 'Everybody' },
        { value: 'followers_only', label: 'Followers' },
        { value: 'accounts_you_follow', label: 'Accounts that you follow' },
        { value: 'mentioned_only', label: 'Only who is mentioned' },
        { value: 'parent_post_author_only', label: 'Only the author of the post that is answered' },
      ],
      default: 'everyone',
    },
    {
      name: 'link',
      kind: 'url',
      label: 'Link shown as a card',
      help: 'Only for a first post of words alone, without a poll. Without it, the first link of the text is shown.',
      onlyWith: 'words',
      max: 2000,
      advanced: true,
    },
    {
      name: 'longText',
      kind: 'long',
      label: 'Long text beneath the post',
      help: 'Up to 10,000 letters that readers unfold under the first post. Only under words alone, without a poll.',
      onlyWith: 'words',
      max: 10_000,
      advanced: true,
    },
    {
      name: 'locationId',
      kind: 'text',
      label: 'Place',
      help: 'What the place is called at Threads, or its number; for the first post. Where several have the name, you are told their numbers. Only where that was allowed at the sign-in.',
      max: 100,
      advanced: true,
    },
    {
      name: 'spoiler',
      kind: 'switch',
      label: 'Cover pictures and films until they are touched',
      default: false,
      onlyWith: 'media',
      advanced: true,
    },
  ],
  kinds: {
    option: 'kind',
    rules: {
      ghost: {
        without: ['topicTag', 'replyControl', 'link', 'longText', 'locationId', 'spoiler'],
        media: { images: null, videos: null },
        poll: null,
        threadMax: 1,
        firstReply: false,
      },
    },
  },
  presence: {
    checks: ['name', 'bio', 'avatar', 'alt'],
    handles: { separators: '._', least: 1, most: 30 },
    report: {
      url: '{url}',
      how: 'Open the profile in Threads, then ⋯, Report, and choose that it pretends to be somebody else.',
      source: {
        from: 'https://www.threads.com',
        on: '2026-11-30',
        confidence: 'unverified',
        note: 'The menu as it is known; handles are taken to be those of Instagram: letters, digits, full stops and underscores.',
      },
    },
  },
  abilities: ['publish', 'find', 'remove', 'insights', 'history', 'people', 'reactions'],
  metrics: {
    post: [
      {
        metric: 'views',
        meaning: 'Times the post was played or shown. Meta calls this number in development.',
        lagMinutes: 0,
        source: docs('insights'),
      },
      { metric: 'likes', meaning: 'Likes of the post.', lagMinutes: 0, source: docs('insights') },
      {
        metric: 'replies',
        meaning: 'Replies to the post; of a first post all of them, of a reply those directly beneath it.',
        lagMinutes: 0,
        source: docs('insights'),
      },
      { metric: 'reposts', meaning: 'Reposts of the post.', lagMinutes: 0, source: docs('insights') },
      { metric: 'quotes', meaning: 'Posts that quote the post.', lagMinutes: 0, source: docs('insights') },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Followers of the account.',
        lagMinutes: 0,
        source: docs('insights'),
      },
    ],
  },
  contest: {
    ways: ['comment'],
    source: {
      from: 'https://developers.facebook.com/documentation/threads/retrieve-and-manage-replies',
      on: '2026-11-30',
      confidence: 'unverified',
      note: 'Replies are all that the API tells of by name. No rule of Threads on contests was found; Meta forbids reposts and tags of friends as a condition elsewhere.',
    },
  },
  rates: [
    {
      scope: 'account',
      most: 250,
      perSeconds: 86_400,
      of: 'publish',
      source: docs(
        'overview',
        'In a moving window; a carousel is one. Replies have 1,000 of their own, removals 100. What is left is read from the account before each post.',
      ),
    },
    {
      scope: 'account',
      most: 48_000,
      perSeconds: 86_400,
      of: 'all',
      source: docs('overview', '4,800 times the impressions of a day, of which at least 10 are counted.'),
    },
  ],
  dailyCap: 50,
  cost: null,
  setup:
    'An app at Meta for Developers with the use case “Access the Threads API”. Threads fetches pictures and films from this Carillon, so it must be reachable from the internet under https.',
} as const satisfies Manifest
