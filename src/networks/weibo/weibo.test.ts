import { testDescription } from '../../../test/networks/description.ts'
import { weiboFake } from '../../../test/networks/weibo-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { weibo } from './index.ts'

const fake = weiboFake()

testNetwork(weibo, fake)

testDescription('Weibo', [fake])
