import { testDescription } from '../../../test/networks/description.ts'
import { tiktokFake } from '../../../test/networks/tiktok-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { tiktok } from './index.ts'

const fake = tiktokFake()

testNetwork(tiktok, fake)

testDescription('TikTok', [fake])
