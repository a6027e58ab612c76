/** A worker in a process of its own: the real dispatcher, with fakes for networks. Ends when it is told to. */
import { accountFor, reportFailure } from '../../src/modules/channels/accounts/index.ts'
import { openMedia } from '../../src/modules/create/media/index.ts'
import { startDispatcher } from '../../src/modules/publish/dispatch/index.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { benchContext } from './house.ts'

const [url = '', home = '', host = ''] = process.argv.slice(2)
const { ctx } = await benchContext(openDatabase(url, 5), home, host)
process.on('message', async (order: 'start' | 'stop') => {
  if (order === 'start') {
    const dispatcher = await startDispatcher(ctx, { accountFor, openMedia, reportFailure })
    process.on('disconnect', () => void dispatcher.stop().finally(() => process.exit()))
    process.send?.('working')
  } else process.disconnect()
})
process.send?.('ready')
