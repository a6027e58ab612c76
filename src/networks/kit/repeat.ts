import { NetworkFailure } from './failure.ts'
import type { Find, Publish, SendCall } from './network.ts'

/** So long after the first attempt this is another one. */
export const repeatMs = 5000
/** The clocks may differ by so much here: what stood there before the first attempt is another's. */
const spareMs = 30_000
/** Whoever comes after so long wants it anew, and many a post says the same the day after. */
const longMs = 12 * 3_600_000

/** Whether an attempt before this one may have arrived. */
export const isRepeat = ({ tools, firstAttemptAt }: Pick<SendCall, 'tools' | 'firstAttemptAt'>): boolean =>
  tools.now().getTime() - firstAttemptAt.getTime() >= repeatMs

type Looking = {
  /** By so much `find` looks back behind the first attempt. */
  skewMs: number
  /** Sooner after the first attempt the network itself refuses the same thing. */
  afterMs?: number
}

/**
 * A network may say that it is down after it has done what was asked, and that is tried again: whoever comes again looks first.
 * What stands there is not sent once more; a look-up then tells whether it is this one. A look that comes to nothing keeps
 * nothing back.
 */
export async function expectNotOut(
  call: SendCall,
  find: Find,
  { skewMs, afterMs = repeatMs }: Looking,
): Promise<void> {
  const first = call.firstAttemptAt.getTime()
  const since = call.tools.now().getTime() - first
  if (since < afterMs || since > longMs) return
  const firstAttemptAt = new Date(first + skewMs - spareMs)
  const found = await find({ ...call, firstAttemptAt }).catch((failure: unknown) => {
    if (failure instanceof NetworkFailure && failure.kind !== 'later') return null
    throw failure
  })
  if (found?.found !== 'yes' && found?.found !== 'some') return
  throw mayBeThere()
}

/** Something like it stands there: not sent again, and looked up. */
export const mayBeThere = () =>
  new NetworkFailure(
    'unknown',
    'A post that says the same stands there since the attempt before. It is looked up whether it is this one.',
    { code: 'no_answer' },
  )

/** The same before all that is sent of a post of one part. */
export const lookingFirst = (publish: Publish, find: Find, how: Looking): Publish => ({
  ...publish,
  async send(call) {
    if (call.done.length === 0) await expectNotOut(call, find, how)
    return publish.send(call)
  },
})
