import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Remove } from '../kit/network.ts'
import { call } from './client.ts'

/** From the last part on, so that no reply is left hanging on nothing. Threads allows a hundred in a day. */
export const remove: Remove = async (tools, account, parts) => {
  for (const { remoteId } of parts.toReversed())
    await call({ tools, account }, { method: 'DELETE', path: remoteId }, z.unknown()).catch(
      (failure: unknown) => {
        if (!(failure instanceof NetworkFailure) || failure.code !== 'message_gone') throw failure
      },
    )
}
