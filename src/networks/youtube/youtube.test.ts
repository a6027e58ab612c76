import { testDescription } from '../../../test/networks/description.ts'
import { youtubeFake } from '../../../test/networks/youtube-fake.ts'
import { testNetwork } from '../kit/suite.ts'
import { youtube } from './index.ts'

const fake = youtubeFake()

testNetwork(youtube, fake)

testDescription('YouTube', [fake])
