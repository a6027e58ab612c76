/** Accounts at networks, what goes out there, and who is told of it. */
import { account, own, pointer, type Tables, words } from './kind.ts'

export const publishMap: Tables = {
  deliveries: {
    is: 'A post on its way to a channel.',
    personal: {
      content: words('What goes out, frozen.'),
      prepared: account('What the network answered to uploads.'),
      pending: account('What the network works on.'),
      parts: account('Where it is at the network.'),
      failure_words: account('What the network said.'),
      marked_by: pointer('Who said that it is out.'),
    },
    plain: 'network state key digest worker_id failure_kind failure_code cancelled_from marked_from',
  },
  delivery_uploads: { is: 'How far films are on their way up to a network.', personal: {}, plain: '' },
  handovers: {
    is: 'A post in the hands of a person, who puts it there.',
    personal: { taken_by: pointer('Who does it.'), reason: words('Why it was left out.') },
    plain: '',
  },
  channel_hands: {
    is: 'Who puts posts on a channel by hand.',
    personal: { user_id: { ...own('Who is asked first.'), until: 'as long as they may publish there' } },
    plain: '',
  },
  attempts: {
    is: 'One try to send a delivery.',
    personal: { words: account('What the network said.') },
    plain: 'kind worker_id key digest outcome code',
  },
  publications: {
    is: 'A post that is out, ours or the account’s own; also what the account has reposted.',
    personal: {
      text: { ...account('What it says; of a repost, what somebody else said.'), whose: 'stranger' },
      url: { ...account('Where it is; of a repost, whose it is.'), whose: 'stranger' },
      remote_id: account('Its id at the network.'),
    },
    plain: 'kind origin',
  },
  publication_changes: {
    is: 'Words that something published is to have instead, until they have their yes.',
    personal: {
      content: words('What it is to say.'),
      words: account('Why it was not taken.'),
      asked_by: pointer('Who asked for it.'),
    },
    plain: 'state digest',
  },
  channels: {
    is: 'An account of the workspace at a network.',
    personal: {
      remote_id: account('Its id at the network.'),
      handle: account('What it is called there.'),
      name: account('What it is called here.'),
      avatar_url: account('Its picture.'),
      avatar_source: account('Where the picture is.'),
      profile_url: account('Its page.'),
      state_words: account('What the network said.'),
    },
    plain: 'network server time_zone limits settings state state_code',
  },
  channel_credentials: {
    is: 'The sign-in of a channel.',
    personal: { sealed: { ...account('Sealed.'), until: 'until the channel is removed' } },
    plain: 'key_id shares',
  },
  hooks: {
    is: 'A webhook.',
    personal: { url: words('Where it calls.'), sealed: words('Its secret, sealed.') },
    plain: 'events key_id state',
  },
  hook_calls: {
    is: 'A call of a webhook.',
    personal: {
      body: {
        ...{ whose: 'member', why: 'What was told; of a proposal, who made it.' },
        ...{ until: 'CARILLON_HOOK_CALLS_KEEP_DAYS', exported: false, erased: 'emptied' },
      },
      words: account('What the other side answered.'),
    },
    plain: 'event state',
  },
  network_apps: {
    is: 'How Carillon is registered at a network, and what several channels of one sign-in share.',
    personal: {},
    plain: 'network server sealed key_id',
  },
  apps: {
    is: 'An app that was registered at a network, to sign in by.',
    personal: {},
    plain: 'network name sealed key_id',
  },
  webhook_doors: {
    is: 'An address at which a network tells of what happens there.',
    personal: {},
    plain: 'network digest sealed key_id trouble_code trouble refused_why',
  },
  webhook_subscriptions: {
    is: 'An account that a network was asked to tell of there.',
    personal: {},
    plain: 'trouble_code trouble',
  },
  webhook_events: { is: 'What came in there, as a digest.', personal: {}, plain: 'digest' },
  lanes: { is: 'A channel’s queue.', personal: {}, plain: 'worker_id' },
  limits: { is: 'How long a network wants to be left alone.', personal: {}, plain: 'scope' },
}
