import { testDescription } from '../../../test/networks/description.ts'
import { redditFake } from '../../../test/networks/reddit-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { reddit } from './index.ts'

const fake = redditFake()

testNetwork(reddit, fake)

testDescription('Reddit', [fake])
