import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http'
import { createServer as createTcp, type Server } from 'node:net'
import { afterAll } from 'vitest'

const toStop: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const stop of toStop.splice(0)) await stop()
})

export type Received = { path: string; headers: IncomingHttpHeaders; body: string; at: number }
export type Receiver = {
  host: string
  url: string
  received: Received[]
  /** What is answered from now on; `drop` takes everything and cuts the line without a word. */
  answer(how: number | 'drop'): void
}

/** A server on loopback that keeps what is sent to it. */
export async function receiver(): Promise<Receiver> {
  const received: Received[] = []
  let how: number | 'drop' = 200
  const server = createHttp((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      received.push({ path: request.url ?? '', headers: request.headers, body, at: Date.now() })
      if (how === 'drop') return void request.socket.destroy()
      response.writeHead(how).end()
    })
  })
  const host = await listen(server)
  return {
    host,
    url: `http://${host}`,
    received,
    answer: (next) => {
      how = next
    },
  }
}

export type Mailbox = { smtpUrl: string; letters: { to: string; text: string }[] }

/** A mail server that takes every letter and keeps it. It speaks as much SMTP (RFC 5321) as a sender needs. */
export async function mailbox(): Promise<Mailbox> {
  const letters: Mailbox['letters'] = []
  const server = createTcp((socket) => {
    let letter: { to: string; text: string } | null = null
    let rest = ''
    const say = (line: string) => socket.write(`${line}\r\n`)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        hear(rest.slice(0, end))
        rest = rest.slice(end + 2)
      }
    })
    let to = ''
    const hear = (line: string) => {
      if (letter) {
        if (line !== '.') letter.text += `${line}\n`
        else {
          letters.push(letter)
          letter = null
          say('250 kept')
        }
        return
      }
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? ''
      if (verb === 'DATA') letter = { to, text: '' }
      say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 ok')
    }
    say('220 mailbox')
  })
  return { smtpUrl: `smtp://${await listen(server)}`, letters }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  toStop.push(async () => {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}
