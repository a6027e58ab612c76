import { connect } from 'node:net'

type Flood = { chunks: number; chunk: string }

/** Sends bytes as they are and answers what comes back, until the line is closed or has been still for a while. */
export function sendRaw(port: number, bytes: string, flood?: Flood, stillMs = 700): Promise<string> {
  return new Promise((done) => {
    const socket = connect({ port, host: 'localhost' })
    let said = ''
    let left = flood?.chunks ?? 0
    const more = () => {
      while (flood && left-- > 0 && said === '') {
        const piece = `${flood.chunk.length.toString(16)}\r\n${flood.chunk}\r\n`
        if (!socket.write(piece)) return void socket.once('drain', more)
      }
    }
    const end = () => {
      socket.destroy()
      done(said)
    }
    socket.setTimeout(flood ? 10_000 : stillMs, end)
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1')
      // What else arrives then is a second answer.
      socket.setTimeout(stillMs, end)
    })
    socket.on('error', end)
    socket.on('close', end)
    socket.write(bytes, 'latin1', more)
  })
}
