import { testDescription } from '../../../test/networks/description.ts'
import { snapchatFake } from '../../../test/networks/snapchat-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { snapchat } from './index.ts'

const fake = snapchatFake()

testNetwork(snapchat, fake)

testDescription('Snapchat', [fake])
