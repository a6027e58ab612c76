import { testDescription } from '../../../test/networks/description.ts'
import { facebookFake } from '../../../test/networks/facebook-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { facebook } from './index.ts'

const fake = facebookFake()

testNetwork(facebook, fake)

testDescription('Facebook', [fake])
