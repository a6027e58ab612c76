import { type Logger, pino } from 'pino'

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

export const createLog = (level: LogLevel): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[hidden]' } })
