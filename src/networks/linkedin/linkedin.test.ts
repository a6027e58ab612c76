import { testDescription } from '../../../test/networks/description.ts'
import { linkedinFake } from '../../../test/networks/linkedin-fake.ts'
import type { Manifest } from '../kit/manifest.ts'
import type { Network } from '../kit/network.ts'
import { testNetwork } from '../kit/suite.ts'
import { linkedin } from './index.ts'

const pages = linkedinFake()
const persons = linkedinFake({ as: 'person' })

testNetwork(linkedin, pages)

// Of persons LinkedIn shows nothing: there it is a network that cannot be asked, and must behave as one.
const { find: _, insights: _i, history: _h, mentions: _m, reactions: _r, ...rest } = linkedin
const ofPersons: Network = {
  ...rest,
  manifest: {
    ...(linkedin.manifest as Manifest),
    name: 'LinkedIn, as a person,',
    guarantee: 'blind',
    abilities: ['publish', 'edit', 'remove'],
    firstReply: false,
    metrics: { post: [], account: [] },
  },
}
testNetwork(ofPersons, persons)

testDescription('LinkedIn', [pages, persons])
