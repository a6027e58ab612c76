import { testDescription } from '../../../test/networks/description.ts'
import { xFake } from '../../../test/networks/x-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { x } from './index.ts'

const fake = xFake()

testNetwork(x, fake)

testDescription('X', [fake])
