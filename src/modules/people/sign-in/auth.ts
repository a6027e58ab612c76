import type { Context } from '../../../app/context.ts'

/** A session that is not used for so long is over. */
export const sessionMs = 30 * 86_400_000
/** Browsers keep no cookie longer. The session behind it ends by itself, so the cookie need not be set again. */
const cookieSeconds = 400 * 86_400

export const addressHeader = 'x-carillon-address'

export const authSecret = (ctx: Context): string => ctx.secrets.derive('sessions').toString('base64url')

/** The cookie of a session; behind https it carries a prefix that no http page can forge. */
export const cookieName = (secure: boolean): string => `${secure ? '__Secure-' : ''}carillon.session_token`

export type Auth = Awaited<ReturnType<typeof buildAuth>>

const built = new WeakMap<Context, Map<boolean, Promise<Auth>>>()

/** better-auth over our tables. It is loaded at the first sign-in, because an idle worker or a fresh start needs none of it. */
export function authOf(ctx: Context, secure: boolean): Promise<Auth> {
  const ofContext = built.get(ctx) ?? new Map<boolean, Promise<Auth>>()
  built.set(ctx, ofContext)
  const auth = ofContext.get(secure) ?? buildAuth(ctx, secure)
  ofContext.set(secure, auth)
  return auth
}

async function buildAuth(ctx: Context, secure: boolean) {
  const { betterAuth } = await import('better-auth')
  const { openSession } = await import('./open-session.ts')
  return betterAuth({
    appName: 'Carillon',
    baseURL: ctx.config.appUrl,
    basePath: '/api/auth',
    secret: authSecret(ctx),
    database: { db: ctx.db, type: 'postgres' },
    user: { modelName: 'users' },
    session: { modelName: 'sessions', expiresIn: cookieSeconds, cookieCache: { enabled: false } },
    account: { modelName: 'signInAccounts' },
    verification: { modelName: 'verifications' },
    // Passwords are looked at by `right-password.ts`, because a session may begin only after the second step.
    plugins: [openSession],
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, ...span(ctx) } }) } },
    },
    advanced: {
      cookiePrefix: 'carillon',
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    logger: {
      log: (level, message) => ctx.log[level === 'error' ? 'error' : 'debug']({ auth: true }, message),
    },
    telemetry: { enabled: false },
  })
}

/** Sessions live by our clock, which tests turn. */
function span(ctx: Context) {
  const now = ctx.clock.now()
  return { createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + sessionMs) }
}
