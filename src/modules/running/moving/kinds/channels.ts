import {
  address,
  amount,
  flag,
  id,
  instant,
  madeAt,
  maybe,
  oneOf,
  record,
  text,
  whole,
  zone,
} from '../fields.ts'
import { type Kind, kind } from '../kind.ts'

const subjectKinds = ['channel', 'publication'] as const

export const channelsKinds: readonly Kind[] = [
  kind(
    'channels',
    'channels',
    'Joined accounts, without their sign-in.',
    't.id',
    {
      id: id('Its id'),
      network: text('Id of the network', 60),
      remoteId: text('Id of the account at the network', 2000),
      server: text('Address of its server', 2000),
      handle: text('As people write it', 500),
      name: text('As people read it', 500),
      renamed: flag('A person gave the name'),
      profileUrl: address('Its page at the network'),
      timeZone: zone('IANA name', 64),
      limits: record('What its own server allows'),
      settings: record('Settings of the network for this account'),
      state: oneOf(['active', 'paused', 'reconnect', 'removed'], 'How it stood'),
      dailyCap: maybe(whole('Most posts in 24 hours', 0, 1_000_000)),
      createdAt: madeAt,
    },
    {
      avatar_url: 'A file of the old house; fetched anew.',
      avatar_source: 'Told by the network when the account is joined again.',
      app_id: 'The app stays with its secrets; it is joined again by one of the new house.',
      state_code: 'Why the sign-in failed; there is none yet.',
      state_words: 'The same in words.',
      state_since: 'It is so since it came here.',
      checked_at: 'Checked when it is joined again.',
      check_due_at: 'The same.',
      check_failures: 'The same.',
    },
  ),
  kind(
    'metric-points',
    'metric_points',
    'Numbers: one value of one metric at one instant.',
    't.subject_kind, t.subject_id, t.metric, t.at',
    {
      subjectKind: oneOf(subjectKinds, 'Of what'),
      subjectId: id('Its id'),
      metric: text('Which number', 60),
      at: instant('When it was told'),
      value: amount('The value'),
      source: oneOf(['network', 'import', 'manual', 'demo'], 'Who told it'),
    },
  ),
]
