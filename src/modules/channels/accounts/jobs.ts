import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

const one = z.object({ channelId: z.uuid() })

/** Finds sign-ins to be made new, accounts to be asked whether they still work, and sign-ins that end soon. */
export const sweepChannels = defineJob('channels.sweep', z.object({}), { cron: '* * * * *', tries: 1 })

/** Makes one sign-in new ahead of its end, and proves that it works. A failure is counted and asked for again by the sweep. */
export const refreshChannel = defineJob('channels.refresh', one, { tries: 2 })

/** Asks the network whether the account works, and what of it has changed. */
export const checkChannel = defineJob('channels.check', one, { tries: 2 })

/** Fetches the picture of an account, so that no browser has to ask the network for it. */
export const copyAvatar = defineJob('channels.avatar', one, { tries: 4 })

/** Something on the shelf of an account was added, changed or taken away. */
export const shelfChanged = defineJob('channels.shelf-changed', one, { tries: 8 })
