/** What went wrong on the way out. Statuses are no errors: they are answers. */
export type OutboundCode =
  /** The guard refuses the address. */
  | 'blocked'
  /** The name has no address. */
  | 'dns'
  /** Nobody listens there, or no way leads there. */
  | 'refused'
  /** The certificate or the handshake is wrong. */
  | 'tls'
  /** The connection broke. */
  | 'reset'
  | 'timeout'
  /** The answer is larger than the caller takes. */
  | 'too_large'
  /** Sent on too often, or a body to another host, or where the caller follows none. */
  | 'redirects'
  /** What came back is not HTTP. */
  | 'garbled'
  /** The caller's own signal ended it. */
  | 'aborted'

/**
 * A request that has no answer. `mayHaveLeft` tells the two stories apart: false, no byte of the request can have
 * reached the server and it is safe to send it again; true, the server may have done what was asked.
 */
export class OutboundError extends Error {
  readonly code: OutboundCode
  readonly mayHaveLeft: boolean
  readonly host: string

  constructor(
    code: OutboundCode,
    words: string,
    facts: { host: string; mayHaveLeft: boolean; cause?: unknown },
  ) {
    super(words, { cause: facts.cause })
    // Libraries tell an aborted fetch by its name.
    this.name = code === 'aborted' ? 'AbortError' : code === 'timeout' ? 'TimeoutError' : 'OutboundError'
    this.code = code
    this.host = facts.host
    this.mayHaveLeft = facts.mayHaveLeft
  }
}

const codes: Record<string, OutboundCode> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  EAI_FAIL: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  EACCES: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too_large',
  EPROTO: 'tls',
}

const words: Record<OutboundCode, (host: string) => string> = {
  blocked: (host) => `Carillon does not connect to ${host}.`,
  dns: (host) => `The name ${host} was not found. Look whether the address is spelt right.`,
  refused: (host) => `${host} does not take connections.`,
  tls: (host) => `${host} could not prove who it is: its certificate is wrong.`,
  reset: (host) => `${host} cut the connection.`,
  timeout: (host) => `${host} did not answer in time.`,
  too_large: (host) => `${host} answered with more than can be taken.`,
  redirects: (host) => `${host} sends on to where Carillon does not follow. Use the final address.`,
  garbled: (host) => `${host} answered with something that is not HTTP.`,
  aborted: (host) => `The request to ${host} was given up.`,
}

/** An error of this kind in our words. */
export const outboundError = (
  code: OutboundCode,
  host: string,
  mayHaveLeft: boolean,
  cause?: unknown,
): OutboundError => new OutboundError(code, words[code](host), { host, mayHaveLeft, cause })

/** What the socket or the client threw, by its code. */
export function outboundErrorFrom(error: unknown, host: string, mayHaveLeft: boolean): OutboundError {
  if (error instanceof OutboundError) {
    const { code, message, cause } = error
    if (error.mayHaveLeft || !mayHaveLeft) return error
    return new OutboundError(code, message, { host, mayHaveLeft, cause })
  }
  return outboundError(codeOf(error), host, mayHaveLeft, error)
}

function codeOf(error: unknown): OutboundCode {
  // Several addresses were tried: the first failure speaks for all.
  const first = error instanceof AggregateError ? error.errors[0] : error
  if (first instanceof Error && first.name === 'HTTPParserError') return 'garbled'
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  if (/^(Z_|ERR__ERROR_FORMAT|ERR_BROTLI)/.test(code)) return 'garbled'
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_OSSL)/.test(code)) return 'tls'
  return codes[code] ?? 'reset'
}
