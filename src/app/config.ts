import type { LogLevel } from '../platform/log.ts'

/** The settings of one process, read once by `src/config.ts`. */
export type Config = {
  home: string
  host: string
  port: number
  /** Where people reach this Carillon, without a trailing slash. */
  appUrl: string
  /** PostgreSQL of your own; null when the embedded one is used. */
  databaseUrl: string | null
  databaseConnections: number
  /** Hosts that the outbound client may reach although their address is private: `host` or `host:port`. */
  allowedHosts: string[]
  /** Proxies in front of us whose forwarded headers we believe; 0 for none. */
  trustProxy: number
  logLevel: LogLevel
  smtpUrl: string | null
  mailFrom: string
  /** Write each exchange with a network to this file, secrets removed; null for no. */
  record: string | null
  /** The PLC directory of the AT Protocol and other well-known services that tests replace. */
  plcUrl: string
  /** Address of a WebSub hub that is told of new feed entries; null for none. */
  webSubHub: string | null
  maxUploadBytes: number
  /** Of the media of one workspace; 0 for no bound. */
  mediaQuotaBytes: number
  /** FFmpeg of the system, which looks into films and converts them; null for none. */
  ffmpeg: string | null
  /** A bucket on a server that speaks S3, for pictures and films; null for the folder below the home. */
  mediaS3Bucket: string | null
  mediaS3Endpoint: string | null
  mediaS3Region: string
  mediaS3KeyId: string | null
  mediaS3SecretKey: string | null
  mediaS3Prefix: string
  mediaS3PathStyle: boolean
  /** Requests that one person, key or address may make in a minute, at one process. */
  requestsPerMinute: number
  /** Of the agent that `carillon mcp` serves. */
  apiKey: string | null
  /** The provider (OpenID Connect) with whose accounts people sign in, as it calls itself; null for none. */
  oidcIssuer: string | null
  oidcClientId: string | null
  /** Null for a provider that is content with PKCE. */
  oidcClientSecret: string | null
  /** What the button calls it; null for the provider's host. */
  oidcLabel: string | null
  /** Mail domains whose people come in without an invitation. */
  oidcOpenDomains: string[]
  /** Mail domains for which the provider says who owns an address, also of accounts that are here already. */
  oidcTrustedDomains: string[]
  /** Whether our own second step follows the provider's sign-in, for who has turned it on. */
  oidcSecondStep: 'ask' | 'trust'
  /** The provider's sign-in is the only one. */
  oidcOnly: boolean
  /** Locks backups; null when it is given with each. */
  backupPassword: string | null
  /** Where backups go when no place is named; null for below the home. */
  backupFolder: string | null
  /** A bucket on a server that speaks S3, for backups; null for none. */
  backupS3Bucket: string | null
  backupS3Endpoint: string | null
  backupS3Region: string
  backupS3KeyId: string | null
  backupS3SecretKey: string | null
  /** What their keys begin with: nothing, or something that ends with a slash. */
  backupS3Prefix: string
  backupS3PathStyle: boolean
  /** When a backup is made every day, in UTC; null for never by the clock. */
  backupAt: { hour: number; minute: number } | null
  /** Of how many days, weeks and months the newest backup stays. */
  backupKeep: { days: number; weeks: number; months: number }
  /** Work factor of scrypt, as a power of two. */
  backupWork: number
  /** Days for which the audit log is kept; 0 for ever. */
  auditKeepDays: number
  /** Days for which notifications are kept after their trouble has ended; 0 for ever. */
  notificationsKeepDays: number
  /** Days for which calls of webhooks stand in their log; 0 for ever. */
  hookCallsKeepDays: number
  /** Of the collector of OpenTelemetry; null for none. Its other settings are read by its own library. */
  otelEndpoint: string | null
  otelHeaders: string | null
  otelDisabled: boolean
  otelSampler: 'always_on' | 'always_off' | 'traceidratio'
  /** Of all traces, from 0 to 1, when the sampler goes by it. */
  otelShare: number
  /** Opens `GET /metrics`; null when there is none. */
  metricsToken: string | null
  /** Where a worker without a web side tells of itself; a port of null for nowhere. */
  metricsHost: string
  metricsPort: number | null
}
