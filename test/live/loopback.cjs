// Preloaded into the servers: whoever listens without naming a host, or on all of them, listens on 127.0.0.1.
const { Server } = require('node:net')

const host = '127.0.0.1'
const everywhere = new Set([undefined, '', '0.0.0.0', '::'])
const { listen } = Server.prototype

Server.prototype.listen = function listenOnLoopback(...args) {
  const [first] = args
  if (first !== null && typeof first === 'object') {
    const byPort = first.path === undefined && first.fd === undefined && first._handle === undefined
    if (byPort && everywhere.has(first.host)) args[0] = { ...first, host }
  } else if (typeof first === 'number' || /^\d+$/.test(first)) {
    if (typeof args[1] !== 'string') args.splice(1, 0, host)
    else if (everywhere.has(args[1])) args[1] = host
  } else if (args.length === 0 || typeof first === 'function') {
    args.unshift(0, host)
  }
  return listen.apply(this, args)
}
