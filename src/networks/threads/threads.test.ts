import { testDescription } from '../../../test/networks/description.ts'
import { threadsFake } from '../../../test/networks/threads-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { threads } from './index.ts'

const fake = threadsFake()

testNetwork(threads, fake)

testDescription('Threads', [fake])
