/** One of several processes that want the same turn five times. Says when each of its turns began and ended. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { createLocks } from './lock.ts'

const pool = new pg.Pool({ connectionString: process.argv[2], max: 3 })
const lock = createLocks(pool)
for (let n = 0; n < 5; n++)
  await lock('shared', async () => {
    const began = performance.timeOrigin + performance.now()
    await pause(20)
    process.stdout.write(`${began} ${performance.timeOrigin + performance.now()}\n`)
  })
await pool.end()
