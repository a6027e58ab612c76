import { statfs } from 'node:fs/promises'
import { collectDefaultMetrics, Gauge } from 'prom-client'
import type { Context } from '../../../app/context.ts'
import { version } from '../../../app/version.ts'

/** What is looked up in this process at each scrape: itself, its connections, its disk. */
export function watchProcess({ metrics: { registry }, database, config }: Context): void {
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'carillon_build_info',
    help: 'Always 1; the labels say which Carillon runs on which Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1)
  new Gauge({
    name: 'carillon_database_connections',
    help: 'Connections of this process to PostgreSQL that are in use or idle, and those who wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const { totalCount, idleCount, waitingCount } = database.pool
      this.set({ state: 'in_use' }, totalCount - idleCount)
      this.set({ state: 'idle' }, idleCount)
      this.set({ state: 'waiting' }, waitingCount)
    },
  })
  new Gauge({
    name: 'carillon_database_connections_most',
    help: 'Most connections that this process opens (DATABASE_CONNECTIONS).',
    registers,
  }).set(config.databaseConnections)
  new Gauge({
    name: 'carillon_disk_bytes',
    help: 'Room on the disk of CARILLON_HOME: free to this user, and in all.',
    labelNames: ['what'],
    registers,
    async collect() {
      const { bavail, blocks, bsize } = await statfs(config.home)
      this.set({ what: 'free' }, bavail * bsize)
      this.set({ what: 'all' }, blocks * bsize)
    },
  })
}
