/**
 * Every file of the program that opens a line to somewhere, and by which place (`places.ts`) it is attacked, or why it is not.
 * `attack.test.ts` reads the sources: a new one is entered here by somebody who has thought about it.
 */
type Fetcher = { places: readonly string[] } | { spared: string }

const adapters = { spared: 'Hands the guarded way out to the adapters of networks.' } as const
const wayOut = { places: ['the way out itself'] } as const
const setting = (name: string) => ({
  spared: `Asks what ${name} says: an address of whoever runs the house, and none that anybody can put in.`,
})

export const fetchers: Readonly<Record<string, Fetcher>> = {
  'src/modules/running/doctor/outside.ts': setting('the clock of the doctor'),
  'src/modules/plan/presence/pictures.ts': { places: ['the picture of a profile that resembles ours'] },
  'src/modules/publish/hooks/call.ts': { places: ['a webhook of the workspace'] },
  'src/modules/publish/push/send.ts': { places: ['a device that is told'] },
  'src/modules/publish/dispatch/ready.ts': adapters,
  'src/modules/channels/feeds/ping.ts': { places: ['the hub of a feed'] },
  'src/modules/channels/accounts/avatar.ts': { places: ['the picture of an account'] },
  'src/modules/channels/accounts/tools.ts': adapters,
  'src/modules/measure/collection/ration.ts': adapters,
  'src/modules/create/assistant/openai.ts': { places: ['the server of the assistant'] },
  'src/modules/create/assistant/run.ts': { spared: 'Hands the guarded way out to the model’s own file.' },
  'src/modules/create/cards/service.ts': { places: ['a link card', 'the picture of a link card'] },
  'src/modules/create/contests/drand.ts': {
    spared: 'Asks the league of randomness, whose address stands in the code; what it answers proves itself.',
  },
  'src/modules/create/imports/make.ts': { places: ['a file that a table names'] },
  'src/modules/create/media/take-uploads.ts': { places: ['a file of the web for the library'] },
  'src/modules/create/sources/fetch.ts': { places: ['a feed that brings drafts'] },
  'src/export-posts.ts': { spared: 'A command asks the house whose key it has.' },
  'src/modules/people/oauth/document.ts': { places: ['the description of a program'] },
  'src/modules/people/provider/client.ts': setting('CARILLON_OIDC_ISSUER'),
  'src/networks/webhook/client.ts': { places: ['a webhook that is joined'] },
  'src/networks/mastodon/client.ts': {
    places: [
      'the server of a Mastodon account',
      'the server of a Mastodon sign-in',
      'the server of a competitor’s profile',
      'the profile of a competitor that is read',
    ],
  },
  'src/networks/telegram/client.ts': {
    spared: 'Asks Telegram’s own server, whose address stands in the code.',
  },
  'src/networks/vk/client.ts': {
    spared:
      'Asks VK’s own server, whose address stands in the code, and the server for files that it names: by the guarded way out.',
  },
  'src/networks/kit/ask.ts': {
    spared:
      'Sends what adapters ask: to addresses that stand in their code or that their network names, by the guarded way out, and follows nobody elsewhere.',
  },
  'src/networks/kit/stage.ts': { spared: 'Only tests of adapters open it.' },
  'src/networks/kit/in-memory.ts': { spared: 'Only fakes of networks open it.' },
  'src/networks/weibo/connect.ts': {
    spared: 'Only looks whether what somebody typed is an address of four numbers.',
  },
  'src/networks/bluesky/oauth.ts': { places: ['the server of a Bluesky sign-in'] },
  'src/networks/bluesky/session.ts': { spared: 'Asks the public view, whose address stands in the code.' },
  'src/networks/bluesky/patience.ts': { places: ['the server of a Bluesky account'] },
  'src/networks/bluesky/identity.ts': {
    places: ['the directory of a Bluesky account', 'the server that a Bluesky identity names'],
  },
  'src/networks/bluesky/password.ts': { places: ['the server of a Bluesky account'] },
  'src/platform/trace/outbound.ts': wayOut,
  'src/platform/bucket/send.ts': setting('CARILLON_BACKUP_S3'),
  'src/platform/mail/index.ts': setting('CARILLON_SMTP_URL'),
  'src/platform/db/embedded.ts': { spared: 'A free port of this machine for the database.' },
  'src/app/edge/away.ts': { spared: 'A command asks the house whose key it has.' },
  'src/app/edge/mcp/index.ts': { spared: 'Asks the routes of this process; no line is opened.' },
}
