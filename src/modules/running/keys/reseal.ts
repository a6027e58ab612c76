import type { Context } from '../../../app/context.ts'
import type { SealedPlace } from '../../../app/sealed.ts'

/** Some milliseconds of work, in which nothing is sent. */
const batch = 50

/**
 * Seals anew whatever another key than the current one has sealed. It can be broken off at any moment and goes on where it
 * was: a value says itself with which key it is sealed.
 */
export async function reseal(ctx: Context, places: readonly SealedPlace[]): Promise<void> {
  for (const place of places) {
    let values = 0
    // What does not open, or was changed just then, waits for the next hour, and the others do not wait for it.
    let left = 0
    for (let full = true; full; ) {
      const { found, sealed } = await place.reseal(ctx, batch, left)
      values += sealed
      left += found - sealed
      full = found === batch
    }
    if (values > 0) ctx.log.info({ table: place.name, values }, 'Sealed anew with the current key')
  }
}
