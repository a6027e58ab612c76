import { withLimits } from '../../platform/http/index.ts'
import type { Tools } from '../kit/network.ts'

/** A film of 100 MB over a slow line, and what the server does with it before it answers. */
const long = { headersMs: 15 * 60_000, totalMs: 15 * 60_000 }

/** Our way out, which waits longer where bytes go up. */
export const patientFetch =
  (tools: Tools): typeof globalThis.fetch =>
  (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const goesUp = /\/xrpc\/(com\.atproto\.repo\.uploadBlob|app\.bsky\.video\.uploadVideo)/.test(url)
    return tools.fetch(input, goesUp ? withLimits(long, init) : init)
  }
