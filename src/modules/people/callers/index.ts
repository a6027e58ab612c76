import type { WhoIs } from '../../../app/edge/index.ts'
import { callerOfKey } from '../keys/index.ts'
import { callerOfSession } from '../sign-in/index.ts'

export { type Asker, actorLater, askerOf, whomToTell } from './later.ts'

/** How the edge learns who asks: by the cookie of a session, or by the secret of an API key. */
export const whoIs: WhoIs = { session: callerOfSession, key: callerOfKey }
