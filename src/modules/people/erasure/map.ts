/**
 * Where personal data lies: every column that can hold words, what of a person is in it, how long it stays and what becomes
 * of it. `map.test.ts` holds it against the real schema, so that a new column is thought about by whoever adds it;
 * `npm run docs` writes it down for people (docs/privacy.md); `erase.test.ts` plants somebody and looks whether it is true.
 *
 * It is long because the schema is: a table of data, not of code.
 */

/** `member`: whoever has an account here. `stranger`: whoever is known from a network only. `free`: anybody that words may name. */
export type Whose = 'member' | 'stranger' | 'free'

/** What erasing a member does with it. */
export type Fate =
  /** The row goes. */
  | 'deleted'
  /** The value goes, or somebody nameless takes its place; the row stays. */
  | 'emptied'
  /** It stays, for the reason that `why` gives. */
  | 'kept'

export type Personal = {
  whose: Whose
  /** What it is for, and with `kept` why it stays. */
  why: string
  /** How long it is kept when nobody is erased. */
  until: string
  /** Whether the export of a member holds it. */
  exported: boolean
  erased: Fate
}

export type Table = {
  /** What a row is. */
  is: string
  personal: Readonly<Record<string, Personal>>
  /** Columns with nothing of a person in them: kinds, states, digests of things, keys of ours. */
  plain: string
}

const whileMember = 'as long as the account'
const whileWorkspace = 'as long as the workspace'

/** Only theirs; shown to them, and gone with them. */
const own = (why: string, until = whileMember): Personal => ({
  ...{ whose: 'member', why, until, exported: true, erased: 'deleted' },
})
/** A secret: it proves who they are and is for nobody to read, not even in an export. */
const secret = (why: string, until = whileMember): Personal => ({ ...own(why, until), exported: false })
/** Says which member; the row is the workspace's and stays without them. */
const pointer = (why: string): Personal => ({
  ...{ whose: 'member', why, until: whileWorkspace, exported: true, erased: 'emptied' },
})
/** Words that people of the workspace wrote. They are the workspace's, whoever they name. */
const words = (why: string, until = whileWorkspace): Personal => ({
  ...{ whose: 'free', why: `${why} The workspace’s own words.`, until, exported: false, erased: 'kept' },
})
/** What a network shows to everybody of somebody who is no member: kept for as long as the workspace watches them. */
const stranger = (why: string, until = 'until the profile is removed'): Personal => ({
  ...{ whose: 'stranger', why, until, exported: false, erased: 'kept' },
})
/** What a network told of one of the workspace's accounts. */
const account = (why: string): Personal => ({
  ...{ whose: 'free', why, until: whileWorkspace, exported: false, erased: 'kept' },
})

/** What a network shows of an account that may pass itself off as the workspace's: kept as evidence, on a claim of its own. */
const resembling = (why: string): Personal => ({
  ...{ whose: 'stranger', why, until: whileWorkspace, exported: false, erased: 'kept' },
})

export const dataMap: Readonly<Record<string, Table>> = {
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
  notification_settings: {
    is: 'Which letters somebody wants.',
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
  posts: {
    is: 'What somebody wrote.',
    personal: {
      content: {
        ...words('The idea.', 'as long as the workspace; deleted ones 30 days'),
        exported: true,
      },
      search_text: words('The same, for searching.', 'as long as the workspace; deleted ones 30 days'),
      author_id: pointer('Who wrote it; “a former member” afterwards. Mere drafts go with them.'),
      declined_words: words('Why a proposal was declined.'),
    },
    plain: 'stage category appeal wish_zone changes deleted_plans',
  },
  variants: {
    is: 'A post in the words of one channel.',
    personal: { content: words('The words.'), options: words('How it goes out, such as a warning.') },
    plain: '',
  },
  deliveries: {
    is: 'A post on its way to a channel.',
    personal: {
      content: words('What goes out, frozen.'),
      prepared: account('What the network answered to uploads.'),
      pending: account('What the network works on.'),
      parts: account('Where it is at the network.'),
      failure_words: account('What the network said.'),
    },
    plain: 'network state key digest worker_id failure_kind failure_code cancelled_from',
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
    plain: 'key_id',
  },
  shelf: {
    is: 'What an adapter remembers of a channel.',
    personal: { value: account('Ids of the account’s own things.'), key: account('Under which name.') },
    plain: '',
  },
  media: {
    is: 'A picture or film. Place, device and author are emptied when it is taken in.',
    personal: {
      file_name: { ...words('What it was called.'), exported: true },
      alt: { ...words('What it shows.'), exported: true },
      created_by: pointer('Who brought it.'),
      brought_by: { ...pointer('Who else brought the same file.'), exported: false },
    },
    plain: 'digest upload_digest kind mime storage_key',
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
  campaigns: { is: 'A campaign.', personal: { name: words('Its name.') }, plain: 'colour' },
  goals: {
    is: 'A goal.',
    personal: {
      name: { ...words('Its name.'), exported: true },
      owner_id: pointer('Who answers for it.'),
      business_value: words('What it is worth.'),
      people: words('Who works on it.'),
      money: words('What it may cost.'),
    },
    plain: 'metric scope_kind scope_id objective',
  },
  goal_constraints: { is: 'What must not happen on the way to a goal.', personal: {}, plain: 'metric bound' },
  manual_metrics: {
    is: 'A number that people enter by hand.',
    personal: { name: words('Its name.'), unit: words('What stands behind its values.') },
    plain: '',
  },
  strategy_revisions: {
    is: 'What the strategy said after one save.',
    personal: {
      body: { ...words('The strategy; names the people of the team.'), exported: true },
      reason: { ...words('Why it was changed.'), exported: true },
      author_id: pointer('Who saved it.'),
    },
    plain: 'parts',
  },
  personas: {
    is: 'Somebody made up, to whom the brand speaks.',
    personal: {
      name: words('Their name, which is nobody’s.'),
      portrait: words('What they are like.'),
      facts: words('What is known of such people, and from where.'),
    },
    plain: 'kind',
  },
  presence_settings: {
    is: 'By what the brand is known, for the audit of its presence.',
    personal: { names: words('Other names of the brand.'), sites: words('Its sites.') },
    plain: '',
  },
  presence_accounts: {
    is: 'An account of the brand that is not joined.',
    personal: {
      handle: words('What it is called there.'),
      url: words('Its page.'),
      note: words('What somebody noted.'),
    },
    plain: 'network',
  },
  presence_runs: {
    is: 'An audit of the presence.',
    personal: {
      started_by: pointer('Who asked for it.'),
      findings: account('What was found of the brand’s own accounts.'),
      difference: resembling('Who was new or gone since the time before, by handle.'),
    },
    plain: 'cause state gaps',
  },
  presence_pictures: {
    is: 'A picture of a profile as an audit found it.',
    personal: { bytes: resembling('The picture, drawn anew.') },
    plain: 'source_digest digest mime hash',
  },
  suspects: {
    is: 'An account that resembles one of the brand’s.',
    personal: {
      remote_id: resembling('Its id at the network.'),
      handle: resembling('What it is called there.'),
      name: resembling('What it calls itself.'),
      bio: resembling('What it says of itself.'),
      url: resembling('Its page.'),
      facts: resembling('Followers, age and links.'),
      signals: resembling('In what it resembles.'),
      report_note: words('What somebody noted of the report.'),
    },
    plain: 'network verdict',
  },
  presence_verdicts: {
    is: 'What somebody decided of an account or a suspect.',
    personal: { reason: words('Why.'), author_id: pointer('Who decided it.') },
    plain: 'subject_kind verdict',
  },
  presence_evidence: {
    is: 'What a suspect showed at one moment, for whoever judges a report.',
    personal: {
      taken_by: pointer('Who took it.'),
      body: resembling('The profile with its picture, and who took it.'),
    },
    plain: 'digest',
  },
  competitors: {
    is: 'Somebody else who speaks to the same people.',
    personal: { name: words('Its name, which may be a person’s.'), website: words('Its page.') },
    plain: '',
  },
  competitor_notes: {
    is: 'What works for a competitor, or fails.',
    personal: { words: words('What was seen.'), author_id: pointer('Who noted it.') },
    plain: 'kind',
  },
  competitor_profiles: {
    is: 'A public profile of a competitor.',
    personal: {
      handle: stranger('As the network shows it.'),
      name: stranger('As the network shows it.'),
      url: stranger('Its page.'),
      avatar_url: stranger('Its picture.'),
      remote_id: stranger('Its id at the network.'),
      moved_to: stranger('Where its people say that they went.'),
      trouble_words: stranger('Why it could not be read.'),
    },
    plain: 'network server trouble_code',
  },
  competitor_days: { is: 'What such a profile counted on a day.', personal: {}, plain: 'source' },
  competitor_posts: {
    is: 'A public post of a competitor, without whom it names. Of those who commented only how many, and how soon they were answered.',
    personal: {
      words: stranger('How it begins.', '90 days after it was published'),
      url: stranger('Its page.', '90 days after it was published'),
      remote_id: stranger('Its id at the network.', '90 days after it was published'),
    },
    plain: 'kind format answers source',
  },
  budgets: { is: 'In which currency a workspace reckons.', personal: {}, plain: 'currency' },
  budget_lines: {
    is: 'Something that costs or earns.',
    personal: { name: words('Its name.'), note: words('What it is for.') },
    plain: 'side kind currency spread',
  },
  budget_entries: {
    is: 'What was spent or earned.',
    personal: { note: words('For what, and to whom.'), entered_by: pointer('Who entered it.') },
    plain: 'currency',
  },
  budget_rates: {
    is: 'What a currency is worth.',
    personal: {},
    plain: 'from_currency to_currency source',
  },
  team_people: {
    is: 'Somebody who works here; of a member the name stands with their account.',
    personal: {
      user_id: pointer('Who they are.'),
      name: words('Of somebody without an account.'),
      contact: words('How somebody without an account is reached.'),
    },
    plain: 'functions',
  },
  team_works: { is: 'A kind of work.', personal: { name: words('Its name.') }, plain: 'function' },
  team_parts: { is: 'What somebody is for a kind of work.', personal: {}, plain: 'parts' },
  contractor_jobs: {
    is: 'A piece of work for somebody from outside.',
    personal: {
      title: words('Its name.'),
      brief: words('What is to be made.'),
      reason: words('Why.'),
      place: words('Where it is to appear.'),
      criteria: words('By what one sees that it is done.'),
      rights: words('What of their rights the contractor hands over.'),
      owner_id: pointer('Who looks after it.'),
    },
    plain: 'state currency',
  },
  contractor_candidates: {
    is: 'Somebody who could do it, or does.',
    personal: {
      name: words('Their name.'),
      contact: words('How they are reached.'),
      note: words('What is known of them.'),
    },
    plain: 'currency state',
  },
  contractor_notes: {
    is: 'What was said of a piece of work, and each step that it took.',
    personal: { words: { ...words('The words.'), exported: true }, author_id: pointer('Who said it.') },
    plain: 'state',
  },
  contractor_files: {
    is: 'What belongs to a piece of work.',
    personal: { url: words('Where it lies.'), name: words('What it is called.') },
    plain: 'purpose',
  },
  audience_figures: {
    is: 'A figure of an audience that the workspace knows otherwise than the reference.',
    personal: {
      source: words('Where it comes from.'),
      url: words('Where it can be looked at.'),
      author_id: pointer('Who entered it.'),
    },
    plain: 'network country measure dimension value confidence',
  },
  choice_settings: {
    is: 'What the team can make, and where it speaks to people.',
    personal: {},
    plain: 'body',
  },
  pilots: {
    is: 'A trial of channels.',
    personal: { name: words('Its name.'), verdict: words('What the strategy was told.') },
    plain: 'metric channels state pauses',
  },
  strategy_links: {
    is: 'A link by which the strategy is read without an account.',
    personal: {
      made_by: own('Who answers for it.', '60 days after it is over'),
      label: { ...words('For whom it is.', '60 days after it is over'), exported: true, erased: 'deleted' },
      digest: secret('Of what the link carries.', '60 days after it is over'),
    },
    plain: 'parts',
  },
  post_rules: {
    is: 'How the brand speaks, as rules.',
    personal: { banned: words('Words that it does not say.') },
    plain: 'reading silent',
  },
  overrules: {
    is: 'Advice on a post that somebody left as it is.',
    personal: { user_id: pointer('Who left it so.'), about: words('The word that is meant, or an id.') },
    plain: 'code',
  },
  content_plans: {
    is: 'How the mix is planned.',
    personal: { rules: words('Names of days of one’s own, spacing, holidays.') },
    plain: 'shares',
  },
  pillars: {
    is: 'What a brand keeps talking about.',
    personal: { name: words('Its name.'), about: words('What belongs to it.') },
    plain: '',
  },
  rubrics: {
    is: 'A recurring piece.',
    personal: { name: words('Its name.'), hint: words('What to think of.') },
    plain: 'category channels',
  },
  channel_plans: {
    is: 'Why and how a channel is kept.',
    personal: {
      purpose: words('Why it is there.'),
      audience: words('Whom it reaches.'),
      formats: words('What is made for it.'),
      tone: words('How it speaks.'),
      success: words('By what success is known.'),
      owner_id: pointer('Who looks after it.'),
    },
    plain: 'weekdays times pillars',
  },
  planned_posts: {
    is: 'A place in the plan that waits to be written.',
    personal: { hint: words('What to think of.'), occasion: words('The day that it falls on.') },
    plain: 'wish_zone category appeal',
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
  workspaces: {
    is: 'A brand.',
    personal: { name: words('Its name.') },
    plain: 'time_zone language',
  },
  organisations: { is: 'An organisation.', personal: { name: words('Its name.') }, plain: '' },
  network_apps: {
    is: 'How Carillon is registered at a network.',
    personal: {},
    plain: 'network server sealed key_id',
  },
  collections: { is: 'When numbers are asked for next.', personal: {}, plain: 'subject_kind cursor' },
  metric_points: { is: 'A number at an instant.', personal: {}, plain: 'subject_kind metric source' },
  metric_latest: { is: 'The newest number.', personal: {}, plain: 'subject_kind metric' },
  media_forms: { is: 'A picture in another size.', personal: {}, plain: 'rule storage_key mime digest' },
  slots: { is: 'A weekly time.', personal: {}, plain: 'category' },
  lanes: { is: 'A channel’s queue.', personal: {}, plain: 'worker_id' },
  limits: { is: 'How long a network wants to be left alone.', personal: {}, plain: 'scope' },
  audit_chains: { is: 'Both ends of an audit log.', personal: {}, plain: 'base_digest head_digest seal' },
  workers: { is: 'A process that works.', personal: {}, plain: 'id version' },
  migrations: { is: 'A change of the schema that was made.', personal: {}, plain: 'name digest' },
}

function auditField(why: string): Personal {
  return {
    ...{ whose: 'member', why, until: 'CARILLON_AUDIT_KEEP_DAYS; by default for ever' },
    ...{ exported: true, erased: 'emptied' },
  }
}
