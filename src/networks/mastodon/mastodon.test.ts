import { describe } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { mastodonFake } from '../../../test/networks/mastodon-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { mastodon } from './index.ts'

// Three kinds of server, each asked everything: one of today, one before 4.3, and one of another make.
const modern = mastodonFake()
const old = mastodonFake({ flavour: 'old' })
const bare = mastodonFake({ flavour: 'bare' })

describe('a server of today', () => {
  testNetwork(mastodon, modern)
})

describe('a server before 4.3', () => {
  testNetwork(mastodon, { ...old, cannot: { insights: 'it does not tell quotes; see insights.test.ts' } })
})

describe('a server that only speaks the language', () => {
  testNetwork(mastodon, {
    ...bare,
    cannot: {
      insights: 'it does not tell quotes; see insights.test.ts',
      'two workers': 'it keeps no keys, so that two requests at once are two posts; the lease prevents them',
    },
  })
})

testDescription('Mastodon', [modern, old, bare])
