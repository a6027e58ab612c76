/** People, how they sign in, and what was done by whom. */
import { account, auditField, own, pointer, secret, type Tables, whileWorkspace, words } from './kind.ts'

const untilSignOut = 'until the session ends'

export const peopleMap: Tables = {
  users: {
    is: 'Somebody who signs in here.',
    personal: {
      id: own('Names them in all other tables.'),
      name: own('Shown to those who work with them.'),
      email: own('They sign in with it and get letters there.'),
      image: own('A picture, where a way of signing in brings one.'),
      language: own('The screen and letters speak it.'),
    },
    plain: '',
  },
  sessions: {
    is: 'A browser that is signed in.',
    personal: {
      id: secret('Names the session.', '30 days after it was used last'),
      user_id: own('Whose it is.', '30 days after it was used last'),
      token: secret('Opens it.', '30 days after it was used last'),
      ip_address: own('So that they know their own sessions again.', '30 days after it was used last'),
      user_agent: own('So that they know their own sessions again.', '30 days after it was used last'),
    },
    plain: '',
  },
  sign_in_accounts: {
    is: 'A way in which somebody signs in; a password is one.',
    personal: {
      id: secret('Names the way.'),
      user_id: own('Whose it is.'),
      account_id: own('Who they are to that way.'),
      password: secret('Its hash.'),
      access_token: secret('Not used today.'),
      refresh_token: secret('Not used today.'),
      id_token: secret('Not used today.'),
    },
    plain: 'provider_id scope',
  },
  sign_in_proofs: {
    is: 'The password was right and the second step is awaited.',
    personal: {
      digest: secret('Of what the browser holds.', '5 minutes'),
      user_id: secret('Whose it is.', '5 minutes'),
    },
    plain: 'came_by',
  },
  sign_in_brakes: {
    is: 'Wrong passwords and codes, counted against guessing.',
    personal: {
      key: {
        ...secret('A digest of mail address, network address or both.', '2 days after the last try'),
        whose: 'free',
      },
    },
    plain: '',
  },
  verifications: {
    is: 'A short-lived secret of the sign-in library.',
    personal: {
      id: secret('Names it.', 'until it is over'),
      identifier: secret('What it is for; may hold an address.', 'until it is over'),
      value: secret('The secret.', 'until it is over'),
    },
    plain: '',
  },
  second_steps: {
    is: 'The secret that somebody shares with their phone.',
    personal: { user_id: own('Whose it is.'), sealed: secret('The secret, sealed.') },
    plain: 'key_id',
  },
  recovery_codes: {
    is: 'A recovery code that was not used.',
    personal: { user_id: secret('Whose it is.'), digest: secret('Its digest.') },
    plain: '',
  },
  password_links: {
    is: 'A link for a new password.',
    personal: {
      user_id: secret('For whom.', '24 hours'),
      digest: secret('Of what the link carries.', '24 hours'),
      made_by: secret('Which owner handed it over.', '24 hours'),
    },
    plain: '',
  },
  members: {
    is: 'Somebody’s part in a workspace.',
    personal: {
      user_id: own('Who.'),
      role: own('As what.'),
      channel_roles: own('As what on single channels.'),
    },
    plain: '',
  },
  organisation_members: {
    is: 'Somebody’s part in an organisation.',
    personal: { user_id: own('Who.'), role: own('As what.') },
    plain: '',
  },
  invitations: {
    is: 'Somebody who was asked to take part and has not answered.',
    personal: {
      email: { ...own('Where the letter goes.', '60 days after it is over'), whose: 'free' },
      made_by: own('Who answers for it.', '60 days after it is over'),
      digest: secret('Of what the link carries.', '60 days after it is over'),
    },
    plain: 'role channel_roles',
  },
  api_keys: {
    is: 'A key of a program.',
    personal: {
      name: { ...words('Who uses it.'), exported: true },
      created_by: pointer('Who made it; it is revoked with them.'),
    },
    plain:
      'role channel_roles digest hint only_rights old_digest client_id family_digest renewal_digest spent_digest',
  },
  notification_reads: {
    is: 'Somebody has read a notification.',
    personal: { user_id: secret('Who.') },
    plain: '',
  },
  push_devices: {
    is: 'A browser on which somebody is told at once.',
    personal: {
      user_id: own('Whose it is.', untilSignOut),
      session_id: own('In which session they asked for it.', untilSignOut),
      endpoint: secret('Where its maker takes what is for it.', untilSignOut),
      p256dh: secret('With this what is said is sealed for it.', untilSignOut),
      auth: secret('The same.', untilSignOut),
      name: own('Browser and system.', untilSignOut),
    },
    plain: '',
  },
  notification_settings: {
    is: 'Of what somebody wants to be told how.',
    personal: { user_id: own('Who.') },
    plain: 'kind',
  },
  notifications: {
    is: 'Something that needs people.',
    personal: {
      facts: {
        ...{ whose: 'member', why: 'What fills its sentence; of a proposal, who made it.' },
        ...{
          until: 'CARILLON_NOTIFICATIONS_KEEP_DAYS after it is solved',
          exported: false,
          erased: 'emptied',
        },
      },
      for_people: { ...pointer('Whose affair it is.'), exported: false },
    },
    plain: 'kind subject_kind subject_id',
  },
  audit_log: {
    is: 'Who changed what, when and from where.',
    personal: {
      actor_id: auditField('Who did it; a pseudonym afterwards.'),
      actor_name: auditField('What they were called then; “A former member” afterwards.'),
      subject_id: auditField('To whom it was done; a pseudonym afterwards.'),
      before: { ...auditField('What was before; may name others too.'), exported: false },
      after: { ...auditField('What is since; may name others too.'), exported: false },
      ip: auditField('From which address.'),
    },
    plain: 'actor_kind action subject_kind request_id digest erasure',
  },
  connect_attempts: {
    is: 'Somebody is joining a channel.',
    personal: {
      user_id: secret('Who.', '10 minutes after its last step'),
      sealed: secret(
        'What was typed and what the network answered, sealed.',
        '10 minutes after its last step',
      ),
      outcome: {
        ...account('The accounts to choose from.'),
        until: '10 minutes after its last step',
        erased: 'deleted',
      },
    },
    plain: 'state_digest network way stage key_id',
  },
  idempotency_keys: {
    is: 'The answer to a request, for when it is repeated.',
    personal: {
      response: {
        ...words('What was answered, sealed.', '24 hours'),
        why: 'What was answered, sealed. Gone after a day, and opened only by the same request.',
      },
    },
    plain: 'key route request_digest',
  },
  oauth_clients: {
    is: 'A program that asked for a way in by the rules of OAuth.',
    personal: {},
    plain: 'id name redirect_uris',
  },
  oauth_codes: {
    is: 'The answer to such a program, by way of somebody’s browser.',
    personal: {},
    plain: 'digest redirect_uri challenge',
  },
  provider_accounts: {
    is: 'Somebody’s account at the house’s provider of sign-ins.',
    personal: {
      subject: secret('By which the provider names them.'),
      user_id: own('Whose it is.'),
      email: own('As the provider told it, for showing.'),
    },
    plain: 'issuer',
  },
  provider_visits: {
    is: 'A browser that was sent to the provider and is not back yet.',
    personal: {
      digest: secret('Of what the browser holds.', 'until it is over'),
      user_id: secret('Who.', 'until it is over'),
      return_to: secret('Where they go on.', 'until it is over'),
    },
    plain: '',
  },
  password_exceptions: {
    is: 'A password that opens although only the provider’s sign-in is allowed.',
    personal: { user_id: secret('Whose.', 'until it is over') },
    plain: '',
  },
  passkeys: {
    is: 'A key that a device of somebody holds.',
    personal: {
      user_id: own('Whose it is.'),
      credential_id: secret('As the device names it.'),
      public_key: secret('Its public half.'),
      name: own('What they call it.'),
    },
    plain: 'transports',
  },
  passkey_challenges: {
    is: 'A browser that was asked to sign with a passkey.',
    personal: {
      digest: secret('Of what the browser holds.', 'until it is over'),
      user_id: secret('Who.', 'until it is over'),
    },
    plain: '',
  },
  moves: {
    is: 'An export or import of a whole workspace.',
    personal: {
      user_id: secret('Who asked; the row goes with them.', whileWorkspace),
      actor_name: secret('What they were called then.', whileWorkspace),
      name: words('What the workspace is to be called.'),
    },
    plain: 'kind state report code words',
  },
  workspaces: {
    is: 'A brand.',
    personal: { name: words('Its name.') },
    plain: 'time_zone language',
  },
  organisations: { is: 'An organisation.', personal: { name: words('Its name.') }, plain: '' },
  audit_chains: { is: 'Both ends of an audit log.', personal: {}, plain: 'base_digest head_digest seal' },
}
