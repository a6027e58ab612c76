import { testDescription } from '../../../test/networks/description.ts'
import { telegramFake } from '../../../test/networks/telegram-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { telegram } from './index.ts'

const fake = telegramFake()

testNetwork(telegram, fake)

testDescription('Telegram', [fake])
