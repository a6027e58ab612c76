import type { Field, Manifest, Source } from '../kit/manifest.ts'

const docs = (page: string, note?: string): Source => ({
  from: `https://apiok.ru/${page}`,
  on: '2026-11-30',
  confidence: 'primary',
  ...(note && { note }),
})

const unsure = (page: string, note: string): Source => ({ ...docs(page, note), confidence: 'unverified' })

const post = 'dev/methods/rest/mediatopic/mediatopic.post'

/** What most posts may hold, where OK says it nowhere. */
const textDefault = 10_000

const group: Field = {
  name: 'group',
  kind: 'text',
  label: 'Group',
  help: 'Its address or number. Left empty, you choose among all that you manage.',
  placeholder: 'ok.ru/bakery',
  max: 200,
}

export const manifest = {
  id: 'ok',
  name: 'Odnoklassniki',
  colour: '#ee7808',
  mark: 'M14.505 17.439c1.26-0.285 2.478-0.786 3.6-1.49 0.846-0.534 1.101-1.655 0.567-2.502-0.534-0.849-1.653-1.105-2.502-0.57-2.538 1.595-5.805 1.595-8.34 0-0.849-0.535-1.97-0.279-2.502 0.57-0.534 0.849-0.279 1.968 0.57 2.502 1.119 0.705 2.334 1.203 3.595 1.49l-3.465 3.465c-0.711 0.705-0.711 1.856 0 2.565 0.352 0.354 0.818 0.531 1.281 0.531 0.465 0 0.93-0.177 1.284-0.531L12 20.064l3.405 3.405c0.705 0.708 1.856 0.708 2.565 0 0.708-0.71 0.708-1.86 0-2.565l-3.465-3.465zM12 12.387c3.417 0 6.195-2.778 6.195-6.192C18.195 2.778 15.415 0 12 0S5.805 2.778 5.805 6.195c0 3.414 2.78 6.192 6.195 6.192zM12 3.63c-1.413 0-2.565 1.151-2.565 2.565 0 1.413 1.152 2.565 2.565 2.565 1.414 0 2.565-1.152 2.565-2.565 0-1.414-1.151-2.565-2.565-2.565z',
  homepage: 'https://ok.ru',
  ways: [
    {
      id: 'login',
      kind: 'oauth',
      label: 'Sign in at Odnoklassniki',
      help: 'You are sent to OK to allow it, and come back. Each group that you manage can become a channel of its own.',
      fields: [group],
    },
    {
      id: 'token',
      kind: 'form',
      label: 'The everlasting token of your app',
      help: 'For whoever owns the app and manages the group: OK shows such a token in the settings of the app. It ends when your password changes.',
      fields: [
        { name: 'applicationKey', kind: 'text', label: 'Public key of the app', required: true, max: 100 },
        { name: 'token', kind: 'secret', label: 'Everlasting access token', required: true, max: 1000 },
        {
          name: 'sessionSecret',
          kind: 'secret',
          label: 'Session secret key',
          help: 'It stands beside the token, and is not the secret key of the app.',
          required: true,
          max: 200,
        },
        group,
      ],
    },
  ],
  app: {
    register: 'https://ok.ru/devaccess',
    steps: [
      'Become a developer there with a person’s account, and add an app of the kind “external” with OAuth switched on.',
      'Put the address shown here among its permitted redirect addresses, letter for letter.',
      'OK sends its id, public key and secret key by e-mail; copy them into the fields here.',
      'OK gives none of the permissions below by itself: write to api-support@ok.ru, name the id of the app and each permission, and say what you need it for.',
      'When OK has given them, sign in. Without LONG_ACCESS_TOKEN you must sign in again every thirty days.',
    ],
    fields: [
      { name: 'clientId', kind: 'text', label: 'App id', required: true, max: 40 },
      { name: 'applicationKey', kind: 'text', label: 'Public key', required: true, max: 100 },
      { name: 'clientSecret', kind: 'secret', label: 'Secret key', required: true, max: 200 },
    ],
    ways: ['login'],
    scopes: [
      { scope: 'VALUABLE_ACCESS', why: 'OK wants it for most of what a program asks.' },
      { scope: 'LONG_ACCESS_TOKEN', why: 'To stay signed in for as long as the channel is used.' },
      { scope: 'GROUP_CONTENT', why: 'To publish in your groups, and to read their posts and numbers.' },
      { scope: 'PHOTO_CONTENT', why: 'To bring pictures up.', optional: true },
      { scope: 'VIDEO_CONTENT', why: 'To bring films up.', optional: true },
    ],
    source: docs('en/ext/oauth/permissions'),
  },
  guarantee: 'findable',
  guaranteeWords:
    'OK takes no key that would keep a post from being made twice. Before anything is sent again, Carillon looks through what was published in the group since; where OK does not show that, a person is asked.',
  text: {
    max: textDefault,
    unit: 'utf16',
    requiredWithoutMedia: true,
    fold: null,
    source: unsure(
      post,
      'OK has an error for a text that is too long (601) and says nowhere how long one may be. 10,000 is ours; the page of a joined group has a setting for it.',
    ),
  },
  media: {
    images: {
      max: 10,
      mime: ['image/jpeg', 'image/png'],
      maxBytes: 10_000_000,
      maxSide: 4096,
      shape: {
        good: [
          [4, 3],
          [1, 1],
          [16, 9],
        ],
        source: unsure(
          'dev/examples/photo_upload',
          'No shape is known to be refused; which look good is ours.',
        ),
      },
      // A picture in a group's post has no words of its own: OK says not to call the method that would write them.
      alt: { max: 0, required: false },
      source: unsure(
        'dev/methods/rest/photosV2/photosV2.getUploadUrl',
        'How many pictures a post takes, how large and of which types is not published. Ten pictures of 10 MB are ours; the page of a joined group has a setting for how many.',
      ),
    },
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime'],
      maxBytes: 1_000_000_000,
      source: {
        ...docs(
          'dev/methods/rest/video/video.getUploadUrl',
          'From 16 kB to 1 GB says the method, up to 2 GB its example; the lesser is held to. That a post takes one film is ours.',
        ),
        confidence: 'contradicted',
      },
    },
    mixed: true,
    required: false,
  },
  poll: {
    options: [2, 10],
    optionMax: 50,
    minutes: [5, 525_600],
    withMedia: true,
    source: unsure(
      post,
      'A poll at OK has no end: how long it runs is not sent. How many answers it takes and how long they may be is not published (errors 602 to 604); the page of a joined group has settings for both.',
    ),
  },
  threadMax: 1,
  firstReply: false,
  linkCard: 'own',
  quotes: false,
  languagesMax: 0,
  options: [
    {
      name: 'pollQuestion',
      kind: 'text',
      label: 'Question of the poll',
      help: 'Left empty, the last line of the words is taken. A poll at OK stays open until somebody closes it there.',
      max: 200,
    },
    { name: 'anonymous', kind: 'switch', label: 'Nobody sees who voted for what', default: false },
    { name: 'linkPreview', kind: 'switch', label: 'Card of the first link', default: true },
    { name: 'closeComments', kind: 'switch', label: 'Nobody can comment', default: false },
  ],
  settings: [
    {
      name: 'textMax',
      kind: 'text',
      label: 'Longest text',
      help: 'OK does not say how long a post may be. Left empty, 10,000 characters are taken (as of 30 November 2026, unverified).',
      placeholder: '10000',
      max: 6,
      default: '',
    },
    {
      name: 'imagesMax',
      kind: 'text',
      label: 'Most pictures',
      help: 'OK does not say how many a post takes. Left empty, 10 are taken (as of 30 November 2026, unverified).',
      placeholder: '10',
      max: 3,
      default: '',
    },
    {
      name: 'answersMax',
      kind: 'text',
      label: 'Most answers of a poll',
      help: 'OK does not say how many. Left empty, 10 are taken (as of 30 November 2026, unverified).',
      placeholder: '10',
      max: 3,
      default: '',
    },
    {
      name: 'answerMax',
      kind: 'text',
      label: 'Longest answer of a poll',
      help: 'OK does not say how long. Left empty, 50 characters are taken (as of 30 November 2026, unverified).',
      placeholder: '50',
      max: 4,
      default: '',
    },
  ],
  presence: {
    checks: ['name', 'bio', 'avatar', 'link'],
    handles: { separators: '_.', least: 2, most: 32 },
    report: null,
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'people', 'reactions'],
  metrics: {
    post: [
      {
        metric: 'likes',
        meaning: 'How many people gave the post a “Klass”.',
        lagMinutes: 0,
        source: docs('dev/methods/rest/mediatopic/mediatopic.getByIds'),
      },
      {
        metric: 'reposts',
        meaning: 'How often the post was shared.',
        lagMinutes: 0,
        source: docs('dev/methods/rest/mediatopic/mediatopic.getByIds'),
      },
      {
        metric: 'replies',
        meaning: 'Comments beneath the post.',
        lagMinutes: 0,
        source: docs('dev/methods/rest/mediatopic/mediatopic.getByIds'),
      },
      {
        metric: 'views',
        meaning: 'How often the post was seen, as OK counts it.',
        lagMinutes: 0,
        source: unsure(
          'dev/methods/rest/mediatopic/mediatopic.getByIds',
          'OK leaves it out of some posts, and says nowhere what it counts.',
        ),
      },
      {
        metric: 'reach',
        meaning: 'People who saw the post. Told to those who may see the statistics of the group.',
        lagMinutes: 60,
        source: docs(
          'dev/methods/rest/group/group.getStatTopic',
          'A post that its author alone has seen has none yet. How late OK tells it is ours and unverified.',
        ),
      },
      {
        metric: 'clicks',
        meaning: 'Clicks on links of the post. Told to those who may see the statistics of the group.',
        lagMinutes: 60,
        source: docs(
          'dev/methods/rest/group/group.getStatTopic',
          'How late OK tells it is ours and unverified.',
        ),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning: 'Members of the group.',
        lagMinutes: 0,
        source: docs('dev/methods/rest/group/group.getCounters'),
      },
      {
        metric: 'posts',
        meaning: 'Posts in the group.',
        lagMinutes: 0,
        source: docs('dev/methods/rest/group/group.getCounters'),
      },
    ],
  },
  contest: {
    ways: ['like', 'comment'],
    source: unsure(
      'dev/methods/rest/discussions/discussions.getDiscussionLikes',
      'Who shared a post is told by no method. Which rule of OK allows or forbids contests was not found.',
    ),
  },
  rates: [
    {
      scope: 'account',
      most: 3,
      perSeconds: 1,
      of: 'all',
      source: unsure(
        'dev/methods/rest/users/users.getCallsLeft',
        'Each method has a limit for each person (error 11), and none is published. Three in a second is ours.',
      ),
    },
  ],
  dailyCap: 50,
  cost: null,
  setup:
    'Somebody registers an app at OK once and asks its support by e-mail for the permissions; that takes some days. Or the owner of an app pastes its everlasting token.',
} as const satisfies Manifest
