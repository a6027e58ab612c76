import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { sideBy } from '../../../platform/side-by.ts'
import type { PostBody } from '../posts/contract.ts'
import { createPost, judgeBody } from '../posts/index.ts'
import type { BulkBody, BulkItem } from './contract.ts'

const sideBySide = 4

/** Posts one by one, each with its own answer: what is wrong with one keeps no other from being made. */
export async function makeMany(ctx: Context, actor: Actor, { items, dryRun }: BulkBody) {
  const begun = ctx.clock.now()
  const answers = await sideBy(sideBySide, [...items.entries()], ([index, body]) =>
    dryRun ? tryOne(ctx, actor, index, body) : makeOne(ctx, actor, index, body, begun),
  )
  const count = (state: BulkItem['state']) => answers.filter((one) => one.state === state).length
  return { items: answers, made: count('made'), bad: count('bad') }
}

async function makeOne(
  ctx: Context,
  actor: Actor,
  index: number,
  body: PostBody,
  begun: Date,
): Promise<BulkItem> {
  return answered(index, async () => {
    const post = await createPost(ctx, actor, body)
    return { state: new Date(post.createdAt) < begun && body.clientId ? 'there' : 'made', post }
  })
}

/** Only what can be known beforehand: whether everything named is there, and what the networks would refuse. */
const tryOne = (ctx: Context, actor: Actor, index: number, body: PostBody): Promise<BulkItem> =>
  answered(index, async () => {
    await judgeBody(ctx, actor, body, actorMaySomewhere(actor, 'post.publish'))
    return { state: 'good', post: null }
  })

async function answered(
  index: number,
  work: () => Promise<Pick<BulkItem, 'state' | 'post'>>,
): Promise<BulkItem> {
  try {
    return { index, ...(await work()), problem: null }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
    const { code, message, fields } = error
    return { index, state: 'bad', post: null, problem: { code, detail: message, fields } }
  }
}
