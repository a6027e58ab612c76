import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../src/app/audit.ts'
import { makeDemo } from '../../src/modules/demo/index.ts'
import { createOwner } from '../../src/modules/people/setup/index.ts'
import { DeliveryState } from '../../src/modules/publish/deliveries/contract.ts'
import { mailNotifications } from '../../src/modules/publish/notifications/jobs.ts'
import { networks } from '../../src/networks/registry.ts'
import { joinChannel } from '../factories/account.ts'
import { planText } from '../factories/delivery.ts'
import { password } from '../people/door.ts'
import { type World, world } from '../world.ts'
import { writeKeys } from './copies.ts'

const hour = 3_600_000
/** Characters that a text format has to write in another way. */
const awkward = 'Tab\there, line\nthere, back\\slash, \\N, \u{1F514}, ไทย, a quote " and \r\n the end'

/** A house in which everything is: people, a sign-in, posts in many states, media, audit, jobs, and half a year of numbers. */
export async function fullHouse(): Promise<World & { email: string; channelId: string }> {
  const w = await world({ networks, alone: true, at: 'real' })
  const { ctx, workspaceId } = w
  await writeKeys(ctx.config.home)
  const email = 'ieva@example.com'
  const owner = await createOwner(ctx, { email, password, workspace: 'Riga Bakery' })
  await sql`insert into organisation_members (organisation_id, user_id, role)
    values (${w.organisationId}, ${owner.user.id}, 'owner')`.execute(ctx.db)
  const channelId = await joinChannel(ctx, workspaceId)
  for (const [n, state] of DeliveryState.options.entries()) {
    const id = await planText(w, channelId, `${state} ${awkward}`, new Date(Date.now() + (n + 1) * hour))
    const worker = ['claimed', 'sending', 'sent'].includes(state) ? 'worker-1' : null
    await ctx.db
      .updateTable('deliveries')
      .set({ state, workerId: worker, attempts: state === 'scheduled' || state === 'claimed' ? 0 : 1 })
      .where('id', '=', id)
      .execute()
  }
  await sql`insert into workers (id, version) values ('worker-1', 'test')`.execute(ctx.db)
  await addMedia(w)
  await addJobs(w)
  await audit(ctx.db, w.actor('owner'), {
    action: 'hook.tested',
    subject: { kind: 'hook', id: null },
    after: { awkward },
  })
  await makeDemo(ctx)
  return { ...w, email, channelId }
}

async function addMedia({ ctx, workspaceId }: World): Promise<void> {
  for (let n = 0; n < 12; n++) {
    const bytes = createHash('sha512').update(`picture ${n}`).digest()
    const large = Buffer.concat(Array.from({ length: n * 1500 }, () => bytes))
    const digest = createHash('sha256').update(large).digest('hex')
    const storageKey = `${workspaceId}/${digest}/kept`
    await ctx.storage.write(storageKey, large)
    const size = { bytes: large.length, width: 10, height: 10, kind: 'image', mime: 'image/png' }
    const row = { workspaceId, digest, uploadDigest: digest, fileName: `${n}.png`, storageKey, ...size }
    await ctx.db.insertInto('media').values(row).execute()
  }
}

async function addJobs({ ctx, workspaceId }: World): Promise<void> {
  await ctx.jobs.add(
    mailNotifications,
    { workspaceId },
    { at: new Date(Date.now() + hour), key: 'mail:later' },
  )
  await ctx.jobs.add(mailNotifications, { workspaceId })
  await sql`update graphile_worker._private_jobs set attempts = 3, last_error = 'no answer' where key is null`.execute(
    ctx.db,
  )
}
