import { testDescription } from '../../../test/networks/description.ts'
import { okFake } from '../../../test/networks/ok-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { ok } from './index.ts'

const fake = okFake()

testNetwork(ok, fake)

testDescription('Odnoklassniki', [fake])
