import { type DestinationStream, type Logger, pino } from 'pino'
import { hideIn } from './hide.ts'
import { clean } from './http/redact.ts'

export type Log = Logger
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** Names whose values never reach a log, at any depth that we log objects. */
const secret = [
  'password',
  'secret',
  'token',
  'credential',
  'authorization',
  'cookie',
  'accessJwt',
  'refreshJwt',
]
const paths = secret.flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
  `headers["${name}"]`,
  `req.headers.${name}`,
])

/** Errors are logged under either name with message, stack and causes; a plain object of them would show none of these. */
const serializers = { error: pino.stdSerializers.err, err: pino.stdSerializers.err }

/**
 * Lines of JSON to the standard output, or to `to`. What looks like a secret, and what is `known` to be one of this house,
 * is taken out of every line, whoever brought it there, such as a server that says in its error what it was asked with.
 */
export const createLog = (
  level: LogLevel,
  to?: DestinationStream,
  known: readonly (string | null)[] = [],
): Log => {
  const timestamp = pino.stdTimeFunctions.isoTime
  const redact = { paths, censor: '[hidden]' }
  const hooks = { streamWrite: (line: string) => hideIn(clean(line), known) }
  const options = { level, base: null, timestamp, serializers, redact, hooks }
  return to ? pino(options, to) : pino(options)
}
