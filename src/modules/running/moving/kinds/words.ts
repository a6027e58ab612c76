/** What is written once and used in many posts. */
import { z } from 'zod'
import { Hashtag } from '../../../create/hashtags/contract.ts'
import { flag, id, instant, json, madeAt, text, version } from '../fields.ts'
import { type Kind, kind } from '../kind.ts'

export const wordsKinds: readonly Kind[] = [
  {
    ...kind('hashtag-sets', 'hashtag_sets', 'Hashtags that go together.', 't.id', {
      id: id('Its id'),
      name: text('Its name', 120),
      tags: json('What it holds, without #', z.array(Hashtag).min(1).max(30)),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last changed'),
    }),
    since: 4,
  },
  {
    ...kind('snippets', 'snippets', 'Words that are used again.', 't.id', {
      id: id('Its id'),
      name: text('Its name', 120),
      text: text('What it says, with gaps', 10_000),
      version,
      createdAt: madeAt,
      updatedAt: instant('When it was last changed'),
    }),
    since: 4,
  },
  {
    ...kind('link-rule', 'link_rules', 'How links say where their readers came from.', 't.workspace_id', {
      enabled: flag('Whether it holds'),
      source: text('utm_source, with gaps', 200),
      medium: text('utm_medium', 200),
      campaign: text('utm_campaign', 200),
      term: text('utm_term', 200),
      content: text('utm_content', 200),
      excluded: json('Hosts whose links stay as they are', z.array(z.string().max(253)).max(100)),
      version,
      updatedAt: instant('When it was last changed'),
    }),
    since: 4,
  },
]
