import type { Manifest, Source } from '../kit/manifest.ts'

const on = '2026-11-30'

const docs = (path: string, note?: string, confidence: Source['confidence'] = 'primary'): Source => ({
  from: `https://developers.google.com/youtube/${path}`,
  on,
  confidence,
  ...(note && { note }),
})

/** The description that Google publishes of its interface (discovery, revision 20260427). */
const discovery = (note: string): Source => ({
  from: 'https://youtube.googleapis.com/$discovery/rest?version=v3',
  on,
  confidence: 'primary',
  note,
})

const analytics = (note: string): Source => docs('analytics/metrics', note, 'secondary')

/** The scopes by their last part, as people read them. */
export const scopes = {
  manage: 'https://www.googleapis.com/auth/youtube.force-ssl',
  analytics: 'https://www.googleapis.com/auth/yt-analytics.readonly',
} as const

export const shortSeconds = 180
export const commentMax = 10_000
export const tagsMax = 500
export const coverMaxBytes = 2_097_152
/** A channel that has not proven its phone number uploads nothing longer. */
export const unprovenSeconds = 15 * 60

/** Those to which a film can be assigned, by YouTube's own numbers. */
const categories: readonly (readonly [value: string, label: string])[] = [
  ['1', 'Film and animation'],
  ['2', 'Cars and vehicles'],
  ['10', 'Music'],
  ['15', 'Pets and animals'],
  ['17', 'Sports'],
  ['19', 'Travel and events'],
  ['20', 'Gaming'],
  ['22', 'People and blogs'],
  ['23', 'Comedy'],
  ['24', 'Entertainment'],
  ['25', 'News and politics'],
  ['26', 'How-to and style'],
  ['27', 'Education'],
  ['28', 'Science and technology'],
  ['29', 'Non-profits and activism'],
]

export const manifest = {
  id: 'youtube',
  name: 'YouTube',
  colour: '#ff0033',
  mark: 'M4.5 5h15A3.5 3.5 0 0 1 23 8.5v7a3.5 3.5 0 0 1-3.5 3.5h-15A3.5 3.5 0 0 1 1 15.5v-7A3.5 3.5 0 0 1 4.5 5zM10 8.8v6.4l5.6-3.2z',
  homepage: 'https://www.youtube.com',
  ways: [
    {
      id: 'google',
      kind: 'oauth',
      label: 'Sign in with Google',
      help: 'You are sent to Google, choose the channel and allow Carillon to upload to it and to read its numbers. Of several channels of one Google account, each is joined by itself.',
      fields: [],
    },
  ],
  app: {
    register: 'https://console.cloud.google.com/apis/credentials',
    steps: [
      'Make a project in the Google Cloud console, or choose one.',
      'Under APIs and services, Library, enable YouTube Data API v3 and YouTube Analytics API.',
      'Under OAuth consent screen, choose External, name the app, and add the two scopes that are listed here.',
      'Publish the app (In production). While it stands in Testing, only listed test users can sign in, and each sign-in ends after seven days.',
      'Under Credentials, make an OAuth client ID of type Web application, and enter the address below as an authorised redirect URI.',
      'Copy the client ID and the client secret into this form.',
      'Ask for the audit of the project (YouTube API Services, Audit and Quota Extension Form). Until it has passed, YouTube keeps every film that comes from the project private.',
    ],
    fields: [
      {
        name: 'clientId',
        kind: 'text',
        label: 'Client ID',
        placeholder: '…apps.googleusercontent.com',
        required: true,
        max: 200,
      },
      { name: 'clientSecret', kind: 'secret', label: 'Client secret', required: true, max: 200 },
    ],
    ways: ['google'],
    scopes: [
      {
        scope: scopes.manage,
        why: 'To upload films with covers and captions, to change and delete them, to write the first comment, and to read comments.',
      },
      {
        scope: scopes.analytics,
        why: 'To read how often films were shared and put into playlists.',
        optional: true,
      },
    ],
    source: discovery(
      'The scope youtube.force-ssl alone is enough for every request here that is not of the Analytics API.',
    ),
  },
  webhooks: {
    of: 'channel',
    registers: true,
    steps: [],
    copies: [],
    tells: 'That a film of the channel was published or changed.',
    source: {
      from: 'https://developers.google.com/youtube/v3/guides/push_notifications',
      on: '2026-11-30',
      confidence: 'secondary',
    },
  },
  guarantee: 'findable',
  guaranteeWords:
    'The film is uploaded beforehand and is private; at its time it is made public under the id that YouTube gave it. When an answer is lost, Carillon asks for this one film, so that it can come out only once.',
  // The film is looked up by its id; comments are listed.
  listsLate: {
    seconds: 30,
    source: docs(
      'v3/docs/commentThreads/list',
      'In what time a comment that was just written is listed is not said; half a minute is assumed.',
      'unverified',
    ),
  },
  text: {
    max: null,
    replyMax: commentMax,
    unit: 'utf16',
    maxBytes: 5000,
    without: '<>',
    fold: null,
    title: { max: 100, required: true },
    source: docs(
      'v3/docs/videos#snippet.description',
      'The description of a film: 5,000 bytes, every letter but angle brackets. Others say 5,000 characters; the smaller of both is kept. Where YouTube folds it is said nowhere.',
      'contradicted',
    ),
  },
  media: {
    images: null,
    videos: {
      max: 1,
      mime: ['video/mp4', 'video/quicktime', 'video/webm'],
      maxBytes: 274_877_906_944,
      maxSeconds: 43_200,
      captions: {
        max: 20,
        maxBytes: 104_857_600,
        source: discovery(
          'The size of a file; each costs the project 400 of its 10,000 units a day, so their number is kept small.',
        ),
      },
      cover: true,
      source: discovery(
        'The size is told by the interface. Twelve hours, and fifteen minutes before a channel has proven its phone number, are told by others (https://docs.zernio.com/platforms/youtube).',
      ),
    },
    mixed: false,
    most: 1,
    required: true,
  },
  poll: null,
  threadMax: 1,
  firstReply: true,
  linkCard: 'none',
  quotes: false,
  languagesMax: 1,
  options: [
    {
      name: 'kind',
      kind: 'choice',
      label: 'Kind',
      help: 'YouTube itself shows what is vertical or square and at most three minutes long as a Short. This choice checks that the film is one.',
      default: 'video',
      choices: [
        { value: 'video', label: 'Video' },
        { value: 'short', label: 'Short' },
      ],
    },
    {
      name: 'madeForKids',
      kind: 'choice',
      label: 'Made for kids',
      help: 'The law asks you to say it. For films made for kids, YouTube takes no comments and sends no notices.',
      required: true,
      choices: [
        { value: 'no', label: 'No, it is not made for kids' },
        { value: 'yes', label: 'Yes, it is made for kids' },
      ],
    },
    {
      name: 'privacy',
      kind: 'choice',
      label: 'Who sees it',
      default: 'public',
      choices: [
        { value: 'public', label: 'Everybody' },
        { value: 'unlisted', label: 'Everybody who has the address' },
        { value: 'private', label: 'Only you' },
      ],
    },
    {
      name: 'category',
      kind: 'choice',
      label: 'Category',
      default: '22',
      choices: categories.map(([value, label]) => ({ value, label })),
    },
    {
      name: 'tags',
      kind: 'text',
      label: 'Tags',
      help: 'With commas between them, 500 characters in all; a tag with a space counts two more.',
      max: tagsMax,
    },
    {
      name: 'list',
      kind: 'choice',
      label: 'Playlist',
      help: 'The film is put at its end. New playlists appear here when the channel has been checked.',
      choices: [{ value: 'none', label: 'None' }],
      default: 'none',
      ofAccount: true,
    },
    {
      name: 'playlist',
      kind: 'text',
      label: 'Another playlist',
      help: 'The address of one of the channel’s own that is not offered; used where none is chosen.',
      max: 200,
      advanced: true,
    },
    {
      name: 'notify',
      kind: 'switch',
      label: 'Tell subscribers',
      help: 'Whether YouTube sends a notice to those who asked for notices. It is decided when the film is uploaded.',
      default: true,
    },
    {
      name: 'license',
      kind: 'choice',
      label: 'Licence',
      default: 'youtube',
      advanced: true,
      choices: [
        { value: 'youtube', label: 'Standard YouTube licence' },
        { value: 'creativeCommon', label: 'Creative Commons, with attribution' },
      ],
    },
  ],
  kinds: {
    option: 'kind',
    rules: { short: { media: { videos: { maxSeconds: shortSeconds, cover: false } } } },
  },
  presence: {
    checks: ['name', 'bio', 'avatar', 'header', 'link'],
    handles: { separators: '._-', least: 3, most: 30 },
    report: {
      url: '{url}',
      how: 'On the page of the channel, open its description, choose Report user, then Impersonation.',
      source: {
        from: 'https://support.google.com/youtube/answer/2801947',
        on,
        confidence: 'unverified',
        note: 'The page could not be read on this day.',
      },
    },
  },
  abilities: ['publish', 'find', 'edit', 'remove', 'insights', 'history', 'reactions', 'people'],
  metrics: {
    // The first is one that channels can hide.
    post: [
      {
        metric: 'likes',
        meaning: 'Likes of the film. Channels can hide them; then there is none.',
        lagMinutes: 60,
        source: discovery('How late it is told is not said; an hour is assumed.'),
      },
      {
        metric: 'views',
        meaning:
          'How often the film was viewed. Of Shorts every start and every replay counts, since 31 March 2025.',
        lagMinutes: 60,
        source: {
          from: 'https://www.searchenginejournal.com/youtube-changes-shorts-view-counts-no-change-to-monetization/543005/',
          on: '2026-11-22',
          confidence: 'secondary',
          note: 'For longer films YouTube does not say from which second on it counts.',
        },
      },
      {
        metric: 'replies',
        meaning: 'Comments on the film, replies among them.',
        lagMinutes: 60,
        source: discovery('How late it is told is not said; an hour is assumed.'),
      },
      {
        metric: 'reposts',
        meaning: 'How often people used the Share button, by YouTube Analytics.',
        lagMinutes: 4320,
        source: analytics('The most recent days are missing from reports; three are assumed.'),
      },
      {
        metric: 'saves',
        meaning: 'How often people put the film into a playlist, by YouTube Analytics.',
        lagMinutes: 4320,
        source: analytics('The most recent days are missing from reports; three are assumed.'),
      },
    ],
    account: [
      {
        metric: 'followers',
        meaning:
          'Subscribers of the channel, as YouTube rounds them. Channels can hide them; then there is none.',
        lagMinutes: 60,
        source: discovery(
          'Numbers over a thousand are rounded to three digits (https://developers.google.com/youtube/v3/revision_history).',
        ),
      },
      {
        metric: 'views',
        meaning: 'How often all films of the channel were viewed.',
        lagMinutes: 60,
        source: discovery('How late it is told is not said; an hour is assumed.'),
      },
      {
        metric: 'posts',
        meaning: 'Public films of the channel.',
        lagMinutes: 60,
        source: discovery('How late it is told is not said; an hour is assumed.'),
      },
    ],
  },
  rates: [
    {
      scope: 'app',
      most: 100,
      perSeconds: 86_400,
      of: 'publish',
      source: docs(
        'data/determine_quota_cost',
        'Uploads of one project a day, which begins at midnight in California. Google gives more after an audit.',
      ),
    },
    {
      scope: 'app',
      most: 10_000,
      perSeconds: 86_400,
      of: 'all',
      source: docs(
        'data/determine_quota_cost',
        'Units of one project a day. Reading costs 1, changes, covers, comments and playlists 50, each file of captions 400; here each request counts as one, and the network’s own answer says when they are spent.',
      ),
    },
  ],
  dailyCap: 10,
  cost: null,
  paidPartnership: {
    shows: 'Includes paid promotion',
    source: discovery(
      'paidProductPlacementDetails.hasPaidProductPlacement. Who paid is not told to YouTube.',
    ),
  },
  machineLabel: {
    shows: 'Altered or synthetic content',
    source: discovery('status.containsSyntheticMedia.'),
  },
  othersData: {
    mayLeave: false,
    keepDays: 30,
    source: docs(
      'terms/developer-policies',
      'What was read of others is to be read anew or deleted after 30 days; the passage could not be read again on this day.',
      'unverified',
    ),
  },
  setup:
    'An app: a project in the Google Cloud console with the YouTube Data API and an OAuth client. Until Google has audited the project, YouTube keeps every film that comes from it private, whatever is asked for. An unaudited project may upload 100 films a day.',
} as const satisfies Manifest
