import { handle, type JobHandler } from '../../../app/handler.ts'
import { purgeSignIns, tellSignIn } from './jobs.ts'
import { sendAlert } from './tell.ts'

const brakeKeptMs = 2 * 86_400_000

export const signInHandlers: JobHandler[] = [
  handle(tellSignIn, sendAlert),
  handle(purgeSignIns, async (ctx) => {
    const now = ctx.clock.now()
    await ctx.db.deleteFrom('sessions').where('expiresAt', '<', now).execute()
    await ctx.db.deleteFrom('signInProofs').where('expiresAt', '<', now).execute()
    await ctx.db.deleteFrom('providerVisits').where('expiresAt', '<', now).execute()
    await ctx.db.deleteFrom('passkeyChallenges').where('expiresAt', '<', now).execute()
    await ctx.db.deleteFrom('passwordExceptions').where('until', '<', now).execute()
    await ctx.db.deleteFrom('verifications').where('expiresAt', '<', now).execute()
    await ctx.db
      .deleteFrom('signInBrakes')
      .where('lastAt', '<', new Date(now.getTime() - brakeKeptMs))
      .execute()
  }),
]
