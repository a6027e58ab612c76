import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Config } from './app/config.ts'
import { AppError } from './platform/errors.ts'
import { passwordIn } from './platform/hide.ts'
import {
  daysToKeep,
  keyFolder,
  mailDomains,
  maybePort,
  maybeText,
  maybeUrl,
  orNothing,
  samplers,
  spans,
  timeOfDay,
  whole,
  yesOrNo,
} from './readers.ts'

type Setting = { name: string; default: string; words: string; read: z.ZodType; secret?: boolean }

/** A password inside an address is for nobody's eyes. */
const withoutPassword = (text: string): string => text.replace(/(\/\/[^:/@]*):[^@]*@/, '$1:…@')

/** Every setting there is: its name in the environment, its default, and what it does. `carillon config` prints this table. */
export const settings = {
  home: {
    name: 'CARILLON_HOME',
    default: join(homedir(), '.carillon'),
    words: 'Folder of everything that must be kept: database, media, keys.',
    read: z
      .string()
      .min(1)
      .transform((path) => resolve(path)),
  },
  host: {
    name: 'HOST',
    default: 'localhost',
    words: 'Address to listen on; 0.0.0.0 for all.',
    read: z.string().min(1),
  },
  port: { name: 'PORT', default: '4400', words: 'Port to listen on.', read: whole(0, 65535) },
  appUrl: {
    name: 'CARILLON_URL',
    default: '',
    words:
      'Where people reach Carillon, such as https://social.example.com; by default http://localhost:PORT.',
    read: maybeUrl('http', 'https').transform((url) => (url ?? '').replace(/\/+$/, '')),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    default: '',
    words:
      'PostgreSQL of your own (15 or newer), such as postgres://user:password@host/carillon; empty for the embedded one.',
    read: maybeUrl('postgres', 'postgresql'),
  },
  databaseConnections: {
    name: 'DATABASE_CONNECTIONS',
    default: '10',
    words: 'Most connections that one process opens to PostgreSQL.',
    read: whole(3, 500),
  },
  allowedHosts: {
    name: 'CARILLON_ALLOWED_HOSTS',
    default: '',
    words:
      'Hosts that may be reached although their address is private, with commas: intranet.local,127.0.0.1:3000.',
    read: z.string().transform((list) =>
      list
        .split(',')
        .map((host) => host.trim())
        .filter(Boolean),
    ),
  },
  trustProxy: {
    name: 'CARILLON_TRUST_PROXY',
    default: '0',
    words:
      'How many proxies stand in front of Carillon; their X-Forwarded-For and -Proto are believed; the name is that of CARILLON_URL.',
    read: whole(0, 10),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    words: 'How much is logged: fatal, error, warn, info, debug, trace or silent.',
    read: z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'one of fatal, error, warn, info, debug, trace and silent',
    ),
  },
  smtpUrl: {
    name: 'SMTP_URL',
    default: '',
    words:
      'Mail server for notifications, such as smtps://user:password@mail.example.com; empty for no mail.',
    read: maybeUrl('smtp', 'smtps'),
  },
  mailFrom: {
    name: 'MAIL_FROM',
    default: 'Carillon <carillon@localhost>',
    words: 'Sender of mails.',
    read: z.string().min(3),
  },
  record: {
    name: 'CARILLON_RECORD',
    default: '',
    words: 'Write each exchange with a network to this file, secrets removed; empty for no.',
    read: z.string().transform((path) => (path === '' ? null : resolve(path))),
  },
  plcUrl: {
    name: 'CARILLON_PLC_URL',
    default: 'https://plc.directory',
    words: 'Directory of identities of the AT Protocol.',
    read: z.url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' }),
  },
  webSubHub: {
    name: 'CARILLON_WEBSUB_HUB',
    default: '',
    words: 'WebSub hub that is told of new entries in our own feeds; empty for none.',
    read: maybeUrl('http', 'https'),
  },
  maxUploadBytes: {
    name: 'CARILLON_MAX_UPLOAD_BYTES',
    default: '6442450944',
    words: 'Largest picture or film that may be uploaded, in bytes.',
    read: whole(1, 20_000_000_000),
  },
  mediaQuotaBytes: {
    name: 'CARILLON_MEDIA_QUOTA_BYTES',
    default: '0',
    words: 'Most bytes that the pictures and films of one workspace may have together; 0 for no bound.',
    read: whole(0, Number.MAX_SAFE_INTEGER),
  },
  ffmpeg: {
    name: 'CARILLON_FFMPEG',
    default: 'ffmpeg',
    words:
      'FFmpeg, which looks into films and converts them for networks; ffprobe is taken from beside it. none for no.',
    read: z.string().transform((name) => (name === '' || name === 'none' ? null : name)),
  },
  mediaS3Bucket: {
    name: 'CARILLON_MEDIA_S3_BUCKET',
    default: '',
    words:
      'Bucket for pictures and films on a server that speaks S3, instead of the folder media below the home; wants the endpoint and both keys below. Empty for none.',
    read: maybeText,
  },
  mediaS3Endpoint: {
    name: 'CARILLON_MEDIA_S3_ENDPOINT',
    default: '',
    words:
      'Address of that server, such as https://s3.eu-central-1.amazonaws.com; it may be a private one, and http.',
    read: maybeUrl('http', 'https'),
  },
  mediaS3Region: {
    name: 'CARILLON_MEDIA_S3_REGION',
    default: 'us-east-1',
    words: 'Region that requests to that server are signed for; many servers of one region take any.',
    read: z.string().regex(/^[a-z0-9-]+$/i, 'a name such as eu-central-1'),
  },
  mediaS3KeyId: {
    name: 'CARILLON_MEDIA_S3_KEY_ID',
    default: '',
    words: 'Access key that may read, write, list and delete in that bucket.',
    read: maybeText,
  },
  mediaS3SecretKey: {
    name: 'CARILLON_MEDIA_S3_SECRET_KEY',
    default: '',
    words: 'Secret that belongs to that access key.',
    read: maybeText,
    secret: true,
  },
  mediaS3Prefix: {
    name: 'CARILLON_MEDIA_S3_PREFIX',
    default: '',
    words:
      'Folder in that bucket, such as carillon-media; each house has one of its own, other than that of backups. Empty for none.',
    read: keyFolder,
  },
  mediaS3PathStyle: {
    name: 'CARILLON_MEDIA_S3_PATH_STYLE',
    default: 'yes',
    words: 'yes asks https://server/bucket, no asks https://bucket.server.',
    read: yesOrNo,
  },
  requestsPerMinute: {
    name: 'CARILLON_REQUESTS_PER_MINUTE',
    default: '6000',
    words: 'Most requests of one person, API key or address in a minute; more are answered with 429.',
    read: whole(60, 10_000_000),
  },
  apiKey: {
    name: 'CARILLON_API_KEY',
    default: '',
    words:
      'API key for `carillon mcp`, `carillon channels` and `carillon posts import`, where no file with it is named.',
    read: z.string().transform((text) => text || null),
    secret: true,
  },
  oidcIssuer: {
    name: 'CARILLON_OIDC_ISSUER',
    default: '',
    words:
      'Provider (OpenID Connect) with whose accounts people sign in, exactly as it calls itself, such as https://login.example.com; empty for none.',
    read: maybeUrl('https', 'http'),
  },
  oidcClientId: {
    name: 'CARILLON_OIDC_CLIENT_ID',
    default: '',
    words: 'What the provider calls this Carillon; its redirect address there is CARILLON_URL/sign-in/back.',
    read: orNothing,
  },
  oidcClientSecret: {
    name: 'CARILLON_OIDC_CLIENT_SECRET',
    default: '',
    words: 'Secret that the provider has given to this Carillon; empty when it gives none.',
    read: orNothing,
    secret: true,
  },
  oidcLabel: {
    name: 'CARILLON_OIDC_LABEL',
    default: '',
    words: 'What people call the provider, such as Example Inc.; empty for its host.',
    read: orNothing,
  },
  oidcOpenDomains: {
    name: 'CARILLON_OIDC_OPEN_DOMAINS',
    default: '',
    words:
      'Mail domains, with commas, whose people come in by the provider without an invitation; they begin without a workspace. Empty: only who is invited or has an account.',
    read: mailDomains,
  },
  oidcTrustedDomains: {
    name: 'CARILLON_OIDC_TRUSTED_DOMAINS',
    default: '',
    words:
      'Mail domains, with commas, for which the provider decides who owns an address: it opens the accounts here with addresses of these domains. Empty: people join it themselves under My account.',
    read: mailDomains,
  },
  oidcSecondStep: {
    name: 'CARILLON_OIDC_SECOND_STEP',
    default: 'ask',
    words:
      'Whether who has a second step here is asked for it after the provider too (ask), or the provider is trusted with that (trust).',
    read: z.enum(['ask', 'trust'], 'ask or trust'),
  },
  oidcOnly: {
    name: 'CARILLON_OIDC_ONLY',
    default: 'no',
    words:
      'yes closes every other way to sign in; `carillon let-in` opens a password for a day when the provider fails.',
    read: yesOrNo,
  },
  backupPassword: {
    name: 'CARILLON_BACKUP_PASSWORD',
    default: '',
    words: 'Password of backups, where no file with it is named; keep it in another place than the backups.',
    read: z.string().transform((text) => text || null),
    secret: true,
  },
  backupFolder: {
    name: 'CARILLON_BACKUP_FOLDER',
    default: '',
    words:
      'Folder for backups, best on another disk; `carillon doctor` says how old the newest in it is. Empty for CARILLON_HOME/backups.',
    read: z.string().transform((path) => (path === '' ? null : resolve(path))),
  },
  backupS3Bucket: {
    name: 'CARILLON_BACKUP_S3_BUCKET',
    default: '',
    words:
      'Bucket for backups on a server that speaks S3, instead of a folder; wants the endpoint and both keys below. Empty for none.',
    read: maybeText,
  },
  backupS3Endpoint: {
    name: 'CARILLON_BACKUP_S3_ENDPOINT',
    default: '',
    words:
      'Address of that server, such as https://s3.eu-central-1.amazonaws.com; it may be a private one, and http.',
    read: maybeUrl('http', 'https'),
  },
  backupS3Region: {
    name: 'CARILLON_BACKUP_S3_REGION',
    default: 'us-east-1',
    words: 'Region that requests to that server are signed for; many servers of one region take any.',
    read: z.string().regex(/^[a-z0-9-]+$/i, 'a name such as eu-central-1'),
  },
  backupS3KeyId: {
    name: 'CARILLON_BACKUP_S3_KEY_ID',
    default: '',
    words:
      'Access key that may read, write and list in that bucket, and delete there when old backups are to be cleared.',
    read: maybeText,
  },
  backupS3SecretKey: {
    name: 'CARILLON_BACKUP_S3_SECRET_KEY',
    default: '',
    words: 'Secret that belongs to that access key.',
    read: maybeText,
    secret: true,
  },
  backupS3Prefix: {
    name: 'CARILLON_BACKUP_S3_PREFIX',
    default: '',
    words: 'Folder in that bucket, such as carillon; each house has one of its own. Empty for none.',
    read: keyFolder,
  },
  backupS3PathStyle: {
    name: 'CARILLON_BACKUP_S3_PATH_STYLE',
    default: 'yes',
    words: 'yes asks https://server/bucket, no asks https://bucket.server.',
    read: yesOrNo,
  },
  backupAt: {
    name: 'CARILLON_BACKUP_AT',
    default: '',
    words:
      'Time of day in UTC at which a worker makes a backup, such as 03:30; wants CARILLON_BACKUP_PASSWORD. Empty for none by the clock.',
    read: timeOfDay,
  },
  backupKeep: {
    name: 'CARILLON_BACKUP_KEEP',
    default: '7d 4w 12m',
    words:
      'Which backups stay when a new one was made by the clock or with --keep: the newest of each of so many days, weeks and months. Others are removed.',
    read: spans,
  },
  backupWork: {
    name: 'CARILLON_BACKUP_WORK',
    default: '18',
    words:
      'How dear it is to guess the password of a backup, from 12 to 20: 18 takes 256 MB of memory and some seconds at each backup and restore, one less takes half of both. Backups open whatever it was when they were made.',
    read: whole(12, 20),
  },
  auditKeepDays: {
    name: 'CARILLON_AUDIT_KEEP_DAYS',
    default: '0',
    words: 'Days for which the audit log is kept, at least 30; 0 keeps it for ever.',
    read: daysToKeep,
  },
  notificationsKeepDays: {
    name: 'CARILLON_NOTIFICATIONS_KEEP_DAYS',
    default: '90',
    words: 'Days for which notifications are kept after their trouble has ended; 0 keeps them for ever.',
    read: whole(0, 36_500),
  },
  hookCallsKeepDays: {
    name: 'CARILLON_HOOK_CALLS_KEEP_DAYS',
    default: '30',
    words: 'Days for which calls of webhooks stand in their log; 0 keeps them for ever.',
    read: whole(0, 36_500),
  },
  otelEndpoint: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    default: '',
    words:
      'Collector of OpenTelemetry that is told of traces, such as http://localhost:4318; empty for none.',
    read: maybeUrl('http', 'https'),
  },
  otelHeaders: {
    name: 'OTEL_EXPORTER_OTLP_HEADERS',
    default: '',
    words: 'What is sent along to it, such as authorization=Bearer%20token; several with commas.',
    read: maybeText,
    secret: true,
  },
  otelDisabled: {
    name: 'OTEL_SDK_DISABLED',
    default: 'false',
    words: 'true switches it off whatever else is set.',
    read: z.enum(['true', 'false'], 'true or false').transform((word) => word === 'true'),
  },
  otelSampler: {
    name: 'OTEL_TRACES_SAMPLER',
    default: 'parentbased_always_on',
    words:
      'Which traces are told: always_on, always_off or traceidratio; parentbased_ before it changes nothing.',
    read: z
      .enum(samplers, 'always_on, always_off or traceidratio, also with parentbased_ before it')
      .transform((name) => name.replace('parentbased_', '') as 'always_on' | 'always_off' | 'traceidratio'),
  },
  otelShare: {
    name: 'OTEL_TRACES_SAMPLER_ARG',
    default: '1',
    words: 'Share of traces that traceidratio takes, such as 0.1.',
    read: z.coerce
      .number('a number from 0 to 1')
      .min(0, 'a number from 0 to 1')
      .max(1, 'a number from 0 to 1'),
  },
  metricsToken: {
    name: 'CARILLON_METRICS_TOKEN',
    default: '',
    words:
      'Token that opens GET /metrics to Prometheus, as Authorization: Bearer, at least 16 characters; empty for no such address.',
    read: z
      .string()
      .refine(
        (text) => text === '' || /^\S{16,}$/.test(text),
        'at least 16 characters without spaces, or nothing',
      )
      .transform((text) => text || null),
    secret: true,
  },
  metricsHost: {
    name: 'CARILLON_METRICS_HOST',
    default: 'localhost',
    words: 'Address of CARILLON_METRICS_PORT; 0.0.0.0 for all.',
    read: z.string().min(1),
  },
  metricsPort: {
    name: 'CARILLON_METRICS_PORT',
    default: '',
    words:
      'Port at which `carillon worker` answers GET /metrics and /api/health; empty for none. Where a web side runs, both are at PORT.',
    read: maybePort,
  },
} as const satisfies Record<keyof Config, Setting>

/** A value as it may be shown to whoever stands at the screen. */
export const shownValue = (setting: Setting, value: string): string =>
  setting.secret ? '(set)' : withoutPassword(value)

/** What no line of the log may hold, whoever says it: secrets, and passwords inside of addresses. */
export const secretsIn = (config: Config): string[] =>
  Object.entries<Setting>(settings).flatMap(([key, { secret }]) => {
    const value = config[key as keyof Config]
    const hidden = typeof value === 'string' ? (secret ? value : passwordIn(value)) : null
    return hidden === null ? [] : [hidden]
  })

/** Reads the environment. Every wrong setting is named in one sentence, all at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const wrong: string[] = []
  const values: Record<string, unknown> = {}
  for (const [key, setting] of Object.entries<Setting>(settings)) {
    const read = setting.read.safeParse(env[setting.name] ?? setting.default)
    if (read.success) values[key] = read.data
    else
      wrong.push(
        `${setting.name} is "${shownValue(setting, env[setting.name] ?? '')}", but has to be ${expected(read.error)}. ${setting.words}`,
      )
  }
  const config = values as Config
  if (wrong.length === 0) wrong.push(...contradictions(config))
  if (wrong.length > 0) throw new AppError('invalid', 'config.wrong', wrong.join('\n'))
  return { ...config, appUrl: config.appUrl || `http://localhost:${config.port}` }
}

/** Settings that are right each by itself and not together. */
function contradictions({ oidcIssuer, oidcClientId, oidcOnly }: Config): string[] {
  const { oidcIssuer: issuer, oidcClientId: client, oidcOnly: only } = settings
  return [
    ...(oidcIssuer && !oidcClientId
      ? [`${issuer.name} is set, but ${client.name} is not. ${client.words}`]
      : []),
    ...(oidcOnly && !oidcIssuer
      ? [`${only.name} is "yes", but ${issuer.name} is empty: nobody could sign in. ${issuer.words}`]
      : []),
  ]
}

const expected = (error: z.ZodError): string => error.issues[0]?.message ?? 'something else'
