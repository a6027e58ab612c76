import { testDescription } from '../../../test/networks/description.ts'
import { instagramFake } from '../../../test/networks/instagram-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { instagram } from './index.ts'

const fake = instagramFake()

testNetwork(instagram, fake)

testDescription('Instagram', [fake])
