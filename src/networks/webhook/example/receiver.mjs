// A receiver of Carillon's webhooks: Node 20 or newer, nothing else.
//
//   CARILLON_SECRET='the secret that you gave to Carillon' node receiver.mjs
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

/** Seconds that a message may be old, or ahead of your clock. Older ones may be a recording that somebody plays again. */
const tolerance = 300

/**
 * Says whether a message comes from who knows the secret, is whole, and was sent just now.
 * `body` must be the bytes as they came: JSON that was read and written again is no longer the same.
 */
export function verify(secret, headers, body, now = new Date()) {
  const id = headers['webhook-id']
  const seconds = headers['webhook-timestamp']
  if (!id || !/^\d+$/.test(seconds ?? '')) return false
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > tolerance) return false
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  const known = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest()
  // There may be several, while a secret is being changed: one that fits is enough.
  return (headers['webhook-signature'] ?? '').split(' ').some((one) => {
    const [version, given] = one.split(',')
    const mac = Buffer.from(given ?? '', 'base64')
    return version === 'v1' && mac.length === known.length && timingSafeEqual(mac, known)
  })
}

/** What was done, by the id of its message. Keep this in your database, in the transaction that does it. */
const done = new Map()

/** Does each message once, however often it comes, and answers a repeat as it answered the first. */
function handle({ type, id, data }) {
  const before = done.get(id)
  if (before) return before
  const answer = type === 'post.publish' ? { id: `post-${done.size + 1}`, url: null } : {}
  console.log(type, data.post?.text ?? data.remoteId ?? '')
  done.set(id, answer)
  return answer
}

function serve(secret) {
  return createServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const fits = verify(secret, request.headers, body)
      response.writeHead(fits ? 200 : 401, { 'content-type': 'application/json' })
      response.end(JSON.stringify(fits ? handle(JSON.parse(body.toString())) : { error: 'Wrong signature' }))
    })
  })
}

if (process.env.CARILLON_SECRET)
  serve(process.env.CARILLON_SECRET).listen(Number(process.env.PORT ?? 4500), '127.0.0.1')
