import { testDescription } from '../../../test/networks/description.ts'
import { pinterestFake } from '../../../test/networks/pinterest-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { pinterest } from './index.ts'

const fake = pinterestFake()

testNetwork(pinterest, fake)

testDescription('Pinterest', [fake])
