import { testDescription } from '../../../test/networks/description.ts'
import { vkFake } from '../../../test/networks/vk-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { vk } from './index.ts'

const fake = vkFake()

testNetwork(vk, fake)

testDescription('VK', [fake])
