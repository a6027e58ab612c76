import { blueskyFake } from '../../../test/networks/bluesky/fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { bluesky } from './index.ts'

testNetwork(bluesky, blueskyFake())
