import { feedBed } from '../../../test/networks/feed/bed.ts'
import type { Tools } from '../kit/network.ts'
import { testNetwork } from '../kit/suite.ts'
import { feed } from './index.ts'

const tools = { appUrl: 'https://carillon.example' } as Tools

testNetwork(
  feed,
  feedBed(async (title) => {
    const [joined] = (await feed.connect.form?.(tools, 'make', { title })) ?? []
    if (!joined) throw new Error('No feed was made')
    return joined
  }),
)
